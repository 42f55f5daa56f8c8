//! Patches and scars that were found in a photo become fills of a design, with the colour of the stubble around them.

use crate::design::shapes::MAX_SHAPES;
use crate::design::{
    Design, DesignError, Fill, FillCombination, FillRegion, FillShape, Knob, cases, check_fills,
};
use crate::head::HairMap;
use crate::plan::dots::client_traits::ClientTraits;
use crate::plan::dots::dot_table::luminance;
use crate::plan::dots::toned_fill::{fill_tone, healed_taken};
use crate::vision::FoundPatch;

/// Fills that take up what is found: patches; the skin that a scar lies in, and the scar itself.
const PATCHES: &str = "patches";
const THIN_PATCHES: &str = "patches-thin";
const BARE_PATCHES: &str = "patches-bare";
const ROUND_THE_SCAR: &str = "round-the-scar";
const SCAR: &str = "scar";
/// Luminance of a patch over that around (natural logarithm) up to which it is thin, and from which it is quite bare (assumption: thirds of
/// what own stubble takes, docs/look.md): each kind is toned by itself.
const KINDS: [f64; 2] = [0.20, 0.34];
/// Of a line's width the scar itself has this share.
const CORE_SHARE: f64 = 0.5;

/// The case that suits what was found, by name: that of the kind with more skin.
pub fn case_of_found(found: &[FoundPatch]) -> &'static str {
    let cm2 = |lines: bool| -> f64 {
        let of_kind = found.iter().filter(|patch| patch.is_line() == lines);
        of_kind.map(|patch| patch.area_cm2).sum()
    };
    if cm2(true) > cm2(false) {
        "strip-scar"
    } else {
        "areata-patches"
    }
}

/// A design that what was found can go into: one in which nobody has chosen anything yet is begun with the case that suits, for a whole
/// scalp of dots goes beside no patch.
///
/// # Errors
/// None, for a shipped case.
pub fn begun_for_found(design: &Design, found: &[FoundPatch]) -> Result<Design, DesignError> {
    let mut begun = design.clone();
    let is_free = design.case.is_none()
        && design.points.is_empty()
        && design.extra.is_empty()
        && design.strokes.is_empty()
        && design.fills == [Fill::scalp()];
    if is_free && !found.is_empty() {
        cases::find(case_of_found(found))?.apply(&mut begun)?;
    }
    Ok(begun)
}

/// The design with patches filled, each toned to its surroundings: `chosen` says which of those found are filled beside those that are
/// already. `hair` is the client's own, as it thins the dots. Where a case's own patches or scar still stand at their usual places, what was found takes their place.
///
/// # Errors
/// More fills or shapes than a design holds.
pub fn with_found(
    design: &Design,
    client: ClientTraits<'_>,
    hair: Option<&HairMap>,
    found: &[FoundPatch],
    chosen: impl Fn(usize) -> bool,
) -> Result<Design, DesignError> {
    let mut design = design.clone();
    let chosen = found.iter().enumerate().filter(|(index, _)| chosen(*index));
    for (_, patch) in chosen {
        match &patch.shape {
            FillShape::Line { .. } => {
                let core = core_of(&patch.shape);
                take_up(&mut design, ROUND_THE_SCAR, &patch.shape);
                take_up(&mut design, SCAR, &core);
            }
            FillShape::Area { .. } | FillShape::Ellipse { .. } | FillShape::Stencil { .. } => {
                take_up(&mut design, kind(patch), &patch.shape);
            }
        }
    }
    for name in [PATCHES, THIN_PATCHES, BARE_PATCHES, ROUND_THE_SCAR, SCAR] {
        tone(&mut design, client, hair, found, name)?;
    }
    check_fills(&design.fills)?;
    Ok(design)
}

/// The fill that takes a patch up.
fn kind(patch: &FoundPatch) -> &'static str {
    match luminance(patch.over_around).max(1e-3).ln() {
        over if over < KINDS[0] => THIN_PATCHES,
        over if over > KINDS[1] => BARE_PATCHES,
        _ => PATCHES,
    }
}

/// The line of a scar itself in the line that it is found by.
fn core_of(line: &FillShape) -> FillShape {
    let tenths = |mm: f64| (mm * 10.0).round() / 10.0;
    let width_mm = line.width_mm().unwrap_or_default() * CORE_SHARE;
    line.widened(tenths(width_mm))
        .softened(tenths(line.soft_mm() * CORE_SHARE))
}

/// Puts a shape into the fill of that name, which is added where there is none.
fn take_up(design: &mut Design, name: &str, shape: &FillShape) {
    without_usual(design, name);
    match design.fills.iter_mut().find(|fill| fill.name == name) {
        Some(fill) => {
            if !fill.shapes.contains(shape) && fill.shapes.len() < MAX_SHAPES {
                fill.shapes.push(shape.clone());
            }
        }
        None => design.fills.push(Fill {
            shapes: vec![shape.clone()],
            ..Fill::new(name, FillRegion::Anywhere, FillCombination::Replace)
        }),
    }
}

/// Takes what a case puts at usual places away where it still stands there, for patches as for scars: the fill that is taken up keeps
/// its numbers.
fn without_usual(design: &mut Design, name: &str) {
    let Some(case) = design.chosen_case() else {
        return;
    };
    let is_patches = |name: &str| [PATCHES, THIN_PATCHES, BARE_PATCHES].contains(&name);
    let is_usual = |fill: &Fill| {
        let same = |usual: &Fill| usual.name == fill.name && usual.shapes == fill.shapes;
        is_patches(&fill.name) == is_patches(name) && case.fill.iter().any(same)
    };
    for fill in &mut design.fills {
        if fill.name == name && is_usual(fill) {
            fill.shapes.clear();
        }
    }
    // A fill without shapes would fill its whole region.
    design
        .fills
        .retain(|fill| fill.name == name || !is_patches(&fill.name) || !is_usual(fill));
}

/// Gives a fill the density and the ink that its found shapes need together, each by its skin.
fn tone(
    design: &mut Design,
    client: ClientTraits<'_>,
    hair: Option<&HairMap>,
    found: &[FoundPatch],
    name: &str,
) -> Result<(), DesignError> {
    let Some(fill) = design.fills.iter().find(|fill| fill.name == name).cloned() else {
        return Ok(());
    };
    let by_scalp = taken_by_scalp(design, client);
    let mut sums = [0.0; 3];
    let mut skin_cm2 = 0.0;
    for patch in found {
        let core = core_of(&patch.shape);
        let (shape, over) = match (name, patch.core_over_around) {
            (SCAR, Some(over)) => (&core, over),
            (SCAR, None) if patch.is_line() => (&core, patch.over_around),
            _ => (&patch.shape, patch.over_around),
        };
        if fill.shapes.contains(shape) {
            skin_cm2 += patch.area_cm2;
            let kept = kept_around(patch, design.get(Knob::OwnHair), hair);
            for channel in 0..3 {
                sums[channel] += patch.area_cm2 * (over[channel].max(1e-3).ln() + kept * by_scalp[channel]);
            }
        }
    }
    if skin_cm2 <= 0.0 {
        return Ok(());
    }
    let over_around = sums.map(|sum| (sum / skin_cm2).exp());
    match fill_tone(design, client, &fill, over_around) {
        Some(tone) => design.set_fill_tone(name, tone.density_per_cm2, tone.absorption),
        None => Ok(()),
    }
}

/// Share of its dots that a fill of the whole scalp keeps in the stubble round a patch, 0 to 1.
fn kept_around(patch: &FoundPatch, own_hair: f64, hair: Option<&HairMap>) -> f64 {
    let cover = hair.map_or(0.0, |hair| {
        let covers = patch.around.iter().map(|direction| hair.at(*direction));
        covers.sum::<f64>() / patch.around.len().max(1) as f64
    });
    (1.0 - own_hair * cover).clamp(0.0, 1.0)
}

/// Light that a fill of the whole scalp takes where no hair thins it, natural logarithm; nothing where there is no such fill.
fn taken_by_scalp(design: &Design, client: ClientTraits<'_>) -> [f64; 3] {
    let is_whole = |fill: &&Fill| fill.region == FillRegion::Scalp && fill.shapes.is_empty() && !fill.hidden;
    let scalp = design.fills.iter().find(is_whole);
    scalp.map_or([0.0; 3], |fill| healed_taken(design, client, fill))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::HeadPlace;
    use glam::{DVec2, DVec3};

    #[test]
    fn a_patch_takes_what_its_skin_has_more_and_what_is_taken_round_it() {
        let (client, over_around) = (ClientTraits::default(), [1.4, 1.25, 1.15]);
        let patch = FoundPatch {
            shape: FillShape::Ellipse {
                centre: HeadPlace::from([150.0, 0.0]),
                half_mm: [12.0, 12.0],
                turn_deg: 0.0,
                soft_mm: 4.0,
            },
            at: DVec3::Y,
            at_px: DVec2::ZERO,
            size_mm: [24.0, 24.0],
            area_cm2: 4.5,
            over_around,
            core_over_around: None,
            around: vec![DVec3::Y],
            confidence: 1.0,
        };
        // Full stubble keeps no dot of the whole scalp's fill, half of it half of them.
        for cover in [1.0, 0.5] {
            let design = Design::default();
            let hair = HairMap::of([(DVec3::Y, cover, 1.0)].into_iter());
            let patches = std::slice::from_ref(&patch);
            let filled = with_found(&design, client, Some(&hair), patches, |_| true).unwrap();
            let taken = |name: &str| {
                let fill = filled.fills.iter().find(|fill| fill.name == name);
                healed_taken(&filled, client, fill.unwrap())
            };
            let (of_patch, of_scalp) = (taken(PATCHES), taken("scalp"));
            for channel in 0..3 {
                let wanted = over_around[channel].ln() + (1.0 - cover) * of_scalp[channel];
                assert!(
                    (of_patch[channel] - wanted).abs() < 0.04,
                    "cover {cover}, channel {channel}: {} for {wanted}",
                    of_patch[channel]
                );
            }
        }
    }
}
