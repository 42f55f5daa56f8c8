//! Fitting the head: its wireframe with handles that move, turn, roll and scale it.

use super::super::handles::{self, CanvasHandle, FitHandle, HELP, HandleTarget};
use super::super::pose::{by_edge, by_face, given_of};
use super::super::scene::{HeadMarks, PaneScene};
use super::super::tool_context::ToolContext;
use super::super::{HandleGrip, wireframe};
use super::CanvasTool;
use crate::head::{FitHandles, FitInput, Head};
use crate::project::{Edit, ProjectEdit};
use crate::words;
use egui::{Align2, Color32, Pos2, Rect, Stroke};
use glam::DVec2;

/// Degrees of turn for a drag over the head's own breadth (a finger's way on the surface).
const DEGREES_A_BREADTH: f64 = 115.0;
/// How far the handles around the head stand off its edge, as a share of its size.
const OFF: f32 = 1.12;
/// Most yaw and pitch, degrees.
const TURN_LIMIT_DEG: [f64; 2] = [180.0, 89.0];
/// Nearest and farthest camera, mm.
const DISTANCE_MM: [f64; 2] = [300.0, 5000.0];

/// Moves, turns, rolls and scales the head's wireframe.
#[derive(Clone, Debug, Default)]
pub struct FitTool;

impl CanvasTool for FitTool {
    fn draw(&self, context: &ToolContext<'_>) {
        wireframe::draw(&context.scene, &context.painter, &context.marks);
        draw(context);
    }

    fn handles(&self, context: &ToolContext<'_>) -> Vec<CanvasHandle> {
        handles(&context.scene, &context.marks)
    }

    fn inside(&self, context: &ToolContext<'_>, at: Pos2) -> Option<HandleTarget> {
        is_inside(&context.scene, &context.marks, at).then_some(HandleTarget::Fit(FitHandle::Move))
    }

    fn drag(&mut self, context: &mut ToolContext<'_>, grip: &HandleGrip, to: Pos2) -> bool {
        let HandleTarget::Fit(handle) = grip.target else {
            return false;
        };
        let edit = context
            .base(grip)
            .and_then(|base| dragged(&base, handle, grip.from_px, to));
        context.preview(edit)
    }
}

fn bounds(scene: &PaneScene, marks: &HeadMarks) -> Rect {
    let mut rect = Rect::NOTHING;
    for px in &marks.edge {
        rect.extend_with(scene.ui(*px));
    }
    rect
}

/// Whether a place lies inside the head's edge.
fn is_inside(scene: &PaneScene, marks: &HeadMarks, at: Pos2) -> bool {
    let edge: Vec<Pos2> = marks.edge.iter().map(|px| scene.ui(*px)).collect();
    let crosses = |index: usize| {
        let (a, b) = (edge[index], edge[(index + 1) % edge.len()]);
        (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
    };
    (0..edge.len()).filter(|index| crosses(*index)).count() % 2 == 1
}

fn centre(scene: &PaneScene) -> Option<Pos2> {
    Some(scene.ui(scene.view().photo_from_head(Head::CENTRE_MM)?))
}

fn fit_handle(handle: FitHandle, at: Pos2, name: &str) -> CanvasHandle {
    CanvasHandle::new(HandleTarget::Fit(handle), at, name)
}

/// Handles of the fit.
fn handles(scene: &PaneScene, marks: &HeadMarks) -> Vec<CanvasHandle> {
    let around = bounds(scene, marks);
    let Some(middle) = centre(scene).filter(|_| around.is_positive()) else {
        return Vec::new();
    };
    let out = Rect::from_center_size(around.center(), around.size() * OFF);
    let mut list = vec![
        fit_handle(FitHandle::Move, middle, words::canvas::move_head()),
        fit_handle(FitHandle::Turn, out.left_center(), words::canvas::turn_head()),
        fit_handle(FitHandle::Roll, out.right_center(), words::canvas::roll_head()),
        fit_handle(FitHandle::Scale, out.right_bottom(), words::canvas::scale_head()),
        fit_handle(FitHandle::Depth, out.left_bottom(), words::canvas::depth()),
    ];
    let given = &scene.shot.given;
    let help = |handle, at, name: &str| CanvasHandle {
        core: HELP,
        ..fit_handle(handle, at, name)
    };
    if let Some(eyes) = given.eyes {
        for (index, eye) in eyes.iter().enumerate() {
            list.push(help(
                FitHandle::Eye(index),
                scene.ui(*eye),
                words::canvas::eyes()[index],
            ));
        }
        let brow = scene.at(marks.landmarks.brow);
        list.extend(brow.map(|at| help(FitHandle::Brow, at, words::canvas::brow())));
        list.extend(top(scene, marks).map(|at| help(FitHandle::Vertex, at, words::canvas::vertex())));
    }
    list.extend(
        given
            .chin
            .map(|chin| help(FitHandle::Chin, scene.ui(chin), words::canvas::chin())),
    );
    list
}

/// The head's edge above the vertex.
fn top(scene: &PaneScene, marks: &HeadMarks) -> Option<Pos2> {
    let vertex = scene.at(marks.landmarks.vertex)?;
    let edge = marks.edge.iter().map(|px| scene.ui(*px));
    edge.filter(|at| (at.x - vertex.x).abs() < 40.0 || at.y < vertex.y)
        .min_by(|a, b| a.y.total_cmp(&b.y))
}

/// Marks on the handles, and what the present pose is while one is in the hand.
fn draw(context: &ToolContext<'_>) {
    let scene = &context.scene;
    let around = bounds(scene, &context.marks);
    if !around.is_positive() {
        return;
    }
    let out = Rect::from_center_size(around.center(), around.size() * OFF);
    let thin = Stroke::new(1.2, Color32::WHITE.gamma_multiply(0.7));
    let radius = 15.0;
    for (at, ways) in [
        (out.left_center(), [egui::vec2(1.0, 0.0), egui::vec2(0.0, 1.0)]),
        (out.right_bottom(), [egui::vec2(0.7, 0.7), egui::vec2(0.7, 0.7)]),
        (out.left_bottom(), [egui::vec2(0.0, 1.0), egui::vec2(0.0, 1.0)]),
    ] {
        for way in ways {
            context
                .painter
                .line_segment([at - way * radius, at + way * radius], thin);
        }
    }
    context.painter.circle_stroke(out.right_center(), radius, thin);
    if let Some(grip) = &context.memory.grip {
        let pose = FitHandles::of(scene.view());
        let text = match grip.target {
            HandleTarget::Fit(FitHandle::Depth) => {
                words::canvas::distance(scene.view().camera.translation_camera_from_head_mm.z)
            }
            HandleTarget::Fit(_)
            | HandleTarget::Hairline(_)
            | HandleTarget::Edge(_)
            | HandleTarget::Crop(_)
            | HandleTarget::Ruler(_)
            | HandleTarget::Shape(_)
            | HandleTarget::Split => words::canvas::angles(pose.yaw_deg, pose.pitch_deg, pose.roll_deg),
        };
        handles::label(&context.painter, out.center_top(), Align2::CENTER_BOTTOM, &text);
    }
}

/// The edit that a handle of the fit means when it is brought from its place to another one.
fn dragged(base: &PaneScene, handle: FitHandle, from_px: DVec2, to: Pos2) -> Option<Edit> {
    let to_px = base.px(to);
    let given = &base.shot.given;
    let given = match handle {
        FitHandle::Eye(index) => {
            let mut eyes = given.eyes?;
            *eyes.get_mut(index)? = to_px;
            FitInput {
                eyes: Some(eyes),
                ..by_face(given)
            }
        }
        FitHandle::Chin => FitInput {
            chin: Some(to_px),
            ..by_face(given)
        },
        FitHandle::Vertex => {
            let mut outline = given.outline.clone();
            // The handle's own point of an earlier drag is moved, not doubled.
            outline.retain(|point| point.distance(from_px) > 12.0 / base.ui_per_px().max(1e-9));
            outline.push(to_px);
            by_edge(given, outline)
        }
        FitHandle::Depth => deeper(base, to_px.y - from_px.y),
        FitHandle::Brow | FitHandle::Move | FitHandle::Turn | FitHandle::Roll | FitHandle::Scale => {
            given_of(given, base.view(), &turned(base, handle, from_px, to_px))
        }
    };
    Some(ProjectEdit::Fit(Box::new(given)).into())
}

/// The pose after a drag.
fn turned(base: &PaneScene, handle: FitHandle, from_px: DVec2, to_px: DVec2) -> FitHandles {
    let mut pose = FitHandles::of(base.view());
    let way = to_px - from_px;
    let breadth_px = base.head().measures.breadth_mm / pose.mm_per_px;
    let degrees = way * (DEGREES_A_BREADTH / breadth_px);
    match handle {
        FitHandle::Move => pose.centre_px += way,
        FitHandle::Turn => {
            let [yaw, pitch] = TURN_LIMIT_DEG;
            pose.yaw_deg = (pose.yaw_deg + degrees.x).clamp(-yaw, yaw);
            pose.pitch_deg = (pose.pitch_deg + degrees.y).clamp(-pitch, pitch);
        }
        FitHandle::Brow => {
            pose.pitch_deg = (pose.pitch_deg + degrees.y).clamp(-TURN_LIMIT_DEG[1], TURN_LIMIT_DEG[1])
        }
        FitHandle::Roll => {
            let (from, to) = (from_px - pose.centre_px, to_px - pose.centre_px);
            // Rows of a photo run downwards: a counter-clockwise way has a falling angle.
            pose.roll_deg -= from.angle_to(to).to_degrees();
        }
        FitHandle::Scale => {
            let (from, to) = (from_px.distance(pose.centre_px), to_px.distance(pose.centre_px));
            pose.mm_per_px *= (from / to.max(1.0)).clamp(0.2, 5.0);
        }
        // These move points of the face or the camera.
        FitHandle::Eye(_) | FitHandle::Chin | FitHandle::Vertex | FitHandle::Depth => {}
    }
    pose
}

/// The camera nearer or farther, with the head's size in the photo kept: only the perspective changes.
fn deeper(base: &PaneScene, down_px: f64) -> FitInput {
    let view = base.view();
    let distance = view.camera.translation_camera_from_head_mm.z;
    let height_px = base.head().measures.length_mm / view.mm_per_px;
    let wanted = (distance * (-1.5 * down_px / height_px).exp()).clamp(DISTANCE_MM[0], DISTANCE_MM[1]);
    FitInput {
        focal_px: Some(view.camera.focal_px * wanted / distance),
        ..base.shot.given.clone()
    }
}
