//! What a file of ours says about itself: that it is a simulation, and by which program. Nothing else is ever written:
//! no place, no camera, no names.

/// The program's name in every file.
pub const SOFTWARE: &str = "Shadowline";

/// The word that every picture carries, so that a file passed on can't be taken for a photo of a result.
pub const SIMULATION: &str = "Simulation";

/// The description as written: control characters become spaces, and "Simulation" leads where it is missing.
pub fn marked_description(description: &str) -> String {
    let clean: String = description
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let clean = clean.trim();
    if clean.contains(SIMULATION) {
        clean.to_owned()
    } else if clean.is_empty() {
        SIMULATION.to_owned()
    } else {
        format!("{SIMULATION}: {clean}")
    }
}

/// A minimal EXIF block (TIFF 6.0 structure, little-endian, one directory): ImageDescription and Software only.
/// Longer texts are cut at 60,000 bytes, so that the block fits one JPEG segment (65,533 bytes, T.81 B.1.1.4).
pub fn exif_block(description: &str) -> Vec<u8> {
    const MOST_BYTES: usize = 60_000;
    const IMAGE_DESCRIPTION: u16 = 0x010e;
    const SOFTWARE_TAG: u16 = 0x0131;
    const ASCII: u16 = 2;
    let texts = [
        (IMAGE_DESCRIPTION, cut_at(description, MOST_BYTES)),
        (SOFTWARE_TAG, SOFTWARE),
    ];
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    block.extend((texts.len() as u16).to_le_bytes());
    // Values start behind the header, the count, two entries of 12 bytes and the offset of no further directory.
    let mut offset = 8 + 2 + 12 * texts.len() as u32 + 4;
    for (tag, text) in texts {
        let length = text.len() as u32 + 1;
        block.extend(tag.to_le_bytes());
        block.extend(ASCII.to_le_bytes());
        block.extend(length.to_le_bytes());
        block.extend(offset.to_le_bytes());
        offset += length + length % 2;
    }
    block.extend(0_u32.to_le_bytes());
    for (_, text) in texts {
        block.extend(text.as_bytes());
        block.push(0);
        if text.len() % 2 == 0 {
            block.push(0);
        }
    }
    block
}

fn cut_at(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len()))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simulation_is_always_there_once() {
        assert_eq!(marked_description(""), "Simulation");
        assert_eq!(marked_description("80 dots/cm²\n"), "Simulation: 80 dots/cm²");
        assert_eq!(marked_description("Simulation, healed"), "Simulation, healed");
    }

    #[test]
    fn the_block_is_read_by_an_exif_reader() {
        let block = exif_block("Simulation of a hairline");
        let read = exif::Reader::new().read_raw(block).expect("valid EXIF");
        let texts: Vec<String> = read
            .fields()
            .map(|field| field.display_value().to_string())
            .collect();
        assert_eq!(texts, ["\"Simulation of a hairline\"", "\"Shadowline\""]);
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        let block = exif_block(&"é".repeat(50_000));
        assert!(block.len() < 65_500);
        assert!(exif::Reader::new().read_raw(block).is_ok());
    }
}
