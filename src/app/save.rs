//! Saving, exporting, agreeing: written in the background, whole or not at all.

use super::dialog::{AfterSave, AgreeForm, Dialog, ExportForm, ExportWhat};
use super::jobs::News;
use super::prefs::today;
use super::shell::App;
use super::state::Progress;
use crate::cli::sites_cache;
use crate::engine::{Engine, EngineError, Rect};
use crate::gpu::{Gpu, block_on};
use crate::output::ImageFormat;
use crate::output::picture::{self, Request, Source};
use crate::output::save::atomically;
use crate::photo::{Limits, Photo, Samples, decode};
use crate::project::{Agreement, Edit, Project};
use crate::words::app as words;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Longest side of a project's thumbnail, px.
const THUMBNAIL_PX: u32 = 320;

/// What was kept.
pub(super) enum Kept {
    /// A project, and the very state of it.
    Project(PathBuf, Arc<Project>),
    /// An exported picture.
    Export(PathBuf),
    /// An export that was stopped.
    Cancelled,
}

/// The folder that is offered first.
pub(super) fn documents_folder() -> PathBuf {
    directories::UserDirs::new()
        .and_then(|folders| Some(folders.document_dir()?.to_owned()))
        .or_else(|| std::env::current_dir().ok())
        .unwrap_or_default()
}

impl App {
    /// Saves under the name it has, or asks for one.
    pub(super) fn save(&mut self) {
        match self.state.open.as_ref().map(|open| open.path.clone()) {
            Some(Some(path)) => self.save_as(path),
            Some(None) => self.open_save_dialog(),
            None => {}
        }
    }

    /// Asks for a name.
    pub(super) fn open_save_dialog(&mut self) {
        let kept = self.state.open.as_ref().and_then(|open| open.path.clone());
        let fresh = || documents_folder().join(format!("{}.shadowline", words::UNTITLED));
        let path = kept.unwrap_or_else(fresh).to_string_lossy().into_owned();
        self.state.dialog = Some(Dialog::SaveAs { path });
    }

    /// Saves under a name.
    pub(super) fn save_as(&mut self, path: PathBuf) {
        let Some(open) = &self.state.open else {
            return;
        };
        let path = match path.extension() {
            Some(ending) if ending == "shadowline" => path,
            _ => {
                let mut name = path.into_os_string();
                name.push(".shadowline");
                PathBuf::from(name)
            }
        };
        let (project, photo) = (Arc::clone(open.history.settled()), open.photo().cloned());
        self.state.dialog = None;
        self.post.run(words::CANT_SAVE, move |post| {
            let thumbnail = photo.as_deref().and_then(thumbnail);
            atomically(&path, |writer| {
                crate::project::write(&project, thumbnail.as_deref(), writer).map_err(std::io::Error::other)
            })
            .map_err(|error| words::unwritable(&path, &error))?;
            post.send(News::Kept(Kept::Project(path, project)));
            Ok(())
        });
    }

    /// Saves, and goes on with something once that is done.
    pub(super) fn save_then(&mut self, after: AfterSave) {
        self.after_save = Some(after);
        self.save();
    }

    /// Freezes the variant shown, with what was assumed.
    pub(super) fn agree(&mut self, form: AgreeForm) {
        let Some(project) = self.state.project().cloned() else {
            return;
        };
        if form.client.trim().is_empty() {
            self.state.warn(words::INITIALS_MISSING);
            return;
        }
        let scale = project
            .shot()
            .map(|shot| words::assumed_scale(100.0 * shot.view.mm_per_px_error / shot.view.mm_per_px));
        let assumptions = [
            words::ASSUMED_SIMULATION.to_owned(),
            words::assumed_stage(&project.design().stage_words()),
        ]
        .into_iter()
        .chain(scale)
        .collect();
        let agreement = Agreement {
            date: today(),
            practitioner: form.practitioner.trim().to_owned(),
            client: form.client.trim().to_owned(),
            stage: words::stage_shown(&project.design().stage_words()),
            assumptions,
            program: env!("CARGO_PKG_VERSION").to_owned(),
        };
        self.state.prefs.practitioner.clone_from(&agreement.practitioner);
        self.keep_prefs();
        let edits = vec![
            Edit::Client(agreement.client.clone()),
            Edit::Agree(Box::new(agreement)),
        ];
        self.state.dialog = None;
        self.edit(Edit::Many(words::AGREE_STEP.to_owned(), edits));
        self.state.tell(words::AGREED);
        if form.export {
            self.open_export_dialog();
        }
    }

    /// Exports in the background, on an engine of its own.
    pub(super) fn export(&mut self, form: &ExportForm) {
        let (Some(open), Some(stage)) = (&self.state.open, &self.stage) else {
            return;
        };
        let path = PathBuf::from(form.path.trim());
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().into_owned());
        let Some(format) = ending.and_then(|ending| ImageFormat::from_ending(&ending)) else {
            self.state.warn(words::UNKNOWN_ENDING);
            return;
        };
        self.state.prefs.clinic.clone_from(&form.clinic);
        self.state.prefs.clinic_asked = true;
        self.cancel_export = Arc::new(AtomicBool::new(false));
        let job = Export {
            gpu: stage.gpu.clone(),
            project: Arc::clone(open.history.settled()),
            form: form.clone(),
            cancelled: Arc::clone(&self.cancel_export),
        };
        self.state.dialog = None;
        self.state.progress = Some(Progress {
            label: words::EXPORTING.to_owned(),
            share: Some(0.0),
            can_cancel: true,
        });
        self.keep_prefs();
        self.post.run(words::CANT_EXPORT, move |post| {
            let told = post.clone();
            let kept = job.run(&path, format, move |share| told.send(News::Share(share)))?;
            post.send(News::Kept(kept));
            Ok(())
        });
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
        Samples::U8(samples) => samples[at],
        Samples::U16(samples) => (samples[at] >> 8) as u8,
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

/// An export under way.
struct Export {
    gpu: Gpu,
    project: Arc<Project>,
    form: ExportForm,
    cancelled: Arc<AtomicBool>,
}

impl Export {
    /// Draws the picture as `shadowline render` would from the saved project, and writes it.
    fn run(&self, path: &Path, format: ImageFormat, tell: impl Fn(f64)) -> Result<Kept, String> {
        let shot = self.project.shot().ok_or(words::NO_PHOTO)?;
        let photo = decode(&shot.bytes, &Limits::default()).map_err(|error| error.to_string())?;
        let photo = Arc::new(shot.adjust.applied(photo));
        let source = Source {
            rect: Rect::whole(&photo),
            photo,
            view: &shot.view,
        };
        let mut progress = |share: f64| {
            tell(share);
            !self.cancelled.load(Ordering::Relaxed)
        };
        let picture = match self.draw(source, &mut progress) {
            Ok(picture) => picture,
            Err(EngineError::Cancelled) => return Ok(Kept::Cancelled),
            Err(error) => return Err(error.to_string()),
        };
        atomically(path, |writer| {
            picture.encode(format, writer).map_err(std::io::Error::other)
        })
        .map_err(|error| words::unwritable(path, &error))?;
        Ok(Kept::Export(path.to_owned()))
    }

    fn draw(
        &self,
        source: Source<'_>,
        progress: picture::Progress<'_>,
    ) -> Result<picture::Picture, EngineError> {
        let mut engine = Engine::with_gpu(self.gpu.clone());
        let request = Request {
            legend: self.form.legend,
            watermark: self.form.watermark.trim(),
            clinic: self.form.clinic.trim(),
            max_side: self.form.max_side,
        };
        let document = self.project.document(self.project.variant);
        let device = &self.gpu.device;
        let mut sites = |seed| Arc::new(sites_cache::kept_or_grown(seed, |_| {}).0);
        if !engine.has_sites(document.design.seed) {
            engine.use_sites(sites(document.design.seed));
        }
        match self.form.what {
            ExportWhat::Picture => block_on(
                Some(device),
                picture::picture(&mut engine, &document, source, &request, progress),
            ),
            ExportWhat::Pair => block_on(
                Some(device),
                picture::pair(&mut engine, &document, source, &request, progress),
            ),
            ExportWhat::Variants => {
                let variants = self.project.variants.iter().enumerate();
                let variants =
                    variants.map(|(index, variant)| (variant.name.clone(), self.project.document(index)));
                let variants: Vec<_> = variants.collect();
                block_on(
                    Some(device),
                    picture::sheet(&mut engine, &variants, source, &request, &mut sites, progress),
                )
            }
        }
    }
}
