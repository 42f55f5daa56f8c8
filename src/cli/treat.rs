//! From the command line's options to the treatment: what is proposed for the client, matched, chosen and set.

use super::CliError;
use super::args::{DesignArgs, HairTypeArg, Talk};
use super::inputs::{Subject, say};
use crate::design::{Design, HairType, Knob, SessionPlan, Stage, needle, styles};
use crate::plan::client::Client;
use crate::plan::dot_table::{field_dot, luminance};
use crate::plan::tiles::HALO_SIGMA_MM;
use crate::project::Edit;
use crate::sight::{DotLight, HairColour, ToldBy};

/// Lays the design that the arguments describe over the treatment of the variant shown. An agreed variant stays as it is:
/// a copy takes the changes.
pub(super) fn treat(subject: &mut Subject, args: &DesignArgs, talk: &Talk) -> Result<(), CliError> {
    let begin = proposed(args, subject)?;
    let wanted = design(args, begin, subject, talk)?;
    if wanted != *subject.project.design() {
        subject.project = subject.project.apply(Edit::Design(Box::new(wanted)))?;
    }
    Ok(())
}

/// The design to begin with: that of the project, or a new one with the shade that is proposed for the client.
fn proposed(args: &DesignArgs, subject: &mut Subject) -> Result<Design, CliError> {
    let mut design = subject.project.design().clone();
    let Some(seen) = &subject.understood else {
        return match args.hair_colour {
            Some(_) => Err(CliError::Usage(
                "--hair-colour acts on a photo whose head is found; this one's isn't, or was not looked at"
                    .into(),
            )),
            None => Ok(design),
        };
    };
    let skin_deg = subject.project.own.skin_deg;
    let mut shade = seen.shade(skin_deg);
    if let Some(word) = &args.hair_colour {
        let colour = HairColour::named(word).ok_or_else(|| {
            CliError::Usage(format!(
                "--hair-colour {word} is none; choose black, brown, red, fair or grey"
            ))
        })?;
        shade = crate::sight::shade(&seen.capture.with_skin(skin_deg), Some((colour, ToldBy::Hair)));
        subject.project.own.hair_over_skin = Some(colour.usual_over_skin());
    }
    design.propose(
        shade.pigment,
        shade.density_per_cm2,
        shade.dot_diameter_mm,
        shade.shade_od,
    )?;
    Ok(design)
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

/// Takes density, dot size and shade from the client's shaved sides.
fn match_sides(design: &mut Design, subject: &Subject, talk: &Talk) -> Result<(), CliError> {
    let Some(seen) = &subject.understood else {
        return Err(CliError::Usage(
            "--match-sides needs a photo whose head is found; mark the face with --eyes and --chin".into(),
        ));
    };
    let client = Client {
        capture: Some(&seen.capture),
        hair_over_skin: subject.project.own.hair_over_skin,
        skin_deg: subject.project.own.skin_deg,
        ..Client::default()
    };
    let of = design.clone();
    match seen.sides(&subject.photo, &subject.view, &dot_light(&of, client)) {
        Ok(sides) => {
            say(talk, &format!("note: {}", sides.sentence()));
            for (knob, value) in [
                (Knob::Density, sides.density_per_cm2),
                (Knob::DotDiameter, sides.dot_diameter_mm),
                (Knob::Shade, sides.shade_od),
            ] {
                design.set(knob, value)?;
            }
        }
        Err(why) => say(talk, &format!("note: the sides are not matched. {why}")),
    }
    Ok(())
}

fn design(args: &DesignArgs, mut design: Design, subject: &Subject, talk: &Talk) -> Result<Design, CliError> {
    if let Some(style) = &args.style {
        styles::find(style)?.apply(&mut design);
    }
    if let Some(seen) = &subject.understood {
        let (head, view) = (&subject.project.head, &subject.view);
        let at_hair = design.temples_at_hair(head, |at| seen.bare_before_hair_mm(head, view, at));
        for (knob, mm) in at_hair {
            design.set(knob, mm)?;
        }
    }
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
    if args.match_sides {
        match_sides(&mut design, subject, talk)?;
    }
    if let Some(path) = &args.design {
        let text = std::fs::read_to_string(path).map_err(CliError::io(path))?;
        design.apply_toml(&text)?;
    }
    if let Some(seed) = args.seed {
        design.seed = seed;
    }
    if args.reshuffle {
        design.seed = rand::random();
        say(talk, &format!("note: the pattern's seed is {}", design.seed));
    }
    for setting in &args.set {
        design.apply_setting(setting)?;
    }
    if let Some(stage) = &args.stage {
        design.show(Stage::parse(stage)?);
    }
    Ok(design)
}
