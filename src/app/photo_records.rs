//! What the window knows of each photo beside the project: its pixels, its faces, what it tells, and what of that is under way.

use super::open::PhotoKey;
use crate::head::NamedPose;
use crate::intake::{DesignProposal, PhotoFindings};
use crate::photo::Photo;
use crate::vision::Face;
use std::sync::Arc;

/// Photos beside the project's of which is remembered what was found, for undo.
const MOST_RECORDS: usize = 16;
/// Decoded photos that are kept though the project doesn't show them.
const SPARE_PHOTOS: usize = 1;

/// One photo.
pub(super) struct PhotoRecord {
    key: PhotoKey,
    /// Decoded and adjusted.
    pub photo: Option<Arc<Photo>>,
    /// It is being decoded.
    pub is_decoding: bool,
    /// Its faces, the largest first, once they were sought.
    pub faces: Option<Arc<Vec<Face>>>,
    /// How it is likely seen, where no face was found in it.
    pub likely_pose: Option<NamedPose>,
    /// Faces are being sought, or the head is being fitted to one by itself.
    pub is_seeking_faces: bool,
    /// The opening of a project in which the head was last fitted by itself, see [`ProjectFiles::opening`](super::save::ProjectFiles).
    pub fitted_in: Option<u32>,
    /// What it tells, once it is measured.
    pub findings: Option<Arc<PhotoFindings>>,
    /// What is proposed after it.
    pub proposal: Option<Arc<DesignProposal>>,
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
            likely_pose: None,
            is_seeking_faces: false,
            fitted_in: None,
            findings: None,
            proposal: None,
            is_measuring: false,
        }
    }

    fn is_busy(&self) -> bool {
        self.is_decoding || self.is_seeking_faces || self.is_measuring
    }
}

/// All photos that were asked for lately, the latest last.
#[derive(Default)]
pub(super) struct PhotoRecords {
    records: Vec<PhotoRecord>,
}

impl PhotoRecords {
    /// The record of a photo, begun where there is none.
    pub fn of(&mut self, key: &PhotoKey) -> &mut PhotoRecord {
        let known = self.records.iter().position(|record| record.key == *key);
        let record = match known {
            Some(index) => self.records.remove(index),
            None => PhotoRecord::new(key.clone()),
        };
        self.records.push(record);
        let last = self.records.len() - 1;
        &mut self.records[last]
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
        let spares = self.records.iter().filter(|record| is_spare(record)).count();
        let mut excess = spares.saturating_sub(MOST_RECORDS);
        self.records.retain(|record| {
            let goes = excess > 0 && is_spare(record);
            excess -= usize::from(goes);
            !goes
        });
    }
}
