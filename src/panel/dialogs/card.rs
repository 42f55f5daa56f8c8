//! The marking card on the screen, in numbers that can be read from the chair.

use super::super::theme;
use super::{DialogAnswer, close_button, scrolling, title};
use crate::editor::CardLine;
use crate::words::panel::dialogs as words;
use egui::{Grid, RichText, Ui};

/// Size of the numbers, ui points.
const LARGE: f32 = 30.0;

/// Shows the card.
pub fn show(ui: &mut Ui, lines: &[CardLine], fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::marking_card(), words::marking_help());
    let quiet = theme::palette(ui).quiet;
    scrolling(ui, |ui| {
        Grid::new("marking card")
            .num_columns(3)
            .spacing([16.0, 4.0])
            .show(ui, |ui| {
                for line in lines {
                    ui.label(RichText::new(words::card_mm(line.skin_mm)).size(LARGE));
                    ui.label(RichText::new(words::card_error(line.error_mm)).strong());
                    ui.vertical(|ui| {
                        ui.label(&line.label);
                        ui.label(RichText::new(words::card_straight(line.straight_mm)).color(quiet));
                    });
                    ui.end_row();
                }
            });
    });
    close_button(ui, fresh, answer);
}
