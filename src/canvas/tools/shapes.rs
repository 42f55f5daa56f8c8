//! The shapes of a zone over the photo: their points, middles and axes as handles; double click and Delete.

use super::super::HandleGrip;
use super::super::handles::{ACCENT, CanvasHandle, HELP, HandleTarget, ShapeHandle, ShapePart};
use super::super::projected::projected;
use super::super::scene::PaneScene;
use super::super::shape_lines;
use super::super::tool_context::ToolContext;
use super::CanvasTool;
use crate::design::shapes::{HALF_RANGE_MM, MAX_SHAPE_POINTS};
use crate::design::stencil::{LaidStencil, STENCIL_RANGE_MM};
use crate::design::{Fill, FillShape, HeadPlace};
use crate::editor::{EditorAction, KeyCommand};
use crate::project::{Edit, TreatmentEdit};
use crate::words;
use egui::{Color32, Pos2};
use glam::{DQuat, DVec3};

/// Cosine of the angle to the camera below which a point can't be dragged well.
const LEAST_FACING: f64 = 0.06;
/// Farthest from a border that a double click inserts a point, ui points.
const REACH: f32 = 14.0;

/// Moves the shapes of a zone.
#[derive(Clone, Debug, Default)]
pub struct ShapesTool;

impl CanvasTool for ShapesTool {
    fn draw(&self, context: &ToolContext<'_>) {
        let own = shown(&context.scene).map(|fill| fill.name.as_str());
        for fill in &context.project.design().fills {
            let (colour, width) = match own == Some(fill.name.as_str()) {
                true => (ACCENT, 1.8),
                false => (HELP.gamma_multiply(0.6), 1.0),
            };
            for shape in &fill.shapes {
                shape_lines::draw(&context.scene, &context.painter, shape, colour, width);
            }
        }
    }

    fn handles(&self, context: &ToolContext<'_>) -> Vec<CanvasHandle> {
        let scene = &context.scene;
        let shapes = shown(scene).map_or(&[][..], |fill| &fill.shapes);
        let parts = shapes.iter().enumerate().flat_map(|(number, shape)| {
            let parts = parts(scene, shape).into_iter();
            parts.map(move |(part, direction)| (ShapeHandle { shape: number, part }, direction))
        });
        let handle = |(handle, direction): (ShapeHandle, DVec3)| {
            let facing = scene.view().facing(scene.head(), direction);
            let at = scene.at(direction).filter(|_| facing > LEAST_FACING)?;
            let number = handle.shape + 1;
            let (name, core) = match handle.part {
                ShapePart::Whole => (words::canvas::shape(number), Color32::WHITE),
                ShapePart::Point(point) => (words::canvas::shape_point(number, point + 1), ACCENT),
                ShapePart::Axis(axis) => (words::canvas::shape_axis(number, axis == 1), ACCENT),
            };
            Some(CanvasHandle {
                core,
                ..CanvasHandle::new(HandleTarget::Shape(handle), at, name)
            })
        };
        parts.filter_map(handle).collect()
    }

    fn drag(&mut self, context: &mut ToolContext<'_>, grip: &HandleGrip, to: Pos2) -> bool {
        let HandleTarget::Shape(handle) = grip.target else {
            return false;
        };
        let edit = context.base(grip).and_then(|base| {
            let to = base.direction(to)?;
            changed(&base, handle.shape, |scene, shape| {
                moved(scene, shape, handle.part, to)
            })
        });
        context.preview(edit)
    }

    fn work(&mut self, context: &mut ToolContext<'_>) {
        if context
            .project
            .design()
            .fills
            .iter()
            .all(|fill| fill.shapes.is_empty())
        {
            context.hint(words::canvas::no_shapes());
        }
        if let Some(HandleTarget::Shape(chosen)) = context.memory.chosen
            && context.memory.grip.is_none()
        {
            remove_chosen(context, chosen);
        }
        if let Some(at) = context.hand.double_clicked {
            let edit = inserted(&context.scene, at);
            context.out.extend(edit.map(EditorAction::Edit));
        }
    }
}

/// The zone whose shapes are worked on: the chosen one, or the first that has any.
fn shown<'a>(scene: &PaneScene<'a>) -> Option<&'a Fill> {
    let fills = &scene.project.design().fills;
    let chosen = fills
        .iter()
        .find(|fill| Some(&fill.name) == scene.state.ui.fill.as_ref());
    chosen.or_else(|| fills.iter().find(|fill| !fill.shapes.is_empty()))
}

/// What of a shape can be taken hold of, and where it lies.
fn parts(scene: &PaneScene, shape: &FillShape) -> Vec<(ShapePart, DVec3)> {
    match shape {
        FillShape::Area { points, .. } | FillShape::Line { points, .. } => {
            let point = |(index, place): (usize, &HeadPlace)| (ShapePart::Point(index), place.direction());
            let mut parts: Vec<(ShapePart, DVec3)> = points.iter().enumerate().map(point).collect();
            parts.extend(middle(points).map(|middle| (ShapePart::Whole, middle)));
            parts
        }
        FillShape::Ellipse { centre, .. } => {
            // The border goes round from the front; a quarter farther it lies sideways.
            let border = shape.drawn(scene.head());
            let at = |share: usize| border.get(border.len() * share / 4).copied();
            let axes = [at(0), at(1)].into_iter().flatten().enumerate();
            let axes = axes.map(|(axis, direction)| (ShapePart::Axis(axis), direction));
            std::iter::once((ShapePart::Whole, centre.direction()))
                .chain(axes)
                .collect()
        }
        FillShape::Stencil { centre, .. } => {
            // The middle of its right edge, half way between the last corner and the first.
            let frame = shape.drawn(scene.head());
            let right = frame.get(frame.len() * 7 / 8).copied();
            let parts = [
                Some((ShapePart::Whole, centre.direction())),
                right.map(|at| (ShapePart::Axis(1), at)),
            ];
            parts.into_iter().flatten().collect()
        }
    }
}

/// The middle of some places; none where they lie all round the head.
fn middle(points: &[HeadPlace]) -> Option<DVec3> {
    let sum: DVec3 = points.iter().map(|place| place.direction()).sum();
    sum.try_normalize()
}

/// The edit that changes one shape of the zone.
fn changed(
    scene: &PaneScene,
    number: usize,
    change: impl FnOnce(&PaneScene, &FillShape) -> Option<FillShape>,
) -> Option<Edit> {
    let fill = shown(scene)?;
    let mut shapes = fill.shapes.clone();
    let shape = shapes.get_mut(number)?;
    *shape = change(scene, shape)?;
    Some(TreatmentEdit::Shapes(fill.name.clone(), shapes).into())
}

/// The shape with a part brought to a direction.
fn moved(scene: &PaneScene, shape: &FillShape, part: ShapePart, to: DVec3) -> Option<FillShape> {
    let mut moved = shape.clone();
    match (&mut moved, part) {
        (FillShape::Area { points, .. } | FillShape::Line { points, .. }, ShapePart::Point(index)) => {
            *points.get_mut(index)? = HeadPlace::of(to);
        }
        (FillShape::Area { points, .. } | FillShape::Line { points, .. }, ShapePart::Whole) => {
            let turn = DQuat::from_rotation_arc(middle(points)?, to);
            for place in points {
                *place = HeadPlace::of(turn * place.direction());
            }
        }
        (FillShape::Ellipse { centre, .. } | FillShape::Stencil { centre, .. }, ShapePart::Whole) => {
            *centre = HeadPlace::of(to);
        }
        (
            FillShape::Stencil {
                centre,
                width_mm,
                turn_deg,
                image,
            },
            ShapePart::Axis(_),
        ) => {
            let laid = LaidStencil::new(scene.head(), &image.0, *centre, *width_mm, *turn_deg);
            let ([wider_mm, turned_deg], [least, most]) = (laid.edge_brought_to(to), STENCIL_RANGE_MM);
            *width_mm = ((wider_mm * 10.0).round() / 10.0).clamp(least, most);
            *turn_deg = (*turn_deg + turned_deg).round() % 360.0;
        }
        (FillShape::Ellipse { centre, half_mm, .. }, ShapePart::Axis(axis)) => {
            let [least, most] = HALF_RANGE_MM;
            let length_mm = scene.head().arc_length_mm(centre.direction(), to);
            *half_mm.get_mut(axis)? = (length_mm * 10.0).round().clamp(10.0 * least, 10.0 * most) / 10.0;
        }
        (FillShape::Area { .. } | FillShape::Line { .. }, ShapePart::Axis(_))
        | (FillShape::Ellipse { .. } | FillShape::Stencil { .. }, ShapePart::Point(_)) => return None,
    }
    Some(moved)
}

/// Delete, or the button beside the chosen part: a point while enough are left, else the whole shape. The last shape takes its
/// zone with it, which would fill its whole region without.
fn remove_chosen(context: &mut ToolContext<'_>, chosen: ShapeHandle) {
    let scene = &context.scene;
    let Some(fill) = shown(scene) else {
        return;
    };
    let Some(shape) = fill.shapes.get(chosen.shape) else {
        return;
    };
    let place = parts(scene, shape)
        .into_iter()
        .find(|(part, _)| *part == chosen.part);
    // What was undone under the hand is there no more.
    let Some((_, direction)) = place else {
        return;
    };
    let pressed = scene.at(direction).is_some_and(|at| context.remove_button(at));
    if !(pressed || context.key(KeyCommand::Remove)) {
        return;
    }
    let mut shapes = fill.shapes.clone();
    if !lost_point(&mut shapes[chosen.shape], chosen.part) {
        shapes.remove(chosen.shape);
    }
    let name = fill.name.clone();
    context.remove(match shapes.is_empty() {
        true => TreatmentEdit::RemoveFill(name),
        false => TreatmentEdit::Shapes(name, shapes),
    });
}

/// Takes a point out of a shape where enough are left; says whether it did.
fn lost_point(shape: &mut FillShape, part: ShapePart) -> bool {
    let least = shape.least_points();
    match (shape, part) {
        (FillShape::Area { points, .. } | FillShape::Line { points, .. }, ShapePart::Point(index))
            if points.len() > least =>
        {
            points.remove(index);
            true
        }
        (
            FillShape::Area { .. }
            | FillShape::Line { .. }
            | FillShape::Ellipse { .. }
            | FillShape::Stencil { .. },
            ShapePart::Whole | ShapePart::Point(_) | ShapePart::Axis(_),
        ) => false,
    }
}

/// The edit that puts a point into the border or path that passes a place.
fn inserted(scene: &PaneScene, at: Pos2) -> Option<Edit> {
    let fill = shown(scene)?;
    let direction = scene.direction(at)?;
    let nearest = fill.shapes.iter().enumerate().filter_map(|(number, shape)| {
        let (points, closed) = match shape {
            FillShape::Area { points, .. } => (points, true),
            FillShape::Line { points, .. } => (points, false),
            FillShape::Ellipse { .. } | FillShape::Stencil { .. } => return None,
        };
        let span = span_near(points, closed, direction)?;
        // A line is drawn by its points alone: its spans are asked instead.
        let reach = match closed {
            true => distance_to_border(scene, shape, at),
            false => distance_to_path(scene, points, at),
        };
        (reach <= REACH && points.len() < MAX_SHAPE_POINTS).then_some((reach, number, span))
    });
    let (_, number, span) = nearest.min_by(|a, b| a.0.total_cmp(&b.0))?;
    changed(scene, number, |_, shape| {
        let mut longer = shape.clone();
        match &mut longer {
            FillShape::Area { points, .. } | FillShape::Line { points, .. } => {
                points.insert(span + 1, HeadPlace::of(direction));
            }
            FillShape::Ellipse { .. } | FillShape::Stencil { .. } => return None,
        }
        Some(longer)
    })
}

/// The span whose ends together are nearest to a direction, over the length that it has.
fn span_near(points: &[HeadPlace], closed: bool, direction: DVec3) -> Option<usize> {
    let spans = points.len() - usize::from(!closed);
    let detour = |span: usize| {
        let ends = [points[span], points[(span + 1) % points.len()]].map(HeadPlace::direction);
        ends[0].distance(direction) + ends[1].distance(direction) - ends[0].distance(ends[1])
    };
    (0..spans).min_by(|a, b| detour(*a).total_cmp(&detour(*b)))
}

/// Distance of a place from the drawn points of a border that are turned to the camera, ui points.
fn distance_to_border(scene: &PaneScene, shape: &FillShape, at: Pos2) -> f32 {
    let line = projected(scene.head(), scene.view(), shape.drawn(scene.head()));
    let near = line.iter().filter(|place| place.near);
    near.map(|place| scene.ui(place.px).distance(at))
        .fold(f32::MAX, f32::min)
}

/// Distance of a place from the pieces of a path, ui points.
fn distance_to_path(scene: &PaneScene, points: &[HeadPlace], at: Pos2) -> f32 {
    let places: Vec<Pos2> = points
        .iter()
        .filter_map(|place| scene.at(place.direction()))
        .collect();
    let from_piece = |pair: &[Pos2]| {
        let way = pair[1] - pair[0];
        let along = ((at - pair[0]).dot(way) / way.length_sq().max(1e-6)).clamp(0.0, 1.0);
        (pair[0] + way * along).distance(at)
    };
    places.windows(2).map(from_piece).fold(f32::MAX, f32::min)
}
