//! Letters of any script in the window: fonts of the system where the program's own lack a letter, and right-to-left words side by
//! side as they are read.
//!
//! egui joins letters and spells each word from right to left, but puts the words of a line from left to right as they were typed.
//! So texts are put in reading order when a pass is over, after everything that hears or names them has the text as it was typed.
//! The field that is being edited is left alone: its cursor counts letters as they are typed.

use crate::letters::{Lookup, has_from_right, in_reading_order, lookup};
use egui::epaint::text::{FallbackRequest, FontInsert, FontPriority, FontProvider, InsertFontFamily};
use egui::layers::ShapeIdx;
use egui::text::{LayoutJob, LayoutSection};
use egui::{Context, FontData, FontFamily, Galley, LayerId, Rect, Shape, Ui};
use std::sync::Arc;

/// Gives a context the fonts of the system that have been found; `seek` hears of a letter for which they have yet to be looked
/// through. Called again when something was found, so that egui asks again.
pub fn provide(ctx: &Context, seek: Arc<dyn Fn(char) + Send + Sync>) {
    ctx.set_font_providers(vec![Arc::new(SystemLetters { seek })]);
}

/// The fonts of the system, as far as they have been looked through: what isn't there yet must not hold up a frame.
struct SystemLetters {
    seek: Arc<dyn Fn(char) + Send + Sync>,
}

impl FontProvider for SystemLetters {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let letter = request.cluster.chars().next()?;
        let font = match lookup(letter) {
            Lookup::Found(font) => font,
            Lookup::Missing => return None,
            Lookup::Unsought => {
                (self.seek)(letter);
                return None;
            }
        };
        let families = [FontFamily::Proportional, FontFamily::Monospace];
        let families = families.map(|family| InsertFontFamily {
            family,
            priority: FontPriority::Lowest,
        });
        Some(FontInsert {
            name: font.name.clone(),
            data: FontData::from_blob(font.bytes.clone(), font.face),
            families: families.into(),
        })
    }
}

/// Puts right-to-left words in reading order at the end of each pass.
pub(super) struct ReadingOrder;

impl egui::Plugin for ReadingOrder {
    fn debug_name(&self) -> &'static str {
        "reading-order"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        let edited = edited(ctx);
        let mut layers: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
        if !layers.contains(&LayerId::background()) {
            layers.push(LayerId::background());
        }
        for layer in layers {
            put_in_order(ctx, layer, edited);
        }
    }
}

/// The place of the field in which a person types.
fn edited(ctx: &Context) -> Option<Rect> {
    let id = ctx.memory(|memory| memory.focused())?;
    let response = ctx.text_edit_focused().then(|| ctx.read_response(id))?;
    response.map(|response| response.rect)
}

fn put_in_order(ctx: &Context, layer: LayerId, edited: Option<Rect>) {
    let mut disordered: Vec<Arc<Galley>> = Vec::new();
    ctx.graphics(|graphics| {
        let shapes = graphics.get(layer).map(|list| list.all_entries());
        for entry in shapes.into_iter().flatten() {
            gather(&entry.shape, edited, &mut disordered);
        }
    });
    if disordered.is_empty() {
        return;
    }
    // Laid out while nothing of the context is held.
    let ordered: Vec<[Arc<Galley>; 2]> = disordered
        .into_iter()
        .map(|galley| [Arc::clone(&galley), laid_out_in_order(ctx, &galley)])
        .collect();
    ctx.graphics_mut(|graphics| {
        let Some(list) = graphics.get_mut(layer) else {
            return;
        };
        for index in 0..list.next_idx().0 {
            list.mutate_shape(ShapeIdx(index), |entry| {
                replace(&mut entry.shape, edited, &ordered)
            });
        }
    });
}

/// Texts of a shape that are in another order than they are read in.
fn gather(shape: &Shape, edited: Option<Rect>, found: &mut Vec<Arc<Galley>>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, edited, found)),
        Shape::Text(text) if is_disordered(&text.galley, text.pos, edited) => {
            found.push(Arc::clone(&text.galley));
        }
        _ => {}
    }
}

fn is_disordered(galley: &Galley, pos: egui::Pos2, edited: Option<Rect>) -> bool {
    has_from_right(&galley.job.text) && !edited.is_some_and(|rect| rect.contains(pos))
}

fn replace(shape: &mut Shape, edited: Option<Rect>, ordered: &[[Arc<Galley>; 2]]) {
    match shape {
        Shape::Vec(shapes) => shapes
            .iter_mut()
            .for_each(|shape| replace(shape, edited, ordered)),
        Shape::Text(text) if is_disordered(&text.galley, text.pos, edited) => {
            let new = ordered.iter().find(|[old, _]| Arc::ptr_eq(old, &text.galley));
            if let Some([_, new]) = new {
                text.galley = Arc::clone(new);
            }
        }
        _ => {}
    }
}

/// The same text with its words in reading order, row by row.
fn laid_out_in_order(ctx: &Context, galley: &Galley) -> Arc<Galley> {
    let job = &galley.job;
    let mut ordered = LayoutJob {
        text: String::new(),
        sections: Vec::new(),
        ..job.as_ref().clone()
    };
    let wraps = galley.rows.len() > job.text.split('\n').count() && !galley.elided;
    for section in &job.sections {
        let (from, to) = (section.byte_range.start, section.byte_range.end);
        let text = &job.text[from.0..to.0];
        let rows = match wraps && job.sections.len() == 1 {
            true => wrapped(ctx, text, section, job.wrap.max_width),
            false => text.to_owned(),
        };
        let begin = ordered.text.len();
        ordered.text.push_str(&in_reading_order(&rows));
        ordered.sections.push(LayoutSection {
            byte_range: begin.into()..ordered.text.len().into(),
            ..section.clone()
        });
    }
    ctx.fonts_mut(|fonts| fonts.layout_job(ordered))
}

/// A text with a break wherever the next word is too long for its row: rows are broken as they are read, and ordered afterwards.
fn wrapped(ctx: &Context, text: &str, section: &LayoutSection, most: f32) -> String {
    let width = |row: &str| {
        let format = section.format.clone();
        ctx.fonts_mut(|fonts| fonts.layout_job(LayoutJob::single_section(row.to_owned(), format)))
            .size()
            .x
    };
    let mut all = String::new();
    for (index, paragraph) in text.split('\n').enumerate() {
        if index > 0 {
            all.push('\n');
        }
        let mut row = String::new();
        for word in paragraph.split(' ') {
            let longer = match row.is_empty() {
                true => word.to_owned(),
                false => format!("{row} {word}"),
            };
            if !row.is_empty() && width(&longer) > most {
                all.push_str(&row);
                all.push('\n');
                word.clone_into(&mut row);
            } else {
                row = longer;
            }
        }
        all.push_str(&row);
    }
    all
}
