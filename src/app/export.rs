//! Exporting: on an engine of its own, in the background; what is there is replaced only by consent.

use super::application::App;
use super::export_document::document_bytes;
use super::messages::ThreadMessage;
use super::save::SaveOutcome;
use crate::design::Document;
use crate::editor::{Dialog, ExportForm, ExportWhat, JobProgress, ReplaceTarget};
use crate::engine::{Engine, EngineError, PixelRect};
use crate::gpu::{OpenDevice, block_on};
use crate::head::HeadView;
use crate::output::board::{BoardCell, board};
use crate::output::framing::ShareShape;
use crate::output::picture::{self, PhotoPart, PictureRequest};
use crate::output::share::share;
use crate::output::{ImageFormat, srgb8};
use crate::photo::{Photo, PhotoLimits, decode};
use crate::project::{Project, Shot};
use crate::store::{WriteOutcome, WriteTarget, first_free, sites_cache, typed};
use crate::words::app as words;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

impl App {
    /// Asks what to export, and where to: a name that nothing has yet.
    pub(super) fn open_export_dialog(&mut self) {
        if self.state.open.is_none() {
            return;
        }
        let stem = format!("{}-simulation", self.stem());
        let path = first_free(&self.folder(), &stem, ".png");
        self.state.dialog = Some(Dialog::Export(Box::new(ExportForm {
            what: ExportWhat::Picture,
            path: path.to_string_lossy().into_owned(),
            legend: true,
            watermark: String::new(),
            clinic: self.state.prefs.clinic.clone(),
            max_side: None,
            letter: false,
        })));
    }

    /// Exports in the background; `replace` where a person has agreed to replace what is there.
    pub(super) fn export(&mut self, form: &ExportForm, replace: bool) {
        let (Some(open), Some(graphics)) = (&self.state.open, &self.graphics) else {
            return;
        };
        let path = typed(Path::new(form.path.trim()), &self.folder());
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        let document = form.what.document_ending();
        let format = ImageFormat::from_ending(&ending).filter(|_| document.is_none());
        if format.is_none() && document != Some(ending.as_str()) {
            let wanted = document.map(|ending| format!(".{ending}"));
            self.state.warn(words::unknown_ending(
                &wanted.unwrap_or_else(|| ImageFormat::endings_in_words(".")),
            ));
            self.state.dialog = Some(Dialog::Export(Box::new(form.clone())));
            return;
        }
        self.own_files.remember(&path);
        let project = Arc::clone(open.history.settled());
        self.cancel_export = Arc::new(AtomicBool::new(false));
        let job = ExportJob {
            gpu: graphics.gpu.clone(),
            target: WriteTarget::new(path, replace, &self.keeping.own, &project),
            format,
            project,
            form: form.clone(),
            settings: self.folders.as_ref().map(|folders| folders.config.clone()),
            cancelled: Arc::clone(&self.cancel_export),
        };
        if format.is_some() {
            self.state.prefs.clinic.clone_from(&form.clinic);
            self.state.prefs.clinic_asked = true;
        }
        self.state.dialog = None;
        self.exporting = Some(Box::new(form.clone()));
        self.state.progress = Some(JobProgress {
            label: words::exporting().to_owned(),
            share: format.map(|_| 0.0),
            can_cancel: format.is_some(),
        });
        self.keep_prefs();
        self.messages.run(words::cant_export(), move |messages| {
            let sender = messages.clone();
            let kept = job.run(move |share| sender.send(ThreadMessage::Share(share)))?;
            messages.send(ThreadMessage::Saved(kept));
            Ok(())
        });
    }
}

/// Longest side of a picture in the clipboard, px (assumption: what messages and documents take).
const CLIPBOARD_PX: u32 = 2400;

impl App {
    /// Draws the simulation with its label for the clipboard, in the background.
    pub(super) fn copy_picture(&mut self) {
        let (Some(open), Some(graphics)) = (&self.state.open, &self.graphics) else {
            return;
        };
        let (project, gpu) = (Arc::clone(open.history.settled()), graphics.gpu.clone());
        let clinic = self.state.prefs.clinic.clone();
        self.state.tell(words::copying());
        self.messages.run(words::cant_copy(), move |messages| {
            let source = PhotoSource::of(&project)?;
            let request = PictureRequest {
                legend: false,
                watermark: "",
                clinic: clinic.trim(),
                max_side: Some(CLIPBOARD_PX),
            };
            let document = project.document(project.variant);
            let mut engine = Engine::with_gpu(gpu.clone());
            if !engine.has_sites(document.design.seed) {
                engine.use_sites(Arc::new(
                    sites_cache::kept_or_grown(document.design.seed, |_| {}).0,
                ));
            }
            let progress = &mut |_: f64| true;
            let drawing = picture::picture(&mut engine, &document, source.part(), &request, progress);
            let picture = block_on(Some(&gpu.device), drawing).map_err(|error| error.to_string())?;
            let rgb = srgb8(&picture.photo);
            let size = [rgb.width() as usize, rgb.height() as usize];
            let image = egui::ColorImage::from_rgb(size, rgb.as_raw());
            messages.send(ThreadMessage::Copied(Box::new(image)));
            Ok(())
        });
    }

    /// Hands a picture to the system's clipboard.
    pub(super) fn put_into_clipboard(&mut self, picture: egui::ColorImage) {
        if let Some(graphics) = &self.graphics {
            graphics.main.context().copy_image(picture);
            graphics.main.window.request_redraw();
            self.state.tell(words::copied());
        }
    }
}

/// The photo shown, decoded and adjusted, with its view.
struct PhotoSource<'a> {
    photo: Arc<Photo>,
    view: &'a HeadView,
}

impl<'a> PhotoSource<'a> {
    fn of(project: &'a Project) -> Result<Self, String> {
        let shot = project.shot().ok_or(words::no_photo())?;
        Ok(PhotoSource {
            photo: Arc::new(decoded(shot)?),
            view: &shot.view,
        })
    }

    /// The whole of it.
    fn part(&self) -> PhotoPart<'a> {
        PhotoPart {
            rect: PixelRect::whole(&self.photo),
            photo: Arc::clone(&self.photo),
            view: self.view,
        }
    }
}

/// A photo of a project, turned, cut and balanced as it says.
pub(super) fn decoded(shot: &Shot) -> Result<Photo, String> {
    let photo = decode(&shot.bytes, &PhotoLimits::default()).map_err(|error| error.plain())?;
    Ok(shot.adjust.applied(photo))
}

/// An export under way.
struct ExportJob {
    gpu: OpenDevice,
    target: WriteTarget,
    /// Format of a picture; none for a document.
    format: Option<ImageFormat>,
    project: Arc<Project>,
    form: ExportForm,
    /// The folder of settings, where the practice file lies.
    settings: Option<PathBuf>,
    cancelled: Arc<AtomicBool>,
}

impl ExportJob {
    /// Draws the picture as `shadowline render` would from the saved project, and writes it.
    fn run(self, tell: impl Fn(f64)) -> Result<SaveOutcome, String> {
        // Asked before anything is drawn.
        if !self.target.is_free()? {
            return Ok(self.taken());
        }
        let project = Arc::clone(&self.project);
        let source = PhotoSource::of(&project)?;
        let Some(format) = self.format else {
            return self.write_document(source.photo);
        };
        let source = source.part();
        let mut progress = |share: f64| {
            tell(share);
            !self.cancelled.load(Ordering::Relaxed)
        };
        let picture = match self.draw(source, &mut progress) {
            Ok(picture) => picture,
            Err(EngineError::Cancelled) => return Ok(SaveOutcome::Cancelled),
            Err(error) => return Err(error.to_string()),
        };
        let written = self.target.write(|writer| {
            let notes = picture.encode(format, writer);
            notes.map(drop).map_err(std::io::Error::other)
        })?;
        Ok(match written {
            WriteOutcome::Written(own) => SaveOutcome::Export(own, self.target.path),
            WriteOutcome::Taken => self.taken(),
        })
    }

    /// Makes the document as `shadowline report`, `guide` or `plan` would from the saved project, and writes it.
    fn write_document(self, photo: Arc<Photo>) -> Result<SaveOutcome, String> {
        let mut engine = Engine::with_gpu(self.gpu.clone());
        let seed = self.project.design().seed;
        if !engine.has_sites(seed) {
            engine.use_sites(Arc::new(sites_cache::kept_or_grown(seed, |_| {}).0));
        }
        let bytes = document_bytes(
            &mut engine,
            &self.form,
            &self.project,
            photo,
            self.settings.as_deref(),
        )?;
        let written = self.target.write(|writer| writer.write_all(&bytes))?;
        Ok(match written {
            WriteOutcome::Written(own) => SaveOutcome::Export(own, self.target.path),
            WriteOutcome::Taken => self.taken(),
        })
    }

    fn taken(self) -> SaveOutcome {
        SaveOutcome::Taken(self.target.path, ReplaceTarget::Export(Box::new(self.form)))
    }

    fn draw(
        &self,
        source: PhotoPart<'_>,
        progress: picture::ShareDone<'_>,
    ) -> Result<picture::FinishedPicture, EngineError> {
        let mut engine = Engine::with_gpu(self.gpu.clone());
        let request = PictureRequest {
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
            // Documents have a way of their own.
            ExportWhat::Variants | ExportWhat::Report | ExportWhat::Guide | ExportWhat::Plan => block_on(
                Some(device),
                picture::sheet(
                    &mut engine,
                    &self.variants(),
                    source,
                    &request,
                    &mut sites,
                    progress,
                ),
            ),
            ExportWhat::Share { request: shared, .. } => block_on(
                Some(device),
                share(&mut engine, &document, source, &shared, &request, progress),
            ),
            ExportWhat::Board => {
                let source = PhotoPart {
                    rect: ShareShape::Head.rect(&self.project.head, source.view),
                    ..source
                };
                let cells = BoardCell::of(&self.variants());
                block_on(
                    Some(device),
                    board(&mut engine, &cells, source, &request, &mut sites, progress),
                )
            }
        }
    }

    /// All variants with their names.
    fn variants(&self) -> Vec<(String, Document)> {
        let variants = self.project.variants.iter().enumerate();
        variants
            .map(|(index, variant)| (variant.name.clone(), self.project.document(index)))
            .collect()
    }
}
