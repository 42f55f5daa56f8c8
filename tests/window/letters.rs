//! Names in any script, in the window.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use shadowline::letters::font_for;
use shadowline::panel;
use std::sync::{Arc, Mutex};

/// Names of people and clinics, with their scripts.
const NAMES: [(&str, &str); 7] = [
    ("Arabic", "عيادة النور"),
    ("Hebrew", "מרפאת תל אביב"),
    ("Chinese", "上海診所"),
    ("Japanese", "東京クリニック"),
    ("Korean", "서울 의원"),
    ("Hindi", "दिल्ली क्लिनिक"),
    ("Thai", "คลินิกกรุงเทพ"),
];

/// A window that shows a name as a label and in a field. A letter without a glyph is a panic here, as kittest has it.
fn window(name: &str) -> Harness<'static, String> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(400.0, 120.0))
        .with_context_setup(|ctx| {
            panel::theme::fonts(ctx);
            panel::letters::provide(ctx, Arc::new(|letter| panic!("{letter} is still unsought")));
        })
        .build_ui_state(
            |ui, name: &mut String| {
                let label = ui.label(name.as_str());
                ui.text_edit_singleline(name).labelled_by(label.id);
            },
            name.to_owned(),
        );
    harness.run_steps(3);
    harness
}

/// Whether fonts of this computer have all letters. They are looked for here, as the window does on a thread of its own.
fn can_be_shown(script: &str, name: &str) -> bool {
    let all = name.chars().filter(|letter| *letter != ' ');
    // Each is looked for, also after one that is missing.
    let lacking = all.filter(|letter| font_for(*letter).is_none()).count();
    if lacking > 0 {
        println!(
            "skipped 1 of {}: no font of this computer has {script} letters",
            NAMES.len()
        );
    }
    lacking == 0
}

/// The texts of the last frame, as they are laid out.
fn laid_out(harness: &Harness<'_, String>) -> Vec<String> {
    fn texts(shape: &egui::Shape, all: &mut Vec<String>) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, all)),
            egui::Shape::Text(text) => all.push(text.galley.job.text.clone()),
            _ => {}
        }
    }
    let mut all = Vec::new();
    for entry in &harness.output().shapes {
        texts(&entry.shape, &mut all);
    }
    all
}

#[test]
fn a_name_in_any_script_is_shown_and_can_be_edited() {
    for (script, name) in NAMES {
        if !can_be_shown(script, name) {
            continue;
        }
        let mut harness = window(name);
        // Whoever hears the window hears the name as it is typed.
        harness.get_by_label(name);
        harness.get_by_role(egui::accesskit::Role::TextInput).focus();
        harness.run_steps(2);
        for key in [
            egui::Key::Home,
            egui::Key::ArrowRight,
            egui::Key::ArrowLeft,
            egui::Key::End,
        ] {
            harness.key_press(key);
            harness.run_steps(2);
        }
        harness
            .get_by_role(egui::accesskit::Role::TextInput)
            .type_text(" 2");
        harness.run_steps(2);
        assert_eq!(*harness.state(), format!("{name} 2"));
        harness.key_press(egui::Key::Backspace);
        harness.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::Home);
        harness.run_steps(2);
        harness.key_press(egui::Key::Delete);
        harness.run_steps(2);
        assert_eq!(*harness.state(), "", "{script}");
    }
}

#[test]
fn right_to_left_words_stand_as_they_are_read_but_not_while_they_are_typed() {
    let (script, name) = NAMES[0];
    if !can_be_shown(script, name) {
        return;
    }
    let mut harness = window(name);
    let read = "النور عيادة".to_owned();
    assert_eq!(laid_out(&harness), [read.clone(), read.clone()]);
    harness.get_by_role(egui::accesskit::Role::TextInput).focus();
    harness.run_steps(2);
    assert_eq!(laid_out(&harness), [read, name.to_owned()]);
}

#[test]
fn letters_that_the_window_lacks_are_looked_for_outside_the_frame() {
    // Of the last private plane: no font has it, and no other test asks for it.
    let letter = '\u{10fff0}';
    let sought = Arc::<Mutex<Vec<char>>>::default();
    let asked = Arc::clone(&sought);
    let mut harness = Harness::builder()
        .allow_missing_glyphs()
        .with_context_setup(move |ctx| {
            panel::letters::provide(ctx, Arc::new(move |letter| asked.lock().unwrap().push(letter)));
        })
        .build_ui(move |ui| {
            ui.label(letter.to_string());
        });
    harness.run_steps(3);
    assert_eq!(*sought.lock().unwrap(), [letter], "asked once, not in each frame");
    if font_for(letter).is_none() {
        assert!(shadowline::letters::missing().contains(letter));
    }
}
