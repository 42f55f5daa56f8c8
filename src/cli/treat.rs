//! From the command line's options to the treatment: what is proposed for the client, matched, chosen and set.

use super::args::{DesignArgs, HairTypeArg, Talk};
use super::inputs::{Subject, say};
use super::suggest::explained;
use super::view_args::hair_colour;
use super::{CliError, files};
use crate::design::{Design, DesignError, HairType, SessionPlan, Stage, needle, styles};
use crate::plan::client::Client;
use crate::plan::dot_table::{field_dot, luminance};
use crate::plan::matched_ink::absorption;
use crate::plan::tiles::HALO_SIGMA_MM;
use crate::project::{ProjectEdit, TreatmentEdit};
use crate::sight::{DotLight, HairColour, SideMatch, ToldBy};

/// What the options ask of the treatment, checked as far as it can be before any photo is read.
pub(super) struct Wanted<'a> {
    args: &'a DesignArgs,
    /// Text of the design file.
    file: Option<String>,
    hair_colour: Option<HairColour>,
    stage: Option<Stage>,
}

impl<'a> Wanted<'a> {
    /// Reads the options and tries them on a new design. What a project may bring (fills, sessions, pigments of its own) is
    /// taken on trust where `may_be_project`: the project is asked later.
    ///
    /// # Errors
    /// An unknown name, a value out of range, a design file that can't be read.
    pub fn of(args: &'a DesignArgs, may_be_project: bool) -> Result<Self, CliError> {
        let wanted = Wanted {
            args,
            file: args.design.as_deref().map(files::read_text).transpose()?,
            hair_colour: args.hair_colour.as_deref().map(hair_colour).transpose()?,
            stage: args
                .stage
                .as_deref()
                .map(Stage::parse)
                .transpose()
                .map_err(explained)?,
        };
        let checked = |done: Result<(), DesignError>| match done {
            Err(DesignError::NoFill { .. } | DesignError::NoSession { .. }) if may_be_project => Ok(()),
            Err(DesignError::NoChoice { what: "pigment", .. }) if may_be_project => Ok(()),
            done => done.map_err(explained),
        };
        let mut design = Design::default();
        checked(wanted.lay_style(&mut design))?;
        checked(wanted.lay_names(&mut design))?;
        if let (Some(text), false) = (&wanted.file, may_be_project) {
            design.apply_toml(text)?;
        }
        for setting in &args.set {
            checked(design.apply_setting(setting))?;
        }
        Ok(wanted)
    }

    /// Lays the design that the options describe over the treatment of the variant shown. An agreed variant stays as it is:
    /// a copy takes the changes. What is looked at changes in all variants.
    pub fn treat(&self, subject: &mut Subject, talk: &Talk) -> Result<(), CliError> {
        let begin = self.proposed(subject)?;
        let design = self.laid_over(begin, subject, talk)?;
        let looks = self.stage.is_some() || !self.args.set.is_empty() || self.file.is_some();
        if looks || design != *subject.project.design() {
            subject.project = subject.project.apply(TreatmentEdit::Design(Box::new(design)))?;
        }
        Ok(())
    }

    /// The design to begin with: that of the project, or a new one with the shade that is proposed for the client.
    fn proposed(&self, subject: &mut Subject) -> Result<Design, CliError> {
        let mut design = subject.project.design().clone();
        let Some(seen) = &subject.understood else {
            return match self.hair_colour {
                Some(_) => Err(CliError::Usage(
                    "--hair-colour acts on a photo whose head is found; this one's isn't, or was not looked at"
                        .into(),
                )),
                None => Ok(design),
            };
        };
        let skin_deg = subject.project.own.skin_deg;
        let mut shade = seen.shade(skin_deg);
        if let Some(colour) = self.hair_colour {
            shade = crate::sight::shade(&seen.capture.with_skin(skin_deg), Some((colour, ToldBy::Hair)));
            let hair = subject.project.own.hair.clone();
            let edit = ProjectEdit::OwnHair(hair, Some(colour.usual_over_skin())).into();
            subject.project = subject.project.apply(edit)?;
        }
        design.propose(
            shade.pigment,
            shade.density_per_cm2,
            shade.dot_diameter_mm,
            shade.shade_od,
        )?;
        // A client who chose a hair colour keeps the proposal, and so does one whose sides tell nothing.
        if self.hair_colour.is_none()
            && let Some(Ok(sides)) = sides(&design, subject)
        {
            take(&mut design, &sides)?;
        }
        Ok(design)
    }

    fn lay_style(&self, design: &mut Design) -> Result<(), DesignError> {
        if let Some(style) = &self.args.style {
            styles::find(style)?.apply(design);
        }
        Ok(())
    }

    /// What is chosen by name; the pigment last, for a project may have its own.
    fn lay_names(&self, design: &mut Design) -> Result<(), DesignError> {
        let args = self.args;
        if let Some(hair_type) = args.hair_type {
            design.set_hair_type(match hair_type {
                HairTypeArg::Straight => HairType::Straight,
                HairTypeArg::Wavy => HairType::Wavy,
                HairTypeArg::Curly => HairType::Curly,
                HairTypeArg::Coily => HairType::Coily,
            });
        }
        if let Some(school) = &args.school {
            design.apply_preset("school", &needle::SCHOOLS, school)?;
        }
        if let Some(name) = &args.needle {
            design.apply_preset("needle", &needle::NEEDLES, name)?;
        }
        if let Some(plan) = &args.sessions {
            design.sessions = SessionPlan::named(plan)?.sessions();
        }
        if let Some(pigment) = &args.pigment {
            design.set_pigment(pigment)?;
        }
        Ok(())
    }

    fn laid_over(&self, mut design: Design, subject: &Subject, talk: &Talk) -> Result<Design, CliError> {
        self.lay_style(&mut design).map_err(explained)?;
        if let Some(seen) = &subject.understood {
            let (head, view) = (&subject.project.head, &subject.view);
            let at_hair = design.temples_at_hair(head, |at| seen.bare_before_hair_mm(head, view, at));
            for (knob, mm) in at_hair {
                design.set(knob, mm)?;
            }
        }
        self.lay_names(&mut design).map_err(explained)?;
        if self.args.match_sides {
            match_sides(&mut design, subject, talk)?;
        }
        if let Some(text) = &self.file {
            design.apply_toml(text)?;
        }
        if let Some(seed) = self.args.seed {
            design.seed = seed;
        }
        if self.args.reshuffle {
            design.seed = rand::random();
            say(talk, &format!("note: the pattern's seed is {}", design.seed));
        }
        for setting in &self.args.set {
            design.apply_setting(setting).map_err(explained)?;
        }
        if let Some(stage) = self.stage {
            design.show(stage);
        }
        Ok(design)
    }
}

/// What equals the client's shaved sides; none where no head was understood.
fn sides(design: &Design, subject: &Subject) -> Option<Result<SideMatch, String>> {
    let seen = subject.understood.as_ref()?;
    let client = Client {
        capture: Some(&seen.capture),
        hair_over_skin: subject.project.own.hair_over_skin,
        skin_deg: subject.project.own.skin_deg,
        ..Client::default()
    };
    let found = seen.sides(&subject.photo, &subject.view, &dot_light(design, client));
    Some(found.map(|sides| with_ink(design, client, sides)))
}

/// The match with ink of the sides' colour.
pub(crate) fn with_ink(design: &Design, client: Client<'_>, sides: SideMatch) -> SideMatch {
    let field = [sides.density_per_cm2, sides.dot_diameter_mm, sides.shade_od];
    let ink = absorption(design, client, field, sides.sides_over_skin, sides.tone[0]);
    SideMatch {
        absorption: Some(ink),
        ..sides
    }
}

/// Puts a match into a design.
fn take(design: &mut Design, sides: &SideMatch) -> Result<(), CliError> {
    if let Some(absorption) = sides.absorption {
        design.set_matched_pigment(absorption);
    }
    let pigment = design.pigment.clone();
    Ok(design.propose(
        &pigment,
        sides.density_per_cm2,
        sides.dot_diameter_mm,
        sides.shade_od,
    )?)
}

/// How a field of a design's dots takes light from a client's skin, for matching the sides.
pub(crate) fn dot_light<'a>(
    design: &'a Design,
    client: Client<'a>,
) -> impl Fn(f64, f64, f64) -> DotLight + 'a {
    move |density_per_cm2, diameter_mm, shade_od| {
        let (dot, spread) = field_dot(design, client, [density_per_cm2, diameter_mm, shade_od]);
        DotLight {
            core_mm2: luminance(dot.core_area_mm2),
            core_sigma_mm: dot.core_sigma_mm,
            halo_mm2: luminance(dot.halo_area_mm2),
            halo_sigma_mm: HALO_SIGMA_MM,
            spread,
        }
    }
}

/// Takes density, dot size, shade and ink from the client's shaved sides, and says how well they are met.
fn match_sides(design: &mut Design, subject: &Subject, talk: &Talk) -> Result<(), CliError> {
    match sides(design, subject) {
        None => Err(CliError::Usage(
            "--match-sides needs a photo whose head is found; mark the face with --eyes and --chin".into(),
        )),
        Some(Ok(sides)) => {
            say(talk, &format!("note: {}", sides.sentence()));
            take(design, &sides)
        }
        Some(Err(why)) => {
            say(talk, &format!("note: the sides are not matched. {why}"));
            Ok(())
        }
    }
}
