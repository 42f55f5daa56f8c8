//! From the command line's options to the treatment: what is proposed for the client, matched, chosen and set.

use super::args::{DesignArgs, HairTypeArg, TalkOptions};
use super::inputs::{TreatedPhoto, say};
use super::suggest::explained;
use super::view_args::hair_colour;
use super::{CliError, files, library};
use crate::design::needle::{NEEDLES, SCHOOLS, named_preset};
use crate::design::{
    Design, DesignError, Fill, FillCombination, FillRegion, HairType, KnobSetting, TreatmentStage, cases,
};
use crate::intake::{
    DesignProposal, case_of_found, stencil_at, stencil_image, with_found, with_shade, with_sides,
};
use crate::photo::{PhotoLimits, decode};
use crate::plan::dots::client_traits::ClientTraits;
use crate::project::{Edit, Project, ProjectEdit, ProjectError, TreatmentEdit, ViewingEdit};
use crate::store::own_styles::OwnStyle;
use crate::vision::{HairColour, HairSource};
use glam::DVec2;
use std::path::Path;

/// What the options ask of the treatment, checked as far as it can be before any photo is read.
pub(super) struct TreatmentRequest<'a> {
    args: &'a DesignArgs,
    /// Text of the design file.
    file: Option<String>,
    /// Text of the practitioner's own style.
    own_style: Option<String>,
    hair_colour: Option<HairColour>,
    stage: Option<TreatmentStage>,
}

impl<'a> TreatmentRequest<'a> {
    /// Reads the options and tries them on a new design. What a project may bring (fills, sessions, pigments of its own) is
    /// taken on trust where `may_be_project`: the project is asked later.
    ///
    /// # Errors
    /// An unknown name, a value out of range, a design file that can't be read.
    pub fn of(args: &'a DesignArgs, may_be_project: bool) -> Result<Self, CliError> {
        let wanted = TreatmentRequest {
            args,
            file: args.design.as_deref().map(files::read_text).transpose()?,
            own_style: args.own_style.as_deref().map(own_style).transpose()?,
            hair_colour: args.hair_colour.as_deref().map(hair_colour).transpose()?,
            stage: args
                .stage
                .as_deref()
                .map(TreatmentStage::parse)
                .transpose()
                .map_err(explained)?,
        };
        let checked = |done: Result<(), ProjectError>| match done {
            Err(ProjectError::Design(
                DesignError::NoFill { .. }
                | DesignError::NoSession { .. }
                | DesignError::NoChoice { what: "pigment", .. },
            )) if may_be_project => Ok(()),
            done => said(done),
        };
        let mut trial = Project::default();
        for edit in wanted.named_edits().map_err(explained)? {
            checked(make(&mut trial, edit))?;
        }
        let mut design = trial.design().clone();
        if let (Some(text), false) = (&wanted.file, may_be_project) {
            design.apply_toml(text)?;
        }
        for setting in &args.set {
            checked(design.apply_setting(setting).map_err(ProjectError::from))?;
        }
        Ok(wanted)
    }

    /// Lays the design that the options describe over the treatment of the variant shown, by the edits that the window makes too.
    /// An agreed variant stays as it is: a copy takes the changes. What is looked at changes in all variants.
    pub fn treat(&self, subject: &mut TreatedPhoto, talk: &TalkOptions) -> Result<(), CliError> {
        let begin = self.proposed(subject)?;
        replace(&mut subject.project, begin)?;
        if let Some(case) = self.case(subject) {
            self.treat_case(case, &mut subject.project, talk)?;
        }
        if let Some(style) = &self.args.style {
            said(make(&mut subject.project, TreatmentEdit::Style(style.clone())))?;
        }
        if let Some(text) = &self.own_style {
            let mut design = subject.project.design().clone();
            design.apply_toml(text)?;
            replace(&mut subject.project, design)?;
        }
        if let Some(findings) = &subject.findings {
            let design = subject.project.design();
            for (knob, mm) in findings.temples(&subject.project.head, &subject.view, design) {
                said(make(&mut subject.project, Edit::set(knob, mm, None)))?;
            }
        }
        for edit in self.chosen_edits().map_err(explained)? {
            said(make(&mut subject.project, edit))?;
        }
        if self.args.match_sides {
            match_sides(subject, talk)?;
        }
        if self.args.fill_found {
            fill_found(subject, talk)?;
        }
        if let Some(path) = &self.args.stencil {
            lay_stencil(path, self.args, &mut subject.project)?;
        }
        if let Some(text) = &self.file {
            let mut design = subject.project.design().clone();
            design.apply_toml(text)?;
            replace(&mut subject.project, design)?;
        }
        self.set(&mut subject.project, talk)
    }

    /// The case asked for; where found patches are to be filled and nothing says otherwise, the one that suits them.
    fn case(&self, subject: &TreatedPhoto) -> Option<&str> {
        let args = self.args;
        let found = subject.findings.as_ref().map(|findings| &findings.patches);
        let found = found.filter(|found| args.fill_found && !found.is_empty());
        let is_free = args.style.is_none() && args.own_style.is_none() && args.design.is_none();
        let suits = || Some(case_of_found(found.filter(|_| is_free)?));
        args.case.as_deref().or_else(suits)
    }

    /// The case, and what has to be asked first.
    fn treat_case(&self, name: &str, project: &mut Project, talk: &TalkOptions) -> Result<(), CliError> {
        said(make(project, TreatmentEdit::Case(name.to_owned())))?;
        for advice in &cases::find(name)?.advice {
            say(talk, &format!("note: {}", advice.sentence()));
        }
        Ok(())
    }

    /// Seed, settings and the moment, which stand over everything else.
    fn set(&self, project: &mut Project, talk: &TalkOptions) -> Result<(), CliError> {
        if let Some(seed) = self.args.seed {
            said(make(project, TreatmentEdit::Seed(seed)))?;
        }
        if self.args.reshuffle {
            let seed = rand::random();
            said(make(project, TreatmentEdit::Seed(seed)))?;
            say(talk, &format!("note: the pattern's seed is {seed}"));
        }
        for setting in &self.args.set {
            said(make(project, KnobSetting::parse(setting).map_err(explained)?))?;
        }
        if let Some(stage) = self.stage {
            said(make(project, ViewingEdit::Show(stage)))?;
        }
        Ok(())
    }

    /// The design to begin with: that of the project, or a new one with the shade that is proposed for the client.
    fn proposed(&self, subject: &mut TreatedPhoto) -> Result<Design, CliError> {
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
            let (photo, head, view) = (&subject.photo, &subject.project.head, &subject.view);
            let proposal = DesignProposal::of(findings, photo, head, view, &design, client_scalp);
            return Ok(proposal.first_dots(&design)?);
        };
        // A client who chose a hair colour keeps the proposal, whatever the sides tell.
        let capture = findings.capture.with_skin(client_scalp.skin_deg);
        let shade = crate::vision::shade(&capture, Some((colour, HairSource::Hair)));
        let edit = ProjectEdit::OwnHair(client_scalp.hair.clone(), Some(colour.usual_over_skin()));
        subject.project = subject.project.apply(edit)?;
        Ok(with_shade(&design, &shade)?)
    }

    /// What is chosen by name, the case first, then the style.
    fn named_edits(&self) -> Result<Vec<TreatmentEdit>, DesignError> {
        let case = self.args.case.clone().map(TreatmentEdit::Case);
        let style = self.args.style.clone().map(TreatmentEdit::Style);
        let mut edits: Vec<TreatmentEdit> = case.into_iter().chain(style).collect();
        edits.extend(self.chosen_edits()?);
        Ok(edits)
    }

    /// What is chosen by name beside the style; the pigment last, for a project may have its own.
    fn chosen_edits(&self) -> Result<Vec<TreatmentEdit>, DesignError> {
        let args = self.args;
        let mut edits = Vec::new();
        if let Some(hair_type) = args.hair_type {
            edits.push(TreatmentEdit::HairType(match hair_type {
                HairTypeArg::Straight => HairType::Straight,
                HairTypeArg::Wavy => HairType::Wavy,
                HairTypeArg::Curly => HairType::Curly,
                HairTypeArg::Coily => HairType::Coily,
            }));
        }
        if let Some(school) = &args.school {
            edits.push(TreatmentEdit::Preset(named_preset("school", &SCHOOLS, school)?));
        }
        if let Some(name) = &args.needle {
            edits.push(TreatmentEdit::Preset(named_preset("needle", &NEEDLES, name)?));
        }
        edits.extend(args.sessions.clone().map(TreatmentEdit::Sessions));
        let pigment = args.pigment.clone();
        edits.extend(pigment.map(|pigment| TreatmentEdit::Pigment(pigment, None)));
        Ok(edits)
    }
}

/// Text of one of the practitioner's own styles.
pub(super) fn own_style(name: &str) -> Result<String, CliError> {
    let found = OwnStyle::named(&library::folder(None)?, name);
    found
        .map(|style| style.text)
        .map_err(|error| CliError::Usage(error.to_string()))
}

/// Changes a project by an edit.
pub(super) fn make(project: &mut Project, edit: impl Into<Edit>) -> Result<(), ProjectError> {
    *project = project.apply(edit)?;
    Ok(())
}

/// Replaces the treatment, unless nothing of it differs.
fn replace(project: &mut Project, design: Design) -> Result<(), CliError> {
    match design == *project.design() {
        true => Ok(()),
        false => said(make(project, TreatmentEdit::Design(Box::new(design)))),
    }
}

/// What the command line says of an edit that is refused.
pub(super) fn said(made: Result<(), ProjectError>) -> Result<(), CliError> {
    made.map_err(|error| match error {
        ProjectError::Design(error) => explained(error),
        other => other.into(),
    })
}

/// Patches from which a whole scalp is what a practitioner would treat (assumption; a real head with sixteen was treated so).
const MANY_PATCHES: usize = 8;

/// Fills the patches and scars that were found, and says how many.
fn fill_found(subject: &mut TreatedPhoto, talk: &TalkOptions) -> Result<(), CliError> {
    let Some(findings) = &subject.findings else {
        return Err(CliError::Usage(
            "--fill-found needs a photo whose head is found; give --view back, top, left or right where no face is seen"
                .into(),
        ));
    };
    let count = findings.patches.len();
    if count == 0 {
        say(
            talk,
            "note: no bare patch and no scar was found within stubble in this photo; set shapes by hand",
        );
        return Ok(());
    }
    let project = &subject.project;
    let document = project.document(project.variant);
    let client = ClientTraits::of(&document, &subject.view);
    let filled = with_found(
        project.design(),
        client,
        document.own.hair.as_ref(),
        &findings.patches,
        |_| true,
    )?;
    let word = if count == 1 { "place" } else { "places" };
    say(
        talk,
        &format!("note: {count} {word} found and filled; look whether each is one"),
    );
    if count >= MANY_PATCHES && filled.case.as_deref() == Some("areata-patches") {
        say(
            talk,
            "note: so many patches are mostly treated with the whole scalp: --case areata-multifocal does both",
        );
    }
    replace(&mut subject.project, filled)
}

/// Lays a picture on the head as a zone of its own.
fn lay_stencil(path: &Path, args: &DesignArgs, project: &mut Project) -> Result<(), CliError> {
    let wrong = |sentence: &str| CliError::Usage(format!("--stencil-at: {sentence}"));
    let picture = decode(&files::read(path)?, &PhotoLimits::default())?;
    let at_px = match args.stencil_at.as_ref().map(|list| list.0.as_slice()) {
        Some([x, y]) => DVec2::new(*x, *y),
        _ => return Err(wrong("give the middle of the stencil as X,Y in px")),
    };
    let Some(shot) = project.shot() else {
        return Err(CliError::NoPhoto);
    };
    let image = stencil_image(&picture);
    let shape = stencil_at(image, &project.head, &shot.view, at_px, args.stencil_mm);
    let shape = shape.ok_or_else(|| wrong("no head is seen at this point of the photo"))?;
    let fill = Fill {
        shapes: vec![shape],
        ..Fill::new(
            &project.design().free_name("stencil"),
            FillRegion::Anywhere,
            FillCombination::Replace,
        )
    };
    said(make(project, TreatmentEdit::AddFill(fill)))
}

/// Takes density, dot size, shade and ink from the client's shaved sides, and says how well they are met.
fn match_sides(subject: &mut TreatedPhoto, talk: &TalkOptions) -> Result<(), CliError> {
    let Some(findings) = &subject.findings else {
        return Err(CliError::Usage(
            "--match-sides needs a photo whose head is found; mark the face with --eyes and --chin".into(),
        ));
    };
    let design = subject.project.design();
    match findings.sides(&subject.photo, &subject.view, design, &subject.project.own) {
        Ok(sides) => {
            say(talk, &format!("note: {}", sides.sentence()));
            let matched = with_sides(design, &sides)?;
            replace(&mut subject.project, matched)
        }
        Err(why) => {
            say(talk, &format!("note: the sides are not matched. {why}"));
            Ok(())
        }
    }
}
