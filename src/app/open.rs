//! Opening: photos and projects from files, the clipboard and the demo head; decoding in the background.

use super::messages::{DialogPurpose, MessageSender, ThreadMessage};
use crate::editor::{ButtonPicture, OpenProject, OpenTarget, RecentProject};
use crate::head::FitInput;
use crate::intake::{DEMO_PHOTO, HeadFit, HeadSolver, demo_view, photo_facts, stencil_image};
use crate::photo::{Photo, PhotoLimits, decode};
use crate::project::{PhotoAdjust, Project, ProjectHistory, Shot};
use crate::words::app as words;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that was read.
pub(super) enum OpenedFile {
    /// A photo.
    Photo(OpenedPhoto),
    /// A project; its photos are decoded as they are needed.
    Project(Box<Project>, Option<PathBuf>),
}

/// A photo that was read.
pub(super) struct OpenedPhoto {
    /// With a first guess of its view.
    pub shot: Box<Shot>,
    /// Decoded.
    pub photo: Arc<Photo>,
    /// Whether a person has asked for it as a further photo of the open project's client.
    pub is_of_open_client: bool,
}

/// What tells one decoded photo from another: the file and how it is turned.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PhotoKey {
    /// SHA-256 of the file.
    pub hash: String,
    /// How it is turned and cut.
    pub adjust: PhotoAdjust,
}

impl PhotoKey {
    /// The key of a shot.
    pub fn of(shot: &Shot) -> Self {
        PhotoKey {
            hash: shot.hash.clone(),
            adjust: shot.adjust,
        }
    }
}

/// Reads a file in the background.
pub(super) fn file(messages: &MessageSender, path: PathBuf, target: OpenTarget) {
    if target == OpenTarget::Reference {
        return reference(messages, path);
    }
    if target == OpenTarget::Stencil {
        return stencil(messages, path);
    }
    messages.run(words::cant_open(), move |messages| {
        let bytes = std::fs::read(&path).map_err(|error| words::unreadable(&path, &error))?;
        if crate::project::is_protected(&bytes) {
            messages.send(ThreadMessage::Locked(path));
            return Ok(());
        }
        let opened = if crate::project::is_project(&bytes) {
            let project = crate::project::read(&bytes, &crate::project::ArchiveLimits::default())
                .map_err(|error| error.to_string())?;
            OpenedFile::Project(Box::new(project), Some(path))
        } else {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            OpenedFile::Photo(OpenedPhoto {
                is_of_open_client: target == OpenTarget::OpenClient,
                ..photo(name.unwrap_or_default(), bytes)?
            })
        };
        messages.send(ThreadMessage::Opened(Box::new(opened)));
        Ok(())
    });
}

/// Reads the picture to pin beside the canvas.
fn reference(messages: &MessageSender, path: PathBuf) {
    messages.run(words::cant_open(), move |messages| {
        let bytes = std::fs::read(&path).map_err(|error| words::unreadable(&path, &error))?;
        let photo = decode(&bytes, &PhotoLimits::default()).map_err(|error| error.plain())?;
        messages.send(ThreadMessage::Small(ButtonPicture::Reference, Arc::new(photo)));
        Ok(())
    });
}

/// Reads a picture to lay on the head.
fn stencil(messages: &MessageSender, path: PathBuf) {
    messages.run(words::cant_open(), move |messages| {
        let bytes = std::fs::read(&path).map_err(|error| words::unreadable(&path, &error))?;
        let picture = decode(&bytes, &PhotoLimits::default()).map_err(|error| error.plain())?;
        messages.send(ThreadMessage::Stencil(stencil_image(&picture)));
        Ok(())
    });
}

/// Reads the small pictures of recent projects.
pub(super) fn thumbnails(messages: &MessageSender, recent: &[RecentProject]) {
    let paths: Vec<PathBuf> = recent.iter().map(|recent| recent.path.clone()).collect();
    messages.run(words::cant_open(), move |messages| {
        for (index, path) in paths.iter().enumerate() {
            // A project without a picture, or one that has gone, simply shows none.
            let picture = std::fs::read(path)
                .ok()
                .and_then(|bytes| crate::project::thumbnail(&bytes))
                .and_then(|jpeg| decode(&jpeg, &PhotoLimits::default()).ok());
            if let Some(photo) = picture {
                messages.send(ThreadMessage::Small(
                    ButtonPicture::Recent(index),
                    Arc::new(photo),
                ));
            }
        }
        Ok(())
    });
}

/// Takes a picture from the clipboard, as a PNG file of the project.
pub(super) fn pasted(messages: &MessageSender, picture: egui::ColorImage) {
    messages.run(words::cant_open(), move |messages| {
        let mut png = std::io::Cursor::new(Vec::new());
        let rgb: Vec<u8> = picture
            .pixels
            .iter()
            .flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()])
            .collect();
        let [width, height] = picture.size.map(|side| side as u32);
        image::RgbImage::from_raw(width, height, rgb)
            .ok_or(words::empty_clipboard())?
            .write_to(&mut png, image::ImageFormat::Png)
            .map_err(|error| error.to_string())?;
        let opened = OpenedFile::Photo(photo("pasted.png".to_owned(), png.into_inner())?);
        messages.send(ThreadMessage::Opened(Box::new(opened)));
        Ok(())
    });
}

/// Opens the demo head, with its exact camera.
pub(super) fn demo(messages: &MessageSender) {
    messages.run(words::cant_open(), |messages| {
        let (head, view) = demo_view().map_err(|error| error.to_string())?;
        let OpenedPhoto { mut shot, photo, .. } = photo("demo-head.jpg".to_owned(), DEMO_PHOTO.to_vec())?;
        shot.view = view;
        shot.fitted = true;
        let project = Project {
            head,
            photos: vec![*shot],
            ..Project::default()
        };
        messages.send(ThreadMessage::Decoded(PhotoKey::of(&project.photos[0]), photo));
        messages.send(ThreadMessage::Opened(Box::new(OpenedFile::Project(
            Box::new(project),
            None,
        ))));
        Ok(())
    });
}

/// A photo's shot with a first guess of its view.
fn photo(name: String, bytes: Vec<u8>) -> Result<OpenedPhoto, String> {
    let photo = decode(&bytes, &PhotoLimits::default()).map_err(|error| error.plain())?;
    let facts = photo_facts(&photo);
    let solver = HeadSolver { facts, settled: None };
    let guess = solver
        .solve(&FitInput::default())
        .map_err(|error| error.to_string())?;
    let shot = guess.shot(&name, bytes.into(), facts);
    Ok(OpenedPhoto {
        shot: Box::new(shot),
        photo: Arc::new(photo),
        is_of_open_client: false,
    })
}

/// Looks for the head's edge before a plain background.
pub(super) fn edge(messages: &MessageSender, photo: &Arc<Photo>, project: &Project, shot: &Shot) {
    let photo = Arc::clone(photo);
    let solver = solver_of(project, shot);
    let fit = HeadFit {
        head: project.head.clone(),
        view: shot.view.clone(),
        given: shot.given.clone(),
        edge_from_photo: false,
    };
    messages.run(words::cant_open(), move |messages| {
        let met = solver.at_edge(&photo, &fit, None).map(|met| Box::new(met.given));
        messages.send(ThreadMessage::Edge(Box::new(fit.given), met));
        Ok(())
    });
}

/// What solves the head on the photo shown as the project does: later photos are put to the head that the first one has shaped.
pub(super) fn solver_of(project: &Project, shot: &Shot) -> HeadSolver {
    HeadSolver {
        facts: shot.facts,
        settled: (project.photo > 0).then(|| project.head.clone()),
    }
}

/// Decodes and adjusts a photo of the project in the background.
pub(super) fn decoded(messages: &MessageSender, shot: &Shot) {
    let (key, bytes, adjust) = (PhotoKey::of(shot), Arc::clone(&shot.bytes), shot.adjust);
    messages.run(words::cant_open(), move |messages| {
        let photo = decode(&bytes, &PhotoLimits::default()).map_err(|error| error.plain())?;
        let photo = adjust.applied(photo);
        messages.send(ThreadMessage::Decoded(key, Arc::new(photo)));
        Ok(())
    });
}

/// Asks by a dialog of the system. Where none can be shown, the window asks for a path itself.
pub(super) fn ask(messages: &MessageSender, window: &winit::window::Window, asked: DialogPurpose) {
    let dialog = rfd::AsyncFileDialog::new().set_parent(window);
    let start = std::time::Instant::now();
    let answer: PhotoRequest = match asked {
        DialogPurpose::Watch => Box::pin(dialog.pick_folder()),
        DialogPurpose::Save => Box::pin(dialog.set_title(words::save_title()).save_file()),
        DialogPurpose::Open(target) => {
            let mut endings = super::watch::ENDINGS.to_vec();
            if target == OpenTarget::Anybody {
                endings.extend(["shadowline", "zip"]);
            }
            Box::pin(dialog.add_filter(words::photos(), &endings).pick_file())
        }
    };
    messages.run(words::cant_open(), move |messages| {
        let chosen = pollster::block_on(answer).map(|file| file.path().to_owned());
        // No person answers this fast: there is no dialog on this system.
        let none = chosen.is_none() && start.elapsed() < NO_DIALOG;
        messages.send(if none {
            ThreadMessage::NoDialog(asked)
        } else {
            ThreadMessage::Chosen(asked, chosen)
        });
        Ok(())
    });
}

/// A dialog that is answered faster than this was never shown.
const NO_DIALOG: std::time::Duration = std::time::Duration::from_millis(400);

type PhotoRequest = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

/// A project as it is opened: nothing saved yet unless it came from a file.
pub(super) fn opened(project: Project, path: Option<PathBuf>) -> OpenProject {
    let history = ProjectHistory::new(project, words::opened());
    let saved = path.as_ref().map(|_| Arc::clone(history.now()));
    OpenProject {
        history,
        path,
        saved,
        key: None,
        photos: Default::default(),
    }
}

/// What a project is called in the title of the window: its file's name, or that it has none.
pub(super) fn title(path: Option<&Path>) -> String {
    path.and_then(Path::file_stem).map_or_else(
        || words::untitled().to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}
