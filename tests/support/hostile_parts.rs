//! Small pieces of files, and numbers that look random, for `hostile.rs`.

use super::{Case, Source, Wanted};
use std::sync::LazyLock;

/// Display P3; made once, for a profile carries the second of its making.
pub fn p3() -> Vec<u8> {
    static P3: LazyLock<Vec<u8>> = LazyLock::new(|| {
        moxcms::ColorProfile::new_display_p3()
            .encode()
            .expect("a profile")
    });
    P3.clone()
}

/// One directory with the orientation alone.
pub fn orientation_exif(orientation: u16) -> Vec<u8> {
    let [low, high] = orientation.to_le_bytes();
    [
        &b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..],
        &[low, high, 0, 0, 0, 0, 0, 0],
    ]
    .concat()
}

/// PNG's checksum (ISO 3309), bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for ever.
pub struct Random(pub u64);

impl Random {
    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

/// Headers that claim far more (or fewer) pixels than there are.
pub fn bombs(source: &Source, cases: &mut Vec<Case>) {
    let mut jpeg = source.jpeg(None, None, false);
    let frame = jpeg
        .windows(2)
        .position(|two| two == [0xff, 0xc0])
        .expect("a frame");
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    cases.push(Case {
        name: "jpeg bomb".into(),
        bytes: jpeg,
        wanted: Wanted::Refused,
    });
    for (width, height) in [
        (30_000_u32, 30_000_u32),
        (2_147_483_647, 2_147_483_647),
        (0, 100),
        (100, 0),
    ] {
        let mut bytes = source.png(None, false);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let checksum = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
        cases.push(Case {
            name: format!("png bomb {width} × {height}"),
            bytes,
            wanted: Wanted::Refused,
        });
    }
    let mut bmp = source.with_image(image::ImageFormat::Bmp);
    bmp[18..26].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    cases.push(Case {
        name: "bmp bomb".into(),
        bytes: bmp,
        wanted: Wanted::Refused,
    });
    let mut gif = source.with_image(image::ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0xff; 4]);
    cases.push(Case {
        name: "gif bomb".into(),
        bytes: gif,
        wanted: Wanted::Refused,
    });
}
