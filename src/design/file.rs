//! The design file: readable TOML, versioned, unknown keys refused with their line.

use super::{
    BrushStroke, Design, DesignError, ExtraPoint, FORMAT, Fill, HairType, Knob, OPTICS, Pigment, PointName,
    SITES, Session, cases, check_range, fills,
    pigment::check_pigments,
    sessions::{check_own_sessions, check_sessions},
    shapes, strokes, styles,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Version of the look since which a line stands at half the density.
const LINE_AT_HALF: u32 = 3;

/// A design file as it stands in TOML. Everything but `format` may be missing: unset means what stood before.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DesignFile {
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    optics: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sites: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hair_type: Option<HairType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pigment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sessions: Option<Vec<Session>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pigments: Vec<Pigment>,
    #[serde(default)]
    knobs: BTreeMap<Knob, f64>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    points: BTreeMap<PointName, [f64; 3]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<Vec<ExtraPoint>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fill: Option<Vec<Fill>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stroke: Option<Vec<BrushStroke>>,
}

impl DesignFile {
    pub(super) fn parse(text: &str) -> Result<Self, DesignError> {
        // The version is read alone first, so that a newer file is called newer and not wrong.
        #[derive(Deserialize)]
        struct FormatVersion {
            format: u32,
        }
        let invalid = |error: toml::de::Error| DesignError::File {
            reason: error.to_string(),
        };
        let version: FormatVersion = toml::from_str(text).map_err(invalid)?;
        if version.format > FORMAT {
            return Err(DesignError::Newer {
                found: version.format,
                known: FORMAT,
            });
        }
        toml::from_str(text).map_err(invalid)
    }

    /// Lays the file over a design: only what it names changes.
    pub(super) fn apply(self, design: &mut Design) -> Result<(), DesignError> {
        if let Some(newer) = [(self.optics, OPTICS), (self.sites, SITES)]
            .into_iter()
            .find_map(|(found, known)| found.filter(|found| *found > known).map(|found| (found, known)))
        {
            return Err(DesignError::Newer {
                found: newer.0,
                known: newer.1,
            });
        }
        if let Some(case) = &self.case {
            cases::find(case)?.apply(design)?;
        }
        if let Some(style) = &self.style {
            styles::find(style)?.apply(design);
        }
        if let Some(hair_type) = self.hair_type {
            design.set_hair_type(hair_type);
        }
        if let Some(seed) = self.seed {
            design.seed = seed;
        }
        if let Some(sessions) = self.sessions {
            check_sessions(&sessions)?;
            design.sessions = sessions;
        }
        if !self.pigments.is_empty() {
            check_pigments(&self.pigments)?;
            design.pigments = self.pigments;
        }
        if let Some(fills) = self.fill {
            check_fills(&fills)?;
            design.fills = fills;
        }
        let named = self
            .pigment
            .iter()
            .chain(design.fills.iter().filter_map(|fill| fill.pigment.as_ref()));
        for name in named {
            design.pigment_named(name)?;
        }
        if let Some(pigment) = self.pigment {
            design.pigment = pigment;
        }
        // Files of the older looks mean the outermost dots by their line.
        if self.optics.is_some_and(|optics| optics < LINE_AT_HALF) {
            design.knobs.insert(Knob::EdgeCentre, 0.0);
        }
        for (knob, value) in self.knobs {
            check_range(knob, value)?;
            design.knobs.insert(knob, value);
        }
        for (name, direction) in self.points {
            design.place_point(name, glam::DVec3::from(direction))?;
        }
        if let Some(extra) = self.extra {
            design.extra.clear();
            extra.into_iter().try_for_each(|point| design.add_extra(point))?;
        }
        if let Some(list) = self.stroke {
            strokes::check(list.iter())?;
            design.strokes = list.into_iter().map(Arc::new).collect();
        }
        Ok(())
    }
}

impl Design {
    /// Reads a design file over this design: keys that the file lacks keep their value.
    ///
    /// # Errors
    /// The text is no design file of a version up to [`FORMAT`]; unknown keys are named with their line.
    pub fn apply_toml(&mut self, text: &str) -> Result<(), DesignError> {
        DesignFile::parse(text)?.apply(self)
    }

    /// Reads a design file over a new design.
    ///
    /// ```
    /// use shadowline::design::{Design, Knob};
    /// let design = Design::from_toml("format = 1\nstyle = 'mature'\nknobs.density = 110")?;
    /// assert_eq!(design.get(Knob::Density), 110.0);
    ///
    /// let slip = Design::from_toml("format = 1\nknobs.densty = 110").unwrap_err();
    /// assert!(slip.to_string().contains("did you mean 'density'?"));
    /// # Ok::<(), shadowline::design::DesignError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Design::apply_toml`].
    pub fn from_toml(text: &str) -> Result<Self, DesignError> {
        let mut design = Design::default();
        design.apply_toml(text)?;
        Ok(design)
    }

    /// The design file: every knob is written, defaults too, so that it means the same for ever.
    pub fn to_toml(&self) -> String {
        let file = DesignFile {
            format: FORMAT,
            optics: Some(OPTICS),
            sites: Some(SITES),
            case: self.case.clone(),
            style: Some(self.style.clone()),
            hair_type: Some(self.hair_type),
            seed: Some(self.seed),
            pigment: Some(self.pigment.clone()),
            sessions: Some(self.sessions.clone()),
            pigments: self.pigments.clone(),
            knobs: self.knobs.clone(),
            points: self.points.clone(),
            extra: (!self.extra.is_empty()).then(|| self.extra.clone()),
            fill: Some(self.fills.clone()),
            stroke: Some(self.strokes.iter().map(|stroke| (**stroke).clone()).collect()),
        };
        // A tree of numbers and names always has a TOML form.
        toml::to_string(&file).unwrap_or_default()
    }
}

/// Refuses more fills than a design can hold, two of one name, and knobs that no fill has.
pub(crate) fn check_fills(list: &[Fill]) -> Result<(), DesignError> {
    if list.len() > fills::MAX_FILLS {
        return Err(DesignError::TooManyFills {
            limit: fills::MAX_FILLS,
            found: list.len(),
        });
    }
    let mut names = BTreeSet::new();
    for fill in list {
        if !names.insert(&fill.name) {
            return Err(DesignError::TwoFills {
                name: fill.name.clone(),
            });
        }
        check_own_sessions(&fill.sessions)?;
        shapes::check(&fill.name, &fill.shapes)?;
        for (&knob, &value) in &fill.knobs {
            if !knob.per_fill() {
                return Err(DesignError::NotOfFill {
                    knob: knob.row().name,
                });
            }
            check_range(knob, value)?;
        }
    }
    Ok(())
}
