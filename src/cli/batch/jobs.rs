//! The file of jobs: photos, designs and what all have in common; every photo with every design is one picture.

use crate::cli::args::Cli;
use clap::Parser;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Version of the file.
const FORMAT: u32 = 1;
/// Options that a batch sets itself.
const OWN_OPTIONS: [&str; 4] = ["-o", "--output", "--save-project", "--save-design"];

/// A file of jobs as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    format: u32,
    /// Folder for the pictures, from the file's own; `pictures` unless given.
    output: Option<PathBuf>,
    /// Ending of the pictures.
    ending: Option<String>,
    /// Options of `render` for all.
    #[serde(default)]
    options: Vec<String>,
    photo: Vec<WrittenPhoto>,
    #[serde(default)]
    design: Vec<WrittenDesign>,
}

/// A photo, or a project.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPhoto {
    file: PathBuf,
    /// What its pictures are called; the file's name unless given.
    name: Option<String>,
    #[serde(default)]
    options: Vec<String>,
}

/// A design by options of `render`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDesign {
    name: String,
    #[serde(default)]
    options: Vec<String>,
}

/// A file of jobs, understood.
pub(super) struct BatchFile {
    written: WrittenFile,
    /// Where its paths begin.
    home: PathBuf,
    /// Folder for the pictures.
    pub output: PathBuf,
}

/// One picture.
#[derive(Clone, Debug)]
pub(super) struct BatchJob {
    /// Its name: photo and design.
    pub name: String,
    /// The photo or project.
    pub photo: PathBuf,
    /// Where the picture is saved.
    pub output: PathBuf,
    options: Vec<String>,
}

impl BatchFile {
    /// Reads a file of jobs whose paths begin at `home`; `output` wins over the file's own folder.
    pub fn of(text: &str, home: &Path, output: Option<&Path>) -> Result<Self, String> {
        let written: WrittenFile = toml::from_str(text)
            .map_err(|error| format!("the file of jobs can't be read: {}", error.message()))?;
        if written.format != FORMAT {
            return Err(format!(
                "the file of jobs has format {}, this program knows {FORMAT}",
                written.format
            ));
        }
        if written.photo.is_empty() {
            return Err("the file of jobs names no photo: add [[photo]] with file = \"…\"".to_owned());
        }
        let own = written.output.clone().unwrap_or_else(|| "pictures".into());
        Ok(BatchFile {
            output: output.map_or_else(|| home.join(own), Path::to_path_buf),
            home: home.to_owned(),
            written,
        })
    }

    /// All pictures in the order of the file, each tried as `render` would read it.
    pub fn jobs(&self) -> Result<Vec<BatchJob>, String> {
        let ending = self.written.ending.as_deref().unwrap_or("jpg");
        let plain = [WrittenDesign {
            name: String::new(),
            options: Vec::new(),
        }];
        let designs = match self.written.design.is_empty() {
            true => &plain[..],
            false => &self.written.design[..],
        };
        let mut names = BTreeSet::new();
        let mut jobs = Vec::new();
        for photo in &self.written.photo {
            let of_file = || {
                photo
                    .file
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned()
            };
            let photo_name = photo.name.clone().unwrap_or_else(of_file);
            for design in designs {
                let name = match design.name.as_str() {
                    "" => photo_name.clone(),
                    design => format!("{photo_name}-{design}"),
                };
                let plain_name =
                    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', '\0']);
                if !plain_name {
                    return Err(format!(
                        "'{name}' is no name for a picture: it may hold no slash and no leading dot"
                    ));
                }
                if !names.insert(name.to_lowercase()) {
                    return Err(format!(
                        "two pictures would be called '{name}': give the photos a name = \"…\" of their own, and each design another"
                    ));
                }
                let options = [&self.written.options, &photo.options, &design.options];
                let job = BatchJob {
                    photo: self.home.join(&photo.file),
                    output: self.output.join(format!("{name}.{ending}")),
                    options: options.into_iter().flatten().cloned().collect(),
                    name,
                };
                job.check()?;
                jobs.push(job);
            }
        }
        Ok(jobs)
    }
}

impl BatchJob {
    /// Tries the options as the command line does.
    fn check(&self) -> Result<(), String> {
        let sets = |option: &String| {
            let name = option.split('=').next().unwrap_or_default();
            OWN_OPTIONS.contains(&name)
        };
        if let Some(option) = self.options.iter().find(|option| sets(option)) {
            return Err(format!(
                "{}: {option} can't stand in a file of jobs, which names its pictures itself",
                self.name
            ));
        }
        let program = std::iter::once("shadowline".into());
        match Cli::try_parse_from(program.chain(self.arguments())) {
            Ok(_) => Ok(()),
            Err(error) => {
                let said = error.to_string();
                let sentence = said
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .trim_start_matches("error: ")
                    .to_owned();
                Err(format!("{}: {sentence}", self.name))
            }
        }
    }

    /// What the process that draws it is started with.
    pub fn arguments(&self) -> Vec<std::ffi::OsString> {
        let mut arguments: Vec<std::ffi::OsString> = vec!["render".into(), self.photo.clone().into()];
        arguments.extend(self.options.iter().map(Into::into));
        arguments.extend(["-q".into(), "-o".into(), self.output.clone().into()]);
        arguments
    }

    /// What the picture depends on, as one word: the photo's bytes, the options and the program.
    pub fn key(&self) -> Result<String, String> {
        let bytes = std::fs::read(&self.photo)
            .map_err(|error| format!("{}: {error}. Check the name", self.photo.display()))?;
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        hash.update(Sha256::digest(&bytes));
        for option in &self.options {
            hash.update((option.len() as u64).to_le_bytes());
            hash.update(option);
            // A design or view file by its content, so that a change of it is drawn.
            if let Ok(bytes) = std::fs::read(option) {
                hash.update(Sha256::digest(bytes));
            }
        }
        let digest = hash.finalize();
        Ok(digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }
}
