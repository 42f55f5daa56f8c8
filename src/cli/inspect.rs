//! `shadowline inspect`.

use super::CliError;
use super::args::{InspectArgs, Talk};
use super::inputs::{self, Subject};
use serde_json::json;
use std::io::Write;

pub(super) fn run(args: &InspectArgs, talk: &Talk) -> Result<(), CliError> {
    // The warnings are part of what is printed: they are not said twice.
    let silent = Talk {
        quiet: true,
        ..talk.clone()
    };
    let Subject { photo, view, project } = inputs::subject(&args.photo, &silent)?;
    let warnings: Vec<&String> = photo.warnings.iter().chain(&view.warnings).collect();
    let mut out = std::io::stdout().lock();
    if args.json {
        let mut seen = serde_json::to_value(&view).map_err(std::io::Error::other)?;
        seen["head"] = serde_json::to_value(&project.head).map_err(std::io::Error::other)?;
        let report = json!({
            "width_px": photo.width_px,
            "height_px": photo.height_px,
            "format": photo.facts.format.name(),
            "bits": photo.facts.bits,
            "orientation": photo.facts.orientation,
            "profile": photo.colour.name,
            "focal_35mm_equivalent_mm": photo.facts.focal_35mm_equivalent_mm,
            "view": seen,
            "warnings": warnings,
        });
        let text = serde_json::to_string_pretty(&report).map_err(std::io::Error::other)?;
        writeln!(out, "{text}")?;
        return Ok(());
    }
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
        Some(mm) => writeln!(out, "focal length {mm} mm (as for 35 mm film)")?,
        None => writeln!(out, "focal length not known from the file")?,
    }
    // Adding zero turns −0 into 0.
    let [yaw, pitch, roll] = view
        .camera
        .yaw_pitch_roll_deg()
        .map(|deg| (deg * 10.0).round() / 10.0 + 0.0);
    writeln!(
        out,
        "view         from {}, yaw {yaw:.1}°, pitch {pitch:.1}°, roll {roll:.1}°",
        source_name(&view)
    )?;
    writeln!(
        out,
        "scale        {:.4} mm a pixel, ± {:.4}",
        view.mm_per_px, view.mm_per_px_error
    )?;
    for warning in warnings {
        writeln!(out, "note         {warning}")?;
    }
    Ok(())
}

fn source_name(view: &crate::head::View) -> String {
    serde_json::to_value(view.source)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}
