//! The list of keys.

use super::super::{theme, widgets};
use super::{DialogAnswer, close_button, scrolling, title};
use crate::editor::{EditorState, KEY_TABLE, KeyChanges};
use crate::words::canvas;
use crate::words::panel::dialogs as words;
use egui::{Align, Layout, RichText, Ui, vec2};

/// Shows the list.
pub fn show(ui: &mut Ui, state: &EditorState, fresh: bool, answer: &mut DialogAnswer) {
    title(ui, words::shortcuts(), "");
    scrolling(ui, |ui| {
        let groups: Vec<_> = groups(&state.prefs.keys).collect();
        for pair in groups.chunks(2) {
            let width = 0.5 * (ui.available_width() - 24.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 24.0;
                for (group, keys) in pair {
                    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        column(ui, group, keys);
                    });
                }
            });
            ui.add_space(8.0);
        }
    });
    close_button(ui, fresh, answer);
}

/// Groups of the keyboard map, and the touch gestures.
fn groups(keys: &KeyChanges) -> impl Iterator<Item = (&'static str, Vec<(String, &'static str)>)> {
    let of_group = |(index, name): (usize, &'static str)| {
        let rows = KEY_TABLE.iter().filter(|row| row.group == index);
        (
            name,
            rows.map(|row| {
                (
                    canvas::keys(&keys.chords(row.command)),
                    canvas::command(row.command),
                )
            })
            .collect(),
        )
    };
    let touch = words::touch().map(|[gesture, text]| (gesture.to_owned(), text));
    canvas::groups()
        .into_iter()
        .enumerate()
        .map(of_group)
        .collect::<Vec<_>>()
        .into_iter()
        .chain(std::iter::once((words::touch_group(), touch.to_vec())))
}

fn column(ui: &mut Ui, group: &str, keys: &[(String, &str)]) {
    let palette = theme::palette(ui);
    widgets::header(ui, group, |_| ());
    ui.spacing_mut().item_spacing.y = 4.0;
    for (key, text) in keys {
        ui.horizontal(|ui| {
            ui.label(*text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(key).small().color(palette.quiet));
            });
        });
    }
}
