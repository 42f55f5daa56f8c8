//! The project: everything that a practitioner keeps of one client. One head, several photos of it, several variants of
//! the treatment. Plain values; [`Edit`] changes them, [`ProjectHistory`] remembers them.

mod adjusted;
mod apply;
mod edit;
mod edit_label;
mod error;
mod file;
mod former_purpose;
mod history;
mod members;
mod photo_file;
mod protect;
mod recovery;
mod refit;
mod texts;
mod treat;

pub use edit::{Edit, PhotoMeasured, ProjectEdit, TreatmentEdit, ViewingEdit};
pub use error::ProjectError;
pub use file::{ArchiveLimits, is_project, read, thumbnail, write};
pub use history::ProjectHistory;
pub use protect::{
    FEWEST_LETTERS, Passphrase, PassphraseStrength, ProjectKey, TypedPassphrase, is_protected, unprotected,
};
pub use recovery::{RecoveredWork, RecoveryLog};
#[cfg(feature = "cli")]
pub(crate) use texts::shortened;

use crate::design::{Design, Document};
use crate::head::client_scalp::KEEP_FREE_MARGIN_MM;
use crate::head::{ClientScalp, FitInput, Head, HeadView, NamedPose, PhotoFacts};
use glam::DVec3;
use std::sync::Arc;

/// Most variants, snapshots and photos of one project (assumptions: far over what a consultation makes).
pub const MAX_VARIANTS: usize = 64;
/// See [`MAX_VARIANTS`].
pub const MAX_SNAPSHOTS: usize = 500;
/// See [`MAX_VARIANTS`].
pub const MAX_PHOTOS: usize = 100;

/// How the stored photo is turned and cut before use. The file itself never changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PhotoAdjust {
    /// Quarter turns clockwise, 0–3.
    pub quarter_turns: u8,
    /// Then turned clockwise by this many degrees, −15 to 15, and cut to the largest upright rectangle of the same shape.
    pub straighten_deg: f64,
    /// Then cut: left, top, width, height as shares of the turned picture, each 0–1.
    pub crop: Option<[f64; 4]>,
    /// Gains of the photo's own red, green and blue that take a colour cast out; before and after alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<[f64; 3]>,
}

/// One photo of the client.
#[derive(Clone, Debug)]
pub struct Shot {
    /// Name in the project's archive: no folder, no client's name unless the file had one.
    pub name: String,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub hash: String,
    /// The file, untouched.
    pub bytes: Arc<[u8]>,
    /// Size of the upright photo as it is stored: width and height, px.
    pub stored_px: [u32; 2],
    /// How it is turned and cut.
    pub adjust: PhotoAdjust,
    /// Size and focal length of the adjusted photo.
    pub facts: PhotoFacts,
    /// What the view was solved from; px of the adjusted photo.
    pub given: FitInput,
    /// The view.
    pub view: HeadView,
    /// Whether a person (or a detector) has fitted it; otherwise the view is a guess.
    pub fitted: bool,
}

impl PartialEq for Shot {
    /// Files are compared by their hash.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.hash == other.hash
            && self.stored_px == other.stored_px
            && self.adjust == other.adjust
            && self.facts == other.facts
            && self.given == other.given
            && self.view == other.view
            && self.fitted == other.fitted
    }
}

impl Shot {
    /// A photo as it comes, with the view that is known of it.
    pub fn new(name: &str, bytes: Arc<[u8]>, facts: PhotoFacts, given: FitInput, view: HeadView) -> Self {
        Shot {
            name: name.to_owned(),
            hash: hash_of(&bytes),
            bytes,
            stored_px: [facts.width_px, facts.height_px],
            adjust: PhotoAdjust::default(),
            facts,
            given,
            view,
            fitted: false,
        }
    }

    /// Takes another view. What lies in front of the head stays there, and so does how the photo was taken.
    fn keep_view(&mut self, view: HeadView) {
        let HeadView {
            occlusion,
            capture,
            seen,
            ..
        } = std::mem::replace(&mut self.view, view);
        (self.view.occlusion, self.view.capture, self.view.seen) = (occlusion, capture, seen);
    }

    /// The pose by which it is known: the named one, or the front.
    pub fn pose(&self) -> NamedPose {
        self.given.named.unwrap_or(NamedPose::Front)
    }
}

/// SHA-256 of a photo's file, lower-case hexadecimal; the name under which it is kept for recovery.
pub fn hash_of(bytes: &[u8]) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What was agreed with the client, and under which assumptions. Never changes.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Agreement {
    /// The day where it was made, with its offset from UTC: `2026-11-23 -05:00`; files of version 0.1 have the day in UTC
    /// alone.
    pub date: String,
    /// Who does the treatment.
    pub practitioner: String,
    /// The client's initials.
    pub client: String,
    /// The stage that was shown.
    pub stage: String,
    /// What was assumed: scale, light, healing.
    pub assumptions: Vec<String>,
    /// Version of the program.
    pub program: String,
}

/// One way to treat the client.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its name: A, B, …
    pub name: String,
    /// The treatment.
    pub design: Design,
    /// Set once it is agreed; the variant is read-only from then on.
    pub agreed: Option<Agreement>,
}

/// All that is kept of one client.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// The client's initials, or empty.
    pub client: String,
    /// The client's head.
    pub head: Head,
    /// What the client's own scalp carries: hair, places to keep free.
    pub own: ClientScalp,
    /// Photos; the head's shape comes from the first.
    pub photos: Vec<Shot>,
    /// Index of the photo shown.
    pub photo: usize,
    /// Variants, at least one.
    pub variants: Vec<Variant>,
    /// Index of the variant shown.
    pub variant: usize,
    /// Named states to come back to.
    pub snapshots: Vec<(String, Design)>,
}

impl Default for Project {
    fn default() -> Self {
        let variant = Variant {
            name: "A".to_owned(),
            design: Design::default(),
            agreed: None,
        };
        Project {
            client: String::new(),
            head: Head::default(),
            own: ClientScalp::default(),
            photos: Vec::new(),
            photo: 0,
            variants: vec![variant],
            variant: 0,
            snapshots: Vec::new(),
        }
    }
}

impl Project {
    /// The photo shown, if there is any.
    pub fn shot(&self) -> Option<&Shot> {
        self.photos.get(self.photo)
    }

    /// Whether a variant is agreed.
    pub fn is_agreed(&self) -> bool {
        self.variants.iter().any(|variant| variant.agreed.is_some())
    }

    /// The design of the variant shown.
    pub fn design(&self) -> &Design {
        &self.variants[self.variant.min(self.variants.len() - 1)].design
    }

    /// Whether a direction of the head lies on a place that is kept free.
    pub fn keeps_free(&self, direction: DVec3) -> bool {
        let point_mm = self.head.point_mm(direction);
        self.own.keep_free.iter().any(|place| {
            let middle_mm = self.head.point_mm(DVec3::from(place.direction));
            middle_mm.distance(point_mm) < 0.5 * place.diameter_mm + KEEP_FREE_MARGIN_MM
        })
    }

    /// What the engine takes for a variant (the shown one where the index is too large).
    pub fn document(&self, variant: usize) -> Document {
        let design = self
            .variants
            .get(variant)
            .map_or_else(|| self.design(), |v| &v.design);
        Document {
            own: self.own.clone(),
            ..Document::new(self.head.clone(), design.clone())
        }
    }
}
