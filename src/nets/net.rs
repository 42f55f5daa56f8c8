//! A network that can be run.

use super::NetError;
use super::model::NetworkFile;
use super::op::{NetworkStep, understand};

/// A network: one picture in, some lists of numbers out.
pub struct Net {
    steps: Vec<NetworkStep>,
    /// For each step, the tensors that nobody needs after it.
    done: Vec<Vec<usize>>,
    /// Constants that steps take as inputs.
    constants: Vec<(usize, Vec<f32>)>,
    tensors: usize,
    input: usize,
    input_len: usize,
    outputs: Vec<usize>,
}

impl Net {
    /// Reads a .tflite file.
    ///
    /// # Errors
    /// A file that is broken, or that uses what isn't known; a broken one never panics.
    pub fn read(bytes: &[u8]) -> Result<Self, NetError> {
        let NetworkFile {
            mut tensors,
            operators,
            inputs,
            outputs,
        } = NetworkFile::read(bytes)?;
        let mut steps: Vec<NetworkStep> = Vec::new();
        for operator in &operators {
            steps.extend(understand(operator, &mut tensors)?);
        }
        let [input] = inputs[..] else {
            return Err(NetError::Broken {
                what: "the one input",
            });
        };
        let used = steps.iter().flat_map(|step| &step.inputs).chain(&outputs);
        let mut constants: Vec<usize> = used
            .copied()
            .filter(|index| tensors[*index].constant.is_some())
            .collect();
        constants.sort_unstable();
        constants.dedup();
        let constants: Vec<(usize, Vec<f32>)> = constants
            .into_iter()
            .filter_map(|index| Some((index, tensors[index].reals()?.to_vec())))
            .collect();
        check_order(&steps, &constants, input, &outputs, tensors.len())?;
        let last_use = |index: usize| steps.iter().rposition(|step| step.inputs.contains(&index));
        let mut done = vec![Vec::new(); steps.len()];
        for index in (0..tensors.len()).filter(|index| !outputs.contains(index)) {
            if let Some(step) = last_use(index) {
                done[step].push(index);
            }
        }
        let (input_len, tensors) = (tensors[input].len(), tensors.len());
        Ok(Net {
            steps,
            done,
            constants,
            tensors,
            input,
            input_len,
            outputs,
        })
    }

    /// The outputs for a picture: rows of pixels, channels innermost.
    ///
    /// # Errors
    /// A picture of another size than the network takes.
    pub fn run(&self, input: Vec<f32>) -> Result<Vec<Vec<f32>>, NetError> {
        let (wanted, given) = (self.input_len, input.len());
        if wanted != given {
            return Err(NetError::Input { wanted, given });
        }
        let mut values: Vec<Vec<f32>> = vec![Vec::new(); self.tensors];
        values[self.input] = input;
        for (index, constant) in &self.constants {
            values[*index].clone_from(constant);
        }
        for (step, done) in self.steps.iter().zip(&self.done) {
            let inputs: Vec<&[f32]> = step.inputs.iter().map(|index| &values[*index][..]).collect();
            values[step.output] = step.run(&inputs);
            for index in done {
                values[*index] = Vec::new();
            }
        }
        Ok(self.outputs.iter().map(|index| values[*index].clone()).collect())
    }
}

/// Every tensor must be made before it is used, and only once.
fn check_order(
    steps: &[NetworkStep],
    constants: &[(usize, Vec<f32>)],
    input: usize,
    outputs: &[usize],
    count: usize,
) -> Result<(), NetError> {
    let mut made = vec![false; count];
    made[input] = true;
    constants.iter().for_each(|(index, _)| made[*index] = true);
    let what = "an operator's input";
    for step in steps {
        if step.inputs.iter().any(|index| !made[*index]) || made[step.output] {
            return Err(NetError::Broken { what });
        }
        made[step.output] = true;
    }
    match outputs.iter().all(|index| made[*index]) {
        true => Ok(()),
        false => Err(NetError::Broken { what: "an output" }),
    }
}
