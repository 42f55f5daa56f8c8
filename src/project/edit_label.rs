//! What an edit is called in the list of steps.

use super::edit::{Edit, ProjectEdit, RESET, TreatmentEdit, ViewingEdit};
use crate::design::{BrushKind, Knob, cases};
use crate::head::InFront;

impl Edit {
    /// What it is called in the list of steps.
    pub fn label(&self) -> String {
        match self {
            Edit::Many(label, _) => label.clone(),
            Edit::Project(edit) => edit.label().to_owned(),
            Edit::Treatment(edit) => edit.label(),
            Edit::Viewing(ViewingEdit::Show(_)) => "Other moment".to_owned(),
            Edit::Viewing(ViewingEdit::Set { knob, value }) => value_label(*knob, *value),
        }
    }
}

impl ProjectEdit {
    fn label(&self) -> &'static str {
        match self {
            ProjectEdit::AddPhoto(_) => "Add photo",
            ProjectEdit::RemovePhoto(_) => "Remove photo",
            ProjectEdit::ShowPhoto(_) => "Show photo",
            ProjectEdit::Adjust(_) => "Turn or crop photo",
            ProjectEdit::Fit(_) => "Fit the head",
            ProjectEdit::RefitAll => "Refit from all photos",
            ProjectEdit::Measured(..) => "Measure the photo",
            ProjectEdit::OwnHair(Some(_), _) => "Own hair from this photo",
            ProjectEdit::OwnHair(None, _) => "Own hair",
            ProjectEdit::Skin(_) => "Skin",
            ProjectEdit::KeepFree(_) => "Keep a place free",
            ProjectEdit::FreeAgain(_) => "No longer keep free",
            ProjectEdit::InFront(InFront { erase: false, .. }) => "Brush: in front",
            ProjectEdit::InFront(InFront { erase: true, .. }) => "Brush: not in front",
            ProjectEdit::Client(_) => "Client's initials",
            ProjectEdit::AddVariant => "New variant",
            ProjectEdit::RemoveVariant(_) => "Remove variant",
            ProjectEdit::RenameVariant(..) => "Rename variant",
            ProjectEdit::ShowVariant(_) => "Show variant",
            ProjectEdit::Agree(_) => "Agree",
            ProjectEdit::Snapshot(_) => "Snapshot",
        }
    }
}

impl TreatmentEdit {
    fn label(&self) -> String {
        let text = match self {
            TreatmentEdit::Case(name) => {
                let title = cases::find(name).map_or(name.as_str(), |case| case.title.as_str());
                return format!("What for? {title}");
            }
            TreatmentEdit::Style(name) => return format!("Hairline: {}", plain(name)),
            TreatmentEdit::HairType(_) => "Hair type",
            TreatmentEdit::Set { knob, value, .. } => return value_label(*knob, *value),
            TreatmentEdit::Reset(_) => RESET,
            TreatmentEdit::Point(name, _) => return format!("Move {}", plain(name.name())),
            TreatmentEdit::FreePoint(_) | TreatmentEdit::FreeAllPoints => "Point back to the style",
            TreatmentEdit::InsertPoint(_) => "Insert point",
            TreatmentEdit::MoveExtra(..) => "Move inserted point",
            TreatmentEdit::RemoveExtra(_) => "Remove point",
            TreatmentEdit::Stroke(stroke) => match stroke.brush {
                BrushKind::Add => "Brush: add",
                BrushKind::Remove => "Brush: remove",
                BrushKind::Thin => "Brush: thin",
                BrushKind::Protect => "Brush: protect",
                BrushKind::Restore => "Brush: restore",
            },
            TreatmentEdit::ClearStrokes => "Clear brush work",
            TreatmentEdit::Shapes(..) => "Shapes",
            TreatmentEdit::ShowFill(_, true) => "Show zone",
            TreatmentEdit::ShowFill(_, false) => "Hide zone",
            TreatmentEdit::AddFill(_) => "Add zone",
            TreatmentEdit::RemoveFill(_) => "Remove zone",
            TreatmentEdit::Pigment(name, _) => return format!("Pigment: {}", plain(name)),
            TreatmentEdit::Preset(preset) => return format!("Needle: {}", plain(preset.name)),
            TreatmentEdit::Sessions(name) => return format!("Sessions: {name}"),
            TreatmentEdit::SetSession { number, knob, .. } => {
                return format!("Session {number}: {}", plain(knob.row().name));
            }
            TreatmentEdit::Seed(_) => "Other pattern",
            TreatmentEdit::Design(_) => "Load design",
            TreatmentEdit::RestoreSnapshot(_) => "Back to snapshot",
        };
        text.to_owned()
    }
}

/// A knob with its value, in hundredths.
fn value_label(knob: Knob, value: f64) -> String {
    let row = knob.row();
    let value = (value * 100.0).round() / 100.0;
    let mut name = plain(row.name);
    name[..1].make_ascii_uppercase();
    format!("{name} {value} {}", row.unit).trim_end().to_owned()
}

/// A name of the files in words.
fn plain(name: &str) -> String {
    name.replace('-', " ")
}
