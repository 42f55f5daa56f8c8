//! What for? Five pictures.

use super::super::pictograms::{self, HeadMark};
use super::super::theme;
use super::super::widgets;
use crate::editor::{Actions, ConsultationStep, EditorAction};
use crate::project::{Project, ProjectEdit, Purpose};
use crate::words::panel as words;
use egui::{Rect, Sense, TextStyle, Ui, pos2, vec2};

/// Height of a card, ui points.
const CARD: f32 = 96.0;

/// Shows the step.
pub fn show(ui: &mut Ui, project: &Project, out: &mut Actions) {
    widgets::control(ui, words::PURPOSE, |ui| {
        for purpose in [
            Purpose::Shaved,
            Purpose::BetweenHair,
            Purpose::Scar,
            Purpose::Patches,
            Purpose::Correction,
        ] {
            if card(ui, purpose, project.purpose == Some(purpose)) {
                out.edit(ProjectEdit::Purpose(purpose));
                let without_line = matches!(purpose, Purpose::BetweenHair | Purpose::Scar | Purpose::Patches);
                out.push(EditorAction::Step(if without_line {
                    ConsultationStep::Fill
                } else {
                    ConsultationStep::Hairline
                }));
            }
        }
    });
    widgets::hint(ui, words::PURPOSE_HELP);
}

fn card(ui: &mut Ui, purpose: Purpose, chosen: bool) -> bool {
    let (title, line) = words::names::purpose(purpose);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CARD), Sense::click());
    let palette = theme::palette(ui);
    ui.painter().rect_filled(rect, theme::RADIUS, palette.raised);
    let picture = Rect::from_min_size(rect.min, vec2(92.0, CARD)).shrink(8.0);
    pictograms::head(ui, picture, HeadMark::Purpose(purpose));
    let text_width = rect.width() - 92.0 - 12.0;
    let strong = ui.visuals().strong_text_color();
    let layout = |text: &str, style: TextStyle, colour| {
        ui.painter()
            .layout(text.to_owned(), style.resolve(ui.style()), colour, text_width)
    };
    let title_galley = layout(title, TextStyle::Body, strong);
    let line_galley = layout(line, TextStyle::Small, palette.quiet);
    let height = title_galley.size().y + 4.0 + line_galley.size().y;
    let at = pos2(rect.left() + 92.0, rect.center().y - 0.5 * height);
    let below = at + vec2(0.0, title_galley.size().y + 4.0);
    ui.painter().galley(at, title_galley, strong);
    ui.painter().galley(below, line_galley, palette.quiet);
    widgets::outline(ui, &response, rect, chosen);
    widgets::name_selected(ui, &response, chosen, title);
    response.clicked()
}
