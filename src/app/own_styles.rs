//! A practitioner's own styles in the window: kept, removed, given away, taken in.

use super::application::App;
use super::messages::ThreadMessage;
use crate::design::Design;
use crate::editor::KeptStyle;
use crate::engine::Engine;
use crate::gpu::{OpenDevice, block_on};
use crate::intake::{DEMO_PHOTO, demo_view};
use crate::output::save::atomically;
use crate::output::style_picture::style_picture;
use crate::photo::{PhotoLimits, decode};
use crate::store::own_styles::{OwnStyle, read_library, style_text, styles_folder, take_in, write_library};
use crate::store::{first_free, sites_cache};
use crate::words::app as words;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The styles that are kept, as the panels know them.
pub(super) fn kept_styles() -> Vec<KeptStyle> {
    let styles = styles_folder()
        .map(|folder| OwnStyle::all(&folder))
        .unwrap_or_default();
    let kept = |style: OwnStyle| KeptStyle {
        name: style.name,
        text: style.text,
    };
    styles.into_iter().map(kept).collect()
}

impl App {
    /// Keeps the design shown as a style, with a picture of the demo head, in the background.
    pub(super) fn keep_style(&mut self, name: String) {
        let (Some(project), Some(graphics)) = (self.state.project(), &self.graphics) else {
            return;
        };
        let (text, gpu) = (style_text(project.design()), graphics.gpu.clone());
        self.messages.run(words::cant_keep_style(), move |messages| {
            let folder = styles_folder().ok_or(words::no_data_folder())?;
            let name = name.trim().to_owned();
            OwnStyle::check_free(&folder, &name).map_err(|error| error.to_string())?;
            let style = OwnStyle {
                name,
                picture: Some(demo_picture(&gpu, &text)?),
                text,
            };
            style.keep(&folder).map_err(|error| error.to_string())?;
            messages.send(ThreadMessage::Styles(words::style_kept(&style.name)));
            Ok(())
        });
    }

    /// Removes a style.
    pub(super) fn remove_style(&mut self, name: &str) {
        let removed = styles_folder()
            .ok_or(words::no_data_folder().to_owned())
            .and_then(|folder| {
                let style = OwnStyle::named(&folder, name);
                style
                    .and_then(|style| style.remove(&folder))
                    .map_err(|error| error.to_string())
            });
        if let Err(sentence) = removed {
            self.state.warn(sentence);
        }
        self.state.own_styles = kept_styles();
    }

    /// Writes all own styles into a library beside the project, under a name that nothing has yet.
    pub(super) fn export_styles(&mut self) {
        let styles = styles_folder()
            .map(|folder| OwnStyle::all(&folder))
            .unwrap_or_default();
        let path = first_free(&self.folder(), "styles", ".zip");
        match atomically(&path, |writer| write_library(&styles, writer)) {
            Ok(()) => self.state.tell(words::styles_saved(styles.len(), &path)),
            Err(error) => self.state.warn(words::styles_unsaved(&path, &error)),
        }
    }

    /// Takes the styles of a library in, in the background.
    pub(super) fn import_styles(&mut self, path: PathBuf) {
        self.messages.run(words::cant_import_styles(), move |messages| {
            let names = imported(&path)?;
            messages.send(ThreadMessage::Styles(words::styles_taken_in(&names)));
            Ok(())
        });
    }
}

fn imported(path: &Path) -> Result<Vec<String>, String> {
    let folder = styles_folder().ok_or(words::no_data_folder())?;
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let styles = read_library(&bytes).map_err(|error| error.to_string())?;
    take_in(styles, &folder).map_err(|error| error.to_string())
}

/// A style on the demo head.
pub(super) fn demo_picture(gpu: &OpenDevice, text: &str) -> Result<Vec<u8>, String> {
    let mut design = Design::default();
    design.apply_toml(text).map_err(|error| error.to_string())?;
    let (head, view) = demo_view().map_err(|error| error.to_string())?;
    let photo = decode(DEMO_PHOTO, &PhotoLimits::default()).map_err(|error| error.to_string())?;
    let mut engine = Engine::with_gpu(gpu.clone());
    if !engine.has_sites(design.seed) {
        engine.use_sites(Arc::new(sites_cache::kept_or_grown(design.seed, |_| {}).0));
    }
    let drawing = style_picture(&mut engine, design, head, &view, Arc::new(photo));
    block_on(Some(&gpu.device), drawing).map_err(|error| error.to_string())
}
