//! Wishes that concern nothing but the state: steps, tools, how the photo is looked at.

use super::action::Action;
use super::dialog::Dialog;
use super::jobs::Asked;
use super::panes::Compare;
use super::state::{Playing, State, Step, Tool};
use crate::words::app as words;
use glam::DVec2;

/// Smallest and largest magnification.
const ZOOM: [f64; 2] = [0.02, 32.0];

impl State {
    /// Carries out wishes that concern nothing but the state.
    pub fn act(&mut self, action: Action) {
        match action {
            Action::Step(step) => self.go_to(step),
            Action::Tool(tool) => self.choose(tool),
            Action::Compare(compare) => self.compare = compare,
            Action::HoldBefore(held) => self.before_held = held,
            Action::Zoom(factor, about) => self.zoom(factor, about),
            Action::Pan(way) => self.pan(way),
            Action::ZoomFit => self.lens.fitted = true,
            Action::ZoomActual => self.zoom_to(1.0),
            Action::ZoomLifeSize => self.zoom_life_size(),
            Action::Mirror => self.lens.mirrored = !self.lens.mirrored,
            Action::HidePanels => self.panels_hidden = !self.panels_hidden,
            Action::Dialog(dialog) => self.dialog = Some(dialog),
            Action::CloseDialog => self.dialog = None,
            Action::ClientBlank => self.client.blank = !self.client.blank,
            Action::ClientMirror => self.client.unmirrored = !self.client.unmirrored,
            Action::ClientLifeSize => self.client.life_size = !self.client.life_size,
            Action::Overlay => self.overlay = !self.overlay,
            Action::Brush(brush) => self.brush = brush,
            Action::Search => {
                self.panels_hidden = false;
                self.ui.seek = true;
            }
            Action::Symmetric(on) => self.symmetric = on,
            Action::DismissSpot(index) => {
                self.ui.dismissed.insert(index);
            }
            Action::Play(on) => self.playing = on.then(Playing::default),
            Action::ShowFound(on) => self.ui.show_found = on,
            Action::Guides(on) => self.guides = on,
            // All others need files, threads or windows; `App` takes them.
            _ => {}
        }
    }

    /// Shows a project that has just been opened.
    pub fn begin(&mut self, open: super::state::Open) {
        self.open = Some(open);
        // What was lost is still to be decided on.
        self.dialog = self.dialog.take().filter(|dialog| *dialog == Dialog::Recovery);
        self.done.clear();
        self.counts = Default::default();
        self.compare = Compare::Off;
        self.lens = Default::default();
        self.ui = Default::default();
    }

    /// Goes to a step and takes its tool into the hand.
    pub fn go_to(&mut self, step: Step) {
        self.done.insert(self.step);
        self.step = step;
        self.tool = match step {
            Step::Hairline => Tool::Hairline,
            Step::Fit => Tool::Fit,
            _ => Tool::Hand,
        };
        self.ui.clicks_px.clear();
        if step == Step::Compare && self.compare == Compare::Off {
            self.compare = Compare::Split {
                at: 0.5,
                vertical: true,
            };
        } else if step != Step::Compare {
            self.compare = Compare::Off;
        }
    }

    fn choose(&mut self, tool: Tool) {
        self.tool = tool;
        self.ui.clicks_px.clear();
    }

    fn zoom(&mut self, factor: f64, about: Option<DVec2>) {
        let about = about.unwrap_or(self.lens.centre_px);
        let zoom = (self.lens.zoom * factor).clamp(ZOOM[0], ZOOM[1]);
        let real = zoom / self.lens.zoom;
        self.lens.centre_px = about + (self.lens.centre_px - about) / real;
        self.lens.zoom = zoom;
        self.lens.fitted = false;
        self.keep_in_sight();
    }

    fn zoom_to(&mut self, zoom: f64) {
        self.lens.zoom = zoom.clamp(ZOOM[0], ZOOM[1]);
        self.lens.fitted = false;
        self.keep_in_sight();
    }

    fn zoom_life_size(&mut self) {
        let scale = self
            .project()
            .and_then(|project| Some(project.shot()?.view.mm_per_px));
        match (self.screen_px_per_mm, scale) {
            (Some(px_per_mm), Some(mm_per_px)) => self.zoom_to(px_per_mm * mm_per_px),
            _ => self.tell(words::SCREEN_UNKNOWN),
        }
    }

    fn pan(&mut self, way: DVec2) {
        let sign = if self.lens.mirrored { -1.0 } else { 1.0 };
        self.lens.centre_px -= DVec2::new(way.x * sign, way.y) / self.lens.zoom;
        self.lens.fitted = false;
        self.keep_in_sight();
    }

    /// The middle of the canvas stays on the photo.
    fn keep_in_sight(&mut self) {
        if let Some(photo) = self.open.as_ref().and_then(|open| open.photo()) {
            let size = DVec2::new(f64::from(photo.width_px), f64::from(photo.height_px));
            self.lens.centre_px = self.lens.centre_px.clamp(DVec2::ZERO, size);
        }
    }

    /// Asks for a path in a dialog of ours, where the system has none.
    pub(super) fn ask_for_path(&mut self, asked: Asked) {
        let path = String::new();
        match asked {
            Asked::Open => {
                self.dialog = Some(Dialog::OpenPath {
                    path,
                    reference: false,
                })
            }
            Asked::Reference => {
                self.dialog = Some(Dialog::OpenPath {
                    path,
                    reference: true,
                })
            }
            Asked::Watch => self.dialog = Some(Dialog::WatchPath { path }),
            Asked::Save => self.tell(words::TYPE_THE_PATH),
        }
    }
}
