//! Files of the kinds that public bug reports tell of, made from a picture: odd JPEGs and TIFFs, small ones.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// A JPEG with standard tables; `own_scans` puts each colour into a scan of its own.
pub fn jpeg(rgb: &[u8], size: [u32; 2], sampling: SamplingFactor, own_scans: bool, restart: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(sampling);
    // What this encoder writes with tables of the picture's own.
    encoder.set_optimized_huffman_tables(own_scans);
    if restart > 0 {
        encoder.set_restart_interval(restart);
    }
    encoder
        .encode(rgb, size[0] as u16, size[1] as u16, ColorType::Rgb)
        .expect("encodes");
    bytes
}

/// The segments of a JPEG in front of its data: marker, start and end with marker and length.
pub fn segments(jpeg: &[u8]) -> Vec<(u8, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        let end = at + 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        found.push((jpeg[at + 1], at, end));
        if jpeg[at + 1] == 0xda {
            return found;
        }
        at = end;
    }
}

/// The JPEG without its segments of a kind.
pub fn without(jpeg: &[u8], marker: u8) -> Vec<u8> {
    let mut bytes = jpeg.to_vec();
    for (_, start, end) in segments(jpeg)
        .into_iter()
        .rev()
        .filter(|segment| segment.0 == marker)
    {
        bytes.drain(start..end);
    }
    bytes
}

/// The JPEG with a segment put right behind its start.
pub fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, body, &jpeg[2..]].concat()
}

/// The JPEG with its height behind the data instead of in the header (T.81 B.2.5).
pub fn with_late_height(jpeg: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg.to_vec();
    let (_, frame, _) = segments(jpeg)
        .into_iter()
        .find(|segment| segment.0 == 0xc0)
        .expect("a frame");
    let height = [bytes[frame + 5], bytes[frame + 6]];
    bytes[frame + 5..frame + 7].fill(0);
    let end = bytes.len() - 2;
    bytes.splice(end..end, [0xff, 0xdc, 0, 4, height[0], height[1]]);
    bytes
}

/// A value of a TIFF's field.
pub enum Value<'a> {
    Short(&'a [u16]),
    Long(u32),
    Bytes(&'a [u8]),
}

/// A little-endian TIFF of one strip: the fields' numbers with their values; width, height, strip and rows are added.
pub fn tiff(size: [u32; 2], fields: &[(u16, Value)], strip: &[u8]) -> Vec<u8> {
    let head = [
        (256, Value::Long(size[0])),
        (257, Value::Long(size[1])),
        (278, Value::Long(size[1])),
    ];
    let place = [(273, Value::Long(8)), (279, Value::Long(strip.len() as u32))];
    let mut all: Vec<&(u16, Value)> = head.iter().chain(&place).chain(fields).collect();
    all.sort_by_key(|field| field.0);
    let directory = (8 + strip.len()).next_multiple_of(2);
    let mut far = directory + 2 + 12 * all.len() + 4;
    let mut bytes = [&b"II*\0"[..], &(directory as u32).to_le_bytes(), strip].concat();
    bytes.resize(directory, 0);
    bytes.extend((all.len() as u16).to_le_bytes());
    let mut values = Vec::new();
    for (tag, value) in all {
        let (kind, count, data) = match value {
            Value::Short(words) => (
                3_u16,
                words.len(),
                words.iter().flat_map(|word| word.to_le_bytes()).collect(),
            ),
            Value::Long(word) => (4, 1, word.to_le_bytes().to_vec()),
            Value::Bytes(data) => (7, data.len(), data.to_vec()),
        };
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend((count as u32).to_le_bytes());
        if data.len() <= 4 {
            let mut inline = data;
            inline.resize(4, 0);
            bytes.extend(inline);
        } else {
            bytes.extend((far as u32).to_le_bytes());
            far += data.len();
            values.extend(data);
        }
    }
    bytes.extend([0; 4]);
    bytes.extend(values);
    bytes
}
