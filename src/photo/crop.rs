//! Cropping a photo to a rectangle.

use super::{Photo, PhotoSamples};

impl Photo {
    /// Keeps a rectangle of the photo (px; parts outside are left away) and gives up the rest, in place.
    pub fn cut(&mut self, x: u32, y: u32, width: u32, height: u32) {
        let (x, y) = (x.min(self.width_px), y.min(self.height_px));
        let (width, height) = (width.min(self.width_px - x), height.min(self.height_px - y));
        if (width, height) == (self.width_px, self.height_px) {
            return;
        }
        let channels = self.channels.count();
        let stride = self.width_px as usize * channels;
        let row = width as usize * channels;
        let start = |line: usize| (y as usize + line) * stride + x as usize * channels;
        match &mut self.samples {
            PhotoSamples::U8(samples) => keep_rows(samples, height as usize, row, start),
            PhotoSamples::U16(samples) => keep_rows(samples, height as usize, row, start),
        }
        (self.width_px, self.height_px) = (width, height);
    }

    /// Everything about the photo but its samples, of which there are none.
    pub fn without_samples(&self) -> Photo {
        Photo {
            width_px: self.width_px,
            height_px: self.height_px,
            channels: self.channels,
            samples: PhotoSamples::U8(Vec::new()),
            colour: self.colour.clone(),
            facts: self.facts,
            is_balanced: self.is_balanced,
            warnings: self.warnings.clone(),
        }
    }
}

/// Moves `count` rows of `row` samples to the front; each comes from at or behind where it goes.
fn keep_rows<T: Copy>(samples: &mut Vec<T>, count: usize, row: usize, start: impl Fn(usize) -> usize) {
    for line in 0..count {
        samples.copy_within(start(line)..start(line) + row, line * row);
    }
    samples.truncate(count * row);
    samples.shrink_to_fit();
}
