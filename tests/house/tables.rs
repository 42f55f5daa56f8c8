//! The tables of the docs that the code knows too: generated here, compared with what stands in the docs, and written anew
//! with `SHADOWLINE_UPDATE_DOCS=1`; that run fails all the same, so that nobody passes by rewriting.

use crate::files::{root, text};
use shadowline::check::CheckLimit;
use shadowline::design::{CaseGroup, Knob, KnobGroup, cases, styles};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::Command;

/// A plain number as a table shows it, with a true minus sign.
fn number(value: f64) -> String {
    value.to_string().replace('-', "−")
}

/// Text that stands in a cell.
fn cell(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.is_empty() { "–".into() } else { text }
}

fn group(group: KnobGroup) -> String {
    let value = serde_json::to_value(group).expect("a group is a word");
    value.as_str().expect("a group is a word").to_owned()
}

/// Every knob, as `shadowline knobs` lists them.
fn knobs() -> String {
    let mut table = "| Knob | Unit | Range | Default | Group | What it does, and its source |\n|---|---|---|---|---|---|\n".to_owned();
    for row in Knob::all().map(Knob::row) {
        let [low, high] = row.range.map(number);
        writeln!(
            table,
            "| `{}` | {} | {low} to {high} | {} | {} | {} |",
            row.name,
            cell(row.unit),
            number(row.default),
            group(row.group),
            cell(row.help),
        )
        .expect("a string takes it");
    }
    table
}

/// Every style, as `shadowline styles` lists them, with what it sets.
fn style_table() -> String {
    let mut table =
        "| Style | What it looks like | Also called | Sets (the rest stands at its default) |\n|---|---|---|---|\n".to_owned();
    for style in styles::all() {
        let sets: Vec<String> = style
            .knobs
            .iter()
            .map(|(knob, value)| (knob.row().name, *value))
            .map(|(name, value)| format!("{name} {value}"))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let sets = if sets.is_empty() {
            "the defaults".into()
        } else {
            sets.join(", ")
        };
        writeln!(
            table,
            "| `{}` | {} | {} | {sets} |",
            style.name,
            cell(&style.about),
            cell(&style.aliases.join(", ")),
        )
        .expect("a string takes it");
    }
    table
}

/// Every case, group by group, as `shadowline cases` lists them.
fn case_table() -> String {
    let mut table =
        "| Case | `--case` | What it treats | Also called | Its fills |\n|---|---|---|---|---|\n".to_owned();
    for group in CaseGroup::ALL {
        writeln!(table, "| **{}** | | | | |", group.title()).expect("a string takes it");
        for case in cases::all().iter().filter(|case| case.group == group) {
            let fills: Vec<&str> = case.fill.iter().map(|fill| fill.name.as_str()).collect();
            writeln!(
                table,
                "| {} | `{}` | {} | {} | {} |",
                cell(&case.title),
                case.name,
                cell(&case.about),
                cell(&case.aliases.join(", ")),
                fills.join(", "),
            )
            .expect("a string takes it");
        }
    }
    table
}

/// What the program prints of itself.
fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_shadowline"))
        .args(arguments)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{arguments:?} failed");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Name and purpose of each command, from `shadowline --help`.
fn commands() -> Vec<(String, String)> {
    let said = help(&["--help"]);
    let list = said.lines().skip_while(|line| *line != "Commands:").skip(1);
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in list.take_while(|line| !line.is_empty()) {
        // A name stands two columns in; what is farther in goes on with the line before.
        let named = line.starts_with("  ") && !line.starts_with("   ");
        match (line.trim().split_once("  "), commands.last_mut()) {
            (Some((name, about)), _) if named => commands.push((name.to_owned(), about.trim().to_owned())),
            (_, Some((_, about))) => {
                about.push(' ');
                about.push_str(line.trim());
            }
            _ => {}
        }
    }
    commands.retain(|(name, _)| name != "help");
    assert!(
        commands.len() > 5,
        "only {} commands are in the help",
        commands.len()
    );
    commands
}

/// Every command, with a link to the section that names it.
fn command_table() -> String {
    let page = text(&root().join("docs/cli.md"));
    let heading = |name: &str| {
        let mut headings = page.lines().filter_map(|line| line.strip_prefix("## "));
        let found = headings.find(|heading| heading.split(' ').any(|word| word == name))?;
        Some(found.replace(' ', "-"))
    };
    let mut table = "| Command | What it does |\n|---|---|\n".to_owned();
    for (name, about) in commands() {
        let link = match heading(&name) {
            Some(heading) => format!("[`{name}`](#{heading})"),
            None => format!("`{name}`"),
        };
        writeln!(table, "| {link} | {} |", cell(&about)).expect("a string takes it");
    }
    table
}

/// Compares what stands between the marks of a table in a page with what the code says.
fn held(page: &str, table: &str, made: &str) {
    let path = root().join(page);
    let written = text(&path);
    let begin = format!("<!-- {table}: written by tests/house/tables.rs -->\n\n");
    let end = "\n<!-- end -->\n";
    let start = written
        .find(&begin)
        .unwrap_or_else(|| panic!("{page} has no mark of the {table}"));
    let start = start + begin.len();
    let length = written[start..]
        .find(end)
        .unwrap_or_else(|| panic!("the {table} in {page} have no end"));
    if &written[start..start + length] == made {
        return;
    }
    if std::env::var_os("SHADOWLINE_UPDATE_DOCS").is_some() {
        let anew = format!("{}{made}{}", &written[..start], &written[start + length..]);
        std::fs::write(&path, anew).expect("the page is written");
        panic!("the {table} in {page} are written anew");
    }
    let differs = made
        .lines()
        .zip(written[start..start + length].lines())
        .find(|(a, b)| a != b);
    panic!(
        "the {table} in {page} are not what the code says (SHADOWLINE_UPDATE_DOCS=1 writes them anew); first difference: {differs:?}"
    );
}

#[test]
fn the_table_of_knobs_is_what_the_code_says() {
    held("docs/science.md", "knobs", &knobs());
}

/// Every limit of the realism check.
fn limits() -> String {
    let mut table = "| Limit | Value | Unit | What it is, and its source |\n|---|---|---|---|\n".to_owned();
    for row in CheckLimit::all().map(CheckLimit::row) {
        writeln!(
            table,
            "| `{}` | {} | {} | {} |",
            row.name,
            number(row.default),
            cell(row.unit),
            cell(row.help)
        )
        .expect("a string takes it");
    }
    table
}

#[test]
fn the_table_of_limits_is_what_the_code_says() {
    held("docs/check.md", "limits", &limits());
}

#[test]
fn the_table_of_styles_is_what_the_files_say() {
    held("docs/cli.md", "styles", &style_table());
}

#[test]
fn the_table_of_cases_is_what_the_files_say() {
    held("docs/cases.md", "cases", &case_table());
}

#[test]
fn the_table_of_commands_is_what_the_program_says() {
    held("docs/cli.md", "commands", &command_table());
}

#[test]
fn every_option_of_every_command_is_in_the_docs() {
    let page = text(&root().join("docs/cli.md"));
    let mut seen = 0;
    for (command, _) in commands() {
        let said = help(&[&command, "--help"]);
        let options = said
            .lines()
            .map(str::trim_start)
            .filter(|line| line.starts_with('-'));
        for line in options {
            let words = line.split([' ', ',', '=', '[']);
            for option in words.filter(|word| word.starts_with("--") && word.len() > 2) {
                let written = page.match_indices(option).any(|(at, _)| {
                    !page[at + option.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
                });
                assert!(
                    written,
                    "docs/cli.md doesn't name {option} of `shadowline {command}`"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "only {seen} options were found in the help");
}
