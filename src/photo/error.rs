//! Why a picture could not be opened, in sentences for the person who picked the file.

/// What [`decode`](super::decode) can say instead of a photo.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PhotoError {
    /// No bytes at all.
    #[error("the file is empty: copy it again from the camera or phone")]
    Empty,
    /// The bytes are no picture that is known here.
    #[error("this is not a picture but {what}: choose a JPEG, PNG, WebP, TIFF or HEIC photo")]
    NotAPicture {
        /// What the bytes look like, with its article.
        what: String,
    },
    /// A picture, but of a kind that is not read.
    #[error("this picture is {kind}, which is not supported: {advice}")]
    Unsupported {
        /// The kind, with its article.
        kind: String,
        /// What to do next.
        advice: String,
    },
    /// More pixels or bytes than the limits allow; refused from the header, before any memory is taken.
    #[error(
        "the picture is too large: {width_px} × {height_px} pixels, and {limit}: scale it down and open it again"
    )]
    TooLarge {
        /// Width that the header claims, px.
        width_px: u64,
        /// Height that the header claims, px.
        height_px: u64,
        /// The limit that it breaks, as a clause.
        limit: String,
    },
    /// Width or height of zero.
    #[error("the picture has no pixels ({width_px} × {height_px}): the file is damaged, export it again")]
    NoPixels {
        /// Width in the header, px.
        width_px: u64,
        /// Height in the header, px.
        height_px: u64,
    },
    /// The data stop before the picture is complete.
    #[error("the {format} file ends too early ({detail}): it was cut off, copy it again from the source")]
    Truncated {
        /// Name of the format.
        format: &'static str,
        /// What the decoder said.
        detail: String,
    },
    /// The data contradict themselves.
    #[error(
        "the {format} file is damaged ({detail}): copy it again, or open and save it in another program first"
    )]
    Damaged {
        /// Name of the format.
        format: &'static str,
        /// What the decoder said.
        detail: String,
    },
    /// The decoder gave up in a way that its makers did not foresee.
    #[error(
        "the decoder for {format} failed inside ({detail}): the file is damaged or unusual, save it anew in another program"
    )]
    DecoderFailed {
        /// Name of the format.
        format: &'static str,
        /// The message of the failure.
        detail: String,
    },
}

impl PhotoError {
    /// The sentence without what a decoder said: for somebody who only wants to know what to do.
    pub fn plain(&self) -> String {
        match self {
            Self::Truncated { format, .. } => {
                format!("the {format} file ends too early: it was cut off, copy it again from the source")
            }
            Self::Damaged { format, .. } => format!(
                "the {format} file is damaged: copy it again, or open and save it in another program first"
            ),
            Self::DecoderFailed { format, .. } => {
                format!("the {format} file is damaged or unusual: save it anew in another program")
            }
            Self::Empty
            | Self::NotAPicture { .. }
            | Self::Unsupported { .. }
            | Self::TooLarge { .. }
            | Self::NoPixels { .. } => self.to_string(),
        }
    }

    /// Sorts a decoder's message into "cut off" and "damaged".
    pub(super) fn from_decoder(format: &'static str, detail: impl std::fmt::Display) -> Self {
        let detail = detail.to_string();
        let lower = detail.to_lowercase();
        let cut = [
            "unexpected end",
            "end of file",
            "eof",
            "premature",
            "failed to fill whole buffer",
            "exhausted",
        ];
        if cut.iter().any(|word| lower.contains(word)) {
            Self::Truncated { format, detail }
        } else {
            Self::Damaged { format, detail }
        }
    }
}
