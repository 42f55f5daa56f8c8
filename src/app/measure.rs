//! How a photo was taken and what of the scalp it shows, measured in the background once its head is fitted. It belongs to
//! the step before and is none of its own: undo takes it back with the fit.

use super::jobs::{News, Post};
use super::open::PhotoKey;
use super::shell::App;
use crate::head::{Capture, Head, SeenMask, View};
use crate::photo::Photo;
use crate::project::Edit;
use crate::sight::{Face, understood};
use crate::words::app as words;
use std::sync::Arc;

/// What a photo was measured to be.
pub(super) struct Measured {
    pub capture: Capture,
    pub seen: Option<SeenMask>,
    /// Advice on the photo.
    pub advice: Vec<String>,
}

fn measure(post: &Post, key: PhotoKey, photo: Arc<Photo>, head: Head, view: View, face: Option<Face>) {
    post.run(words::CANT_OPEN, move |post| {
        let found = understood(&photo, &head, &view, face.as_ref());
        let mut view = view;
        found.keep_in(&mut view);
        let measured = view.capture.map(|capture| Measured {
            capture,
            seen: view.seen,
            advice: found
                .advice
                .iter()
                .map(|advice| advice.sentence.to_string())
                .collect(),
        });
        post.send(News::Measured(key, measured.map(Box::new)));
        Ok(())
    });
}

impl App {
    /// Measures the photo shown once it is decoded and fitted.
    pub(super) fn bring_measures(&mut self) {
        let Some(open) = &self.state.open else {
            return;
        };
        let project = open.project();
        let (Some(shot), Some(photo)) = (project.shot(), open.photo()) else {
            return;
        };
        let key = PhotoKey::of(shot);
        let waits = shot.fitted && shot.view.capture.is_none() && !open.history.in_gesture();
        if !waits || self.measuring.contains(&key) {
            return;
        }
        let faces = self.faces.iter().find(|(other, _)| *other == key);
        let face = faces.and_then(|(_, faces)| faces.first().cloned());
        self.measuring.push(key.clone());
        measure(
            &self.post,
            key,
            Arc::clone(photo),
            project.head.clone(),
            shot.view.clone(),
            face,
        );
    }

    /// A photo was measured.
    pub(super) fn measured(&mut self, key: PhotoKey, measured: Option<Box<Measured>>) {
        self.measuring.retain(|other| *other != key);
        let shown = self.state.project().and_then(|project| project.shot());
        let (Some(measured), true) = (measured, shown.is_some_and(|shot| PhotoKey::of(shot) == key)) else {
            return;
        };
        let edit = Edit::Measured(Box::new(measured.capture), measured.seen);
        let amended = self
            .state
            .open
            .as_mut()
            .is_some_and(|open| open.history.amend(edit));
        if amended {
            self.record();
            if let Some(first) = measured.advice.first() {
                self.state.tell(first);
            }
        }
    }
}
