//! What the operators' options mean: windows that slide over a picture, and what is done to the sums.

use super::NetError;
use super::flat::FlatTable;
use super::tensor::TensorShape;

/// What happens to each result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Activation {
    None,
    Relu,
    Relu6,
}

impl Activation {
    pub(super) fn read(options: Option<&FlatTable>, field: usize) -> Result<Self, NetError> {
        let code = options.map_or(Ok(0), |table| table.byte(field, 0, "an activation"))?;
        Ok(match code {
            0 => Self::None,
            1 => Self::Relu,
            3 => Self::Relu6,
            code => {
                let what = format!("activation {code}");
                return Err(NetError::Unknown { what });
            }
        })
    }

    pub(super) fn apply(self, values: &mut [f32]) {
        match self {
            Self::None => {}
            Self::Relu => values.iter_mut().for_each(|value| *value = value.max(0.0)),
            Self::Relu6 => values.iter_mut().for_each(|value| *value = value.clamp(0.0, 6.0)),
        }
    }
}

/// A window that slides over a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct SlidingWindow {
    /// Height and width of the window.
    pub(super) size: [usize; 2],
    /// Steps down and across.
    pub(super) stride: [usize; 2],
    /// Rows above and columns left of the picture at which the first window begins.
    pub(super) before: [usize; 2],
    /// Places down and across.
    pub(super) places: [usize; 2],
}

impl SlidingWindow {
    /// Reads padding, strides and dilation (from that field on, where the operator has one).
    pub(super) fn read(
        options: &FlatTable,
        size: [usize; 2],
        dilation: Option<usize>,
        input: TensorShape,
    ) -> Result<Self, NetError> {
        let what = "a window's step";
        let stride = [options.size(2, 0, what)?, options.size(1, 0, what)?];
        if stride.contains(&0) || size.contains(&0) {
            return Err(NetError::Broken { what });
        }
        for field in dilation.into_iter().flat_map(|first| [first, first + 1]) {
            if options.number(field, 1, "a dilation")? != 1 {
                let what = "a dilated convolution".to_owned();
                return Err(NetError::Unknown { what });
            }
        }
        let same = options.byte(0, 0, "a padding")? == 0;
        let extent = [input.height, input.width];
        let (mut before, mut places) = ([0; 2], [0; 2]);
        for axis in 0..2 {
            let (extent, size, stride) = (extent[axis], size[axis], stride[axis]);
            if same {
                places[axis] = extent.div_ceil(stride);
                let needed = (places[axis] - 1) * stride + size;
                before[axis] = needed.saturating_sub(extent) / 2;
            } else {
                let room = extent.checked_sub(size).ok_or(NetError::Broken { what })?;
                places[axis] = room / stride + 1;
            }
        }
        Ok(SlidingWindow {
            size,
            stride,
            before,
            places,
        })
    }

    /// The part of the window at a place that lies on the picture, along one axis: first row (or column) of the window,
    /// first of the picture, and how many.
    pub(super) fn covered(&self, axis: usize, place: usize, extent: usize) -> (usize, usize, usize) {
        let start = place * self.stride[axis];
        let skipped = self.before[axis].saturating_sub(start);
        let first = (start + skipped).saturating_sub(self.before[axis]).min(extent);
        let count = self.size[axis].saturating_sub(skipped).min(extent - first);
        (skipped, first, count)
    }
}
