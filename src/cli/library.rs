//! `shadowline library`: a practitioner's own styles.

use super::args::TalkOptions;
use super::consult_args::{LibraryArgs, LibraryCommand};
use super::files::{self, CommandFiles};
use super::inputs::say;
#[cfg(feature = "app")]
use super::learn;
use super::render::engine_for;
use super::tables::print_json;
use super::{CliError, suggest};
use crate::design::Design;
use crate::gpu::block_on;
use crate::intake::{DEMO_PHOTO, JSON_FORMAT, demo_view};
use crate::output::style_picture::style_picture;
use crate::photo::{PhotoLimits, decode};
use crate::store::own_styles::{
    OwnStyle, StyleError, read_library, style_text, styles_folder, take_in, write_library,
};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn run(args: &LibraryArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let folder = folder(args.folder.as_deref())?;
    match &args.what {
        LibraryCommand::List { json } => list(&folder, *json),
        LibraryCommand::Save { name, design } => {
            OwnStyle::check_free(&folder, name.trim())?;
            let mut kept = Design::default();
            kept.apply_toml(&files::read_text(design)?)
                .map_err(suggest::explained)?;
            let text = style_text(&kept);
            let style = OwnStyle {
                name: name.trim().to_owned(),
                picture: Some(demo_picture(&text, talk)?),
                text,
            };
            style.keep(&folder)?;
            say(talk, &format!("kept: {}", style.name));
            Ok(())
        }
        #[cfg(feature = "app")]
        LibraryCommand::Learned => learn::averages(),
        #[cfg(feature = "app")]
        LibraryCommand::House { name } => learn::house(&folder, name.trim(), talk),
        #[cfg(feature = "app")]
        LibraryCommand::Forget => learn::forget(),
        LibraryCommand::Remove { name } => Ok(OwnStyle::named(&folder, name)?.remove(&folder)?),
        LibraryCommand::Export { file } => {
            let files = CommandFiles::writing_only([file.clone()]).check()?;
            let styles = OwnStyle::all(&folder);
            if styles.is_empty() {
                return Err(CliError::Usage(
                    "no style has been kept yet; keep one with `shadowline library save`".into(),
                ));
            }
            files.write(file, |out| {
                write_library(&styles, out).map_err(CliError::io(file))
            })?;
            say(talk, &format!("saved: {}", counted(styles.len())));
            Ok(())
        }
        LibraryCommand::Import { file } => {
            let names = take_in(read_library(&files::read(file)?)?, &folder)?;
            say(
                talk,
                &format!(
                    "kept: {}",
                    match names.is_empty() {
                        true => "nothing that wasn't there".to_owned(),
                        false => names.join(", "),
                    }
                ),
            );
            Ok(())
        }
    }
}

/// 'one style', '3 styles'.
fn counted(styles: usize) -> String {
    match styles {
        1 => "one style".to_owned(),
        count => format!("{count} styles"),
    }
}

/// The folder of the styles.
pub(super) fn folder(asked: Option<&Path>) -> Result<PathBuf, CliError> {
    let own = asked.map(Path::to_path_buf).or_else(styles_folder);
    Ok(own.ok_or(StyleError::NoFolder)?)
}

fn list(folder: &Path, as_json: bool) -> Result<(), CliError> {
    let styles = OwnStyle::all(folder);
    if as_json {
        let rows = styles
            .iter()
            .map(|style| json!({ "name": style.name, "picture": style.picture.is_some() }));
        let rows: Vec<_> = rows.collect();
        return print_json(&json!({ "format": JSON_FORMAT, "folder": folder, "styles": rows }));
    }
    let names: String = styles.iter().map(|style| format!("{}\n", style.name)).collect();
    files::print(names.as_bytes())
}

/// A style on the demo head, PNG: no client is in a library.
pub(super) fn demo_picture(text: &str, talk: &TalkOptions) -> Result<Vec<u8>, CliError> {
    let mut design = Design::default();
    design.apply_toml(text)?;
    let (head, view) = demo_view()?;
    let photo = Arc::new(decode(DEMO_PHOTO, &PhotoLimits::default())?);
    let mut engine = engine_for(&design, talk)?;
    let gpu = engine.gpu().device.clone();
    Ok(block_on(
        Some(&gpu),
        style_picture(&mut engine, design, head, &view, photo),
    )?)
}
