//! Any bytes: a photo whose samples fit its size, or an error with a sentence; a decoder's caught panic is a find.
//! Run with `cargo +nightly fuzz run photo`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shadowline::photo::{Limits, PhotoError, decode};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits {
        max_pixels: 4_000_000,
        max_alloc_bytes: 64 << 20,
        ..Limits::default()
    };
    match decode(bytes, &limits) {
        Ok(photo) => {
            let samples = photo.width_px as usize * photo.height_px as usize * photo.channels.count();
            assert_eq!(photo.samples.len(), samples);
            assert!(
                photo
                    .colour
                    .decode
                    .iter()
                    .all(|table| table.windows(2).all(|pair| pair[0] < pair[1]))
            );
        }
        Err(PhotoError::DecoderFailed { format, detail }) => panic!("{format}: {detail}"),
        Err(err) => assert!(!err.to_string().is_empty()),
    }
});
