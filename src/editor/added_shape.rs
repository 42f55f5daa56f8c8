//! The edit by which a new shape comes into a zone.

use super::state::EditorState;
use crate::design::{Fill, FillCombination, FillRegion, FillShape};
use crate::project::{Edit, Project, TreatmentEdit};

/// Adds a shape to the zone chosen, else to the first that has shapes, else to a zone of its own.
pub fn added_shape(state: &EditorState, project: &Project, shape: FillShape) -> Edit {
    let fills = &project.design().fills;
    let chosen = fills
        .iter()
        .find(|fill| Some(&fill.name) == state.ui.fill.as_ref());
    let fill = chosen.or_else(|| fills.iter().find(|fill| !fill.shapes.is_empty()));
    let edit = match fill {
        Some(fill) => {
            let shapes = fill.shapes.iter().cloned().chain([shape]);
            TreatmentEdit::Shapes(fill.name.clone(), shapes.collect())
        }
        None => TreatmentEdit::AddFill(Fill {
            shapes: vec![shape],
            ..Fill::new(
                &project.design().free_name("shapes"),
                FillRegion::Anywhere,
                FillCombination::Replace,
            )
        }),
    };
    edit.into()
}
