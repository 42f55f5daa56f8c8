//! `shadowline check`.

use super::CliError;
use super::args::TalkOptions;
use super::consult_args::CheckArgs;
use super::files::{self, CommandFiles};
use super::inputs;
use super::tables::print_json;
use super::treat::TreatmentRequest;
use crate::check::{CheckFinding, CheckLimits, CheckMend, check, worst};
use crate::intake::JSON_FORMAT;
use serde_json::{Value, json};
use std::fmt::Write;

pub(super) fn run(args: &CheckArgs, talk: &TalkOptions) -> Result<(), CliError> {
    CommandFiles::of(&args.photo, Some(&args.design), false)
        .reading("file of limits", args.limits.as_deref())
        .check()?;
    let limits = match &args.limits {
        Some(path) => limits_of(&files::read_text(path)?)?,
        None => CheckLimits::default(),
    };
    let wanted = TreatmentRequest::of(&args.design, files::may_be_project(args.photo.photo.as_deref()))?;
    let mut subject = inputs::drawn_subject(&args.photo, talk)?;
    wanted.treat(&mut subject, talk)?;
    let document = subject.document();
    let findings = check(&document, subject.view.capture.as_ref(), &limits);
    match args.json {
        true => print_json(&report(&document.design.style, &findings)),
        false => files::print(lines(&findings).as_bytes()),
    }
}

/// A file of limits; what is wrong in it is wrong usage.
fn limits_of(text: &str) -> Result<CheckLimits, CliError> {
    CheckLimits::from_toml(text).map_err(|error| CliError::Usage(error.to_string()))
}

/// The report as JSON.
fn report(style: &str, findings: &[CheckFinding]) -> Value {
    let finding = |finding: &CheckFinding| {
        let cues = finding.cues.iter();
        let cues: Value = cues
            .map(|cue| (cue.name.to_owned(), json!(rounded(cue.value))))
            .collect();
        json!({
            "check": finding.kind.name(),
            "light": finding.light.name(),
            "cues": cues,
            "sentence": finding.sentence,
            "mend": finding.mend.as_ref().map(mend),
        })
    };
    json!({
        "format": JSON_FORMAT,
        "style": style,
        "worst": worst(findings).name(),
        "findings": findings.iter().map(finding).collect::<Vec<Value>>(),
    })
}

fn mend(mend: &CheckMend) -> Value {
    json!({
        "label": mend.label,
        "set": settings(mend),
        "points_follow_the_style": mend.frees_points,
    })
}

/// What `--set` takes.
fn settings(mend: &CheckMend) -> Vec<String> {
    let owner = mend
        .fill
        .as_ref()
        .map_or_else(String::new, |fill| format!("{fill}."));
    let each = mend.settings.iter();
    each.map(|(knob, value)| format!("{owner}{}={value}", knob.row().name))
        .collect()
}

fn rounded(value: f64) -> f64 {
    (1e3 * value).round() / 1e3
}

/// The report in lines, the worst first.
fn lines(findings: &[CheckFinding]) -> String {
    let mut text = String::new();
    let mut sorted: Vec<&CheckFinding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.light));
    for finding in sorted {
        // A string takes all that is written to it.
        let _ = writeln!(
            text,
            "{:<6} {:<13} {}",
            finding.light.name(),
            finding.kind.name(),
            finding.sentence
        );
        if let Some(mend) = &finding.mend {
            let points = if mend.frees_points {
                " (points placed by hand follow the style again)"
            } else {
                ""
            };
            let option = |set: &String| match set.contains(' ') {
                true => format!("--set '{set}'"),
                false => format!("--set {set}"),
            };
            let set: Vec<String> = settings(mend).iter().map(option).collect();
            let _ = writeln!(text, "{:20} {}: {}{points}", "", mend.label, set.join(" "));
        }
    }
    text
}
