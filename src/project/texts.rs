//! A project as texts: `project.toml` and one design file for each variant and snapshot. The archive holds them as files,
//! the recovery log as one record.

use super::former_purpose::FormerPurpose;
use super::members::file_name;
use super::photo_file::PhotoFile;
use super::{Agreement, MAX_PHOTOS, MAX_SNAPSHOTS, MAX_VARIANTS, Project, ProjectError, Variant};
use crate::design::{Design, DesignError, HairlineOutline, PointName};
use crate::head::{ClientScalp, Head, client_scalp};
use glam::DVec3;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Version of the project file that this program writes; older ones are read, newer ones refused.
pub(super) const FORMAT: u32 = 1;
/// The text that says what everything else in the archive is.
pub(super) const PROJECT: &str = "project.toml";
/// Directions that differ by more than this are two places on the head (0.01 mm; files have six decimals).
const SAME_PLACE: f64 = 1e-4;

/// Most letters of a name or another text of a project that a person writes (assumption).
const MOST_LETTERS: usize = 2000;
/// Most letters of a sentence on what is wrong in a file (assumption: some lines).
pub(super) const MOST_QUOTED: usize = 800;
/// Most values of one text (assumption: a design with all the brush strokes that it may have holds 600,000 numbers).
const MOST_VALUES: usize = 1_000_000;

/// All texts of a project.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectTexts {
    /// `project.toml`.
    pub project: String,
    /// In the recovery log: what led to this state; empty where it belongs to the step before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// Design files by their name in the archive.
    pub designs: BTreeMap<String, String>,
}

/// `project.toml` as it stands.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ProjectFile {
    format: u32,
    /// For people: which program wrote it.
    #[serde(default)]
    program: String,
    #[serde(default)]
    client: String,
    /// What the client came for, in files from before cases; now each design names its case.
    #[serde(default, skip_serializing)]
    purpose: Option<FormerPurpose>,
    /// Number of the photo shown, from 1.
    #[serde(default)]
    shown_photo: usize,
    /// Number of the variant shown, from 1.
    #[serde(default)]
    shown_variant: usize,
    head: Head,
    /// What the client's own scalp carries.
    #[serde(default, skip_serializing_if = "is_bare")]
    own: ClientScalp,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    photo: Vec<PhotoFile>,
    variant: Vec<VariantFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    snapshot: Vec<SnapshotFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct VariantFile {
    name: String,
    /// Where its design lies in the archive.
    design: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed: Option<Agreement>,
    /// The hairline as it was evaluated on the head: control points as template directions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    hairline: BTreeMap<PointName, [f64; 3]>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SnapshotFile {
    name: String,
    design: String,
}

fn is_bare(own: &ClientScalp) -> bool {
    *own == ClientScalp::default()
}

impl ProjectTexts {
    /// The texts of a project; photo number n lies in `photo_files[n]`.
    pub fn of(project: &Project, photo_files: &[String]) -> Result<Self, ProjectError> {
        let mut taken = BTreeSet::new();
        let mut designs = BTreeMap::new();
        let mut put = |name: &str, fallback: &str, design: &Design| {
            let file = format!(
                "designs/{}",
                file_name(&format!("{name}.toml"), fallback, &mut taken)
            );
            designs.insert(file.clone(), design.to_toml());
            file
        };
        let variant = project.variants.iter().map(|variant| VariantFile {
            name: variant.name.clone(),
            design: put(&variant.name, "variant.toml", &variant.design),
            agreed: variant.agreed.clone(),
            hairline: hairline(&project.head, &variant.design),
        });
        let variant = variant.collect();
        let snapshot = project.snapshots.iter().map(|(name, design)| SnapshotFile {
            name: name.clone(),
            design: put(&format!("snapshot-{name}"), "snapshot.toml", design),
        });
        let file = ProjectFile {
            format: FORMAT,
            program: format!("Shadowline {}", env!("CARGO_PKG_VERSION")),
            client: project.client.clone(),
            purpose: None,
            shown_photo: project.photo + 1,
            shown_variant: project.variant + 1,
            head: project.head.clone(),
            own: project.own.clone(),
            photo: project
                .photos
                .iter()
                .zip(photo_files)
                .map(|(shot, file)| PhotoFile::new(shot, file.clone()))
                .collect(),
            variant,
            snapshot: snapshot.collect(),
        };
        let project = toml::to_string(&file).map_err(|error| ProjectError::Write {
            detail: error.to_string(),
        })?;
        Ok(ProjectTexts {
            project,
            step: String::new(),
            designs,
        })
    }

    /// The project of these texts. `photo` gives a photo's bytes by its name in the archive and its hash.
    pub fn project(
        &self,
        photo: impl FnMut(&str, &str) -> Result<Arc<[u8]>, ProjectError>,
    ) -> Result<Project, ProjectError> {
        ProjectFile::parse(&self.project)?.project(&self.designs, photo)
    }
}

impl ProjectFile {
    /// Names of the design files that are needed.
    pub fn design_files(&self) -> BTreeSet<&str> {
        let variants = self.variant.iter().map(|row| row.design.as_str());
        variants
            .chain(self.snapshot.iter().map(|row| row.design.as_str()))
            .collect()
    }

    /// Refuses more of anything than a project holds, and texts longer than a person would write.
    fn check_limits(&self) -> Result<(), ProjectError> {
        for (what, found, limit) in [
            ("variants", self.variant.len(), MAX_VARIANTS),
            ("snapshots", self.snapshot.len(), MAX_SNAPSHOTS),
            ("photos", self.photo.len(), MAX_PHOTOS),
        ] {
            if found > limit {
                return Err(ProjectError::Unsafe {
                    reason: format!("it has {found} {what}, at most {limit} are opened"),
                });
            }
        }
        let agreed = self.variant.iter().filter_map(|row| row.agreed.as_ref());
        let texts = agreed.flat_map(|agreed| {
            let plain = [&agreed.date, &agreed.practitioner, &agreed.client, &agreed.stage];
            plain.into_iter().chain(&agreed.assumptions)
        });
        let texts = texts
            .chain([&self.client])
            .chain(self.variant.iter().flat_map(|row| [&row.name, &row.design]))
            .chain(self.snapshot.iter().flat_map(|row| [&row.name, &row.design]))
            .chain(
                self.photo
                    .iter()
                    .flat_map(|row| [&row.name, &row.file, &row.sha256]),
            );
        match texts.into_iter().find(|text| text.len() > MOST_LETTERS) {
            Some(text) => Err(invalid(
                PROJECT,
                format!(
                    "the text that begins with {:?} is longer than {MOST_LETTERS} letters",
                    shortened(text, 40)
                ),
            )),
            None => Ok(()),
        }
    }

    /// The project, with its designs by their names.
    pub fn project(
        self,
        designs: &BTreeMap<String, String>,
        mut photo: impl FnMut(&str, &str) -> Result<Arc<[u8]>, ProjectError>,
    ) -> Result<Project, ProjectError> {
        let file = self;
        file.head.check().map_err(|reason| invalid(PROJECT, reason))?;
        client_scalp::check(&file.own).map_err(|reason| invalid(PROJECT, reason))?;
        let design = |name: &str| -> Result<Design, ProjectError> {
            let text = designs.get(name).ok_or_else(|| ProjectError::Lost {
                file: name.to_owned(),
            })?;
            check_values(name, text)?;
            Design::from_toml(text).map_err(|error| match error {
                newer @ DesignError::Newer { .. } => newer.into(),
                error => invalid(name, error.to_string()),
            })
        };
        let mut photos = Vec::new();
        for row in file.photo {
            let bytes = photo(&row.file, &row.sha256)?;
            photos.push(row.shot(bytes).map_err(|reason| invalid(PROJECT, reason))?);
        }
        let mut variants = Vec::new();
        for row in file.variant {
            let mut design = design(&row.design)?;
            keep_hairline(&file.head, &mut design, &row.hairline)?;
            if let (Some(purpose), None) = (file.purpose, &design.case) {
                design.case = Some(purpose.case().to_owned());
            }
            variants.push(Variant {
                name: row.name,
                design,
                agreed: row.agreed,
            });
        }
        if variants.is_empty() {
            return Err(invalid(PROJECT, "it has no variant".to_owned()));
        }
        let snapshots = file
            .snapshot
            .into_iter()
            .map(|row| Ok((row.name, design(&row.design)?)));
        let snapshots = snapshots.collect::<Result<Vec<_>, ProjectError>>()?;
        let shown = |number: usize, count: usize| number.min(count).saturating_sub(1);
        Ok(Project {
            client: file.client,
            photo: shown(file.shown_photo, photos.len()),
            variant: shown(file.shown_variant, variants.len()),
            head: file.head,
            own: file.own,
            photos,
            variants,
            snapshots,
        })
    }
}

pub(super) fn invalid(file: &str, reason: String) -> ProjectError {
    ProjectError::Text {
        file: shortened(file, MOST_QUOTED),
        reason: shortened(reason.trim_end(), MOST_QUOTED),
    }
}

/// A text of at most `most` letters; the middle of a longer one is left out.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    // Not more than there is room for: letters may have several bytes.
    let begin: String = text.chars().take(most / 2).collect();
    let end: Vec<char> = text.chars().rev().take(most / 4).collect();
    format!("{begin} … {}", end.iter().rev().collect::<String>())
}

/// Refuses texts of so many values that reading them alone would take all memory.
fn check_values(file: &str, text: &str) -> Result<(), ProjectError> {
    let values = text.bytes().filter(|byte| matches!(byte, b',' | b'\n')).count();
    match values > MOST_VALUES {
        true => Err(ProjectError::Unsafe {
            reason: format!(
                "{} holds {values} values, at most {MOST_VALUES} are read",
                shortened(file, MOST_QUOTED)
            ),
        }),
        false => Ok(()),
    }
}

impl ProjectFile {
    /// Reads `project.toml`.
    pub fn parse(text: &str) -> Result<ProjectFile, ProjectError> {
        check_values(PROJECT, text)?;
        let file = parse(text)?;
        file.check_limits()?;
        Ok(file)
    }
}

fn parse(text: &str) -> Result<ProjectFile, ProjectError> {
    // The version is read alone first, so that a newer file is called newer and not wrong.
    #[derive(Deserialize)]
    struct ProjectVersion {
        format: u32,
    }
    let wrong = |error: toml::de::Error| invalid(PROJECT, error.to_string());
    let version: ProjectVersion = toml::from_str(text).map_err(wrong)?;
    if version.format > FORMAT {
        return Err(ProjectError::Newer {
            found: version.format,
            known: FORMAT,
        });
    }
    let file = toml::from_str(text).map_err(wrong)?;
    let table: toml::Table = toml::from_str(text).map_err(wrong)?;
    check_finite(&toml::Value::Table(table), "")?;
    Ok(file)
}

/// TOML has numbers that are none (`nan`, `inf`); a project has not.
fn check_finite(value: &toml::Value, key: &str) -> Result<(), ProjectError> {
    match value {
        toml::Value::Float(number) if !number.is_finite() => {
            Err(invalid(PROJECT, format!("{key} is {number}, which is no number")))
        }
        toml::Value::Array(list) => list.iter().try_for_each(|value| check_finite(value, key)),
        toml::Value::Table(table) => table.iter().try_for_each(|(key, value)| check_finite(value, key)),
        _ => Ok(()),
    }
}

/// The named control points of a design's hairline on a head, six decimals. The first of a name is the named one itself.
fn hairline(head: &Head, design: &Design) -> BTreeMap<PointName, [f64; 3]> {
    let control = HairlineOutline::evaluate(head, design).map(|outline| outline.control);
    let mut places = BTreeMap::new();
    for point in control.unwrap_or_default() {
        let rounded = point.direction.to_array().map(|c| (c * 1e6).round() / 1e6);
        places.entry(point.name).or_insert(rounded);
    }
    places
}

/// Opening derives nothing anew: where this program's recipe puts a hairline point elsewhere than the file says, the file's
/// place is kept as if placed by hand.
fn keep_hairline(
    head: &Head,
    design: &mut Design,
    stored: &BTreeMap<PointName, [f64; 3]>,
) -> Result<(), ProjectError> {
    let now = hairline(head, design);
    for (name, place) in stored {
        let stored = DVec3::from(*place);
        if now
            .get(name)
            .is_some_and(|now| DVec3::from(*now).distance(stored) > SAME_PLACE)
        {
            design.place_point(*name, stored)?;
        }
    }
    Ok(())
}
