//! Black and white photos, however they are stored.

use super::Photo;

/// Pixels that are looked at.
const LOOKED_AT: usize = 1024;
/// Difference between channels up to which a pixel has no colour, over full scale: a cool or warm tone of two codes and what a
/// JPEG adds (assumption).
const COLOURLESS: f64 = 6.0 / 255.0;
/// Code from which a pixel is bright enough to tell, over full scale (assumption).
const TELLING: f64 = 0.15;
/// Share of pixels without colour in a photo without colour: a face that can be worked on takes more than the rest (assumption).
const SHARE: f64 = 0.99;

impl Photo {
    /// Whether the photo is black and white.
    pub fn is_colourless(&self) -> bool {
        if self.channels.is_grey() {
            return true;
        }
        let channels = self.channels.count();
        let pixels = self.samples.len() / channels;
        let (mut bright, mut without) = (0, 0);
        for pixel in (0..pixels).step_by(pixels.div_ceil(LOOKED_AT).max(1)) {
            let rgb = [0, 1, 2].map(|channel| self.samples.code(pixel * channels + channel));
            let [least, most] = [f64::min, f64::max].map(|pick| rgb.into_iter().fold(rgb[0], pick));
            if most > TELLING {
                bright += 1;
                without += usize::from(most - least <= COLOURLESS);
            }
        }
        bright > 0 && without as f64 >= SHARE * bright as f64
    }
}
