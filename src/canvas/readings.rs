//! What lies under the pointer.

use super::scene::Scene;
use crate::editor::Lens;
use egui::Pos2;
use glam::DVec3;

/// The last reading and what it was read from.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    from: Option<(Pos2, Lens, usize)>,
    direction: Option<DVec3>,
}

/// The head's surface under the pointer. Read again only where pointer, zoom or project have changed.
pub fn read(scene: &Scene, at: Option<Pos2>, last: &mut Reading) -> Option<DVec3> {
    let from = at.map(|at| (at, scene.state.lens, std::ptr::from_ref(scene.project).addr()));
    if from != last.from {
        *last = Reading {
            from,
            direction: at.and_then(|at| scene.direction(at)),
        };
    }
    last.direction
}
