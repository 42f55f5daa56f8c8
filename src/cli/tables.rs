//! `shadowline knobs`, `styles`, `completions` and `man`: what the program knows of itself.

use super::CliError;
use super::args::Cli;
use crate::design::{Knob, styles};
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
