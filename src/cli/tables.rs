//! `shadowline knobs`, `styles`, `completions` and `man`: what the program knows of itself.

use super::CliError;
use super::args::{Cli, ManArgs};
use super::files;
use crate::design::needle::{NEEDLES, NeedlePreset, SCHOOLS};
use crate::design::pigment::PALETTE;
use crate::design::{CaseGroup, Knob, PLANS, cases, nearest, styles};
use crate::intake::JSON_FORMAT;
use crate::output::save::atomically;
use crate::words::shown;
use clap::CommandFactory;
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn knobs(as_json: bool) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    if as_json {
        let rows: Vec<_> = Knob::all().map(Knob::row).collect();
        return print_json(&json!({ "format": JSON_FORMAT, "knobs": rows }));
    }
    for row in Knob::all().map(Knob::row) {
        let [low, high] = row.range;
        writeln!(
            out,
            "{:<16} {:>6}  from {low} to {high} {}",
            row.name, row.default, row.unit
        )?;
        writeln!(out, "                 {}", shown(row.help))?;
    }
    Ok(())
}

pub(super) fn cases(as_json: bool) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    if as_json {
        let list: Vec<_> = cases::all()
            .iter()
            .map(|case| {
                let advice: Vec<_> = case.advice.iter().map(|advice| advice.sentence()).collect();
                json!({
                    "name": case.name, "title": case.title, "about": case.about, "aliases": case.aliases,
                    "group": case.group, "advice": advice, "style": case.style, "sessions": case.sessions,
                    "knobs": case.knobs, "fills": case.fill,
                })
            })
            .collect();
        return print_json(&json!({ "format": JSON_FORMAT, "cases": list }));
    }
    for group in CaseGroup::ALL {
        writeln!(out, "{}", shown(group.title()))?;
        for case in cases::all().iter().filter(|case| case.group == group) {
            writeln!(out, "  {:<20} {}", case.name, shown(&case.about))?;
            if !case.aliases.is_empty() {
                writeln!(out, "                       also: {}", case.aliases.join(", "))?;
            }
        }
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
        return print_json(&json!({ "format": JSON_FORMAT, "styles": list }));
    }
    for style in styles::all() {
        writeln!(out, "{:<18} {}", style.name, shown(&style.about))?;
        if !style.aliases.is_empty() {
            writeln!(out, "                   also: {}", style.aliases.join(", "))?;
        }
    }
    Ok(())
}

pub(super) fn pigments(as_json: bool) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    let presets = |list: &[NeedlePreset]| -> Vec<_> {
        let each = list.iter();
        each.map(|preset| json!({ "name": preset.name, "about": preset.about, "knobs": preset.knobs }))
            .collect()
    };
    if as_json {
        let plans = PLANS.iter();
        let plans: Vec<_> = plans
            .map(|plan| json!({ "name": plan.name, "about": plan.about, "sessions": plan.sessions() }))
            .collect();
        return print_json(&json!({
            "format": JSON_FORMAT,
            "pigments": &PALETTE[..], "needles": presets(&NEEDLES), "schools": presets(&SCHOOLS), "sessions": plans,
        }));
    }
    let mut list = |title: &str, rows: Vec<(&str, &str)>| -> std::io::Result<()> {
        writeln!(out, "{title}")?;
        rows.iter()
            .try_for_each(|(name, about)| writeln!(out, "  {name:<16} {}", shown(about)))
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

/// Prints a value that has a `format` number.
pub(super) fn print_json(value: &Value) -> Result<(), CliError> {
    let mut text = serde_json::to_string_pretty(value).map_err(std::io::Error::other)?;
    text.push('\n');
    files::print(text.as_bytes())
}

pub(super) fn completions(shell: clap_complete::Shell) -> Result<(), CliError> {
    // Into memory first: the generator takes a closed pipe for a fault of the program.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "shadowline", &mut script);
    files::print(&script)
}

/// The manual page of the program or of one command, or all of them as files.
pub(super) fn man(args: &ManArgs) -> Result<(), CliError> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    if let Some(folder) = &args.to {
        files::check_folder(folder)?;
        std::fs::create_dir_all(folder).map_err(CliError::io(folder))?;
        for command in std::iter::once(&program).chain(program.get_subcommands()) {
            let (name, page) = page(command)?;
            let path = folder.join(name);
            atomically(&path, |writer| writer.write_all(&page)).map_err(CliError::io(&path))?;
        }
        return Ok(());
    }
    let Some(name) = &args.command else {
        return files::print(&page(&program)?.1);
    };
    let command = program.find_subcommand(name).ok_or_else(|| {
        let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
        let hint = nearest(name, names.iter().map(|name| (*name, *name)))
            .map(|near| format!(", did you mean '{near}'?"))
            .unwrap_or_default();
        CliError::Usage(format!(
            "there is no command '{name}'{hint}; there are: {}",
            names.join(", ")
        ))
    })?;
    files::print(&page(command)?.1)
}

/// A manual page and the name of its file.
fn page(command: &clap::Command) -> Result<(String, Vec<u8>), CliError> {
    let name = command.get_bin_name().unwrap_or("shadowline").replace(' ', "-");
    let page = clap_mangen::Man::new(command.clone()).title(name.clone());
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok((format!("{name}.1"), text))
}
