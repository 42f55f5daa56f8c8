//! What the window knows of each photo beside the project: its pixels, its faces, what it tells, and what of that is under way.

use super::open::PhotoKey;
use crate::intake::{Findings, Proposal};
use crate::photo::Photo;
use crate::vision::Face;
use std::sync::Arc;

/// Photos of which is remembered what was found, for undo and for going from one to the other.
const MOST_RECORDS: usize = 16;
/// Decoded photos that are kept though the project doesn't show them.
const SPARE_PHOTOS: usize = 4;

/// One photo.
pub(super) struct PhotoRecord {
    key: PhotoKey,
    /// Decoded and adjusted.
    pub photo: Option<Arc<Photo>>,
    /// It is being decoded.
    pub is_decoding: bool,
    /// Its faces, the largest first, once they were sought.
    pub faces: Option<Arc<Vec<Face>>>,
    /// Faces are being sought.
    pub is_seeking_faces: bool,
    /// What it tells, once it is measured.
    pub findings: Option<Arc<Findings>>,
    /// What is proposed after it.
    pub proposal: Option<Arc<Proposal>>,
    /// It is being measured.
    pub is_measuring: bool,
}

impl PhotoRecord {
    fn new(key: PhotoKey) -> Self {
        PhotoRecord {
            key,
            photo: None,
            is_decoding: false,
            faces: None,
            is_seeking_faces: false,
            findings: None,
            proposal: None,
            is_measuring: false,
        }
    }

    fn is_busy(&self) -> bool {
        self.is_decoding || self.is_seeking_faces || self.is_measuring
    }
}

/// All photos that were opened lately, the latest last.
#[derive(Default)]
pub(super) struct PhotoRecords {
    records: Vec<PhotoRecord>,
}

impl PhotoRecords {
    /// The record of a photo, begun where there is none.
    pub fn of(&mut self, key: &PhotoKey) -> &mut PhotoRecord {
        let index = self.records.iter().position(|record| record.key == *key);
        let index = index.unwrap_or_else(|| {
            self.records.push(PhotoRecord::new(key.clone()));
            self.records.len() - 1
        });
        &mut self.records[index]
    }

    /// Keeps what is `wanted` (the project's photos) and some of what was there before, for undo.
    pub fn forget_old(&mut self, wanted: &[PhotoKey]) {
        let is_spare = |record: &PhotoRecord| !wanted.contains(&record.key) && !record.is_busy();
        let spare = self.records.iter_mut().filter(|record| is_spare(record));
        for record in spare
            .rev()
            .filter(|record| record.photo.is_some())
            .skip(SPARE_PHOTOS)
        {
            record.photo = None;
        }
        let mut excess = self.records.len().saturating_sub(MOST_RECORDS);
        self.records.retain(|record| {
            let goes = excess > 0 && is_spare(record);
            excess -= usize::from(goes);
            !goes
        });
    }
}
