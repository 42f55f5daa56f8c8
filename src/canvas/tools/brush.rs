//! The brush: its circle on the head, the way that it paints.

use super::super::handles::{self, ACCENT, HELP};
use super::super::scene::PaneScene;
use super::super::tool_context::ToolContext;
use super::CanvasTool;
use crate::design::{BrushKind, BrushStroke};
use crate::editor::{BrushSettings, EditorAction};
use crate::head::InFront;
use crate::project::{Edit, ProjectEdit, TreatmentEdit};
use egui::{Color32, Painter, Pos2};
use glam::{DVec2, DVec3};
use std::f64::consts::TAU;

/// Corners of the brush's circle.
const CORNERS: u32 = 48;
/// Least pressure that paints at all, as a share of the strength (assumption).
const LEAST_FORCE: f64 = 0.1;

/// Places of a stroke are this share of its radius apart, and at least so far.
const SPACING: f64 = 0.25;
const LEAST_SPACING_PX: f64 = 0.5;
const LEAST_SPACING_MM: f64 = 0.1;
/// Most places that one movement of the hand adds (assumption: far over what a frame's way holds).
const MOST_STEPS: f64 = 4000.0;

/// A stroke that is being painted.
#[derive(Clone, Debug)]
struct StrokeInHand {
    settings: BrushSettings,
    path: Vec<[f64; 3]>,
    path_px: Vec<[f64; 2]>,
    radius_px: f64,
    last_mm: DVec3,
    last_px: DVec2,
    /// Hardest pressure so far.
    force: Option<f64>,
}

/// Paints on the head, or over what lies in front of it.
#[derive(Clone, Debug, Default)]
pub struct BrushTool {
    stroke: Option<StrokeInHand>,
}

impl CanvasTool for BrushTool {
    fn work(&mut self, context: &mut ToolContext<'_>) {
        protected(&context.scene, &context.painter);
        let settings = context.scene.state.brush;
        if let Some(at) = context.hand.at.filter(|at| context.is_in_pane(*at)) {
            cursor(&context.scene, &context.painter, &settings, at);
            context.ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
        }
        let free = context.memory.grip.is_none();
        if let Some(at) = context.hand.pressed.filter(|at| free && context.is_in_pane(*at)) {
            self.stroke = StrokeInHand::begun(&context.scene, settings);
            self.paint(context, at);
        }
        if context.hand.held
            && let Some(at) = context.hand.at
        {
            self.paint(context, at);
        }
        if context.hand.released
            && let Some(stroke) = self.stroke.take()
            && stroke.edit().is_some()
        {
            context.out.push(EditorAction::Commit);
        }
        let is_tap = free && !context.hand.released && self.stroke.is_none();
        if let Some(at) = context.hand.clicked.filter(|_| is_tap) {
            touch(context, settings, at);
        }
    }

    fn give_up(&mut self) -> bool {
        self.stroke.take().is_some()
    }
}

impl BrushTool {
    fn paint(&mut self, context: &mut ToolContext<'_>, at: Pos2) {
        let Some(stroke) = &mut self.stroke else {
            return;
        };
        if stroke.reach(&context.scene, at, context.hand.force) {
            context.preview(stroke.edit());
        }
    }
}

/// A tap shorter than a frame paints one touch of the brush.
fn touch(context: &mut ToolContext<'_>, settings: BrushSettings, at: Pos2) {
    let edit = StrokeInHand::begun(&context.scene, settings).and_then(|mut stroke| {
        stroke.reach(&context.scene, at, None);
        stroke.edit()
    });
    context.out.extend(edit.map(EditorAction::Edit));
}

impl StrokeInHand {
    fn begun(scene: &PaneScene, settings: BrushSettings) -> Option<Self> {
        let mm_per_px = scene.view().mm_per_px;
        (mm_per_px > 0.0).then(|| StrokeInHand {
            settings,
            path: Vec::new(),
            path_px: Vec::new(),
            radius_px: settings.radius_mm / mm_per_px,
            last_mm: DVec3::INFINITY,
            last_px: DVec2::INFINITY,
            force: None,
        })
    }

    /// Paints on to a place; true where the stroke has grown. Places are a quarter of the radius apart.
    fn reach(&mut self, scene: &PaneScene, at: Pos2, force: Option<f64>) -> bool {
        let px = scene.px(at);
        if let Some(force) = force {
            self.force = Some(self.force.map_or(force, |most: f64| most.max(force)));
        }
        let before = self.path.len() + self.path_px.len();
        if self.settings.in_front {
            self.reach_px(px);
        } else {
            self.reach_head(scene, px);
        }
        self.path.len() + self.path_px.len() > before
    }

    fn reach_px(&mut self, px: DVec2) {
        let spacing = (SPACING * self.radius_px).max(LEAST_SPACING_PX);
        let from = if self.path_px.is_empty() { px } else { self.last_px };
        let steps = (from.distance(px) / spacing).floor();
        if self.path_px.is_empty() {
            self.path_px.push(kept(px));
            self.last_px = px;
        }
        for step in 1..=steps.min(MOST_STEPS) as u32 {
            let place = from + (px - from).normalize_or_zero() * spacing * f64::from(step);
            self.path_px.push(kept(place));
            self.last_px = place;
        }
    }

    fn reach_head(&mut self, scene: &PaneScene, px: DVec2) {
        let head = scene.head();
        let spacing = (SPACING * self.settings.radius_mm).max(LEAST_SPACING_MM);
        let Some(direction) = scene.view().direction_from_photo(head, px) else {
            // The way goes on where the pointer comes back onto the head.
            self.last_mm = DVec3::INFINITY;
            return;
        };
        let here = head.point_mm(direction);
        if self.path.is_empty() || !self.last_mm.is_finite() {
            self.path.push(unit(direction));
            self.last_mm = here;
            return;
        }
        let from = self.last_mm;
        let steps = (from.distance(here) / spacing).floor().min(MOST_STEPS);
        for step in 1..=steps as u32 {
            let place = from + (here - from).normalize_or_zero() * spacing * f64::from(step);
            let direction = head.direction_of(place);
            self.path.push(unit(direction));
            self.last_mm = head.point_mm(direction);
        }
    }

    /// The stroke so far.
    fn edit(&self) -> Option<Edit> {
        let BrushSettings {
            brush,
            radius_mm,
            softness,
            strength,
            in_front,
        } = self.settings;
        if in_front {
            return (!self.path_px.is_empty()).then(|| {
                ProjectEdit::InFront(InFront {
                    path_px: self.path_px.clone(),
                    radius_px: self.radius_px,
                    softness,
                    erase: brush == BrushKind::Restore,
                })
                .into()
            });
        }
        let pressed = self.force.map_or(1.0, |force| force.clamp(LEAST_FORCE, 1.0));
        (!self.path.is_empty()).then(|| {
            TreatmentEdit::Stroke(BrushStroke {
                brush,
                radius_mm,
                softness,
                strength: strength * pressed,
                path: self.path.clone(),
            })
            .into()
        })
    }
}

/// Six decimals, as the file has them.
fn unit(direction: DVec3) -> [f64; 3] {
    direction.to_array().map(|c| (c * 1e6).round() / 1e6)
}

fn kept(px: DVec2) -> [f64; 2] {
    px.to_array().map(|c| (c * 100.0).round() / 100.0)
}

/// The brush's circle as it lies on the head; a round one beside the head or for what lies in front.
fn cursor(scene: &PaneScene, painter: &Painter, settings: &BrushSettings, at: Pos2) {
    let colour = match settings.brush {
        BrushKind::Add => ACCENT,
        BrushKind::Protect => HELP,
        BrushKind::Remove | BrushKind::Thin | BrushKind::Restore => Color32::WHITE,
    };
    let under = scene.direction(at).filter(|_| !settings.in_front);
    for (share, strength) in [(1.0, 1.0), (1.0 - settings.softness, 0.5)] {
        if share < 0.05 {
            continue;
        }
        let radius_mm = settings.radius_mm * share;
        let ring = match under {
            Some(direction) => on_head(scene, direction, radius_mm),
            None => flat(scene, at, radius_mm),
        };
        handles::line(painter, ring, colour.gamma_multiply(strength), 1.2);
    }
}

fn on_head(scene: &PaneScene, direction: DVec3, radius_mm: f64) -> Vec<Pos2> {
    let head = scene.head();
    let surface = head.surface_at(direction);
    let (right, up) = surface.normal.any_orthonormal_pair();
    let corner = |index: u32| {
        let way = DVec2::from_angle(TAU * f64::from(index) / f64::from(CORNERS)) * radius_mm;
        scene.at(head.direction_of(surface.point_mm + right * way.x + up * way.y))
    };
    (0..=CORNERS).filter_map(corner).collect()
}

fn flat(scene: &PaneScene, at: Pos2, radius_mm: f64) -> Vec<Pos2> {
    let radius = radius_mm / scene.view().mm_per_px * scene.ui_per_px();
    let corner = |index: u32| {
        let way = DVec2::from_angle(TAU * f64::from(index) / f64::from(CORNERS)) * radius;
        at + egui::vec2(way.x as f32, way.y as f32)
    };
    (0..=CORNERS).map(corner).collect()
}

/// Tints what is protected while the brush is in the hand.
fn protected(scene: &PaneScene, painter: &Painter) {
    let tint = HELP.gamma_multiply(0.22);
    let strokes = scene.project.design().strokes.iter();
    for stroke in strokes.filter(|stroke| stroke.brush == BrushKind::Protect) {
        // Every second place of a way of quarter radii covers it.
        for place in stroke.path.iter().step_by(2) {
            let direction = DVec3::from(*place).normalize_or(DVec3::Y);
            if !scene.is_near_side(direction) {
                continue;
            }
            let ring = on_head(scene, direction, stroke.radius_mm);
            painter.add(egui::Shape::convex_polygon(
                ring,
                tint.gamma_multiply(0.5),
                egui::Stroke::NONE,
            ));
        }
    }
}
