//! Text files as editors of all systems save them.

/// The text of a file: UTF-8, with or without its mark, or UTF-16 with one.
///
/// # Errors
/// The rest of a sentence that begins with the file's name.
pub(super) fn of_bytes(bytes: &[u8]) -> Result<String, &'static str> {
    let wide = |rest: &[u8], word: fn([u8; 2]) -> u16| {
        let (pairs, []) = rest.as_chunks::<2>() else {
            return Err("is UTF-16 text that ends within a letter: it was cut off, copy it again");
        };
        let words: Vec<u16> = pairs.iter().copied().map(word).collect();
        String::from_utf16(&words).map_err(|_| "is marked as UTF-16 text but isn't: save it as UTF-8")
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => String::from_utf8(rest.to_vec())
            .map_err(|_| "is no text in UTF-8: save it as UTF-8, or choose the right file"),
    }
}

#[cfg(test)]
mod tests {
    use super::of_bytes;

    #[test]
    fn marks_are_taken_off_and_wide_text_is_read() {
        assert_eq!(of_bytes("{ä}".as_bytes()).as_deref(), Ok("{ä}"));
        assert_eq!(of_bytes("\u{feff}{ä}".as_bytes()).as_deref(), Ok("{ä}"));
        let words: Vec<u16> = "\u{feff}{ä🙂}".encode_utf16().collect();
        let little: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let big: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        assert_eq!(of_bytes(&little).as_deref(), Ok("{ä🙂}"));
        assert_eq!(of_bytes(&big).as_deref(), Ok("{ä🙂}"));
        assert!(of_bytes(&little[..little.len() - 1]).is_err_and(|reason| reason.contains("cut off")));
        assert!(of_bytes(b"\x89PNG").is_err_and(|reason| reason.contains("UTF-8")));
    }
}
