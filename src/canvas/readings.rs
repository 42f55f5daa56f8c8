//! What lies under the pointer.

use super::scene::PaneScene;
use crate::editor::CanvasLens;
use egui::Pos2;
use glam::DVec3;

/// The last reading and what it was read from.
#[derive(Clone, Debug, Default)]
pub struct PointerReading {
    from: Option<(Pos2, CanvasLens, usize)>,
    direction: Option<DVec3>,
}

/// The head's surface under the pointer. Read again only where pointer, zoom or project have changed.
pub fn read(scene: &PaneScene, at: Option<Pos2>, last: &mut PointerReading) -> Option<DVec3> {
    let from = at.map(|at| (at, scene.state.lens, std::ptr::from_ref(scene.project).addr()));
    if from != last.from {
        *last = PointerReading {
            from,
            direction: at.and_then(|at| scene.direction(at)),
        };
    }
    last.direction
}
