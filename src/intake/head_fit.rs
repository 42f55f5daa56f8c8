//! A head on a photo: solved from what a person and the photo give, and corrected to the edge that the photo shows.

use crate::head::{FitInput, Head, HeadError, HeadView, PhotoFacts, ViewSource, solve, solve_on};
use crate::photo::Photo;
use crate::project::Shot;
use crate::vision::{Face, given_by_face, head_edge, pose_outline};
use std::sync::Arc;

/// What the file says of a decoded photo.
pub fn photo_facts(photo: &Photo) -> PhotoFacts {
    PhotoFacts {
        width_px: photo.width_px,
        height_px: photo.height_px,
        focal_35mm_equivalent_mm: photo.facts.focal_35mm_equivalent_mm,
    }
}

/// A head and the view of it, with all that they were solved from.
#[derive(Clone, Debug)]
pub struct HeadFit {
    /// The head; a settled one is unchanged.
    pub head: Head,
    /// The view of the photo.
    pub view: HeadView,
    /// What both were solved from.
    pub given: FitInput,
    /// The outline given is the edge that the photo shows.
    pub edge_from_photo: bool,
}

impl HeadFit {
    /// The photo's shot; it is fitted unless its view is a guess.
    pub fn shot(&self, name: &str, bytes: Arc<[u8]>, facts: PhotoFacts) -> Shot {
        let mut shot = Shot::new(name, bytes, facts, self.given.clone(), self.view.clone());
        shot.fitted = self.view.source != ViewSource::Guess;
        shot
    }
}

/// Solves heads on one photo.
#[derive(Clone, Debug)]
pub struct HeadSolver {
    /// What the file says of the photo.
    pub facts: PhotoFacts,
    /// The head, where another photo has shaped it.
    pub settled: Option<Head>,
}

impl HeadSolver {
    /// The head from what is given alone.
    ///
    /// # Errors
    /// What is given is out of range, or no head meets it.
    pub fn solve(&self, given: &FitInput) -> Result<HeadFit, HeadError> {
        let (head, view) = match &self.settled {
            Some(head) => (head.clone(), solve_on(&self.facts, given, head)?),
            None => solve(&self.facts, given, &Head::default())?,
        };
        Ok(HeadFit {
            head,
            view,
            given: given.clone(),
            edge_from_photo: false,
        })
    }

    /// The head from what is given and what the photo shows: a face, where there is one, and the head's edge where eyes are
    /// known and no outline is given; without a face a head in a named pose is put to the edge of the person.
    ///
    /// # Errors
    /// As [`HeadSolver::solve`].
    pub fn fit(&self, photo: &Photo, given: &FitInput, face: Option<&Face>) -> Result<HeadFit, HeadError> {
        let fit = match face {
            Some(face) => self.solve(&given_by_face(face, &self.facts, given))?,
            None => self.solve(given)?,
        };
        if !fit.given.seeks_edge() {
            return Ok(fit);
        }
        Ok(self.at_edge(photo, &fit, face).unwrap_or(fit))
    }

    /// A fit corrected to the edge of the head; `None` where the photo shows none, or one that no head meets.
    pub fn at_edge(&self, photo: &Photo, fit: &HeadFit, face: Option<&Face>) -> Option<HeadFit> {
        let outline = match fit.given.eyes {
            Some(_) => head_edge(photo, &fit.head, &fit.view, face),
            None => pose_outline(photo),
        };
        if outline.is_empty() {
            return None;
        }
        let given = FitInput {
            outline,
            outline_from_photo: true,
            ..fit.given.clone()
        };
        let met = self.solve(&given).ok()?;
        Some(HeadFit {
            edge_from_photo: true,
            ..met
        })
    }
}
