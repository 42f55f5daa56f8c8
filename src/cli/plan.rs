//! `shadowline plan` and `shadowline practice`.

use super::args::{DesignArgs, PhotoArgs, TalkOptions};
use super::files::{self, CommandFiles};
use super::inputs::{self, TreatedPhoto};
use super::paper_args::{PlanArgs, PracticeArgs};
use super::tables::print_json;
use super::treat::TreatmentRequest;
use super::{CliError, render};
use crate::consult::{PlannedSession, PracticeFile, TreatmentPlan, TreatmentRecord, ValueRange, grouped};
use crate::gpu::block_on;
use crate::output::plan_csv;
use serde_json::{Value, json};

/// Version of the JSON that is printed.
const FORMAT: u32 = 1;

pub(super) fn run(args: &PlanArgs, talk: &TalkOptions) -> Result<(), CliError> {
    let files = CommandFiles::of(&args.photo, Some(&args.design), args.keep.no_clobber)
        .reading("practice file", args.practice.practice.as_deref())
        .reading("record file", args.practice.record.as_deref())
        .writing(args.output.clone())
        .check()?;
    let (practice, record) = brought(&args.practice)?;
    let subject = treated(&args.photo, &args.design, &files, talk)?;
    let document = subject.document();
    let mut engine = render::engine_for(&document.design, talk)?;
    let gpu = engine.gpu().device.clone();
    let counting = TreatmentPlan::counted(&mut engine, &document, &subject.view, &practice.rates, &record);
    let plan = block_on(Some(&gpu), counting)?;
    match &args.output {
        Some(path) => files.write(path, |out| plan_csv::write(out, &plan)),
        None if args.json => print_json(&as_json(&plan)),
        None => files::print(in_words(&plan).as_bytes()),
    }
}

/// Prints the practice file that ships, to be changed.
pub(super) fn practice() -> Result<(), CliError> {
    files::print(PracticeFile::SHIPPED.as_bytes())
}

/// The photo with the treatment that the options ask for; no file that it comes from is going to be overwritten.
pub(super) fn treated(
    photo: &PhotoArgs,
    design: &DesignArgs,
    files: &CommandFiles<'_>,
    talk: &TalkOptions,
) -> Result<TreatedPhoto, CliError> {
    let wanted = TreatmentRequest::of(design, files::may_be_project(photo.photo.as_deref()))?;
    let mut subject = inputs::drawn_subject(photo, talk)?;
    files.spare_originals(&subject.project)?;
    wanted.treat(&mut subject, talk)?;
    Ok(subject)
}

/// What the practitioner brings: files that were named, else what ships and a blank record.
pub(super) fn brought(args: &PracticeArgs) -> Result<(PracticeFile, TreatmentRecord), CliError> {
    let practice = match &args.practice {
        Some(path) => PracticeFile::read(&files::read_text(path)?)?,
        None => PracticeFile::shipped(),
    };
    let record = match &args.record {
        Some(path) => TreatmentRecord::read(&files::read_text(path)?)?,
        None => TreatmentRecord::default(),
    };
    Ok((practice, record))
}

/// The plan for a person.
fn in_words(plan: &TreatmentPlan) -> String {
    let percent = 100.0 * plan.area_error_share;
    let sessions = match plan.sessions.len() {
        1 => "one session".to_owned(),
        count => format!("{count} sessions"),
    };
    let mut lines = vec![format!(
        "{} dots ({}) on {:.0} cm² (± {percent:.0} %) in {sessions}",
        grouped(plan.dots() as u64),
        plan.range(plan.dots() as f64).said(),
        plan.area_cm2()
    )];
    for session in &plan.sessions {
        lines.push(String::new());
        lines.push(session_line(plan, session));
        for row in &session.rows {
            lines.push(format!(
                "  {:<10} {:<14} {:>7} dots {:>7.1} cm² {:>6.1} added, {:>5.1} standing per cm²",
                row.zone.name(),
                row.fill,
                grouped(row.dots as u64),
                row.area_cm2,
                row.added_per_cm2(),
                row.standing_per_cm2()
            ));
        }
        let entry = &session.entry;
        for (name, text) in [
            ("needle", &entry.needle),
            ("depth", &entry.depth),
            ("mixing", &entry.mixing),
        ] {
            let entered = match text.trim() {
                "" => "…",
                entered => entered,
            };
            lines.push(format!("  {name:<10} {entered}"));
        }
    }
    lines.push(String::new());
    let total = [
        plan.minutes().map(ValueRange::said_as_time),
        plan.price().map(|price| plan.said_price(price)),
    ];
    let total: Vec<String> = total.into_iter().flatten().collect();
    lines.push(match total.is_empty() {
        true => "Time and price need your own rates: --practice FILE (`shadowline practice` prints one)."
            .to_owned(),
        false => format!("All sessions: {}", total.join(", ")),
    });
    lines.join("\n") + "\n"
}

fn session_line(plan: &TreatmentPlan, session: &PlannedSession) -> String {
    let mut line = format!(
        "{}: {} dots ({})",
        session.heading(),
        grouped(session.dots() as u64),
        plan.range(session.dots() as f64).said()
    );
    for part in [
        session.minutes.map(ValueRange::said_as_time),
        session.price.map(|price| plan.said_price(price)),
    ] {
        line.extend(part.map(|part| format!(", {part}")));
    }
    line
}

/// The plan for another program.
fn as_json(plan: &TreatmentPlan) -> Value {
    let ends = |range: Option<ValueRange>| range.map(|range| [range.low.round(), range.high.round()]);
    let range = |value: f64| ends(Some(plan.range(value)));
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    let sessions = plan.sessions.iter().map(|session| {
        let zones = session.rows.iter().map(|row| {
            json!({
                "zone": row.zone.name(),
                "fill": row.fill,
                "dots": row.dots,
                "dots_range": range(row.dots as f64),
                "area_cm2": tenth(row.area_cm2),
                "dots_per_cm2": tenth(row.added_per_cm2()),
                "standing_per_cm2": tenth(row.standing_per_cm2()),
            })
        });
        json!({
            "session": session.number,
            "weeks": session.weeks,
            "dots": session.dots(),
            "dots_range": range(session.dots() as f64),
            "area_cm2": tenth(session.area_cm2()),
            "minutes": ends(session.minutes),
            "price": ends(session.price),
            "needle": session.entry.needle,
            "depth": session.entry.depth,
            "mixing": session.entry.mixing,
            "zones": zones.collect::<Vec<_>>(),
        })
    });
    json!({
        "format": FORMAT,
        "area_error_percent": (100.0 * plan.area_error_share).round(),
        "dots": plan.dots(),
        "dots_range": range(plan.dots() as f64),
        "area_cm2": tenth(plan.area_cm2()),
        "area_range_cm2": range(plan.area_cm2()),
        "minutes": ends(plan.minutes()),
        "price": ends(plan.price()),
        "currency": plan.currency,
        "sessions": sessions.collect::<Vec<_>>(),
    })
}
