//! Soft masks in a readable file: sixteen steps, a letter each, with a count in braces where it stands several times.
//! `f{120}0` is 120 times 255, then 0.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// The values are stored in steps of this.
const STEP: u8 = 17;
/// Letters that stand for the sixteen steps.
const LETTERS: &[u8; 16] = b"0123456789abcdef";
/// Most values of one mask (assumption: 512 × 512).
const MAX_VALUES: usize = 256 * 1024;

/// Brings values to what comes back from a file.
pub(crate) fn stepped(values: &mut [u8]) {
    values.iter_mut().for_each(|value| *value = step(*value) * STEP);
}

fn step(value: u8) -> u8 {
    ((u16::from(value) + u16::from(STEP) / 2) / u16::from(STEP)) as u8
}

/// For serde's `with`.
pub(crate) fn serialize<S: Serializer>(values: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = String::new();
    for run in values.chunk_by(|a, b| step(*a) == step(*b)) {
        let letter = LETTERS[usize::from(step(run[0]))] as char;
        match run.len() {
            1 => text.push(letter),
            count => text.push_str(&format!("{letter}{{{count}}}")),
        }
    }
    serializer.serialize_str(&text)
}

/// For serde's `with`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    values_of(&text).map_err(D::Error::custom)
}

fn values_of(text: &str) -> Result<Vec<u8>, String> {
    let wrong = || "a mask holds something else than steps 0 to f; leave the mask out".to_owned();
    let mut values: Vec<u8> = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((letter, after)) = rest.split_first() {
        let place = LETTERS
            .iter()
            .position(|known| known == letter)
            .ok_or_else(wrong)?;
        rest = after;
        let mut count = 1;
        if let Some(after) = rest.strip_prefix(b"{") {
            let end = after.iter().position(|byte| *byte == b'}').ok_or_else(wrong)?;
            let digits = std::str::from_utf8(&after[..end]).map_err(|_| wrong())?;
            count = digits.parse::<usize>().map_err(|_| wrong())?;
            rest = &after[end + 1..];
        }
        if count > MAX_VALUES - values.len() {
            return Err("a mask has too many cells; leave the mask out".into());
        }
        values.extend(std::iter::repeat_n(place as u8 * STEP, count));
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_refused_in_words() {
        let read = |text: &str| values_of(text).expect_err("refused");
        assert!(read("fz").contains("0 to f") && read("f{9").contains("0 to f"));
        assert!(read("f{99999999}").contains("too many"));
    }
}
