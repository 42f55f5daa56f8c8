//! What is known of the client on whom a design is shown: skin, hair, and how the camera saw them.

use super::smooth;
use crate::design::{Document, Knob};
use crate::head::capture::melanosomes;
use crate::head::{Capture, View};

/// Melanosomes taken where neither a photo nor a person says anything: fair skin (docs/optics.md).
const MELANOSOMES: f64 = 0.03;
/// Millimetres a pixel of the photo under which a camera shows a dot's own colour, and over which it shows a dot as darker
/// skin and its colour only as that of the neighbourhood: pictures keep half the detail of colour (JPEG 4:2:0), cameras less
/// (assumption: a dot of 0.3 mm over ten pixels and over four).
const COLOUR_DETAIL_MM: [f64; 2] = [0.03, 0.08];

/// What is known of the client on whom a design is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Client<'a> {
    /// How the photo was taken: the skin's colour and melanin.
    pub capture: Option<&'a Capture>,
    /// Light of own hair over the skin's.
    pub hair_over_skin: Option<[f64; 3]>,
    /// Typology angle of the skin as a person has set it, degrees.
    pub skin_deg: Option<f64>,
    /// How far the camera spreads the colour of a dot, 0 to 1.
    pub spreads_colour: f64,
}

impl<'a> Client<'a> {
    /// What a document and a view know.
    pub fn of(document: &'a Document, view: &'a View) -> Self {
        Client {
            capture: view.capture.as_ref(),
            hair_over_skin: document.own.hair_over_skin,
            skin_deg: document.own.skin_deg,
            spreads_colour: match view.capture {
                Some(_) => {
                    let [fine, coarse] = COLOUR_DETAIL_MM;
                    smooth((view.mm_per_px - fine) / (coarse - fine)) * document.design.get(Knob::CameraMatch)
                }
                None => 0.0,
            },
        }
    }

    /// Melanosomes of the skin that a person has set or the photo tells, else those of fair skin.
    pub fn melanosomes(&self) -> f64 {
        let measured = self.capture.map(|capture| capture.melanosomes);
        self.skin_deg.map(melanosomes).or(measured).unwrap_or(MELANOSOMES)
    }
}
