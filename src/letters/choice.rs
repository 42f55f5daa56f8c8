//! Which of several fonts that have a letter is taken: the plainest.

/// What of a font decides.
#[derive(Clone, Debug)]
pub(super) struct FontFacts {
    /// Its PostScript name.
    pub name: String,
    /// Whether all letters are equally wide.
    pub is_monospaced: bool,
    /// Whether it is upright.
    pub is_upright: bool,
    /// How far its weight is from the normal one, 0–900.
    pub weight_off: u16,
    /// Whether it is neither condensed nor expanded.
    pub is_normal_width: bool,
}

/// Names of cuts for headings or for handwriting, and of those that aren't for words.
const UNPLAIN: [&str; 9] = [
    "Serif", "Mono", "Math", "Kufi", "Nastaliq", "Display", "Looped", "Rashi", "Music",
];

/// Sorts fonts for a letter: the least comes first.
pub(super) fn rank(facts: &FontFacts, letter: char) -> impl Ord + use<> {
    let is_unplain = UNPLAIN.iter().any(|word| facts.name.contains(word));
    (
        facts.is_monospaced,
        !facts.is_upright,
        facts.weight_off,
        !facts.is_normal_width,
        is_unplain,
        han_rank(&facts.name, letter),
        facts.name.clone(),
    )
}

/// Fonts for Chinese, Japanese and Korean have the same letters in several shapes, and name whose they are.
fn han_rank(name: &str, letter: char) -> u8 {
    let Some((_, whose)) = name.split_once("CJK") else {
        return 0;
    };
    let wanted = match letter {
        // Hiragana and katakana.
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => "jp",
        // Hangul: jamo and syllables.
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}' => "kr",
        // Bopomofo.
        '\u{3100}'..='\u{312f}' => "tc",
        _ => "sc",
    };
    u8::from(!whose.to_ascii_lowercase().starts_with(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn font(name: &str) -> FontFacts {
        FontFacts {
            name: name.to_owned(),
            is_monospaced: name.contains("Mono"),
            is_upright: !name.contains("Oblique"),
            weight_off: if name.contains("Bold") { 300 } else { 0 },
            is_normal_width: !name.contains("Condensed"),
        }
    }

    fn chosen<'a>(names: &[&'a str], letter: char) -> &'a str {
        names.iter().min_by_key(|name| rank(&font(name), letter)).unwrap()
    }

    #[test]
    fn the_plainest_font_is_taken() {
        let arabic = [
            "DejaVuSans-Bold",
            "DejaVuSans-Oblique",
            "DejaVuSansMono",
            "DejaVuSansCondensed",
            "NotoKufiArabic-Regular",
            "NotoSansArabic-Regular",
        ];
        assert_eq!(chosen(&arabic, 'ع'), "NotoSansArabic-Regular");
        assert_eq!(chosen(&arabic[..3], 'ع'), "DejaVuSans-Bold");
    }

    #[test]
    fn east_asian_letters_take_the_shapes_of_their_script() {
        let all = [
            "NotoSansCJKhk-Regular",
            "NotoSansCJKjp-Regular",
            "NotoSansCJKkr-Regular",
            "NotoSansCJKsc-Regular",
            "NotoSansCJKtc-Regular",
        ];
        assert_eq!(chosen(&all, '院'), "NotoSansCJKsc-Regular");
        assert_eq!(chosen(&all, 'の'), "NotoSansCJKjp-Regular");
        assert_eq!(chosen(&all, '의'), "NotoSansCJKkr-Regular");
    }
}
