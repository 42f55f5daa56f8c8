//! Operators with everything that they need, sizes checked.

use super::NetError;
use super::conv::{Convolution, DepthwiseConvolution, EnlargingConvolution};
use super::matrix::Matrix;
use super::model::{Operator, OperatorCode};
use super::options::{Activation, SlidingWindow};
use super::pool::{PixelAlignment, Pooling, resize};
use super::simple::{hard_swish, logistic, pad, pairwise, prelu};
use super::tensor::{Tensor, TensorShape};

/// An operator.
pub(super) enum Op {
    Convolution(Convolution, Activation),
    Depthwise(DepthwiseConvolution, Activation),
    Enlarging(EnlargingConvolution),
    Pool(Pooling, SlidingWindow),
    Prelu(Vec<f32>),
    Relu,
    Logistic,
    HardSwish,
    Pairwise(fn(f32, f32) -> f32, Activation),
    Pad([usize; 3]),
    Resize(PixelAlignment),
    /// All inputs, one behind the other.
    Join,
    /// The same numbers in another shape.
    Copy,
}

/// An operator, the tensors that it works on and their shapes.
pub(super) struct NetworkStep {
    pub(super) op: Op,
    pub(super) inputs: Vec<usize>,
    pub(super) output: usize,
    shape: TensorShape,
    out_shape: TensorShape,
    out_len: usize,
}

/// The operators by number.
const NAMES: [(i32, &str); 15] = [
    (0, "ADD"),
    (1, "AVERAGE_POOL_2D"),
    (2, "CONCATENATION"),
    (3, "CONV_2D"),
    (4, "DEPTHWISE_CONV_2D"),
    (6, "DEQUANTIZE"),
    (14, "LOGISTIC"),
    (17, "MAX_POOL_2D"),
    (18, "MUL"),
    (19, "RELU"),
    (22, "RESHAPE"),
    (23, "RESIZE_BILINEAR"),
    (34, "PAD"),
    (54, "PRELU"),
    (117, "HARD_SWISH"),
];
const ENLARGING: &str = "Convolution2DTransposeBias";

/// The name of an operator that is known.
fn name(code: OperatorCode) -> Result<&'static str, NetError> {
    match code {
        OperatorCode::Builtin(number) => {
            let found = NAMES.iter().find(|(known, _)| *known == number);
            found.map(|(_, name)| *name).ok_or(format!("operator {number}"))
        }
        OperatorCode::Custom(name) if name == ENLARGING.as_bytes() => Ok(ENLARGING),
        OperatorCode::Custom(name) => Err(format!("operator '{}'", String::from_utf8_lossy(name))),
    }
    .map_err(|what| NetError::Unknown { what })
}

/// Everything about an operator while it is being understood.
struct OperatorReading<'a> {
    operator: &'a Operator<'a>,
    tensors: &'a [Tensor],
    name: &'static str,
}

/// Understands an operator. Constants that are only stored otherwise (16-bit weights) are taken over into `tensors`, and
/// nothing remains to be done: `None`.
pub(super) fn understand(
    operator: &Operator,
    tensors: &mut [Tensor],
) -> Result<Option<NetworkStep>, NetError> {
    let name = name(operator.code)?;
    if name == "DEQUANTIZE" {
        let from = operator.inputs.first().copied().flatten();
        let from = from.filter(|from| tensors[*from].len() == tensors[operator.output].len());
        let constant = from.and_then(|from| tensors[from].constant.clone());
        let number = operator.number;
        tensors[operator.output].constant = Some(constant.ok_or(NetError::Sizes { number, name })?);
        return Ok(None);
    }
    let reading = OperatorReading {
        operator,
        tensors,
        name,
    };
    let used = if matches!(name, "ADD" | "MUL") { 2 } else { 1 };
    let used = if name == "CONCATENATION" {
        operator.inputs.len()
    } else {
        used
    };
    let mut inputs: Vec<usize> = (0..used)
        .map(|index| reading.input(index))
        .collect::<Result<_, _>>()?;
    // The longer one first: both operations give the same either way round.
    if used == 2 && name != "CONCATENATION" && tensors[inputs[0]].len() < tensors[inputs[1]].len() {
        inputs.swap(0, 1);
    }
    let shape = reading.shape_of(*inputs.first().ok_or(reading.sizes())?)?;
    let out_shape = reading.shape_of(operator.output)?;
    let op = reading.op(&inputs, shape, out_shape)?;
    Ok(Some(NetworkStep {
        op,
        inputs,
        output: operator.output,
        shape,
        out_shape,
        out_len: out_shape.len(),
    }))
}

impl OperatorReading<'_> {
    fn sizes(&self) -> NetError {
        NetError::Sizes {
            number: self.operator.number,
            name: self.name,
        }
    }

    /// The number of an input's tensor.
    fn input(&self, index: usize) -> Result<usize, NetError> {
        self.operator
            .inputs
            .get(index)
            .copied()
            .flatten()
            .ok_or(self.sizes())
    }

    fn shape_of(&self, tensor: usize) -> Result<TensorShape, NetError> {
        self.tensors[tensor].shape().ok_or(self.sizes())
    }

    /// Weights or biases.
    fn reals(&self, index: usize) -> Result<&[f32], NetError> {
        self.tensors[self.input(index)?].reals().ok_or(self.sizes())
    }

    /// The four sizes of a set of weights.
    fn kernel(&self) -> Result<[usize; 4], NetError> {
        let dims = &self.tensors[self.input(1)?].dims;
        dims.as_slice().try_into().map_err(|_| self.sizes())
    }

    fn holds(&self, fits: bool) -> Result<(), NetError> {
        fits.then_some(()).ok_or(self.sizes())
    }

    fn op(&self, inputs: &[usize], shape: TensorShape, out: TensorShape) -> Result<Op, NetError> {
        let options = self.operator.options.as_ref();
        let same = || self.holds(shape.len() == out.len());
        Ok(match self.name {
            "CONV_2D" => self.convolution(shape, out)?,
            "DEPTHWISE_CONV_2D" => self.depthwise(shape, out)?,
            ENLARGING => self.enlarging(shape, out)?,
            "MAX_POOL_2D" => Op::Pool(Pooling::Largest, self.pool(shape, out)?),
            "AVERAGE_POOL_2D" => Op::Pool(Pooling::Mean, self.pool(shape, out)?),
            "PRELU" => {
                let slopes = self.reals(1)?.to_vec();
                self.holds(slopes.len() == shape.channels)?;
                same().map(|()| Op::Prelu(slopes))?
            }
            "RELU" => same().map(|()| Op::Relu)?,
            "LOGISTIC" => same().map(|()| Op::Logistic)?,
            "HARD_SWISH" => same().map(|()| Op::HardSwish)?,
            "RESHAPE" => same().map(|()| Op::Copy)?,
            "ADD" | "MUL" => {
                let other = self.shape_of(inputs[1])?;
                self.holds(
                    other == shape || (other.len() == other.channels && other.channels == shape.channels),
                )?;
                let operation = if self.name == "ADD" {
                    |a, b| a + b
                } else {
                    |a, b| a * b
                };
                same()?;
                Op::Pairwise(operation, Activation::read(options, 0)?)
            }
            "PAD" => self.pad(shape, out)?,
            "RESIZE_BILINEAR" => {
                self.holds(shape.channels == out.channels)?;
                let set = |field| options.map_or(Ok(0), |table| table.byte(field, 0, "a resize's alignment"));
                Op::Resize(match (set(2)? != 0, set(3)? != 0) {
                    (true, _) => PixelAlignment::Corners,
                    (_, true) => PixelAlignment::HalfPixels,
                    _ => PixelAlignment::First,
                })
            }
            "CONCATENATION" => self.join(inputs, out)?,
            other => {
                return Err(NetError::Unknown {
                    what: other.to_owned(),
                });
            }
        })
    }

    fn convolution(&self, shape: TensorShape, out: TensorShape) -> Result<Op, NetError> {
        let options = self.operator.options.ok_or(self.sizes())?;
        let [columns, tall, wide, depth] = self.kernel()?;
        let window = SlidingWindow::read(&options, [tall, wide], Some(4), shape)?;
        let fits = depth == shape.channels && columns == out.channels;
        self.holds(fits && window.places == [out.height, out.width])?;
        let bias = self.reals(2)?;
        self.holds(bias.len() == columns)?;
        let matrix = Matrix::new(self.reals(1)?, bias, depth * tall * wide).ok_or(self.sizes())?;
        Ok(Op::Convolution(
            Convolution { window, matrix },
            Activation::read(Some(&options), 3)?,
        ))
    }

    fn depthwise(&self, shape: TensorShape, out: TensorShape) -> Result<Op, NetError> {
        let options = self.operator.options.ok_or(self.sizes())?;
        let [one, tall, wide, channels] = self.kernel()?;
        let window = SlidingWindow::read(&options, [tall, wide], Some(5), shape)?;
        let fits = one == 1 && channels == shape.channels && channels == out.channels;
        self.holds(fits && window.places == [out.height, out.width])?;
        let (weights, bias) = (self.reals(1)?.to_vec(), self.reals(2)?.to_vec());
        self.holds(bias.len() == channels)?;
        let convolution = DepthwiseConvolution {
            window,
            weights,
            bias,
        };
        Ok(Op::Depthwise(convolution, Activation::read(Some(&options), 4)?))
    }

    fn enlarging(&self, shape: TensorShape, out: TensorShape) -> Result<Op, NetError> {
        let [channels, tall, wide, depth] = self.kernel()?;
        // Padding, step across and step down, 32 bits each.
        let number = |at: usize| {
            let bytes = self.operator.custom.get(at..at + 4)?.try_into().ok()?;
            usize::try_from(i32::from_le_bytes(bytes)).ok()
        };
        let steps_fit = number(4) == Some(wide) && number(8) == Some(tall);
        let size_fits =
            [shape.height * tall, shape.width * wide, channels] == [out.height, out.width, out.channels];
        self.holds(steps_fit && size_fits && depth == shape.channels)?;
        let bias = self.reals(2)?;
        self.holds(bias.len() == channels)?;
        let bias: Vec<f32> = bias.iter().flat_map(|bias| vec![*bias; tall * wide]).collect();
        let matrix = Matrix::new(self.reals(1)?, &bias, depth).ok_or(self.sizes())?;
        Ok(Op::Enlarging(EnlargingConvolution {
            block: [tall, wide],
            matrix,
            channels,
        }))
    }

    fn pool(&self, shape: TensorShape, out: TensorShape) -> Result<SlidingWindow, NetError> {
        let options = self.operator.options.ok_or(self.sizes())?;
        let what = "a pool's window";
        let size = [options.size(4, 0, what)?, options.size(3, 0, what)?];
        let window = SlidingWindow::read(&options, size, None, shape)?;
        self.holds(shape.channels == out.channels && window.places == [out.height, out.width])?;
        self.holds(Activation::read(Some(&options), 5)? == Activation::None)?;
        Ok(window)
    }

    fn pad(&self, shape: TensorShape, out: TensorShape) -> Result<Op, NetError> {
        let margins = self.tensors[self.input(1)?].wholes().ok_or(self.sizes())?;
        let [0, 0, top, bottom, left, right, front, back] = *margins else {
            return Err(self.sizes());
        };
        let size = |margin: i32| usize::try_from(margin).map_err(|_| self.sizes());
        let before = [size(top)?, size(left)?, size(front)?];
        let after = [size(bottom)?, size(right)?, size(back)?];
        let (old, new) = (
            [shape.height, shape.width, shape.channels],
            [out.height, out.width, out.channels],
        );
        self.holds((0..3).all(|axis| old[axis] + before[axis] + after[axis] == new[axis]))?;
        Ok(Op::Pad(before))
    }

    fn join(&self, inputs: &[usize], out: TensorShape) -> Result<Op, NetError> {
        let axis = self
            .operator
            .options
            .map_or(Ok(0), |table| table.number(0, 0, "an axis"))?;
        let dims = &self.tensors[self.operator.output].dims;
        let axis = if axis < 0 { axis + dims.len() as i32 } else { axis };
        let axis = usize::try_from(axis)
            .ok()
            .filter(|axis| *axis < dims.len())
            .ok_or(self.sizes())?;
        // With nothing outside the axis, joining is writing one behind the other.
        self.holds(dims[..axis].iter().all(|size| *size == 1))?;
        let total: usize = inputs.iter().map(|index| self.tensors[*index].len()).sum();
        self.holds(total == out.len())?;
        Ok(Op::Join)
    }
}

impl NetworkStep {
    /// The output for these inputs, whose lengths were checked when the file was read.
    pub(super) fn run(&self, inputs: &[&[f32]]) -> Vec<f32> {
        let first = inputs.first().copied().unwrap_or_default();
        let mapped = |change: fn(f32) -> f32| first.iter().map(|value| change(*value)).collect();
        let mut out = match self.op {
            Op::Relu => return mapped(|value| value.max(0.0)),
            Op::Logistic => return mapped(logistic),
            Op::HardSwish => return mapped(hard_swish),
            Op::Copy => return first.to_vec(),
            Op::Join => return inputs.concat(),
            Op::Convolution(..)
            | Op::Depthwise(..)
            | Op::Enlarging(_)
            | Op::Pool(..)
            | Op::Prelu(_)
            | Op::Pairwise(..)
            | Op::Pad(_)
            | Op::Resize(_) => vec![0.0; self.out_len],
        };
        match &self.op {
            Op::Convolution(convolution, activation) => {
                convolution.run(first, self.shape, &mut out);
                activation.apply(&mut out);
            }
            Op::Depthwise(convolution, activation) => {
                convolution.run(first, self.shape, &mut out);
                activation.apply(&mut out);
            }
            Op::Pairwise(operation, activation) => {
                pairwise(
                    *operation,
                    first,
                    inputs.get(1).copied().unwrap_or_default(),
                    &mut out,
                );
                activation.apply(&mut out);
            }
            Op::Enlarging(enlarging) => enlarging.run(first, self.shape, &mut out),
            Op::Pool(pooling, window) => pooling.run(window, first, self.shape, &mut out),
            Op::Prelu(slopes) => prelu(slopes, first, &mut out),
            Op::Pad(before) => pad(*before, first, self.shape, self.out_shape, &mut out),
            Op::Resize(align) => resize(*align, first, self.shape, self.out_shape, &mut out),
            Op::Relu | Op::Logistic | Op::HardSwish | Op::Copy | Op::Join => {}
        }
        out
    }
}
