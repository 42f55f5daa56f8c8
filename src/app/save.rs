//! Saving: written in the background, whole or not at all, and over nobody else's file.

use super::application::App;
use super::messages::ThreadMessage;
use crate::editor::{Action, Actions, AfterSave, AppAction, Dialog, EditorAction, ExportForm, ReplaceTarget};
use crate::photo::{Photo, PhotoSamples};
use crate::project::{Project, ProjectKey};
use crate::store::{
    KnownFile, WriteOutcome, WriteTarget, clock, first_free, name_of, next_free, protect_copies,
    save_project, typed,
};
use crate::words::app as words;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Longest side of a project's thumbnail, px.
const THUMBNAIL_PX: u32 = 320;
/// Ending of a project's file.
const ENDING: &str = "shadowline";

/// What a protected project's files are called before it has a name.
const PROTECTED_STEM: &str = "consultation";

/// What was kept.
pub(super) enum SaveOutcome {
    /// A project: its file, the very state of it, and how it was saved.
    Project(KnownFile, PathBuf, Arc<Project>, SavedAs),
    /// An exported picture.
    Export(KnownFile, PathBuf),
    /// Nothing: another file is there, and a person has to be asked.
    Taken(PathBuf, ReplaceTarget),
    /// An export that was stopped.
    Cancelled,
}

/// How a project was saved.
pub(super) struct SavedAs {
    /// The number of the opening that it belongs to.
    pub opening: u32,
    /// What closes the file, where it is protected.
    pub key: Option<Arc<ProjectKey>>,
}

/// What the window knows of the files that it writes for the open project.
#[derive(Default)]
pub(super) struct ProjectFiles {
    /// Counts the projects that were opened: a saving that ends after another was opened is not taken for that one's.
    pub opening: u32,
    /// Files that were read or written for it.
    pub own: Vec<KnownFile>,
    /// A saving is under way: two at once could end in the wrong order.
    pub under_way: bool,
    /// Where to save once that has ended, and whether a person has agreed to replace what is there.
    again: Option<(PathBuf, bool)>,
}

impl ProjectFiles {
    /// Begins anew with a project that was opened.
    pub fn begin(&mut self, path: Option<&Path>) {
        self.opening += 1;
        self.again = None;
        self.own = path.and_then(KnownFile::opened).into_iter().collect();
    }
}

/// The folder that is offered first.
fn documents_folder() -> PathBuf {
    directories::UserDirs::new()
        .and_then(|folders| Some(folders.document_dir()?.to_owned()))
        .or_else(|| std::env::current_dir().ok())
        .unwrap_or_default()
}

impl App {
    /// Saves under the name it has, or asks for one.
    pub(super) fn save(&mut self) {
        match self.state.open.as_ref().map(|open| open.path.clone()) {
            Some(Some(path)) => self.save_as(path, false),
            Some(None) => self.open_save_dialog(),
            None => {}
        }
    }

    /// The folder that files of the open project are offered in.
    pub(super) fn folder(&self) -> PathBuf {
        let path = self.state.open.as_ref().and_then(|open| open.path.as_deref());
        path.and_then(|path| path.parent())
            .map_or_else(documents_folder, PathBuf::from)
    }

    /// What files of the open project are called, without ending.
    pub(super) fn stem(&self) -> String {
        let path = self.state.open.as_ref().and_then(|open| open.path.as_deref());
        match (path.and_then(|path| path.file_stem()), self.state.project()) {
            (Some(stem), _) => stem.to_string_lossy().into_owned(),
            // The name of a file lies open.
            (None, Some(_)) if self.is_protected() => {
                format!("{PROTECTED_STEM}-{}", clock::today_for_names())
            }
            (None, Some(project)) => name_of(project, &clock::today_for_names()),
            (None, None) => String::new(),
        }
    }

    /// Asks for a name.
    pub(super) fn open_save_dialog(&mut self) {
        let kept = self.state.open.as_ref().and_then(|open| open.path.clone());
        let fresh = || first_free(&self.folder(), &self.stem(), &format!(".{ENDING}"));
        let path = kept.unwrap_or_else(fresh).to_string_lossy().into_owned();
        self.state.dialog = Some(Dialog::SaveAs { path });
    }

    /// Saves under a name; `replace` where a person has agreed to replace what is there.
    pub(super) fn save_as(&mut self, path: PathBuf, replace: bool) {
        let Some(open) = &self.state.open else {
            return;
        };
        let mut path = typed(&path, &self.folder());
        if path.extension().is_none_or(|ending| ending != ENDING) {
            path.as_mut_os_string().push(format!(".{ENDING}"));
        }
        let (project, photo) = (Arc::clone(open.history.settled()), open.photo().cloned());
        let key = open.key.clone();
        self.state.dialog = None;
        if self.keeping.under_way {
            self.keeping.again = Some((path, replace));
            return;
        }
        self.keeping.under_way = true;
        let opening = self.keeping.opening;
        let target = WriteTarget::new(path, replace, &self.keeping.own, &project);
        self.messages.run(words::cant_save(), move |messages| {
            let thumbnail = photo.as_deref().and_then(thumbnail);
            let path = target.path.clone();
            let kept = match save_project(&project, thumbnail.as_deref(), &target, key.as_deref())? {
                WriteOutcome::Written(own) => {
                    if let Some(key) = &key {
                        protect_copies(&path, &project, key)
                            .map_err(|error| words::copies_not_protected(&error))?;
                    }
                    SaveOutcome::Project(own, path, project, SavedAs { opening, key })
                }
                WriteOutcome::Taken => SaveOutcome::Taken(path, ReplaceTarget::Project),
            };
            messages.send(ThreadMessage::Saved(kept));
            Ok(())
        });
    }

    /// A saving has ended, well or not: the one that was asked for meanwhile begins.
    pub(super) fn saving_ended(&mut self) {
        self.keeping.under_way = false;
        if let Some((path, replace)) = self.keeping.again.take() {
            self.save_as(path, replace);
        }
    }

    /// Saves, and goes on with something once that is done.
    pub(super) fn save_then(&mut self, after: AfterSave) {
        self.after_save = Some(after);
        self.save();
    }

    /// A person who closes the question for a name doesn't want to leave either; whoever closes the question whose photos have
    /// arrived, or that for a name before they begin a project, doesn't want them.
    pub(super) fn forget_after_save(&mut self, actions: &Actions, asks_whose: bool) {
        let closed = actions
            .iter()
            .any(|action| matches!(action, Action::Editor(EditorAction::CloseDialog)));
        let goes_on = actions.iter().any(|action| match action {
            Action::Editor(action) => matches!(action, EditorAction::Dialog(_)),
            Action::App(action) => matches!(
                action,
                AppAction::SaveAs(_)
                    | AppAction::SaveThen(_)
                    | AppAction::DiscardThen(_)
                    | AppAction::TakePhotos(_)
                    | AppAction::SaveDialog
                    | AppAction::ExportDialog
                    | AppAction::AnotherName(..)
                    | AppAction::Replace(..)
            ),
        });
        if closed && !goes_on {
            if asks_whose || self.after_save == Some(AfterSave::NewClient) {
                self.arrived.clear();
            }
            self.after_save = None;
        }
    }

    /// Asks again where to write, with the next name that nothing has yet.
    pub(super) fn ask_for_another_name(&mut self, path: &Path, what: ReplaceTarget) {
        let path = next_free(path).to_string_lossy().into_owned();
        self.state.dialog = Some(match what {
            ReplaceTarget::Project => Dialog::SaveAs { path },
            ReplaceTarget::Export(form) => Dialog::Export(Box::new(ExportForm { path, ..*form })),
        });
    }

    /// Replaces what a person was asked for.
    pub(super) fn replace(&mut self, path: PathBuf, what: ReplaceTarget) {
        match what {
            ReplaceTarget::Project => self.save_as(path, true),
            ReplaceTarget::Export(form) => self.export(&form, true),
        }
    }
}

/// A small JPEG of a photo, for the list of recent projects.
fn thumbnail(photo: &Photo) -> Option<Vec<u8>> {
    let side = photo.width_px.max(photo.height_px);
    let [width, height] = [photo.width_px, photo.height_px]
        .map(|px| (u64::from(px) * u64::from(THUMBNAIL_PX.min(side)) / u64::from(side)).max(1) as u32);
    let (channels, colours) = (
        photo.channels.count(),
        if photo.channels.is_grey() { 1 } else { 3 },
    );
    let code = |at: usize| match &photo.samples {
        PhotoSamples::U8(samples) => samples[at],
        PhotoSamples::U16(samples) => (samples[at] >> 8) as u8,
    };
    let small = image::RgbImage::from_fn(width, height, |x, y| {
        let of = |at: u32, small: u32, large: u32| u64::from(at) * u64::from(large) / u64::from(small);
        let pixel = of(y, height, photo.height_px) * u64::from(photo.width_px) + of(x, width, photo.width_px);
        let start = pixel as usize * channels;
        image::Rgb([0, 1, 2].map(|channel| code(start + channel.min(colours - 1))))
    });
    let mut jpeg = std::io::Cursor::new(Vec::new());
    small.write_to(&mut jpeg, image::ImageFormat::Jpeg).ok()?;
    Some(jpeg.into_inner())
}
