//! The marking guide: card, hairline at 1:1, anchors, swatches, and a stencil of each zone.

use super::PaperError;
use super::anchor_sheet::anchor_sheet;
use super::card_sheet::{CardContent, card_sheet};
use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, numbered};
use super::pictures::PictureSource;
use super::sheet::{PaperSheet, PaperSize};
use super::strip_sheet::strip_sheet;
use super::zone_sheet::zone_sheets;
use crate::consult::{ConsultError, DensitySwatch, HairlineStrip, flat_zones, marking_card};
use crate::design::{Document, Knob};
use crate::engine::Engine;
use crate::head::HeadView;
use crate::output::framing::ShareShape;
use crate::photo::Photo;
use std::sync::Arc;

/// Densities of the swatches, dots per cm²: from a first session to more than any healed work shows (76 to 131, docs/look.md).
const LADDER_PER_CM2: [f64; 8] = [25.0, 40.0, 55.0, 70.0, 85.0, 100.0, 120.0, 140.0];
/// Longest side of the card's photo, px: 300 to the inch.
const PHOTO_PX: u32 = 1400;

/// Of whom a document is made: the treatment, and the photo that shows it.
#[derive(Clone, Debug)]
pub struct DocumentSource<'a> {
    /// Head and treatment.
    pub document: &'a Document,
    /// The photo.
    pub photo: Arc<Photo>,
    /// How it sees the head.
    pub view: &'a HeadView,
    /// What stands in the headings.
    pub facts: DocumentFacts,
    /// Paper.
    pub paper: PaperSize,
}

/// The sheets of a guide.
///
/// # Errors
/// The design has no hairline, or as [`Engine::dots`].
pub async fn guide(
    engine: &mut Engine,
    source: &DocumentSource<'_>,
    fonts: &mut PaperFonts,
) -> Result<Vec<PaperSheet>, PaperError> {
    let (document, view, facts, paper) = (source.document, source.view, &source.facts, source.paper);
    let outline = document.outline.as_ref().ok_or(ConsultError::NoHairline)?;
    let card = marking_card(&document.head, outline, view);
    let dots = engine.dots(document, view).await?;
    let skin = engine.zone_skin(document, view).await?;
    let photo = &source.photo;
    let mut pictures = PictureSource { engine, photo, view };
    let rect = ShareShape::Head.rect(&document.head, view);
    let bare = pictures.drawn(&document.without_dots(), rect, PHOTO_PX).await?;
    let content = CardContent {
        head: &document.head,
        outline,
        view,
        card: &card,
        photo: &bare,
    };
    let strip = HairlineStrip::new(&document.head, outline);
    let swatches = DensitySwatch::ladder(&LADDER_PER_CM2, document.design.get(Knob::DotDiameter));
    let mut sheets = vec![
        card_sheet(fonts, paper, facts, &content),
        strip_sheet(fonts, paper, facts, &strip),
        anchor_sheet(fonts, paper, facts, &strip, &swatches),
    ];
    for zone in flat_zones(document, &skin, &dots) {
        sheets.extend(zone_sheets(fonts, paper, facts, &zone));
    }
    Ok(numbered(sheets, fonts, "Marking guide"))
}

/// The sheet of the flattened hairline alone.
///
/// # Errors
/// The design has no hairline.
pub fn hairline_sheet(
    document: &Document,
    facts: &DocumentFacts,
    paper: PaperSize,
    fonts: &mut PaperFonts,
) -> Result<PaperSheet, PaperError> {
    let outline = document.outline.as_ref().ok_or(ConsultError::NoHairline)?;
    let strip = HairlineStrip::new(&document.head, outline);
    Ok(strip_sheet(fonts, paper, facts, &strip))
}
