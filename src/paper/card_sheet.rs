//! The marking card: seven distances, large, with a picture of where they run.

use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, MARGIN_MM, heading};
use super::model_view::ModelView;
use super::pen::{ACCENT, INK, PALE, QUIET, RULE, SheetBox, SheetPen, TextStyle, WHITE};
use super::pictures::PlacedPicture;
use super::sheet::{PaperSheet, PaperSize};
use crate::consult::{MARKING_COUNT, MarkingDistance};
use crate::design::HairlineOutline;
use crate::head::{Head, HeadView};
use glam::DVec2;

/// What the card shows.
pub(super) struct CardContent<'a> {
    pub head: &'a Head,
    pub outline: &'a HairlineOutline,
    pub view: &'a HeadView,
    pub card: &'a [MarkingDistance; MARKING_COUNT],
    /// The client's photo without dots, and which part of it.
    pub photo: &'a PlacedPicture,
}

/// Height of a row of numbers, mm.
const ROW_MM: f64 = 25.0;
/// How the practitioner, before the client, sees the distances: rows of numbers on the card (from 0), the client's right at the left.
const ROWS: [&[usize]; 4] = [&[0], &[2, 1], &[4, 3], &[6, 5]];

/// The card's sheet.
pub(super) fn card_sheet(
    fonts: &mut PaperFonts,
    paper: PaperSize,
    facts: &DocumentFacts,
    content: &CardContent<'_>,
) -> PaperSheet {
    let mut pen = SheetPen::new(fonts, paper.upright_mm());
    let size = pen.sheet.size_mm;
    let width = size.x - 2.0 * MARGIN_MM;
    let top = heading(
        &mut pen,
        facts,
        "Marking card",
        "Seven distances along the skin, by tape. Mark them with a pencil, look, and only then draw the line. Left and right are the client's own; on this card the client's right is at the left, as you see it.",
    );
    let numbers = size.y - 20.0 - ROW_MM * ROWS.len() as f64 - 8.0;
    let pictures = SheetBox::new(MARGIN_MM, top, width, numbers - top - 5.0);
    draw_pictures(&mut pen, pictures, content);
    let mut y = numbers;
    for row in ROWS {
        let cell = width / row.len() as f64;
        for (column, index) in row.iter().enumerate() {
            let place = SheetBox::new(MARGIN_MM + cell * column as f64, y, cell, ROW_MM);
            draw_number(&mut pen, place, *index + 1, &content.card[*index]);
        }
        y += ROW_MM;
        pen.rule(MARGIN_MM, y, width);
    }
    let scale = 100.0 * content.view.mm_per_px_error / content.view.mm_per_px;
    pen.paragraph(
        MARGIN_MM,
        y + 1.8,
        width,
        TextStyle::NOTE,
        &format!(
            "± holds for 19 of 20 clients: the photo's scale is known to {scale:.1} % (standard deviation), what runs in depth comes from an average head, and eye corners and ears differ from person to person. A measured pupil distance makes it smaller. Calliper: straight from point to point."
        ),
    );
    pen.sheet
}

/// The photo with the distances that it shows, and the head from both sides.
fn draw_pictures(pen: &mut SheetPen<'_>, place: SheetBox, content: &CardContent<'_>) {
    let beside = 0.30 * place.size.x;
    let room = SheetBox::new(place.at.x, place.at.y, place.size.x - beside - 4.0, place.size.y);
    let photo = content.photo.fitted(room);
    pen.picture(photo, &content.photo.picture);
    pen.framed(photo, RULE, 0.2);
    let ears = content.head.ears();
    for (index, distance) in content.card.iter().enumerate() {
        let on_sheet = |direction| {
            let seen = content.view.visible(content.head, &ears, direction);
            seen.then(|| content.view.photo_from_direction(content.head, direction))
                .flatten()
                .and_then(|px| content.photo.on_sheet(photo, px))
        };
        let path: Vec<DVec2> = distance
            .path
            .iter()
            .filter_map(|direction| on_sheet(*direction))
            .collect();
        // A way of which the photo shows half tells nothing.
        if path.len() < distance.path.len() * 3 / 4 {
            continue;
        }
        pen.line(path.clone(), WHITE, 0.9);
        pen.line(path.clone(), ACCENT, 0.45);
        pen.dots(vec![path[0], path[path.len() - 1]], 2.0, WHITE);
        pen.dots(vec![path[0], path[path.len() - 1]], 1.4, ACCENT);
        pen.badge(path[path.len() / 2], 2.6, ACCENT, &(index + 1).to_string());
    }
    let half = 0.5 * (place.size.y - 6.0);
    // Yaw, heading, and the distances that run on that side.
    for (row, (yaw_deg, label, shown)) in [
        (90.0, "From the client's right", [0, 2, 4, 6]),
        (-90.0, "From the client's left", [0, 1, 3, 5]),
    ]
    .into_iter()
    .enumerate()
    {
        let top = place.at.y + row as f64 * (half + 6.0);
        let left = place.right() - beside;
        let model = SheetBox::new(left, top + 4.5, beside, half - 4.5);
        pen.text(left, top + 3.0, TextStyle::NOTE.in_colour(QUIET), label);
        let model = ModelView::new(content.head, yaw_deg, model);
        model.draw(pen, content.outline);
        for index in shown {
            model.draw_distance(pen, &content.card[index], index + 1);
        }
    }
}

fn draw_number(pen: &mut SheetPen<'_>, place: SheetBox, number: usize, distance: &MarkingDistance) {
    let left = place.at.x + 1.0;
    pen.filled(
        SheetBox::new(
            place.at.x,
            place.at.y + 1.0,
            place.size.x - 2.0,
            place.size.y - 2.0,
        ),
        PALE,
    );
    pen.badge(
        DVec2::new(left + 5.5, place.at.y + 0.5 * place.size.y),
        4.0,
        INK,
        &number.to_string(),
    );
    let text = left + 13.0;
    pen.text(text, place.at.y + 6.5, TextStyle::LABEL, &distance.words());
    let baseline = place.at.y + 18.0;
    let value = format!("{:.0} mm", distance.skin_mm);
    let style = TextStyle::TITLE.sized(30.0);
    pen.text(text, baseline, style, &value);
    let beside = text + pen.width(style, &value) + 3.0;
    pen.text(
        beside,
        baseline - 3.6,
        TextStyle::LABEL.sized(11.0),
        &format!("± {:.0}", distance.error_mm.ceil()),
    );
    pen.text(
        beside,
        baseline + 0.3,
        TextStyle::NOTE,
        &format!("calliper {:.0}", distance.straight_mm),
    );
}
