//! Draws the ghost of an earlier photo over the one that is fitted.

use super::tool_context::ToolContext;
use egui::{Color32, Mesh, Pos2, TextureHandle, TextureOptions, pos2};
use glam::DVec2;

/// The picture of a ghost as it lies on the device.
#[derive(Clone)]
pub(super) struct GhostTexture {
    /// Index and hash of the photo.
    photo: (usize, String),
    /// Turned and cut in this way.
    adjust: crate::project::PhotoAdjust,
    texture: TextureHandle,
    size_px: DVec2,
}

impl std::fmt::Debug for GhostTexture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GhostTexture")
            .field("photo", &self.photo.0)
            .finish_non_exhaustive()
    }
}

/// Draws it, where one is wanted and its photo is decoded.
pub(super) fn draw(context: &mut ToolContext<'_>) {
    let state = context.scene.state;
    let Some((index, similarity)) = state.ghost_drawn(context.project) else {
        // Nothing of another photo is kept that isn't looked at.
        context.memory.ghost = None;
        return;
    };
    let shot = &context.project.photos[index];
    let is_kept =
        context.memory.ghost.as_ref().is_some_and(|kept| {
            kept.photo.0 == index && kept.photo.1 == shot.hash && kept.adjust == shot.adjust
        });
    if !is_kept {
        context.memory.ghost = state.ghost_picture(index).map(|(picture, size_px)| GhostTexture {
            photo: (index, shot.hash.clone()),
            adjust: shot.adjust,
            texture: context
                .ui
                .ctx()
                .load_texture("ghost", picture, TextureOptions::LINEAR),
            size_px,
        });
    }
    let Some(ghost) = &context.memory.ghost else {
        return;
    };
    let tint = Color32::from_white_alpha((255.0 * state.ghost.opacity).round() as u8);
    let mut mesh = Mesh::with_texture(ghost.texture.id());
    for (x, y) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)] {
        let px = similarity.of(DVec2::new(x, y) * ghost.size_px);
        let at: Pos2 = state.ui_from_photo(context.scene.rect, px);
        mesh.vertices.push(egui::epaint::Vertex {
            pos: at,
            uv: pos2(x as f32, y as f32),
            color: tint,
        });
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    context.painter.add(mesh);
}
