//! What is shown beside the dots: the light, the eye's distance, the photo's sharpness and grain.

use super::Engine;
use crate::design::{Design, Document, Knob};
use crate::head::capture::MAX_BLUR_PX;
use crate::head::{CaptureFacts, Head, HeadView};
use crate::passes::shared::ShadeParams;
use crate::passes::slots::BufferSlot;
use crate::plan::picture::lighting::{LightGains, eye_sigma_mm, gains};

/// Light and distance of the last preparation, as far as they change the picture.
#[derive(Default)]
pub(super) struct PreparedLight {
    key: Option<LightKey>,
    pub(super) gains: Option<LightGains>,
    pub(super) eye_sigma_mm: f64,
    matte: f64,
    /// Grain over the light, and photo pixels per step of its pattern.
    grain: [f64; 2],
    least_red: f64,
    /// The sharpness that the texture holds.
    capture: Option<CaptureFacts>,
    pub(super) sharpness: Option<wgpu::TextureView>,
}

/// Red over that of CIE a* 0 that the grey between dots leaves at least, as a share of green: a* is about 2 there, and never less in
/// photos of real work (docs/look.md).
const LEAST_RED: f64 = 0.08;

/// What gains are made from.
#[derive(PartialEq)]
struct LightKey {
    knobs: [f64; 3],
    head: Head,
    view: HeadView,
}

impl Engine {
    /// Brings light, distance and sharpness up to date.
    pub(super) fn renew_looking(&mut self, document: &Document, view: &HeadView) {
        let design = &document.design;
        self.renew_sharpness(view);
        self.renew_gains(design, &document.head, view);
        let look = &mut self.looking;
        look.eye_sigma_mm = eye_sigma_mm(design);
        look.matte = (-design.get(Knob::Shine)).max(0.0);
        // Colours by session are no skin's.
        look.least_red = match design.colours_sessions() {
            true => 0.0,
            false => LEAST_RED * design.get(Knob::PhotoLook),
        };
        let camera = view.capture.as_ref().map_or([0.0, 1.0], |capture| {
            [capture.grain, (2.0 * capture.grain_sigma_px).max(1.0)]
        });
        look.grain = [camera[0] * design.get(Knob::CameraMatch), camera[1]];
    }

    fn renew_gains(&mut self, design: &Design, head: &Head, view: &HeadView) {
        let knobs = [Knob::Light, Knob::LightStrength, Knob::Shine].map(|knob| design.get(knob));
        if knobs[0] < 0.5 && knobs[2] == 0.0 {
            self.looking.key = None;
            self.looking.gains = None;
            return;
        }
        let key = LightKey {
            knobs,
            head: head.clone(),
            view: view.clone(),
        };
        if self.looking.key.as_ref() == Some(&key) {
            return;
        }
        self.looking.gains = gains(design, head, view);
        self.looking.key = Some(key);
        if let Some(gains) = &self.looking.gains {
            self.buffers.upload(&self.gpu, BufferSlot::Gains, &gains.cells);
        }
    }

    fn renew_sharpness(&mut self, view: &HeadView) {
        let look = &self.looking;
        if look.sharpness.is_some() && look.capture == view.capture {
            return;
        }
        let texture = match &view.capture {
            Some(CaptureFacts { sharpness, .. }) => {
                // The root is finer where blur is small; `place.wgsl` squares it.
                let code = |sigma: &f64| ((sigma / MAX_BLUR_PX).clamp(0.0, 1.0).sqrt() * 255.0 + 0.5) as u8;
                let cells: Vec<u8> = sharpness.sigma_px.iter().map(code).collect();
                let rows = (cells.len() as u32 / sharpness.columns).max(1);
                self.mask_texture(sharpness.columns, rows, &cells)
            }
            None => self.mask_texture(1, 1, &[0]),
        };
        self.looking.sharpness = Some(texture);
        self.looking.capture = view.capture.clone();
    }

    /// Whether pixels without ink change too.
    pub(super) fn changes_everything(&self) -> bool {
        self.looking.eye_sigma_mm > 0.0 || self.looking.gains.is_some()
    }

    /// The part of the shade pass's uniforms that is not ink; `step` is photo pixels per output pixel.
    pub(super) fn light_params(&self, step: f64) -> ShadeParams {
        let look = &self.looking;
        let gains = look.gains.as_ref();
        ShadeParams {
            light_cell_px: gains.map_or(1.0, |gains| gains.cell_px as f32),
            light_columns: gains.map_or(0, |gains| gains.size[0]),
            light_rows: gains.map_or(0, |gains| gains.size[1]),
            matte: look.matte as f32,
            // Averaged over the pixels that one stands for.
            grain: (look.grain[0] * (look.grain[1] / step).min(1.0)) as f32,
            grain_step_px: look.grain[1].max(step) as f32,
            whole: u32::from(look.eye_sigma_mm > 0.0),
            least_red: look.least_red as f32,
            ..ShadeParams::default()
        }
    }
}
