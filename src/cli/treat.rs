//! From the command line's options to the treatment: what is proposed for the client, matched, chosen and set.

use super::args::{DesignArgs, HairTypeArg, Talk};
use super::inputs::{Subject, say};
use super::suggest::explained;
use super::view_args::hair_colour;
use super::{CliError, files};
use crate::design::{Design, DesignError, HairType, SessionPlan, Stage, needle, styles};
use crate::intake::{first_dots, with_shade, with_sides};
use crate::project::Edit;
use crate::vision::{HairColour, HairSource};

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
            subject.project = subject.project.apply(Edit::Design(Box::new(design)))?;
        }
        Ok(())
    }

    /// The design to begin with: that of the project, or a new one with the shade that is proposed for the client.
    fn proposed(&self, subject: &mut Subject) -> Result<Design, CliError> {
        let design = subject.project.design().clone();
        let Some(findings) = &subject.findings else {
            return match self.hair_colour {
                Some(_) => Err(CliError::Usage(
                    "--hair-colour acts on a photo whose head is found; this one's isn't, or was not looked at"
                        .into(),
                )),
                None => Ok(design),
            };
        };
        let client_scalp = &subject.project.own;
        let Some(colour) = self.hair_colour else {
            let (photo, view) = (&subject.photo, &subject.view);
            return Ok(first_dots(findings, photo, view, &design, client_scalp)?);
        };
        // A client who chose a hair colour keeps the proposal, whatever the sides tell.
        let capture = findings.capture.with_skin(client_scalp.skin_deg);
        let shade = crate::vision::shade(&capture, Some((colour, HairSource::Hair)));
        let edit = Edit::OwnHair(client_scalp.hair.clone(), Some(colour.usual_over_skin()));
        subject.project = subject.project.apply(edit)?;
        Ok(with_shade(&design, &shade)?)
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
        if let Some(findings) = &subject.findings {
            for (knob, mm) in findings.temples(&subject.project.head, &subject.view, &design) {
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

/// Takes density, dot size, shade and ink from the client's shaved sides, and says how well they are met.
fn match_sides(design: &mut Design, subject: &Subject, talk: &Talk) -> Result<(), CliError> {
    let Some(findings) = &subject.findings else {
        return Err(CliError::Usage(
            "--match-sides needs a photo whose head is found; mark the face with --eyes and --chin".into(),
        ));
    };
    match findings.sides(&subject.photo, &subject.view, design, &subject.project.own) {
        Ok(sides) => {
            say(talk, &format!("note: {}", sides.sentence()));
            *design = with_sides(design, &sides)?;
        }
        Err(why) => say(talk, &format!("note: the sides are not matched. {why}")),
    }
    Ok(())
}
