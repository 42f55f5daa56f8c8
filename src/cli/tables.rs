//! `shadowline knobs`, `styles`, `completions` and `man`: what the program knows of itself.

use super::CliError;
use super::args::Cli;
use crate::design::needle::{NEEDLES, Preset, SCHOOLS};
use crate::design::pigment::PALETTE;
use crate::design::{Knob, PLANS, styles};
use clap::CommandFactory;
use serde_json::json;
use std::io::Write;

pub(super) fn knobs(as_json: bool) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    if as_json {
        let rows: Vec<_> = Knob::all().map(Knob::row).collect();
        writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&rows).map_err(std::io::Error::other)?
        )?;
        return Ok(());
    }
    for row in Knob::all().map(Knob::row) {
        let [low, high] = row.range;
        writeln!(
            out,
            "{:<16} {:>6}  from {low} to {high} {}",
            row.name, row.default, row.unit
        )?;
        writeln!(out, "                 {}", row.help)?;
    }
    Ok(())
}

pub(super) fn styles(as_json: bool) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    if as_json {
        let list: Vec<_> = styles::all()
            .iter()
            .map(|style| {
                json!({ "name": style.name, "about": style.about, "aliases": style.aliases, "knobs": style.knobs })
            })
            .collect();
        writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&list).map_err(std::io::Error::other)?
        )?;
        return Ok(());
    }
    for style in styles::all() {
        writeln!(out, "{:<18} {}", style.name, style.about)?;
        if !style.aliases.is_empty() {
            writeln!(out, "                   also: {}", style.aliases.join(", "))?;
        }
    }
    Ok(())
}

pub(super) fn pigments(as_json: bool) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    let presets = |list: &[Preset]| -> Vec<_> {
        let each = list.iter();
        each.map(|preset| json!({ "name": preset.name, "about": preset.about, "knobs": preset.knobs }))
            .collect()
    };
    if as_json {
        let plans = PLANS.iter();
        let plans: Vec<_> = plans
            .map(|plan| json!({ "name": plan.name, "about": plan.about, "sessions": plan.sessions() }))
            .collect();
        let list = json!({
            "pigments": &PALETTE[..], "needles": presets(&NEEDLES), "schools": presets(&SCHOOLS), "sessions": plans,
        });
        let text = serde_json::to_string_pretty(&list).map_err(std::io::Error::other)?;
        writeln!(out, "{text}")?;
        return Ok(());
    }
    let mut list = |title: &str, rows: Vec<(&str, &str)>| -> std::io::Result<()> {
        writeln!(out, "{title}")?;
        rows.iter()
            .try_for_each(|(name, about)| writeln!(out, "  {name:<16} {about}"))
    };
    list(
        "pigments",
        PALETTE
            .iter()
            .map(|pigment| (&*pigment.name, &*pigment.about))
            .collect(),
    )?;
    list(
        "needles",
        NEEDLES.iter().map(|preset| (preset.name, preset.about)).collect(),
    )?;
    list(
        "schools",
        SCHOOLS.iter().map(|preset| (preset.name, preset.about)).collect(),
    )?;
    list(
        "sessions",
        PLANS.iter().map(|plan| (plan.name, plan.about)).collect(),
    )?;
    Ok(())
}

pub(super) fn completions(shell: clap_complete::Shell) -> Result<(), CliError> {
    clap_complete::generate(
        shell,
        &mut Cli::command(),
        "shadowline",
        &mut std::io::stdout().lock(),
    );
    Ok(())
}

pub(super) fn man(command: clap::Command) -> Result<(), CliError> {
    Ok(clap_mangen::Man::new(command).render(&mut std::io::stdout().lock())?)
}
