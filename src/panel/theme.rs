//! Look of the window: neutral greys beside the photo, one quiet accent, a grid of 4 points.

use crate::editor::ColourTheme;
use egui::style::{HandleShape, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Visuals, vec2};

/// Height of a row that can be touched, ui points.
pub const ROW: f32 = 28.0;
/// Height of a button, ui points.
pub const BUTTON: f32 = 32.0;
/// Height of the buttons that matter most, ui points.
pub const TALL: f32 = 44.0;
/// Radius of buttons and pictures, ui points.
pub const RADIUS: u8 = 6;

/// Colours that egui's own visuals have no place for.
#[derive(Clone, Copy, Debug)]
pub struct ThemePalette {
    /// The accent: the step shown, what is chosen, main buttons.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// A card or a picture's ground, one step above the panel.
    pub raised: Color32,
    /// Hairlines between parts.
    pub rule: Color32,
    /// Quiet text.
    pub quiet: Color32,
    /// Plain text.
    pub text: Color32,
    /// The ground of the start page.
    pub ground: Color32,
}

const DARK: ThemePalette = ThemePalette {
    accent: Color32::from_rgb(0x6f, 0xb7, 0xad),
    on_accent: Color32::from_rgb(0x0e, 0x1f, 0x1d),
    raised: Color32::from_gray(52),
    rule: Color32::from_gray(58),
    quiet: Color32::from_gray(164),
    text: Color32::from_gray(226),
    ground: Color32::from_gray(30),
};

const LIGHT: ThemePalette = ThemePalette {
    accent: Color32::from_rgb(0x1c, 0x72, 0x69),
    on_accent: Color32::WHITE,
    raised: Color32::from_gray(222),
    rule: Color32::from_gray(206),
    quiet: Color32::from_gray(88),
    text: Color32::from_gray(32),
    ground: Color32::from_gray(232),
};

/// The colours of the look that a ui has.
pub fn palette(ui: &egui::Ui) -> ThemePalette {
    if ui.visuals().dark_mode { DARK } else { LIGHT }
}

/// Ground of the canvas round the photo, each channel 0–1: neutral, so that it doesn't colour the skin.
pub fn canvas_colour(theme: ColourTheme) -> [f64; 3] {
    let grey = match theme {
        ColourTheme::Dark => 24,
        ColourTheme::Light => 200,
    };
    [f64::from(grey) / 255.0; 3]
}

/// Adds the icons to the fonts, and puts right-to-left words in reading order. Once, at the start.
pub fn fonts(ctx: &egui::Context) {
    egui_material_icons::initialize(ctx);
    ctx.add_plugin(super::letters::ReadingOrder);
}

/// Gives a window its look; cheap enough for every change of the preferences.
pub fn apply(ctx: &egui::Context, theme: ColourTheme) {
    let kind = match theme {
        ColourTheme::Dark => egui::Theme::Dark,
        ColourTheme::Light => egui::Theme::Light,
    };
    ctx.set_theme(kind);
    // Both of egui's styles: what the system prefers must not bring another look back.
    ctx.all_styles_mut(|style| {
        style.visuals = visuals(theme);
        text(style);
        spacing(&mut style.spacing);
        style.interaction.tooltip_delay = 0.4;
        style.interaction.selectable_labels = false;
        style.animation_time = 0.12;
    });
}

fn text(style: &mut egui::Style) {
    let size = |size: f32| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Heading, size(20.0)),
        (TextStyle::Body, size(14.0)),
        (TextStyle::Button, size(14.0)),
        (TextStyle::Small, size(12.0)),
        (TextStyle::Monospace, FontId::new(13.0, FontFamily::Monospace)),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
}

fn spacing(spacing: &mut egui::style::Spacing) {
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(40.0, ROW);
    spacing.window_margin = Margin::same(24);
    spacing.menu_margin = Margin::same(8);
    spacing.menu_spacing = 4.0;
    spacing.indent = 16.0;
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.slider_rail_height = 4.0;
    spacing.combo_width = 160.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = egui::style::ScrollStyle::floating();
}

fn visuals(theme: ColourTheme) -> Visuals {
    let (palette, mut visuals) = match theme {
        ColourTheme::Dark => (DARK, Visuals::dark()),
        ColourTheme::Light => (LIGHT, Visuals::light()),
    };
    let dark = theme == ColourTheme::Dark;
    let grey = |dark_grey: u8, light_grey: u8| Color32::from_gray(if dark { dark_grey } else { light_grey });
    visuals.panel_fill = grey(38, 244);
    visuals.window_fill = grey(44, 250);
    visuals.window_stroke = Stroke::new(1.0, grey(66, 200));
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(8);
    let shadow = Shadow {
        offset: [0, 8],
        blur: 24,
        spread: 0,
        color: Color32::from_black_alpha(if dark { 110 } else { 50 }),
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.extreme_bg_color = grey(26, 255);
    visuals.faint_bg_color = grey(44, 236);
    visuals.weak_text_color = Some(palette.quiet);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = if dark {
        Color32::from_rgb(0xe2, 0xb3, 0x5c)
    } else {
        Color32::from_rgb(0x8a, 0x58, 0x00)
    };
    visuals.error_fg_color = if dark {
        Color32::from_rgb(0xf0, 0x8d, 0x80)
    } else {
        Color32::from_rgb(0xa8, 0x2b, 0x1e)
    };
    visuals.selection.bg_fill = if dark {
        Color32::from_rgb(0x2c, 0x4a, 0x46)
    } else {
        Color32::from_rgb(0xbd, 0xdd, 0xd8)
    };
    let chosen = if dark {
        Color32::from_rgb(0xb4, 0xe2, 0xdb)
    } else {
        Color32::from_rgb(0x0f, 0x55, 0x4e)
    };
    visuals.selection.stroke = Stroke::new(1.0, chosen);
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals.widgets = widgets(&palette, dark);
    visuals
}

fn widgets(palette: &ThemePalette, dark: bool) -> Widgets {
    let grey = |dark_grey: u8, light_grey: u8| Color32::from_gray(if dark { dark_grey } else { light_grey });
    let radius = CornerRadius::same(RADIUS);
    let state = |fill: Color32, weak: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    // White fields on a light panel are told from it by their border alone.
    let edge = if dark {
        Color32::TRANSPARENT
    } else {
        Color32::from_gray(188)
    };
    Widgets {
        noninteractive: state(grey(38, 244), grey(38, 244), palette.rule, palette.text),
        inactive: state(grey(76, 190), palette.raised, edge, palette.text),
        hovered: state(grey(92, 176), grey(64, 212), grey(104, 160), grey(246, 16)),
        active: state(grey(108, 160), grey(72, 200), palette.accent, grey(255, 0)),
        open: state(grey(64, 212), grey(64, 212), palette.rule, grey(246, 16)),
    }
}
