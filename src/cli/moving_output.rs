//! Where a row of pictures goes: a moving picture, or a folder of numbered ones.

use super::CliError;
use super::files::{self, CommandFiles};
use crate::output::{moving, srgb8};
use crate::photo::Photo;
use image::RgbImage;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How a row of pictures is saved.
#[derive(Clone, Copy)]
pub(super) enum MovingOutput {
    Gif,
    Webp,
    Folder,
}

/// One picture of the row.
pub(super) struct MovingFrame {
    /// What its file in a folder is called, behind its number.
    pub name: String,
    /// The picture.
    pub photo: Photo,
    /// How long it stands, ms.
    pub stands_ms: u32,
}

impl MovingOutput {
    /// As asked for, else by the ending; a folder that is there is a folder whatever its name; GIF for standard output.
    pub fn of(path: &Path, asked: Option<&str>) -> Result<Self, CliError> {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        let by_ending = match ending.as_deref() {
            Some("gif") => Some("gif"),
            Some("webp") => Some("webp"),
            _ => None,
        };
        match (asked, by_ending) {
            (Some(asked), Some(by_ending)) if asked != by_ending => Err(CliError::Usage(format!(
                "--format {asked} and the ending of '{}' contradict each other; omit --format, or change the ending",
                path.display()
            ))),
            (Some("folder"), _) if files::is_stream(path) => Err(CliError::Usage(
                "a folder can't go to standard output; name one, or choose --format gif or webp".into(),
            )),
            (Some("gif"), _) | (None, Some("gif")) => Ok(MovingOutput::Gif),
            (Some("webp"), _) | (None, Some("webp")) => Ok(MovingOutput::Webp),
            (Some("folder"), _) => Ok(MovingOutput::Folder),
            (Some(asked), _) => Err(CliError::Usage(format!(
                "--format {asked} is none; choose gif, webp or folder"
            ))),
            (None, _) if files::is_stream(path) => Ok(MovingOutput::Gif),
            (None, _) if ending.is_none() || path.is_dir() => Ok(MovingOutput::Folder),
            (None, _) => Err(CliError::Usage(format!(
                "'{}' doesn't say the form; end it in .gif or .webp, or name a folder for numbered PNGs",
                path.display()
            ))),
        }
    }

    /// The files that will be written, looked at, for pictures of these names; a folder that isn't there yet is made.
    pub fn checked<'a>(
        self,
        files: CommandFiles<'a>,
        path: &Path,
        names: &[String],
    ) -> Result<CommandFiles<'a>, CliError> {
        match self {
            MovingOutput::Gif | MovingOutput::Webp => {
                files::check_terminal(path)?;
                files.writing([path.to_owned()]).check()
            }
            MovingOutput::Folder => {
                files::check_folder(path)?;
                if !path.exists() {
                    // Nothing in it can be lost, but an input can't be looked for in a folder that isn't there.
                    return files.check();
                }
                let names = names.iter().enumerate();
                files
                    .writing(names.map(|(index, name)| numbered_path(path, index, name)))
                    .check()
            }
        }
    }

    /// Writes the pictures.
    pub fn save(self, frames: &[MovingFrame], path: &Path, files: &CommandFiles<'_>) -> Result<(), CliError> {
        let delays: Vec<u32> = frames.iter().map(|frame| frame.stands_ms).collect();
        let pictures = || -> Vec<RgbImage> { frames.iter().map(|frame| srgb8(&frame.photo)).collect() };
        match self {
            MovingOutput::Gif => {
                let bytes = moving::gif(&pictures(), &delays)?;
                files.write(path, |out| out.write_all(&bytes))
            }
            MovingOutput::Webp => {
                let bytes = moving::webp(&pictures(), &delays)?;
                files.write(path, |out| out.write_all(&bytes))
            }
            MovingOutput::Folder => numbered(frames, path, files),
        }
    }
}

/// Where a picture of a folder lies.
fn numbered_path(folder: &Path, index: usize, name: &str) -> PathBuf {
    folder.join(format!("{:02}-{name}.png", index + 1))
}

/// Each picture as a PNG of its own in a folder.
fn numbered(frames: &[MovingFrame], folder: &Path, files: &CommandFiles<'_>) -> Result<(), CliError> {
    std::fs::create_dir_all(folder).map_err(CliError::io(folder))?;
    for (index, frame) in frames.iter().enumerate() {
        let path = numbered_path(folder, index, &frame.name);
        files.write(&path, |out| {
            let written = srgb8(&frame.photo).write_to(out, image::ImageFormat::Png);
            written.map_err(|error| CliError::io(&path)(std::io::Error::other(error)))
        })?;
    }
    Ok(())
}
