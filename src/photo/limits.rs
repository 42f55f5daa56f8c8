//! How large a photo may be.

use super::PhotoError;

/// What a file may ask for; checked against its header, before memory is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoLimits {
    /// Longest side, px.
    pub max_side_px: u32,
    /// Width × height.
    pub max_pixels: u64,
    /// Size of the decoded samples, bytes.
    pub max_alloc_bytes: u64,
}

impl Default for PhotoLimits {
    /// 65,535 px a side (what JPEG can hold), 216 Mpx (a phone of 200 Mpx and some room; assumption), 1 GiB of samples.
    fn default() -> Self {
        Self {
            max_side_px: 65_535,
            max_pixels: 216_000_000,
            max_alloc_bytes: 1 << 30,
        }
    }
}

impl PhotoLimits {
    /// Refuses a size of zero or beyond the limits.
    pub(super) fn check(
        &self,
        width_px: u64,
        height_px: u64,
        bytes_per_pixel: u64,
    ) -> Result<(), PhotoError> {
        if width_px == 0 || height_px == 0 {
            return Err(PhotoError::NoPixels { width_px, height_px });
        }
        let pixels = width_px.saturating_mul(height_px);
        let limit = if width_px.max(height_px) > u64::from(self.max_side_px) {
            format!("no side may be longer than {} pixels", self.max_side_px)
        } else if pixels > self.max_pixels {
            format!("at most {} megapixels are opened", self.max_pixels / 1_000_000)
        } else if pixels.saturating_mul(bytes_per_pixel) > self.max_alloc_bytes {
            format!(
                "at most {} MB of pixel data are opened",
                self.max_alloc_bytes >> 20
            )
        } else if !has_room(pixels.saturating_mul(bytes_per_pixel)) {
            "this computer has not enough free memory for it, close other programs".to_owned()
        } else {
            return Ok(());
        };
        Err(PhotoError::TooLarge {
            width_px,
            height_px,
            limit,
        })
    }
}

/// Copies of the samples that are alive at once while a photo is opened: decoded, and turned upright (assumption).
const COPIES: u64 = 2;

/// Whether the system would give the memory for samples of this size, asked before it is needed: where it is refused later, the
/// program is ended without a word. (A system that promises more than it has is not seen through.)
fn has_room(bytes: u64) -> bool {
    let wanted = usize::try_from(bytes.saturating_mul(COPIES));
    wanted.is_ok_and(|wanted| Vec::<u8>::new().try_reserve_exact(wanted).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_name_what_is_broken() {
        let limits = PhotoLimits::default();
        assert!(limits.check(12_000, 10_000, 3).is_ok());
        let refused = |w, h, b| limits.check(w, h, b).expect_err("refused").to_string();
        assert!(refused(30_000, 30_000, 1).contains("216 megapixels"));
        assert!(refused(70_000, 1, 1).contains("65535 pixels"));
        assert!(refused(12_000, 10_000, 16).contains("1024 MB"));
        assert!(refused(0, 5, 3).contains("no pixels"));
    }
}
