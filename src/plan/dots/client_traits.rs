//! What is known of the client on whom a design is shown: skin, hair, and how the camera saw them.

use crate::design::Document;
use crate::head::capture::melanosomes;
use crate::head::{CaptureFacts, HeadView};

/// Melanosomes taken where neither a photo nor a person says anything: fair skin (docs/optics.md).
const MELANOSOMES: f64 = 0.03;

/// What is known of the client on whom a design is shown.
#[derive(Clone, Copy, Debug)]
pub struct ClientTraits<'a> {
    /// How the photo was taken: the skin's colour and melanin.
    pub capture: Option<&'a CaptureFacts>,
    /// Light of own hair over the skin's.
    pub hair_over_skin: Option<[f64; 3]>,
    /// Typology angle of the skin as a person has set it, degrees.
    pub skin_deg: Option<f64>,
    /// How far the camera lifts fine dark detail over its surroundings: 1 not at all.
    pub crisp: f64,
}

impl Default for ClientTraits<'_> {
    fn default() -> Self {
        ClientTraits {
            capture: None,
            hair_over_skin: None,
            skin_deg: None,
            crisp: 1.0,
        }
    }
}

impl<'a> ClientTraits<'a> {
    /// What a document and a view know.
    pub fn of(document: &'a Document, view: &'a HeadView) -> Self {
        ClientTraits {
            capture: view.capture.as_ref(),
            hair_over_skin: document.own.hair_over_skin,
            skin_deg: document.own.skin_deg,
            crisp: view.capture.as_ref().map_or(1.0, |capture| capture.crisp),
        }
    }

    /// Melanosomes of the skin that a person has set or the photo tells, else those of fair skin.
    pub fn melanosomes(&self) -> f64 {
        let measured = self.capture.map(|capture| capture.melanosomes);
        self.skin_deg.map(melanosomes).or(measured).unwrap_or(MELANOSOMES)
    }
}
