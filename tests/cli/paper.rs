//! Plan, guide and report of the built program.

use crate::program::{done, folder, portrait, refused, shadowline, text, with_eyes};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn utf8(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Rows of a table without quoted fields, by column.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let table = std::fs::read_to_string(path).expect("a table");
    let mut lines = table.lines();
    let heads: Vec<&str> = lines.next().expect("a header").split(',').collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), heads.len(), "{line}");
            heads
                .iter()
                .zip(cells)
                .map(|(head, cell)| ((*head).to_owned(), cell.to_owned()))
                .collect()
        })
        .collect()
}

/// A plan with two fills, one of them its own at the crown: made by a design file.
const DESIGN: &str = "format = 1\nstyle = \"natural\"\n\n[[fill]]\nname = \"scalp\"\nregion = \"scalp\"\ncombine = \"replace\"\n\n\
    [[fill]]\nname = \"crown\"\nregion = \"vertex\"\ncombine = \"add\"\nknobs = { density = 20.0 }\n";

#[test]
fn plan_table_json_and_list_of_dots_agree_to_the_dot() {
    let folder = folder("plan");
    let design = folder.join("design.toml");
    std::fs::write(&design, DESIGN).expect("a design");
    let (table, list) = (folder.join("plan.csv"), folder.join("dots.csv"));
    let options = ["-q", "--design", utf8(&design)];
    done(&with_eyes(
        "plan",
        &[&options[..], &["-o", utf8(&table)]].concat(),
    ));
    done(&with_eyes("dots", &[&options[..], &["-o", utf8(&list)]].concat()));
    let json: Value =
        serde_json::from_str(&done(&with_eyes("plan", &[&options[..], &["--json"]].concat()))).expect("JSON");

    let mut listed: BTreeMap<(String, String), u64> = BTreeMap::new();
    for dot in rows(&list) {
        *listed
            .entry((dot["session"].clone(), dot["fill"].clone()))
            .or_default() += 1;
    }
    let mut planned: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut by_session: BTreeMap<u64, u64> = BTreeMap::new();
    for row in rows(&table) {
        let dots: u64 = row["dots"].parse().expect("a count");
        *planned
            .entry((row["session"].clone(), row["fill"].clone()))
            .or_default() += dots;
        *by_session
            .entry(row["session"].parse().expect("a session"))
            .or_default() += dots;
        let (area, density): (f64, f64) = (
            row["area_cm2"].parse().expect("cm²"),
            row["dots_per_cm2"].parse().expect("density"),
        );
        assert!(
            (dots as f64 - density * area).abs() <= 0.06 * area + 1.0,
            "{row:?}"
        );
    }
    planned.retain(|_, dots| *dots > 0);
    assert_eq!(planned, listed);
    assert!(listed.keys().any(|(_, fill)| fill == "crown"), "{listed:?}");
    let whole: u64 = listed.values().sum();
    assert!(whole > 5_000, "{whole}");
    assert_eq!(
        (json["format"].as_u64(), json["dots"].as_u64()),
        (Some(1), Some(whole))
    );
    for session in json["sessions"].as_array().expect("sessions") {
        let number = session["session"].as_u64().expect("a number");
        assert_eq!(
            session["dots"].as_u64(),
            by_session.get(&number).copied(),
            "session {number}"
        );
        assert_eq!(
            (&session["minutes"], session["needle"].as_str()),
            (&Value::Null, Some(""))
        );
    }
    // An area from a photo is never said closer than a quarter.
    assert!(
        json["area_error_percent"]
            .as_f64()
            .is_some_and(|percent| percent >= 25.0)
    );
    let model_depth_mm = "0.09";
    assert!(
        !json.to_string().contains(model_depth_mm),
        "the model's depth is no needle setting"
    );
}

#[test]
fn time_and_price_come_from_own_rates_and_entries_from_the_record() {
    let folder = folder("rates");
    let (practice, record) = (folder.join("practice.toml"), folder.join("record.toml"));
    let rates =
        "[rates]\ndots-per-minute = [50, 100]\nsetup-minutes = 30\nprice-per-hour = 90\ncurrency = \"EUR\"\n";
    std::fs::write(&practice, rates).expect("a file");
    std::fs::write(
        &record,
        "[[session]]\nnumber = 2\nneedle = \"3RL\"\ndepth = \"0.5 mm\"\n",
    )
    .expect("a file");
    let given = ["-q", "--practice", utf8(&practice), "--record", utf8(&record)];
    let json: Value =
        serde_json::from_str(&done(&with_eyes("plan", &[&given[..], &["--json"]].concat()))).expect("JSON");
    let number = |value: &Value, index: usize| value[index].as_f64().expect("a number");
    let sessions = json["sessions"].as_array().expect("sessions");
    for session in sessions {
        let (dots, minutes) = (&session["dots_range"], &session["minutes"]);
        assert!(
            (number(minutes, 0) - (30.0 + number(dots, 0) / 100.0)).abs() < 1.0,
            "{session}"
        );
        assert!(
            (number(minutes, 1) - (30.0 + number(dots, 1) / 50.0)).abs() < 1.0,
            "{session}"
        );
        assert!(
            (number(&session["price"], 1) - 1.5 * number(minutes, 1)).abs() < 2.0,
            "{session}"
        );
    }
    assert_eq!([&sessions[0]["needle"], &sessions[1]["needle"]], ["", "3RL"]);
    let words = done(&with_eyes("plan", &given));
    assert!(
        words.contains("0.5 mm") && words.contains("EUR") && words.contains("…"),
        "{words}"
    );
    // What ships asks for no money and knows no pace.
    let shipped = folder.join("shipped.toml");
    std::fs::write(&shipped, done(&["practice"])).expect("a file");
    let words = done(&with_eyes("plan", &["-q", "--practice", utf8(&shipped)]));
    assert!(words.contains("your own rates"), "{words}");
}

#[test]
fn what_cannot_be_written_or_read_is_said_before_any_work() {
    let folder = folder("paper-refused");
    let practice = folder.join("practice.toml");
    std::fs::write(&practice, "[rates]\ndots-per-minute = [90, 60]\n").expect("a file");
    let said = refused(&with_eyes("plan", &["--practice", utf8(&practice)]), 1);
    assert!(said.contains("dots-per-minute"), "{said}");
    let said = refused(&with_eyes("guide", &["-o", utf8(&folder.join("guide.png"))]), 2);
    assert!(said.contains(".pdf or .svg"), "{said}");
    let said = refused(&with_eyes("report", &["-o", utf8(&folder.join("report.doc"))]), 2);
    assert!(said.contains(".pdf"), "{said}");
    let said = refused(
        &with_eyes("plan", &["--practice", utf8(&practice), "-o", utf8(&practice)]),
        2,
    );
    assert!(said.contains("practice file itself"), "{said}");
    let said = refused(&with_eyes("guide", &["--style", "none"]), 1);
    assert!(said.contains("no hairline"), "{said}");
}

#[test]
fn the_card_measures_the_line_that_the_design_asks_for() {
    let card = |ratio: &str| -> Vec<Value> {
        let set = format!("height-ratio={ratio}");
        let said = done(&with_eyes("guide", &["-q", "--json", "--set", &set]));
        let json: Value = serde_json::from_str(&said).expect("JSON");
        json["distances"].as_array().expect("distances").clone()
    };
    let (low, high) = (card("0.45"), card("0.55"));
    assert_eq!((low.len(), high.len()), (7, 7));
    let mm = |card: &[Value], index: usize, what: &str| card[index][what].as_f64().expect("mm");
    // The height is a share of glabella–chin: both lie on one face.
    assert!(
        (mm(&high, 0, "skin_mm") / mm(&low, 0, "skin_mm") - 0.55 / 0.45).abs() < 0.01,
        "{low:?}\n{high:?}"
    );
    for distance in &low {
        let number = |what: &str| distance[what].as_f64().expect("mm");
        assert!(
            number("skin_mm") >= number("straight_mm") && number("skin_mm") < 160.0,
            "{distance}"
        );
        assert!(
            number("error_mm") >= 1.0 && number("error_mm") < 0.5 * number("skin_mm"),
            "{distance}"
        );
    }
    // A measured pupil distance makes them surer.
    let said = done(&with_eyes(
        "guide",
        &[
            "-q",
            "--json",
            "--set",
            "height-ratio=0.45",
            "--pupil-distance",
            "63",
        ],
    ));
    let sure: Value = serde_json::from_str(&said).expect("JSON");
    assert!(
        sure["distances"][3]["error_mm"].as_f64() < low[3]["error_mm"].as_f64(),
        "{sure}"
    );
}

#[test]
fn the_cutters_line_is_in_millimetres_with_a_bar_of_a_hundred() {
    let path = folder("svg").join("guide.svg");
    done(&with_eyes(
        "guide",
        &["-q", "-o", utf8(&path), "--paper", "letter"],
    ));
    let drawing = std::fs::read_to_string(&path).expect("an SVG");
    assert!(
        drawing.contains("width=\"279.4mm\" height=\"215.9mm\" viewBox=\"0 0 279.4 215.9\""),
        "{}",
        &drawing[..300]
    );
    assert!(
        level_lines(&drawing)
            .iter()
            .any(|length| (length - 100.0).abs() < 0.01),
        "no bar of 100 mm"
    );
}

/// Lengths of the level lines of two points in a drawing, mm.
fn level_lines(drawing: &str) -> Vec<f64> {
    let lines = drawing
        .split("points=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("points"));
    lines
        .filter_map(|points| {
            let numbers: Vec<f64> = points
                .split([' ', ','])
                .map(|number| number.parse().expect("a number"))
                .collect();
            match *numbers.as_slice() {
                [x0, y0, x1, y1] if y0 == y1 => Some((x1 - x0).abs()),
                _ => None,
            }
        })
        .collect()
}

#[test]
fn the_guide_prints_at_true_size() {
    let folder = folder("guide");
    let path = folder.join("guide.pdf");
    done(&with_eyes("guide", &["-q", "-o", utf8(&path)]));
    assert!(std::fs::read(&path).is_ok_and(|bytes| bytes.starts_with(b"%PDF")));
    // 254 to the inch are 10 a millimetre; the hairline's page is the second, across.
    let Some(page) = turned_into_pixels(&path, 2, 254) else {
        return;
    };
    assert!(
        page.width().abs_diff(2970) <= 2 && page.height().abs_diff(2100) <= 2,
        "{:?}",
        page.dimensions()
    );
    let bar_y = (page.height() as f64 - 170.0) as u32;
    let dark = |x: u32, y: u32| page.get_pixel(x, y).0[0] < 110;
    let longest = (bar_y - 4..=bar_y + 4)
        .map(|y| longest_run(|x| dark(x, y), page.width() / 2))
        .max();
    let longest_mm = f64::from(longest.expect("rows")) / 10.0;
    // Round ends add the line's width of 0.4 mm.
    assert!(
        (longest_mm - 100.4).abs() <= 0.2,
        "the bar of 100 mm is {longest_mm}"
    );
}

/// Longest run of pixels that are so, before a column.
fn longest_run(so: impl Fn(u32) -> bool, width: u32) -> u32 {
    let (mut longest, mut run) = (0, 0);
    for x in 0..width {
        run = if so(x) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A page of a PDF as pixels, by poppler; none, and a sentence, where it isn't installed.
fn turned_into_pixels(path: &Path, page: u32, per_inch: u32) -> Option<image::GrayImage> {
    let to = path.with_extension("");
    let (number, resolution) = (page.to_string(), per_inch.to_string());
    let turned = Command::new("pdftoppm")
        .args([
            "-gray",
            "-singlefile",
            "-png",
            "-f",
            &number,
            "-l",
            &number,
            "-r",
            &resolution,
        ])
        .args([path, to.as_path()])
        .status();
    match turned {
        Ok(status) => {
            assert!(status.success(), "pdftoppm can't read {}", path.display());
            Some(image::open(to.with_extension("png")).expect("a page").to_luma8())
        }
        Err(_) => {
            println!("skipped: pdftoppm (poppler-utils) isn't installed");
            None
        }
    }
}

#[test]
fn the_report_can_be_read_and_is_small() {
    let folder = folder("report");
    let (practice, path, logo) = (
        folder.join("practice.toml"),
        folder.join("report.pdf"),
        folder.join("logo.png"),
    );
    image::RgbImage::from_pixel(120, 40, image::Rgb([20, 104, 124]))
        .save(&logo)
        .expect("a logo");
    std::fs::write(
        &practice,
        "[clinic]\nname = \"Клиника Ωmega\"\npractitioner = \"Ana\"\nlogo = \"logo.png\"\n[texts]\naftercare = [\"Keep it dry, says Ana.\"]\n",
    )
    .expect("a file");
    let given = ["-q", "--practice", utf8(&practice), "-o", utf8(&path)];
    let output = shadowline(&with_eyes("report", &given));
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let bytes = std::fs::read(&path).expect("a report");
    assert!(
        bytes.starts_with(b"%PDF") && bytes.len() < 3_000_000,
        "{} bytes",
        bytes.len()
    );
    for private in [&b"CreationDate"[..], portrait().as_bytes()] {
        assert!(!bytes.windows(private.len()).any(|part| part == private));
    }
    let Ok(read) = Command::new("pdftotext")
        .args([path.as_path(), Path::new("-")])
        .output()
    else {
        println!("skipped: pdftotext (poppler-utils) isn't installed");
        return;
    };
    let words = text(&read.stdout);
    for wanted in [
        "Клиника Ωmega",
        "Simulation, not a promise.",
        "Keep it dry, says Ana.",
        "Before",
        "Session 1",
        "What to expect",
        "REACH",
        "Treatment",
        "Patch test",
        "Withdrawn on",
        "18 or over",
        "neither medical nor legal advice",
    ] {
        assert!(words.contains(wanted), "the report lacks '{wanted}'");
    }
    assert!(
        !words.contains("moisturise thinly"),
        "the practice's own aftercare stands in place of what ships"
    );
}

#[test]
fn a_report_of_several_treatments_has_a_page_that_compares_them() {
    let folder = folder("report-board");
    let path = folder.join("report.pdf");
    done(&with_eyes(
        "report",
        &["-q", "--styles", "natural,mature:density=70", "-o", utf8(&path)],
    ));
    let Ok(read) = Command::new("pdftotext")
        .args([path.as_path(), Path::new("-")])
        .output()
    else {
        println!("skipped: pdftotext (poppler-utils) isn't installed");
        return;
    };
    let words = text(&read.stdout);
    for wanted in ["Compared", "Natural", "Mature", "70 dots a cm²", "lighter cover"] {
        assert!(words.contains(wanted), "the report lacks '{wanted}'");
    }
    let said = refused(
        &with_eyes("report", &["--styles", "natural", "-o", utf8(&path)]),
        2,
    );
    assert!(said.contains("2 to 6"), "{said}");
}
