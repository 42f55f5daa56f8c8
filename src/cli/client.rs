//! `shadowline client`: the visits of a client, and all that is kept of them.

use super::args::TalkOptions;
use super::consult_args::ClientArgs;
use super::files;
use super::inputs::say;
use super::tables::print_json;
use super::{CliError, passphrase};
use crate::editor::ClientTraces;
use crate::intake::JSON_FORMAT;
use crate::project::{Passphrase, Project};
use crate::store::{ClientVisit, ProgramFolders, visits};
use serde_json::{Value, json};
use std::fmt::Write;

pub(super) fn run(args: &ClientArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let passphrase = args
        .passphrase_file
        .as_deref()
        .map(passphrase::read)
        .transpose()?;
    match args.delete {
        true => delete(args, passphrase.as_ref(), talk),
        false => list(args, passphrase.as_ref()),
    }
}

fn list(args: &ClientArgs, passphrase: Option<&Passphrase>) -> Result<(), CliError> {
    let visits = visits(&args.client, passphrase).map_err(CliError::io(&args.client))?;
    if args.json {
        let rows: Vec<Value> = visits.iter().map(row).collect();
        return print_json(&json!({ "format": JSON_FORMAT, "visits": rows }));
    }
    let mut text = String::new();
    for visit in &visits {
        let name = visit.path.file_name().unwrap_or_default().to_string_lossy();
        let what = match &visit.project {
            Ok(project) => {
                let agreed = agreements(project);
                let agreed = agreed
                    .last()
                    .map_or_else(String::new, |day| format!(", agreed on {day}"));
                format!(
                    "{} photos, {} variants{agreed}",
                    project.photos.len(),
                    project.variants.len()
                )
            }
            Err(why) => format!("can't be read: {why}"),
        };
        // A string takes all that is written to it.
        let _ = writeln!(text, "{}  {name}: {what}", visit.saved);
    }
    files::print(text.as_bytes())
}

/// The days of a project's agreements, the first one first.
fn agreements(project: &Project) -> Vec<String> {
    let agreed = project
        .variants
        .iter()
        .filter_map(|variant| variant.agreed.as_ref());
    let mut days: Vec<String> = agreed.map(|agreement| agreement.date.clone()).collect();
    days.sort();
    days
}

fn row(visit: &ClientVisit) -> Value {
    let mut row = json!({ "project": visit.path, "saved": visit.saved });
    match &visit.project {
        Ok(project) => {
            row["photos"] = project.photos.len().into();
            row["variants"] = project
                .variants
                .iter()
                .map(|variant| variant.name.as_str())
                .collect();
            row["agreed"] = agreements(project).into();
        }
        Err(why) => row["unreadable"] = why.as_str().into(),
    }
    row
}

/// Lists what is kept of the client, and removes it where that is confirmed.
fn delete(args: &ClientArgs, passphrase: Option<&Passphrase>, talk: &TalkOptions) -> Result<(), CliError> {
    let folders = ProgramFolders::of_platform();
    let traces =
        ClientTraces::of(&args.client, folders.as_ref(), passphrase).map_err(CliError::io(&args.client))?;
    if traces.is_empty() {
        return Err(CliError::Usage(format!(
            "{} holds no project; name the folder in which the client's projects lie",
            args.client.display()
        )));
    }
    let mut text = String::new();
    for (what, paths) in [
        ("project", &traces.files),
        ("work kept against a crash", &traces.recovery),
        ("row of the recent projects", &traces.recent),
    ] {
        for path in paths {
            let _ = writeln!(text, "{what}: {}", path.display());
        }
    }
    files::print(text.as_bytes())?;
    if !args.yes {
        say(talk, "nothing was removed; with --yes all of this is, for good");
        return Ok(());
    }
    let left = traces.remove(folders.as_ref());
    for (path, error) in &left {
        say(talk, &format!("{}: {error}", path.display()));
    }
    if !left.is_empty() {
        return Err(CliError::NotRemoved { count: left.len() });
    }
    say(
        talk,
        "removed. Photos, exports and copies elsewhere (a camera, a backup, a cloud folder) are not known here: remove them too",
    );
    Ok(())
}
