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

/// What a format can hold.
#[derive(Debug, Clone, Copy)]
pub struct FormatLimits {
    /// Longest side, px.
    pub longest_px: u32,
    /// What to do about a longer one, in words; nothing where none is too long.
    pub instead: &'static str,
    /// Whether it holds 16 bits a channel, and not 8 alone.
    pub is_deep: bool,
    /// Whether it holds transparency.
    pub has_alpha: bool,
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

    /// What a file of this format can hold.
    pub fn limits(self) -> FormatLimits {
        let unlimited = FormatLimits {
            longest_px: u32::MAX,
            instead: "",
            is_deep: true,
            has_alpha: true,
        };
        match self {
            Self::Png | Self::Tiff => unlimited,
            // 16-bit sizes in the frame header (T.81 B.2.2).
            Self::Jpeg { .. } => FormatLimits {
                longest_px: 65_535,
                instead: "write a PNG or a TIFF",
                is_deep: false,
                has_alpha: false,
            },
            // 14-bit sizes (RFC 9649 §3.4).
            Self::WebP => FormatLimits {
                longest_px: 16_383,
                instead: "write a PNG, a JPEG or a TIFF",
                is_deep: false,
                ..unlimited
            },
        }
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
