//! What of the photo is shown where: the panes of the canvas, and the way between a place of the photo and one of the window.

use super::state::EditorState;
use crate::photo::Photo;
use crate::plan::picture::tiles::PixelRect;
use glam::DVec2;

/// How before and after are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum CompareMode {
    /// The simulation alone.
    #[default]
    Off,
    /// A line with the photo at one side; `at` is its place, 0–1 of the canvas.
    Split {
        /// Place of the line, 0–1.
        at: f32,
        /// Whether the line runs from top to bottom.
        vertical: bool,
    },
    /// Photo and simulation beside each other.
    SideBySide,
    /// All variants beside each other.
    Variants,
}

impl CompareMode {
    /// Before at the left, simulation at the right.
    pub const MIDDLE: CompareMode = CompareMode::Split {
        at: 0.5,
        vertical: true,
    };
}

/// Smallest and largest zoom, screen pixels for one photo pixel.
pub const ZOOM_RANGE: [f64; 2] = [0.02, 32.0];

/// Which part of the photo the canvas shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CanvasLens {
    /// Physical screen pixels for one photo pixel.
    pub zoom: f64,
    /// Photo point in the middle of each pane, px.
    pub centre_px: DVec2,
    /// Whether zoom and centre follow the window (the whole photo).
    pub fitted: bool,
    /// Left and right exchanged, as in a mirror.
    pub mirrored: bool,
}

impl Default for CanvasLens {
    fn default() -> Self {
        CanvasLens {
            zoom: 1.0,
            centre_px: DVec2::ZERO,
            fitted: true,
            mirrored: false,
        }
    }
}

/// A picture of the canvas: one photo under one variant, in a rectangle of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct CanvasPane {
    /// Where it lies, ui points.
    pub rect: egui::Rect,
    /// What of the rectangle is shown, ui points (a split shows half of it).
    pub clip: egui::Rect,
    /// Index of the variant; none is the photo itself.
    pub variant: Option<usize>,
}

impl EditorState {
    /// The panes of the canvas, from left to right.
    pub fn panes(&self) -> Vec<CanvasPane> {
        let Some(project) = self.project() else {
            return Vec::new();
        };
        let whole = self.canvas;
        // Dots on a head that nobody has found yet would lie anywhere: until then the photo is shown as it is.
        let fitted = self.is_fitted() && !self.before_held;
        let shown = fitted.then_some(project.variant);
        let pane = |rect, clip, variant| CanvasPane { rect, clip, variant };
        match self.compare {
            CompareMode::Off => vec![pane(whole, whole, shown)],
            CompareMode::Split { at, vertical } => {
                let (first, second) = if vertical {
                    whole.split_left_right_at_fraction(at)
                } else {
                    whole.split_top_bottom_at_fraction(at)
                };
                vec![pane(whole, first, None), pane(whole, second, shown)]
            }
            CompareMode::SideBySide => columns(whole, 2)
                .into_iter()
                .zip([None, shown])
                .map(|(rect, variant)| pane(rect, rect, variant))
                .collect(),
            CompareMode::Variants => columns(whole, project.variants.len())
                .into_iter()
                .enumerate()
                .map(|(index, rect)| pane(rect, rect, fitted.then_some(index)))
                .collect(),
        }
    }

    /// Keeps the whole photo in view while the lens is fitted.
    pub fn fit_lens(&mut self, photo: &Photo) {
        if !self.lens.fitted {
            return;
        }
        let Some(pane) = self.panes().first().cloned() else {
            return;
        };
        let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
        let room = pane.rect.size() * self.pixels_per_point;
        self.lens.centre_px = size / 2.0;
        self.lens.zoom = (f64::from(room.x) / size.x)
            .min(f64::from(room.y) / size.y)
            .max(LEAST_FITTED_ZOOM);
    }

    /// Where a photo point (px) lies in a pane, ui points.
    pub fn ui_from_photo(&self, pane: egui::Rect, photo_px: DVec2) -> egui::Pos2 {
        let scale = self.lens.zoom / f64::from(self.pixels_per_point);
        let mut way = (photo_px - self.lens.centre_px) * scale;
        if self.lens.mirrored {
            way.x = -way.x;
        }
        pane.center() + egui::vec2(way.x as f32, way.y as f32)
    }

    /// The photo point (px) under a place of a pane, ui points.
    pub fn photo_from_ui(&self, pane: egui::Rect, at: egui::Pos2) -> DVec2 {
        let scale = self.lens.zoom / f64::from(self.pixels_per_point);
        let mut way = DVec2::new(
            f64::from(at.x - pane.center().x),
            f64::from(at.y - pane.center().y),
        );
        if self.lens.mirrored {
            way.x = -way.x;
        }
        self.lens.centre_px + way / scale
    }

    /// The part of a photo that a pane shows, widened to whole pixels; none where nothing of it is seen.
    pub fn visible_rect(&self, pane: egui::Rect, size_px: [u32; 2]) -> Option<PixelRect> {
        let a = self.photo_from_ui(pane, pane.min);
        let b = self.photo_from_ui(pane, pane.max);
        let size = DVec2::new(f64::from(size_px[0]), f64::from(size_px[1]));
        let low = a.min(b).floor().clamp(DVec2::ZERO, size);
        let high = a.max(b).ceil().clamp(DVec2::ZERO, size);
        let extent = high - low;
        (extent.min_element() >= 1.0).then_some(PixelRect {
            x: low.x as u32,
            y: low.y as u32,
            width: extent.x as u32,
            height: extent.y as u32,
        })
    }
}

/// Zoom of a photo in a window that has no room for it, screen pixels for one photo pixel.
const LEAST_FITTED_ZOOM: f64 = 1e-3;

/// Space between panes, ui points.
const PANE_GAP: f32 = 2.0;

/// A rectangle cut into columns.
fn columns(whole: egui::Rect, count: usize) -> Vec<egui::Rect> {
    let count = count.max(1);
    let width = (whole.width() - PANE_GAP * (count - 1) as f32) / count as f32;
    let column = |index: usize| {
        let left = whole.left() + index as f32 * (width + PANE_GAP);
        egui::Rect::from_min_size(egui::pos2(left, whole.top()), egui::vec2(width, whole.height()))
    };
    (0..count).map(column).collect()
}
