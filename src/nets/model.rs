//! The parts of a .tflite file: tensors and operators (schema: tensorflow/compiler/mlir/lite/schema/schema.fbs).

use super::NetError;
use super::flat::FlatTable;
use super::tensor::Tensor;

/// What a file holds: one graph.
pub(super) struct NetworkFile<'a> {
    pub(super) tensors: Vec<Tensor>,
    pub(super) operators: Vec<Operator<'a>>,
    pub(super) inputs: Vec<usize>,
    pub(super) outputs: Vec<usize>,
}

/// One operator, not yet understood.
pub(super) struct Operator<'a> {
    /// Place in the file, from 0.
    pub(super) number: usize,
    pub(super) code: OperatorCode<'a>,
    /// Tensors; `None` where one is left out.
    pub(super) inputs: Vec<Option<usize>>,
    pub(super) output: usize,
    pub(super) options: Option<FlatTable<'a>>,
    pub(super) custom: &'a [u8],
}

/// Which operator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OperatorCode<'a> {
    /// One of the numbered ones.
    Builtin(i32),
    /// One by name.
    Custom(&'a [u8]),
}

/// Number under which operators by name run.
const CUSTOM: i32 = 32;

impl<'a> NetworkFile<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, NetError> {
        let model = FlatTable::root(bytes)?;
        let codes = model.tables(1, "the operators' codes")?;
        let codes: Vec<OperatorCode> = codes.iter().map(code).collect::<Result<_, _>>()?;
        let graphs = model.tables(2, "the graph")?;
        let graph = *graphs.first().ok_or(NetError::Broken { what: "the graph" })?;
        let buffers = model.tables(4, "the weights")?;
        let buffers = buffers.iter().map(|buffer| buffer.bytes(0, 1, "the weights"));
        let buffers: Vec<&[u8]> = buffers.collect::<Result<_, _>>()?;
        let tensors = graph.tables(0, "the tensors")?;
        let tensors: Vec<Tensor> = tensors
            .iter()
            .map(|table| Tensor::read(table, &buffers))
            .collect::<Result<_, _>>()?;
        let count = tensors.len();
        let operators = graph.tables(3, "the operators")?;
        let operators = operators
            .iter()
            .enumerate()
            .map(|(number, table)| operator(table, number, &codes, count))
            .collect::<Result<_, _>>()?;
        Ok(NetworkFile {
            operators,
            inputs: indices(&graph, 1, count)?,
            outputs: indices(&graph, 2, count)?,
            tensors,
        })
    }
}

fn code<'a>(table: &FlatTable<'a>) -> Result<OperatorCode<'a>, NetError> {
    // Two fields hold the number, the younger one in more bits; the larger is meant.
    let number = table.number(3, 0, "an operator's code")?;
    let number = number.max(i32::from(table.byte(0, 0, "an operator's code")?));
    Ok(match number {
        CUSTOM => OperatorCode::Custom(table.bytes(1, 1, "an operator's name")?),
        number => OperatorCode::Builtin(number),
    })
}

/// A list of tensors that all exist.
fn indices(table: &FlatTable, field: usize, count: usize) -> Result<Vec<usize>, NetError> {
    let list = table.numbers(field, "a list of tensors")?;
    list.into_iter().map(|index| existing(index, count)).collect()
}

fn existing(index: i32, count: usize) -> Result<usize, NetError> {
    usize::try_from(index)
        .ok()
        .filter(|index| *index < count)
        .ok_or(NetError::Broken { what: "a tensor" })
}

fn operator<'a>(
    table: &FlatTable<'a>,
    number: usize,
    codes: &[OperatorCode<'a>],
    count: usize,
) -> Result<Operator<'a>, NetError> {
    let index = table.size(0, 0, "an operator's code")?;
    let code = *codes.get(index).ok_or(NetError::Broken {
        what: "an operator's code",
    })?;
    let inputs = table.numbers(1, "an operator's inputs")?;
    let inputs = inputs.into_iter().map(|index| match index {
        -1 => Ok(None),
        index => existing(index, count).map(Some),
    });
    let outputs = indices(table, 2, count)?;
    Ok(Operator {
        number,
        code,
        inputs: inputs.collect::<Result<_, _>>()?,
        output: *outputs.first().ok_or(NetError::Broken {
            what: "an operator's output",
        })?,
        options: table.table(4, "an operator's options")?,
        custom: table.bytes(5, 1, "an operator's options")?,
    })
}
