//! The formats that pictures are written in, and their endings.

/// The formats that pictures are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// PNG: lossless, 8 or 16 bits.
    Png,
    /// JPEG: 8 bits, 4:4:4 (no colour is thinned out).
    Jpeg {
        /// 1–100.
        quality: u8,
    },
    /// WebP, lossless, 8 bits.
    WebP,
    /// TIFF, not compressed, 8 or 16 bits.
    Tiff,
}

impl ImageFormat {
    /// JPEG quality where none is asked for (assumption: no visible loss at 100 % on skin).
    pub const DEFAULT_JPEG_QUALITY: u8 = 95;

    /// All formats that can be written.
    pub const ALL: [ImageFormat; 4] = [
        ImageFormat::Png,
        ImageFormat::Jpeg {
            quality: Self::DEFAULT_JPEG_QUALITY,
        },
        ImageFormat::WebP,
        ImageFormat::Tiff,
    ];

    /// The format that a file ending (without its dot, in any case) stands for.
    pub fn from_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.endings().contains(&ending.as_str()))
    }

    /// Endings of its files without their dot, the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg { .. } => &["jpg", "jpeg", "jpe"],
            Self::WebP => &["webp"],
            Self::Tiff => &["tif", "tiff"],
        }
    }

    /// The usual endings in words: `png, jpg, webp or tif`, each after `dot`, which is a dot or nothing.
    pub fn endings_in_words(dot: &str) -> String {
        let mut words = String::new();
        for (format, number) in Self::ALL.into_iter().zip(1..) {
            words += match number {
                1 => "",
                number if number == Self::ALL.len() => " or ",
                _ => ", ",
            };
            words += dot;
            words += format.endings()[0];
        }
        words
    }

    /// The name that people use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg { .. } => "JPEG",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
        }
    }
}
