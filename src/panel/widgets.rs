//! The parts from which all panels are built, so that they line up.

use super::theme::{self, BUTTON, ROW, TALL};
use crate::editor::{ButtonPicture, EditorState};
use egui::{
    Align, Align2, Button, Color32, CornerRadius, FontId, Layout, Rect, Response, RichText, Role, Sense,
    Stroke, StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use egui_material_icons::MaterialIcon;

/// Gives a response the name that a screen reader says.
pub fn name(ui: &Ui, response: &Response, role: Role, label: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), label));
}

/// Gives a response that can be chosen its name.
pub fn name_selected(ui: &Ui, response: &Response, selected: bool, label: &str) {
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, label));
}

/// A square button with an icon; its label is its name and its tooltip.
pub fn icon_button(ui: &mut Ui, icon: MaterialIcon, label: &str, enabled: bool, selected: bool) -> Response {
    hinted_icon_button(ui, icon, label, label, [enabled, selected])
}

/// The same with another tooltip; whether it is enabled and whether it is chosen.
pub fn hinted_icon_button(
    ui: &mut Ui,
    icon: MaterialIcon,
    label: &str,
    hover: &str,
    [enabled, selected]: [bool; 2],
) -> Response {
    let button = Button::new(icon.rich_text().size(18.0))
        .min_size(Vec2::splat(BUTTON))
        .frame_when_inactive(selected)
        .selected(selected);
    // Square: the padding of wide buttons would make it wider.
    let shown = ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(4.0, 4.0);
        ui.add_enabled(enabled, button)
    });
    let response = shown.inner.on_hover_text(hover);
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, selected, label));
    response
}

/// A quiet button with an icon before its words; as wide as there is room if `wide`.
pub fn action(ui: &mut Ui, icon: MaterialIcon, label: &str, selected: bool) -> Response {
    let width = ui.available_width();
    sized_action(ui, icon, label, selected, vec2(width, BUTTON))
}

/// A quiet button with an icon before its words, of a size.
pub fn sized_action(ui: &mut Ui, icon: MaterialIcon, label: &str, selected: bool, size: Vec2) -> Response {
    let words = (icon.rich_text().size(18.0), label);
    let response = ui.add(Button::new(words).min_size(size).selected(selected));
    name_selected(ui, &response, selected, label);
    response
}

/// The button that matters most: accent, tall.
pub fn primary(ui: &mut Ui, icon: Option<MaterialIcon>, label: &str, size: Vec2) -> Response {
    let palette = theme::palette(ui);
    let words = RichText::new(label).color(palette.on_accent).strong();
    let button = match icon {
        Some(icon) => Button::new((icon.rich_text().size(20.0).color(palette.on_accent), words)),
        None => Button::new(words),
    };
    let response = ui.add_sized(size, button.fill(palette.accent));
    name(ui, &response, Role::Button, label);
    response
}

/// A tall accent button over the whole width.
pub fn wide_primary(ui: &mut Ui, icon: MaterialIcon, label: &str) -> Response {
    let width = ui.available_width();
    primary(ui, Some(icon), label, vec2(width, TALL))
}

/// A group of controls under a quiet header.
pub fn control<R>(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    plain_control(ui, title, |ui| {
        header(ui, title, |_| ());
        content(ui)
    })
}

/// A control that says its name itself; `title` is for screen readers.
pub fn plain_control<R>(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let inner = ui.scope(|ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Group);
            node.set_label(title.to_owned());
        });
        content(ui)
    });
    ui.add_space(8.0);
    inner.inner
}

/// A quiet header, with room for a button at its right end.
pub fn header(ui: &mut Ui, title: &str, right: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        ui.label(RichText::new(title).small().color(palette.quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right(ui);
            let rect = ui.available_rect_before_wrap();
            let line = Stroke::new(1.0, palette.rule);
            ui.painter()
                .hline(rect.left() + 4.0..=rect.right(), rect.center().y, line);
        });
    });
}

/// A label at the left and a value at the right.
pub fn fact(ui: &mut Ui, label: &str, value: &str) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        ui.label(RichText::new(label).color(palette.quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(egui::Label::new(RichText::new(value).color(palette.text)).truncate());
        });
    });
}

/// A quiet sentence.
pub fn hint(ui: &mut Ui, text: &str) {
    let colour = theme::palette(ui).quiet;
    ui.add(egui::Label::new(RichText::new(text).small().color(colour)).wrap());
}

/// A sentence to be careful about.
pub fn warning(ui: &mut Ui, text: &str) {
    let colour = ui.visuals().warn_fg_color;
    ui.horizontal_top(|ui| {
        let icon = egui_material_icons::icons::ICON_WARNING_AMBER;
        ui.label(icon.rich_text().size(16.0).color(colour));
        ui.add(egui::Label::new(RichText::new(text).small()).wrap());
    });
}

/// Buttons beside each other of which one is chosen, over the whole width; says which one was clicked.
pub fn segments(ui: &mut Ui, labels: &[&str], chosen: Option<usize>) -> Option<usize> {
    let gap = 4.0;
    let width = (ui.available_width() - gap * (labels.len() - 1) as f32) / labels.len() as f32;
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        ui.spacing_mut().button_padding.x = 4.0;
        for (index, label) in labels.iter().enumerate() {
            let selected = chosen == Some(index);
            let button = Button::selectable(selected, *label).frame_when_inactive(true);
            let response = ui.add_sized(vec2(width, BUTTON), button);
            name_selected(ui, &response, selected, label);
            if response.clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// A switch with words; says the new value when it was clicked.
pub fn toggle(ui: &mut Ui, label: &str, on: bool) -> Option<bool> {
    let mut value = on;
    let response = ui.add(egui::Checkbox::new(&mut value, label));
    response.changed().then_some(value)
}

/// A picture with its name below, to be clicked. Without a picture its place shows a quiet ground.
pub fn picture(
    ui: &mut Ui,
    state: &EditorState,
    thumb: ButtonPicture,
    label: &str,
    size: Vec2,
    selected: bool,
) -> Response {
    let texture = state.thumbs.get(&thumb).copied();
    drawn(ui, label, size, selected, |ui, rect| match texture {
        Some((texture, px)) => {
            paint_cropped(ui, texture, px, rect);
            for line in state.lines.get(&thumb).into_iter().flatten() {
                paint_line(ui, line, px, rect);
            }
        }
        None => {
            let quiet = theme::palette(ui).rule;
            let icon = egui_material_icons::icons::ICON_IMAGE;
            let font = FontId::new(20.0, icon.font_family());
            ui.painter()
                .text(rect.center(), Align2::CENTER_CENTER, icon.codepoint, font, quiet);
        }
    })
}

/// Height of the name below a picture, ui points.
const CAPTION: f32 = 22.0;

/// The part of a card over its name.
fn picture_rect(card: Rect) -> Rect {
    let mut top = card;
    top.max.y -= CAPTION;
    top.shrink(2.0)
}

/// A card with something drawn in its upper part and a name below.
pub fn drawn(ui: &mut Ui, label: &str, size: Vec2, selected: bool, draw: impl FnOnce(&Ui, Rect)) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let palette = theme::palette(ui);
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(theme::RADIUS);
        ui.painter().rect_filled(rect, radius, palette.raised);
        draw(ui, picture_rect(rect));
        let at = pos2(rect.center().x, rect.bottom() - 0.5 * CAPTION);
        let colour = if selected {
            ui.visuals().strong_text_color()
        } else {
            palette.text
        };
        elided(ui, at, rect.width() - 8.0, label, colour);
        outline(ui, &response, rect, selected);
    }
    name_selected(ui, &response, selected, label);
    response
}

/// The frame of something that can be chosen: accent when chosen, a thin line under the pointer or with focus.
pub fn outline(ui: &Ui, response: &Response, rect: Rect, selected: bool) {
    let palette = theme::palette(ui);
    let stroke = if selected {
        Stroke::new(2.0, palette.accent)
    } else if response.has_focus() {
        Stroke::new(2.0, palette.text)
    } else if response.hovered() {
        Stroke::new(1.0, palette.quiet)
    } else {
        return;
    };
    let radius = CornerRadius::same(theme::RADIUS);
    ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Inside);
}

/// One line of small text in the middle of a place, cut with an ellipsis where it is too long.
pub fn elided(ui: &Ui, middle: egui::Pos2, width: f32, text: &str, colour: Color32) {
    let mut job = egui::text::LayoutJob::simple_singleline(
        text.to_owned(),
        TextStyle::Small.resolve(ui.style()),
        colour,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(middle - 0.5 * galley.size(), galley, colour);
}

/// Paints a picture over a rectangle, cut so that its shape is kept.
pub fn paint_cropped(ui: &Ui, texture: egui::TextureId, size_px: [u32; 2], rect: Rect) {
    let uv = cropped_part(size_px, rect);
    ui.painter().add(
        egui::epaint::RectShape::filled(rect, CornerRadius::same(4), Color32::WHITE)
            .with_texture(texture, uv),
    );
}

/// The part of a picture, 0–1, that fills a rectangle.
fn cropped_part(size_px: [u32; 2], rect: Rect) -> Rect {
    let picture = size_px[0].max(1) as f32 / size_px[1].max(1) as f32;
    let place = rect.width() / rect.height().max(1.0);
    let share = if picture > place {
        vec2(place / picture, 1.0)
    } else {
        vec2(1.0, picture / place)
    };
    Rect::from_center_size(pos2(0.5, 0.5), share)
}

/// Half a cross that marks a place, ui points.
const CROSS: f32 = 5.0;

/// Marks a place of a small picture that lies in a card ([`picture`]), 0–1 of the picture.
pub fn mark_in_picture(ui: &Ui, state: &EditorState, thumb: ButtonPicture, card: Rect, place: egui::Pos2) {
    let Some((_, px)) = state.thumbs.get(&thumb) else {
        return;
    };
    let rect = picture_rect(card);
    let part = cropped_part(*px, rect);
    let at = rect.min + (place - part.min) / part.size() * rect.size();
    if !rect.contains(at) {
        return;
    }
    for (width, colour) in [(3.0, Color32::from_black_alpha(160)), (1.2, Color32::WHITE)] {
        let stroke = Stroke::new(width, colour);
        ui.painter().hline(at.x - CROSS..=at.x + CROSS, at.y, stroke);
        ui.painter().vline(at.x, at.y - CROSS..=at.y + CROSS, stroke);
    }
}

/// The hairline over a small picture: points of it, 0–1 of the picture.
fn paint_line(ui: &Ui, line: &[egui::Pos2], size_px: [u32; 2], rect: Rect) {
    let part = cropped_part(size_px, rect);
    let place = |at: &egui::Pos2| {
        let share = (*at - part.min) / part.size();
        rect.min + share * rect.size()
    };
    let points: Vec<egui::Pos2> = line.iter().map(place).collect();
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let shade = Stroke::new(3.0, Color32::from_black_alpha(110));
    painter.add(egui::Shape::line(points.clone(), shade));
    painter.add(egui::Shape::line(
        points,
        Stroke::new(1.4, theme::palette(ui).accent),
    ));
}
