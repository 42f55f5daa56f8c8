//! The handle: a small round knob over the photo that fingers can take hold of, with a name for screen readers.

use crate::design::PointName;
use egui::{Color32, FontId, Id, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};

/// Side of the square in which a handle is taken hold of, ui points.
pub const TARGET: f32 = 44.0;
/// Radius of the knob at rest and in the hand, ui points.
const RADIUS: [f32; 2] = [5.5, 7.5];
/// Core of knobs and colour of lines: no skin has it.
pub const ACCENT: Color32 = Color32::from_rgb(38, 166, 255);
/// A second colour, for what is only a help.
pub const HELP: Color32 = Color32::from_rgb(255, 214, 82);
/// Under everything light, so that it shows on light photos.
pub const SHADE: Color32 = Color32::from_black_alpha(150);
/// Round words without a plate.
const SEAM: Color32 = Color32::from_black_alpha(200);
/// Under words.
const PLATE: Color32 = Color32::from_black_alpha(175);

/// What can be dragged: the handles of each tool, and the split line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandleTarget {
    /// A point of the hairline.
    Hairline(HairlineHandle),
    /// Something of the head's fit.
    Fit(FitHandle),
    /// A point of the head's edge.
    Edge(usize),
    /// A corner of the crop, or the whole.
    Crop(CropHandle),
    /// A part of a shape.
    Shape(ShapeHandle),
    /// An end of the ruler.
    Ruler(usize),
    /// The split line.
    Split,
}

/// A point of the hairline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HairlineHandle {
    /// A named one.
    Point(PointName),
    /// An inserted one, by its number in the design.
    Extra(usize),
}

/// A part of one of the shapes of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShapeHandle {
    /// The shape's number in the zone.
    pub shape: usize,
    /// What of it.
    pub part: ShapePart,
}

/// What of a shape can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShapePart {
    /// All of it.
    Whole,
    /// A point of its border or path.
    Point(usize),
    /// The end of a half axis: 0 from front to back, 1 sideways.
    Axis(usize),
}

/// What of the head's fit can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FitHandle {
    /// A pupil.
    Eye(usize),
    /// The chin.
    Chin,
    /// The brow: pitch.
    Brow,
    /// The top of the head.
    Vertex,
    /// The whole head.
    Move,
    /// Yaw and pitch.
    Turn,
    /// Roll.
    Roll,
    /// Size.
    Scale,
    /// The camera's distance.
    Depth,
}

/// What of the crop can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CropHandle {
    /// The upper left corner.
    UpperLeft,
    /// The upper right corner.
    UpperRight,
    /// The lower right corner.
    LowerRight,
    /// The lower left corner.
    LowerLeft,
    /// The whole crop.
    Whole,
}

impl CropHandle {
    /// The corners, clockwise from the upper left.
    pub const CORNERS: [CropHandle; 4] = [
        CropHandle::UpperLeft,
        CropHandle::UpperRight,
        CropHandle::LowerRight,
        CropHandle::LowerLeft,
    ];
}

impl HandleTarget {
    /// Whether it stays chosen once it is let go: a point does, the whole head and the split line don't.
    pub fn can_be_chosen(self) -> bool {
        !matches!(self, HandleTarget::Split | HandleTarget::Fit(FitHandle::Move))
    }
}

/// A handle in this frame.
#[derive(Clone, Debug)]
pub struct CanvasHandle {
    /// What it moves.
    pub target: HandleTarget,
    /// Where it is, ui points.
    pub at: Pos2,
    /// Its name.
    pub name: String,
    /// Colour of its core.
    pub core: Color32,
}

impl CanvasHandle {
    /// A handle with the usual core.
    pub fn new(target: HandleTarget, at: Pos2, name: impl Into<String>) -> Self {
        CanvasHandle {
            target,
            at,
            name: name.into(),
            core: ACCENT,
        }
    }
}

/// The handle nearest a place, if its target holds the place.
pub fn nearest(handles: &[CanvasHandle], at: Pos2) -> Option<&CanvasHandle> {
    handles
        .iter()
        .filter(|handle| Rect::from_center_size(handle.at, Vec2::splat(TARGET)).contains(at))
        .min_by(|a, b| a.at.distance_sq(at).total_cmp(&b.at.distance_sq(at)))
}

/// Shows handles and names them to screen readers; says which one has the keyboard's focus. Pointers are not sensed here:
/// the nearest one wins, whichever lies on top.
pub fn show(
    ui: &Ui,
    painter: &Painter,
    handles: &[CanvasHandle],
    hovered: Option<HandleTarget>,
    active: Option<HandleTarget>,
) -> Option<HandleTarget> {
    let mut focused = None;
    for handle in handles {
        let rect = Rect::from_center_size(handle.at, Vec2::splat(TARGET));
        let id = id(ui, handle.target);
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &handle.name));
        if response.has_focus() {
            // Arrows nudge the point instead of leaving it.
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..Default::default()
            };
            ui.ctx()
                .memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            focused = Some(handle.target);
        }
        let in_hand = active == Some(handle.target);
        let lit = in_hand || hovered == Some(handle.target) || response.has_focus();
        knob(painter, handle.at, handle.core, lit, in_hand);
    }
    focused
}

fn id(ui: &Ui, target: HandleTarget) -> Id {
    ui.scope_id().with(("handle", target))
}

/// A white ring round a coloured core, dark outside: seen on any photo.
fn knob(painter: &Painter, at: Pos2, core: Color32, lit: bool, in_hand: bool) {
    let radius = RADIUS[usize::from(lit)];
    if in_hand {
        painter.circle_stroke(at, radius + 6.0, Stroke::new(1.5, core.gamma_multiply(0.6)));
    }
    painter.circle(at, radius + 1.0, SHADE, Stroke::new(1.0, SHADE));
    painter.circle(at, radius - 1.0, core, Stroke::new(2.0, Color32::WHITE));
}

/// A line that is seen on any photo.
pub fn line(painter: &Painter, points: Vec<Pos2>, colour: Color32, width: f32) {
    painter.add(Shape::line(
        points.clone(),
        Stroke::new(width + 2.0, SHADE.gamma_multiply(0.7)),
    ));
    painter.add(Shape::line(points, Stroke::new(width, colour)));
}

/// Small words straight on the photo, with a dark seam so that they can be read on any skin.
pub fn seamed(painter: &Painter, at: Pos2, align: egui::Align2, text: &str, size: f32, colour: Color32) {
    let font = FontId::proportional(size);
    for way in [
        egui::vec2(1.0, 0.0),
        egui::vec2(-1.0, 0.0),
        egui::vec2(0.0, 1.0),
        egui::vec2(0.0, -1.0),
        egui::vec2(0.8, 0.8),
        egui::vec2(-0.8, 0.8),
        egui::vec2(0.8, -0.8),
        egui::vec2(-0.8, -0.8),
    ] {
        painter.text(at + way, align, text, font.clone(), SEAM);
    }
    painter.text(at, align, text, font, colour);
}

/// Words on a dark plate; `pivot` says which part of the plate lies at `at`. Returns the plate.
pub fn label(painter: &Painter, at: Pos2, pivot: egui::Align2, text: &str) -> Rect {
    let galley = painter.layout_no_wrap(text.to_owned(), FontId::proportional(13.0), Color32::WHITE);
    let size = galley.size() + egui::vec2(14.0, 7.0);
    let clip = painter.clip_rect();
    let mut plate = pivot.anchor_size(at, size);
    // A label of something at the border stays readable.
    let inside = clip.shrink(4.0);
    let shift = |low: f32, high: f32, from: f32, to: f32| match () {
        _ if low < from => from - low,
        _ if high > to => to - high,
        _ => 0.0,
    };
    plate = plate.translate(egui::vec2(
        shift(plate.left(), plate.right(), inside.left(), inside.right()),
        shift(plate.top(), plate.bottom(), inside.top(), inside.bottom()),
    ));
    painter.rect_filled(plate, 5.0, PLATE);
    painter.galley(plate.min + egui::vec2(7.0, 3.5), galley, Color32::WHITE);
    plate
}
