//! `shadowline inspect`.

use super::CliError;
use super::args::{InspectArgs, TalkOptions};
use super::files::CommandFiles;
use super::inputs::{self, TreatedPhoto};
use crate::head::HeadView;
use crate::intake::{DesignProposal, JSON_FORMAT, PhotoFindings};
use crate::photo::Photo;
use crate::vision::{ASK_A_DOCTOR, BANDS_MM, Face, SCALES_MM, SideMatch};
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn run(args: &InspectArgs, talk: &TalkOptions) -> Result<(), CliError> {
    CommandFiles::of(&args.photo, None, false).check()?;
    // The warnings are part of what is printed: they are not said twice.
    let silent = TalkOptions {
        quiet: true,
        ..talk.clone()
    };
    let subject = inputs::subject(&args.photo, &silent)?;
    let mut out = std::io::stdout().lock();
    match args.json {
        true => {
            let text = serde_json::to_string_pretty(&report(&subject)?).map_err(std::io::Error::other)?;
            writeln!(out, "{text}")?;
        }
        false => print(&subject, &mut out)?,
    }
    Ok(())
}

/// What the photo tells, and what is proposed after it; none where no head was looked at.
fn found(subject: &TreatedPhoto) -> Option<(&PhotoFindings, DesignProposal)> {
    let findings = subject.findings.as_ref()?;
    let project = &subject.project;
    let (head, design, scalp) = (&project.head, project.design(), &project.own);
    let proposal = DesignProposal::of(findings, &subject.photo, head, &subject.view, design, scalp);
    Some((findings, proposal))
}

fn warnings(subject: &TreatedPhoto) -> impl Iterator<Item = &String> {
    subject.photo.warnings.iter().chain(&subject.view.warnings)
}

/// The whole report as JSON.
fn report(subject: &TreatedPhoto) -> Result<Value, CliError> {
    let photo = &subject.photo;
    let mut seen = serde_json::to_value(&subject.view).map_err(std::io::Error::other)?;
    seen["head"] = serde_json::to_value(&subject.project.head).map_err(std::io::Error::other)?;
    let mut report = json!({
        "format": JSON_FORMAT,
        "width_px": photo.width_px,
        "height_px": photo.height_px,
        "file_format": photo.facts.format.name(),
        "bits": photo.facts.bits,
        "orientation": photo.facts.orientation,
        "profile": photo.colour.name,
        "focal_35mm_equivalent_mm": photo.facts.focal_35mm_equivalent_mm,
        "view": seen,
        "faces": subject.faces.iter().map(described).collect::<Vec<Value>>(),
        "warnings": warnings(subject).collect::<Vec<_>>(),
    });
    if let (Some((findings, proposal)), Some(report)) = (found(subject), report.as_object_mut()) {
        add_findings(findings, &proposal, report);
    }
    Ok(report)
}

/// The same in lines.
fn print(subject: &TreatedPhoto, out: &mut impl Write) -> std::io::Result<()> {
    print_photo(&subject.photo, out)?;
    print_view(&subject.view, out)?;
    for (face, number) in subject.faces.iter().zip(1..) {
        writeln!(
            out,
            "face {number:<7} sure to {:.2}, {:.1} mm from an average face, glabella at {:.0}, {:.0} px",
            face.score, face.residual_mm, face.glabella_px.x, face.glabella_px.y
        )?;
    }
    if let Some((findings, proposal)) = found(subject) {
        print_findings(findings, &proposal, out)?;
    }
    for warning in warnings(subject) {
        writeln!(out, "note         {warning}")?;
    }
    Ok(())
}

fn print_photo(photo: &Photo, out: &mut impl Write) -> std::io::Result<()> {
    let facts = &photo.facts;
    writeln!(
        out,
        "size         {} × {} px, {} of {} bits",
        photo.width_px,
        photo.height_px,
        facts.format.name(),
        facts.bits
    )?;
    let turned = if facts.orientation == 1 {
        "upright as stored"
    } else {
        "turned upright"
    };
    writeln!(out, "orientation  {} ({turned})", facts.orientation)?;
    writeln!(out, "profile      {}", photo.colour.name)?;
    match facts.focal_35mm_equivalent_mm {
        Some(mm) => writeln!(out, "focal length {mm} mm (as for 35 mm film)"),
        None => writeln!(out, "focal length not known from the file"),
    }
}

fn print_view(view: &HeadView, out: &mut impl Write) -> std::io::Result<()> {
    // Adding zero turns −0 into 0.
    let [yaw, pitch, roll] = view
        .camera
        .yaw_pitch_roll_deg()
        .map(|deg| (deg * 10.0).round() / 10.0 + 0.0);
    writeln!(
        out,
        "view         from {}, yaw {yaw:.1}°, pitch {pitch:.1}°, roll {roll:.1}°",
        source_name(view)
    )?;
    writeln!(
        out,
        "scale        {:.4} mm a pixel, ± {:.4}",
        view.mm_per_px, view.mm_per_px_error
    )
}

/// What the photo tells beside the face, for the report.
fn add_findings(
    findings: &PhotoFindings,
    proposal: &DesignProposal,
    report: &mut serde_json::Map<String, Value>,
) {
    let zones = findings.coverage.iter().map(|zone| {
        let of = json!({"hair": zone.hair, "stubble": zone.stubble, "visible_cm2": zone.visible_cm2});
        (zone.zone.name().to_owned(), of)
    });
    let spots = findings.spots.iter().map(|spot| {
        json!({
            "at": spot.at.to_array(),
            "at_px": spot.at_px.to_array(),
            "diameter_mm": spot.diameter_mm,
            "note": ASK_A_DOCTOR,
        })
    });
    let patches = findings.patches.iter().map(|patch| {
        json!({
            "at": patch.at.to_array(),
            "at_px": patch.at_px.to_array(),
            "size_mm": patch.size_mm,
            "area_cm2": patch.area_cm2,
            "over_around": patch.over_around,
            "core_over_around": patch.core_over_around,
            "confidence": patch.confidence,
            "shape": patch.shape,
        })
    });
    let advice = findings
        .advice
        .iter()
        .map(|advice| json!({"id": advice.id, "sentence": advice.sentence}));
    report.insert("ita_deg".into(), json!(findings.capture.ita_deg[0]));
    report.insert("ita_deg_error".into(), json!(findings.capture.ita_deg[1]));
    report.insert("hair_coverage".into(), Value::Object(zones.collect()));
    let shade = &proposal.shade;
    report.insert(
        "proposal".into(),
        json!({
            "pigment": shade.pigment.name(),
            "shade": shade.shade_od,
            "dot_diameter_mm": shade.dot_diameter_mm,
            "density_per_cm2": shade.density_per_cm2,
            "hair": shade.hair.map(|(colour, _)| colour.word()),
            "hair_told_by": shade.hair.map(|(_, by)| by.word()),
            "undertone": format!("{:?}", shade.undertone).to_lowercase(),
            "note": shade.note,
            "temples": proposal.temples.iter().map(|(knob, mm)| (knob.row().name.to_owned(), json!(mm))).collect::<Value>(),
        }),
    );
    report.insert("spots".into(), spots.collect());
    report.insert("patches".into(), patches.collect());
    report.insert("advice".into(), advice.collect());
    report.insert("sides".into(), described_sides(&proposal.sides));
}

/// What equals the client's shaved sides, or why nothing does.
fn described_sides(sides: &Result<SideMatch, String>) -> Value {
    match sides {
        Ok(sides) => json!({
            "density_per_cm2": sides.density_per_cm2,
            "dot_diameter_mm": sides.dot_diameter_mm,
            "shade": sides.shade_od,
            "sides_over_skin": sides.sides_over_skin,
            "absorption": sides.absorption,
            "marks": sides.marks.as_ref().map(|marks| json!({
                "count_per_cm2": marks.count_per_cm2,
                "depth": marks.depth,
                "width_mm": marks.width_mm,
                "bands_mm": BANDS_MM,
                "bands": marks.bands,
            })),
            "tone": sides.tone,
            "scales_mm": SCALES_MM,
            "contrast": sides.contrast,
            "contrast_matched": sides.matched,
            "note": sides.sentence(),
        }),
        Err(why) => json!({"note": why}),
    }
}

/// What the photo tells, in lines.
fn print_findings(
    findings: &PhotoFindings,
    proposal: &DesignProposal,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let [angle, error] = findings.capture.ita_deg;
    writeln!(
        out,
        "skin         typology angle {angle:.0}° ± {error:.0}°, an estimate from this photo's light"
    )?;
    for zone in &findings.coverage {
        writeln!(
            out,
            "hair         {}: {:.0} % hair, {:.0} % stubble, of {:.0} cm² seen",
            zone.zone.name(),
            100.0 * zone.hair,
            100.0 * zone.stubble,
            zone.visible_cm2
        )?;
    }
    writeln!(out, "proposal     {}", proposal.shade.note)?;
    for (knob, mm) in &proposal.temples {
        writeln!(
            out,
            "temples      {} {mm} mm meets the hair that is seen",
            knob.row().name
        )?;
    }
    for spot in &findings.spots {
        writeln!(
            out,
            "spot         {:.0} mm at {:.0}, {:.0} px: keep it free? {ASK_A_DOCTOR}",
            spot.diameter_mm, spot.at_px.x, spot.at_px.y
        )?;
    }
    for patch in &findings.patches {
        let [length, width] = patch.size_mm;
        let word = if patch.is_line() { "line " } else { "patch" };
        writeln!(
            out,
            "{word}        {length:.0} × {width:.0} mm at {:.0}, {:.0} px, sure to {:.2}: fill it? (--fill-found)",
            patch.at_px.x, patch.at_px.y, patch.confidence
        )?;
    }
    for advice in &findings.advice {
        writeln!(out, "advice       {}", advice.sentence)?;
    }
    Ok(())
}

/// A face for the report; the points are named from the client's side.
fn described(face: &Face) -> Value {
    let [right, left] = face.pupils_px;
    json!({
        "score": face.score,
        "residual_mm": face.residual_mm,
        "points_px": {
            "client_right_pupil": right.to_array(),
            "client_left_pupil": left.to_array(),
            "glabella": face.glabella_px.to_array(),
            "chin": face.chin_px.to_array(),
        },
        "iris_px": face.iris_px,
        "eyes_closed": face.eyes_closed(),
    })
}

fn source_name(view: &crate::head::HeadView) -> String {
    serde_json::to_value(view.source)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}
