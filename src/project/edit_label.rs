//! What an edit is called in the list of steps.

use super::edit::Edit;
use crate::design::Brush;
use crate::head::InFront;

impl Edit {
    /// What it is called in the list of steps.
    pub fn label(&self) -> String {
        let text = match self {
            Edit::Many(label, _) => label,
            Edit::AddPhoto(_) => "Add photo",
            Edit::RemovePhoto(_) => "Remove photo",
            Edit::ShowPhoto(_) => "Show photo",
            Edit::Adjust(_) => "Turn or crop photo",
            Edit::Fit(_) => "Fit the head",
            Edit::Measured(..) => "Measure the photo",
            Edit::OwnHair(Some(_), _) => "Own hair from this photo",
            Edit::OwnHair(None, _) => "Own hair",
            Edit::Skin(_) => "Skin",
            Edit::KeepFree(_) => "Keep a place free",
            Edit::FreeAgain(_) => "No longer keep free",
            Edit::Purpose(_) => "What for?",
            Edit::Client(_) => "Client's initials",
            Edit::Style(name) => return format!("Hairline: {name}"),
            Edit::HairType(_) => "Hair type",
            Edit::Set { knob, value, .. } => {
                let row = knob.row();
                let value = (value * 100.0).round() / 100.0;
                return format!("{} {value} {}", row.name, row.unit).trim_end().to_owned();
            }
            Edit::ResetGroup(_) | Edit::Reset(_) => "Reset",
            Edit::Point(name, _) => return format!("Move {}", name.name()),
            Edit::FreePoint(_) | Edit::FreeAllPoints => "Point back to the style",
            Edit::InsertPoint(_) => "Insert point",
            Edit::MoveExtra(..) => "Move inserted point",
            Edit::RemoveExtra(_) => "Remove point",
            Edit::InFront(InFront { erase: false, .. }) => "Brush: in front",
            Edit::InFront(InFront { erase: true, .. }) => "Brush: not in front",
            Edit::Stroke(stroke) => match stroke.brush {
                Brush::Add => "Brush: add",
                Brush::Remove => "Brush: remove",
                Brush::Thin => "Brush: thin",
                Brush::Protect => "Brush: protect",
                Brush::Restore => "Brush: restore",
            },
            Edit::ClearStrokes => "Clear brush work",
            Edit::AddFill(_) => "Add zone",
            Edit::RemoveFill(_) => "Remove zone",
            Edit::Show(_) => "Other moment",
            Edit::Pigment(name, _) => return format!("Pigment: {name}"),
            Edit::Preset(preset) => return preset.name.to_owned(),
            Edit::Sessions(name) => return format!("Sessions: {name}"),
            Edit::SetSession { number, knob, .. } => return format!("Session {number}: {}", knob.row().name),
            Edit::Seed(_) => "Other pattern",
            Edit::Design(_) => "Load design",
            Edit::AddVariant => "New variant",
            Edit::RemoveVariant(_) => "Remove variant",
            Edit::RenameVariant(..) => "Rename variant",
            Edit::ShowVariant(_) => "Show variant",
            Edit::Agree(_) => "Agree",
            Edit::Snapshot(_) => "Snapshot",
            Edit::RestoreSnapshot(_) => "Back to snapshot",
        };
        text.to_owned()
    }
}
