//! Numbers as a person types them.

/// The number of a text: a comma is a decimal mark, and spaces part thousands. None where it is no plain number; `nan` and `inf`
/// are none.
pub fn typed_number(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
            ',' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect();
    let is_plain = plain
        .chars()
        .all(|letter| letter.is_ascii_digit() || "+-.".contains(letter));
    plain.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::typed_number;

    #[test]
    fn a_comma_is_a_decimal_mark_and_words_are_no_numbers() {
        for (text, number) in [
            ("0,25", 0.25),
            (" 140 ", 140.0),
            ("1 200.5", 1200.5),
            ("\u{2212}3", -3.0),
        ] {
            assert_eq!(typed_number(text), Some(number), "{text}");
        }
        for text in ["NaN", "inf", "-infinity", "1e5", "abc", "", "1,2,3", "12 mm"] {
            assert_eq!(typed_number(text), None, "{text}");
        }
    }
}
