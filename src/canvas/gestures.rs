//! Pointer, wheel and fingers: what moves the picture is taken here, what is left goes to the tool in the hand.

use super::CanvasMemory;
use crate::editor::{Actions, CompareMode, EditorAction, EditorState, Tool, ZOOM_RANGE};
use egui::{Event, Key, MouseWheelUnit, PointerButton, Pos2, Rect, Response, TouchPhase, Ui, Vec2};
use glam::DVec2;
use std::collections::BTreeMap;

/// One finger waits this long before it acts, s: a second one may land.
const FINGER_WAIT_S: f64 = 0.1;
/// Longest tap, s, and farthest way of its fingers, ui points.
const TAP: (f64, f32) = (0.35, 14.0);
/// Zoom by one step of the wheel.
const WHEEL_STEP: f64 = 1.2;
/// Pan by one step of the wheel, ui points.
const WHEEL_PAN: f32 = 60.0;

/// What the tool in the hand feels in this frame.
#[derive(Clone, Copy, Debug, Default)]
pub struct HandInput {
    /// The pointer over the canvas, ui points.
    pub at: Option<Pos2>,
    /// Begins to press in this frame; where it came down.
    pub pressed: Option<Pos2>,
    /// Presses.
    pub held: bool,
    /// Lets go in this frame.
    pub released: bool,
    /// Clicked without moving.
    pub clicked: Option<Pos2>,
    /// Clicked twice.
    pub double_clicked: Option<Pos2>,
    /// Pressure of pen or finger, 0–1, where the device tells.
    pub force: Option<f64>,
}

#[derive(Clone, Copy, Debug)]
struct TouchPoint {
    start: Pos2,
    last: Pos2,
    now: Pos2,
}

/// What is remembered of pointer and fingers between frames.
#[derive(Clone, Debug, Default)]
pub struct TouchContact {
    fingers: BTreeMap<u64, TouchPoint>,
    most: usize,
    began_s: f64,
    strayed: bool,
    force: Option<f64>,
    /// The press belongs to the fingers together, not to the tool.
    taken: bool,
    /// The tool presses.
    acting: bool,
}

/// Reads pointer and fingers over the canvas.
pub fn read(
    ui: &Ui,
    response: &Response,
    state: &EditorState,
    memory: &mut CanvasMemory,
    out: &mut Actions,
) -> HandInput {
    wheel(ui, response, state, out);
    fingers(ui, response, state, &mut memory.contact, out);
    let has_grip = memory.grip.is_some();
    let contact = &mut memory.contact;
    let (down, now_s, origin, delta, space) = ui.input(|i| {
        let down = i.pointer.button_down(PointerButton::Primary);
        let origin = i.pointer.press_origin();
        (down, i.time, origin, i.pointer.delta(), i.key_down(Key::Space))
    });
    let space = space && !ui.ctx().egui_wants_keyboard_input();
    let at = response.interact_pointer_pos().or_else(|| response.hover_pos());
    let free = !contact.taken && !has_grip;
    let panning = free && (state.tool == Tool::Hand || (space && !contact.acting));
    if response.dragged_by(PointerButton::Middle) || (panning && response.dragged_by(PointerButton::Primary))
    {
        pan(state, delta, out);
    }
    let mut hand = HandInput {
        at,
        force: contact.force,
        ..HandInput::default()
    };
    let pressing = down && response.is_pointer_button_down_on() && !contact.taken;
    let waiting = !contact.fingers.is_empty() && now_s - contact.began_s < FINGER_WAIT_S;
    if pressing && waiting {
        let rest = std::time::Duration::from_secs_f64(FINGER_WAIT_S - (now_s - contact.began_s));
        ui.ctx().request_repaint_after(rest);
    }
    if pressing && !contact.acting && !waiting && !space {
        contact.acting = true;
        hand.pressed = origin.or(at);
    }
    hand.held = contact.acting && pressing;
    hand.released = contact.acting && !pressing;
    contact.acting &= pressing;
    if !contact.taken && !space {
        hand.clicked = response.clicked().then_some(at).flatten();
        hand.double_clicked = response.double_clicked().then_some(at).flatten();
    }
    // Once all fingers are up, the mouse is heard again.
    contact.taken &= down || !contact.fingers.is_empty();
    hand
}

/// The pane under a place, or the first one.
fn pane_at(state: &EditorState, at: Pos2) -> Rect {
    let panes = state.panes();
    let under = panes.iter().find(|pane| pane.clip.contains(at));
    under.or(panes.first()).map_or(state.canvas, |pane| pane.rect)
}

/// Zooms at a place within the limits.
pub fn zoom(state: &EditorState, factor: f64, at: Option<Pos2>, out: &mut Actions) {
    let [least, most] = ZOOM_RANGE;
    let factor = (state.lens.zoom * factor).clamp(least, most) / state.lens.zoom;
    if factor.is_finite() && factor != 1.0 {
        let about = at.map(|at| state.photo_from_ui(pane_at(state, at), at));
        out.push(EditorAction::Zoom(factor, about));
    }
}

fn pan(state: &EditorState, delta: Vec2, out: &mut Actions) {
    if delta != Vec2::ZERO {
        let screen = delta * state.pixels_per_point;
        out.push(EditorAction::Pan(DVec2::new(
            f64::from(screen.x),
            f64::from(screen.y),
        )));
    }
}

/// Wheel: zooms at the pointer, with Shift it pans. Two fingers on a trackpad pan, with Ctrl they zoom.
fn wheel(ui: &Ui, response: &Response, state: &EditorState, out: &mut Actions) {
    let Some(at) = response.hover_pos() else {
        return;
    };
    let (mut factor, mut moved) = (1.0, Vec2::ZERO);
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Zoom(pinch) => factor *= f64::from(*pinch),
                Event::MouseWheel {
                    unit,
                    delta,
                    modifiers,
                    ..
                } => match unit {
                    MouseWheelUnit::Point if modifiers.command || modifiers.ctrl => {
                        factor *= (f64::from(delta.y) / 200.0).exp();
                    }
                    MouseWheelUnit::Point => moved += *delta,
                    _ if modifiers.shift => moved += Vec2::new(delta.x + delta.y, 0.0) * WHEEL_PAN,
                    _ => {
                        factor *= WHEEL_STEP.powf(f64::from(delta.y));
                        moved.x += delta.x * WHEEL_PAN;
                    }
                },
                _ => {}
            }
        }
    });
    zoom(state, factor, Some(at), out);
    pan(state, moved, out);
}

/// Fingers: two pan and zoom, a tap of two undoes, of three redoes; one is left to the tool.
fn fingers(ui: &Ui, response: &Response, state: &EditorState, contact: &mut TouchContact, out: &mut Actions) {
    let (events, now_s) = ui.input(|input| {
        let touches = input.events.iter().filter_map(|event| match event {
            Event::Touch {
                id,
                phase,
                pos,
                force,
                ..
            } => Some((id.0, *phase, *pos, *force)),
            _ => None,
        });
        (touches.collect::<Vec<_>>(), input.time)
    });
    if events.is_empty() {
        return;
    }
    for finger in contact.fingers.values_mut() {
        finger.last = finger.now;
    }
    let before = contact.fingers.len();
    let mut lifted = false;
    for (id, phase, pos, force) in events {
        contact.force = force.filter(|force| *force > 0.0).map(f64::from);
        match phase {
            TouchPhase::Start => {
                let over =
                    response.rect.contains(pos) && ui.ctx().layer_id_at(pos) == Some(response.layer_id);
                if over {
                    contact.land(id, pos, now_s);
                }
            }
            TouchPhase::Move => {
                if let Some(finger) = contact.fingers.get_mut(&id) {
                    finger.now = pos;
                    contact.strayed |= pos.distance(finger.start) > TAP.1;
                }
            }
            TouchPhase::End | TouchPhase::Cancel => {
                lifted |= contact.fingers.remove(&id).is_some();
                contact.strayed |= phase == TouchPhase::Cancel;
            }
        }
    }
    if contact.taken && contact.fingers.len() >= 2 && before >= 2 {
        two_fingers(state, contact, out);
    }
    if lifted && contact.fingers.is_empty() {
        contact.force = None;
        let is_tap = contact.taken && !contact.strayed && now_s - contact.began_s < TAP.0;
        match contact.most {
            2 if is_tap => out.push(EditorAction::Undo),
            3 if is_tap => out.push(EditorAction::Redo),
            _ => {}
        }
    }
}

impl TouchContact {
    fn land(&mut self, id: u64, pos: Pos2, now_s: f64) {
        if self.fingers.is_empty() {
            *self = TouchContact {
                began_s: now_s,
                force: self.force,
                ..TouchContact::default()
            };
        }
        let finger = TouchPoint {
            start: pos,
            last: pos,
            now: pos,
        };
        self.fingers.insert(id, finger);
        self.most = self.most.max(self.fingers.len());
        // A stroke that is under way isn't broken off by a palm.
        self.taken |= self.fingers.len() >= 2 && !self.acting;
    }
}

fn two_fingers(state: &EditorState, contact: &TouchContact, out: &mut Actions) {
    let count = contact.fingers.len() as f32;
    let middle = |of: fn(&TouchPoint) -> Pos2| {
        let sum = contact.fingers.values().map(|finger| of(finger).to_vec2());
        (sum.fold(Vec2::ZERO, |a, b| a + b) / count).to_pos2()
    };
    let (from, to) = (middle(|finger| finger.last), middle(|finger| finger.now));
    let spread = |of: fn(&TouchPoint) -> Pos2, middle: Pos2| {
        let ways = contact.fingers.values().map(|finger| of(finger).distance(middle));
        ways.sum::<f32>() / count
    };
    let (last, now) = (
        spread(|finger| finger.last, from),
        spread(|finger| finger.now, to),
    );
    if last > 4.0 && now > 4.0 {
        zoom(state, f64::from(now / last), Some(from), out);
    }
    pan(state, to - from, out);
}

/// What a double click does where no tool takes it: the whole photo.
pub fn fit(hand: &HandInput, state: &EditorState, out: &mut Actions) {
    let may = matches!(state.tool, Tool::Hand | Tool::Hairline | Tool::Fit);
    if may && hand.double_clicked.is_some() && !matches!(state.compare, CompareMode::Variants) {
        out.push(EditorAction::ZoomFit);
    }
}
