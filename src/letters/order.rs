//! From the order in which letters are typed to that in which they stand side by side, by the Unicode Bidirectional Algorithm.

use std::borrow::Cow;
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// A stretch of a text that is read in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DirectedRun {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// Whether it is read from right to left.
    pub from_right: bool,
}

/// Whether a letter is read from right to left.
fn is_from_right(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// Whether a text holds letters that are read from right to left.
pub fn has_from_right(text: &str) -> bool {
    // None of them is ASCII, as most texts are.
    !text.is_ascii() && text.chars().any(is_from_right)
}

/// The runs of a line, from left to right as they stand. Without letters that are read from right to left it is one run.
pub(super) fn runs(line: &str) -> Vec<DirectedRun> {
    if !has_from_right(line) {
        let whole = DirectedRun {
            bytes: 0..line.len(),
            from_right: false,
        };
        return vec![whole];
    }
    let bidi = BidiInfo::new(line, Some(base(line)));
    let mut all = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        all.extend(runs.into_iter().map(|bytes| DirectedRun {
            from_right: levels[bytes.start].is_rtl(),
            bytes,
        }));
    }
    all
}

/// The direction of a line as a whole: that of most of its letters, so that a sentence with a name in it stays one from left to right
/// though the name comes first.
fn base(line: &str) -> Level {
    let from_left = line.chars().filter(|letter| bidi_class(*letter) == BidiClass::L);
    let from_right = line.chars().filter(|letter| is_from_right(*letter));
    match from_right.count() > from_left.count() {
        true => Level::rtl(),
        false => Level::ltr(),
    }
}

/// A letter as it looks from right to left: brackets are turned round.
pub(super) fn mirrored(letter: char) -> char {
    unicode_bidi_mirroring::get_mirrored(letter).unwrap_or(letter)
}

/// A text for the window, whose letters are shaped word by word but never reordered: words stand as they are read, each still spelt
/// as it was typed. What holds no right-to-left letters comes back as it is.
pub fn in_reading_order(text: &str) -> Cow<'_, str> {
    if !has_from_right(text) {
        return Cow::Borrowed(text);
    }
    let lines = text.split('\n').map(|line| {
        runs(line)
            .into_iter()
            .map(|run| match run.from_right {
                true => words_from_right(&line[run.bytes]),
                false => line[run.bytes].to_owned(),
            })
            .collect::<String>()
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// The words and signs of a run, the last one first.
fn words_from_right(run: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut in_word = false;
    for letter in run.chars() {
        // Marks and joiners belong to the letter before them.
        let joins = matches!(bidi_class(letter), BidiClass::NSM | BidiClass::BN);
        let is_letter = is_from_right(letter) || (joins && in_word);
        match parts.last_mut() {
            Some(part) if (is_letter && in_word) || joins => part.push(letter),
            _ => parts.push(if is_letter { letter } else { mirrored(letter) }.to_string()),
        }
        in_word = is_letter;
    }
    parts.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_right_to_left_stand_as_they_are_read() {
        assert_eq!(in_reading_order("Clínica Sol"), "Clínica Sol");
        assert_eq!(in_reading_order("診所 東京"), "診所 東京");
        assert_eq!(in_reading_order("عيادة النور"), "النور عيادة");
        assert_eq!(in_reading_order("שלום (תל אביב)"), "(אביב תל) שלום");
        assert_eq!(in_reading_order("a\nעיר טובה"), "a\nטובה עיר");
    }

    #[test]
    fn numbers_and_latin_words_keep_their_own_direction() {
        assert_eq!(in_reading_order("Saved as نور علي.png"), "Saved as علي نور.png");
        assert_eq!(in_reading_order("نور 24 علي"), "علي 24 نور");
        assert_eq!(in_reading_order("عيادة SMP دبي"), "دبي SMP عيادة");
        assert_eq!(
            in_reading_order("عيادة النور · Simulation"),
            "النور عيادة · Simulation"
        );
    }

    #[test]
    fn marks_stay_with_their_letters() {
        assert_eq!(in_reading_order("مُحَمَّد عليّ"), "عليّ مُحَمَّد");
    }
}
