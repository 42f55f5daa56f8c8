//! Shapes and constants.

use super::NetError;
use super::flat::FlatTable;
use super::half::single_from_half;

/// Most numbers that one tensor may hold: far above what our networks need (1 M), far below what hurts.
const MOST: usize = 1 << 24;

/// Height, width and channels; everything else is laid out as one of these. Row after row, channels innermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TensorShape {
    pub(super) height: usize,
    pub(super) width: usize,
    pub(super) channels: usize,
}

impl TensorShape {
    pub(super) fn len(&self) -> usize {
        self.height * self.width * self.channels
    }
}

/// A tensor as the file describes it.
pub(super) struct Tensor {
    /// Sizes, outermost first.
    pub(super) dims: Vec<usize>,
    /// Values that the file holds.
    pub(super) constant: Option<Constant>,
}

/// Values from the file.
#[derive(Clone)]
pub(super) enum Constant {
    Real(Vec<f32>),
    Whole(Vec<i32>),
}

impl Tensor {
    pub(super) fn read(table: &FlatTable, buffers: &[&[u8]]) -> Result<Self, NetError> {
        let broken = |what| NetError::Broken { what };
        let dims = table.numbers(0, "a tensor's shape")?;
        let dims: Vec<usize> = dims
            .into_iter()
            .map(|size| usize::try_from(size).ok().filter(|size| *size > 0))
            .collect::<Option<_>>()
            .ok_or(broken("a tensor's shape"))?;
        let count = dims
            .iter()
            .try_fold(1_usize, |count, size| count.checked_mul(*size))
            .filter(|count| *count <= MOST)
            .ok_or(broken("a tensor's shape"))?;
        let kind = table.byte(1, 0, "a tensor's kind")?;
        let buffer = table.size(2, 0, "a tensor's values")?;
        let bytes = *buffers.get(buffer).ok_or(broken("a tensor's values"))?;
        let constant = match (bytes.is_empty(), kind) {
            (true, _) => None,
            (false, 0) => Some(Constant::Real(
                bytes
                    .chunks_exact(4)
                    .map(|c| f32::from_le_bytes([c[0], c[1], c[2], c[3]]))
                    .collect(),
            )),
            (false, 1) => Some(Constant::Real(
                bytes
                    .chunks_exact(2)
                    .map(|c| single_from_half(u16::from_le_bytes([c[0], c[1]])))
                    .collect(),
            )),
            (false, 2) => Some(Constant::Whole(
                bytes
                    .chunks_exact(4)
                    .map(|c| i32::from_le_bytes([c[0], c[1], c[2], c[3]]))
                    .collect(),
            )),
            (false, kind) => {
                let what = format!("numbers of kind {kind}");
                return Err(NetError::Unknown { what });
            }
        };
        let held = match &constant {
            Some(Constant::Real(values)) => values.len(),
            Some(Constant::Whole(values)) => values.len(),
            None => count,
        };
        (held == count)
            .then_some(Tensor { dims, constant })
            .ok_or(broken("a tensor's values"))
    }

    /// Numbers in it.
    pub(super) fn len(&self) -> usize {
        self.dims.iter().product()
    }

    /// As height, width and channels: dimensions of 1 in front are left out, missing ones are 1; `None` where more remain.
    pub(super) fn shape(&self) -> Option<TensorShape> {
        let first = self
            .dims
            .iter()
            .position(|size| *size != 1)
            .unwrap_or(self.dims.len());
        let rest = &self.dims[first.min(self.dims.len().saturating_sub(3))..];
        match *rest {
            [] => Some(TensorShape {
                height: 1,
                width: 1,
                channels: 1,
            }),
            [channels] => Some(TensorShape {
                height: 1,
                width: 1,
                channels,
            }),
            [width, channels] => Some(TensorShape {
                height: 1,
                width,
                channels,
            }),
            [height, width, channels] => Some(TensorShape {
                height,
                width,
                channels,
            }),
            _ => None,
        }
    }

    pub(super) fn reals(&self) -> Option<&[f32]> {
        match self.constant.as_ref()? {
            Constant::Real(values) => Some(values),
            Constant::Whole(_) => None,
        }
    }

    pub(super) fn wholes(&self) -> Option<&[i32]> {
        match self.constant.as_ref()? {
            Constant::Whole(values) => Some(values),
            Constant::Real(_) => None,
        }
    }
}
