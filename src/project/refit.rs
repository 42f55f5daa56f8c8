//! One head from all photos of a project.

use super::{Project, ProjectError, Shot};
use crate::head::{PhotoClaim, solve_jointly, solve_on};

/// Photos that are needed: one has shaped the head already.
const LEAST_PHOTOS: usize = 2;

impl Shot {
    /// What the photo says of the head, where a person or a detector has fitted it and it shows more than a piece.
    fn claim(&self) -> Option<PhotoClaim<'_>> {
        let claim = PhotoClaim {
            facts: &self.facts,
            given: &self.given,
            view: &self.view,
        };
        (self.fitted && claim.tells_head()).then_some(claim)
    }
}

impl Project {
    /// How many photos tell of the head.
    pub fn photos_of_head(&self) -> usize {
        self.photos.iter().filter_map(Shot::claim).count()
    }

    /// Solves the head and the cameras of all photos together; close-ups are put on the new head.
    pub(super) fn refit_all(&mut self) -> Result<(), ProjectError> {
        let claims: Vec<PhotoClaim<'_>> = self.photos.iter().filter_map(Shot::claim).collect();
        if claims.len() < LEAST_PHOTOS {
            return Err(ProjectError::FewPhotos);
        }
        let joint = solve_jointly(&claims, &self.head)?;
        let mut views = joint.views.into_iter();
        for shot in &mut self.photos {
            if shot.claim().is_some() {
                shot.view = views.next().unwrap_or_else(|| shot.view.clone());
            } else if shot.fitted {
                let placed = solve_on(&shot.facts, &shot.given, &joint.head)?;
                shot.keep_view(placed);
            }
        }
        self.head = joint.head;
        Ok(())
    }
}
