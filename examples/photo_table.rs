//! The table of `docs/photo.md`: what is found in each of the shared photos, against `landmarks.csv`.
//! `cargo run --release --example photo_table -- ../shared/photos`

use glam::DVec2;
use shadowline::head::outline::silhouette_px;
use shadowline::head::{FitInput, Head, HeadView, PhotoFacts, solve};
use shadowline::intake::PhotoFindings;
use shadowline::photo::Photo;
use shadowline::photo::{PhotoLimits, decode};
use shadowline::vision::{Face, faces, given_by_face, head_edge};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

/// Skin tones as the file names have them.
const TONES: [(&str, &[&str]); 4] = [
    ("fair", &["fair", "veryfair", "ruddy", "greyscale"]),
    ("medium, olive, tan", &["medium", "olive", "tan", "hardsun"]),
    ("brown", &["brownskin"]),
    ("dark", &["darkskin"]),
];

/// One photo's figures: pupils, glabella and chin in % of the pupil distance, time in ms.
struct Row {
    tone: &'static str,
    errors: [f64; 3],
    /// Distances of the edge found from the fitted head's, in % of its breadth.
    missed: Vec<f64>,
    /// Those of them where bare scalp meets the background.
    missed_bare: Vec<f64>,
    ms: f64,
}

fn tone(name: &str) -> &'static str {
    let has = |words: &&[&str]| name.split(['_', '.']).any(|part| words.contains(&part));
    TONES
        .iter()
        .rev()
        .find(|(_, words)| has(words))
        .map_or("other", |(tone, _)| tone)
}

fn quantile(mut list: Vec<f64>, share: f64) -> f64 {
    list.sort_by(f64::total_cmp);
    list[((list.len() - 1) as f64 * share).round() as usize]
}

/// Median and 95th percentile.
fn both(list: &[f64]) -> String {
    match list.is_empty() {
        true => "–".to_owned(),
        false => format!(
            "{:.1} / {:.1}",
            quantile(list.to_vec(), 0.5),
            quantile(list.to_vec(), 0.95)
        ),
    }
}

/// How far each point of an edge lies from the edge of the fitted head as the view shows it, in % of the head's breadth.
fn missed(head: &Head, view: &HeadView, edge: &[DVec2]) -> Vec<f64> {
    let silhouette: Vec<DVec2> = silhouette_px(head, &view.camera, 720)
        .into_iter()
        .map(|px| view.warp.warped(px))
        .collect();
    let breadth_px = head.measures.breadth_mm / view.camera.mm_per_px_at(Head::CENTRE_MM);
    edge.iter()
        .map(|point| {
            let nearest = silhouette.iter().map(|px| px.distance(*point));
            100.0 * nearest.fold(f64::INFINITY, f64::min) / breadth_px
        })
        .collect()
}

/// How far inside the edge is looked for hair, mm, and share of hair up to which scalp is bare.
const INSIDE_MM: f64 = 4.0;
const BARE: f32 = 0.3;

/// Whether bare scalp lies just inside each point of an edge.
fn bare(photo: &Photo, head: &Head, view: &HeadView, face: &Face, edge: &[DVec2]) -> Vec<bool> {
    let told = PhotoFindings::of(photo, head, view, Some(face));
    let regions = told.regions.filter(|regions| regions.learnt);
    let middle = view.camera.photo_from_head(Head::CENTRE_MM);
    let (Some(regions), Some(middle)) = (regions, middle) else {
        return vec![false; edge.len()];
    };
    let (grid, [width, height]) = (regions.mask(), regions.size());
    edge.iter()
        .map(|point| {
            let inwards = (middle - *point).normalize_or_zero() * (INSIDE_MM / view.mm_per_px);
            let cell = ((*point + inwards - DVec2::from(grid.corner_px)) / grid.cell_px).as_ivec2();
            let inside = cell.x >= 0 && cell.y >= 0 && cell.x < width as i32 && cell.y < height as i32;
            inside && {
                let at = cell.y as usize * width + cell.x as usize;
                regions.hair[at] + regions.stubble[at] < BARE
            }
        })
        .collect()
}

/// Prints the row of a photo and gives its figures; `None` where no face was found.
fn row(root: &std::path::Path, cells: &[&str]) -> Result<Option<Row>, Box<dyn std::error::Error>> {
    let at = |index: usize| -> Result<DVec2, std::num::ParseFloatError> {
        Ok(DVec2::new(cells[index].parse()?, cells[index + 1].parse()?))
    };
    let photo = decode(&std::fs::read(root.join(cells[0]))?, &PhotoLimits::default())?;
    let start = Instant::now();
    let found = faces(&photo);
    let name = cells[0].trim_start_matches("heads/");
    let Some(face) = found.first() else {
        println!("| {name} | no | | | | | | | | |");
        return Ok(None);
    };
    let facts = PhotoFacts {
        width_px: photo.width_px,
        height_px: photo.height_px,
        focal_35mm_equivalent_mm: photo.facts.focal_35mm_equivalent_mm,
    };
    let given = given_by_face(face, &facts, &FitInput::default());
    let (head, view) = solve(&facts, &given, &Head::default())?;
    let edge = head_edge(&photo, &head, &view, Some(face));
    let met = FitInput {
        outline: edge.clone(),
        ..given.clone()
    };
    let (head, view) = match edge.is_empty() {
        true => (head, view),
        false => solve(&facts, &met, &Head::default())?,
    };
    let missed = missed(&head, &view, &edge);
    let ms = start.elapsed().as_secs_f64() * 1e3;
    let bare = bare(&photo, &head, &view, face, &edge);
    let bare = missed.iter().zip(bare).filter(|(_, bare)| *bare);
    let missed_bare: Vec<f64> = bare.map(|(missed, _)| *missed).collect();
    let miss = [&missed, &missed_bare].map(|missed| both(missed)).join(" | ");
    let edge = edge.len();
    let apart: f64 = cells[28].parse()?;
    let off = |point: DVec2, truth: DVec2| 100.0 * point.distance(truth) / apart;
    let pupils = 0.5 * (off(face.pupils_px[0], at(4)?) + off(face.pupils_px[1], at(6)?));
    let errors = [pupils, off(face.glabella_px, at(12)?), off(face.chin_px, at(18)?)];
    println!(
        "| {name} | {:.2} | {:.1} | {:.1} | {:.1} | {:.1} | {:.0}, {:.0} | {:.3} ± {:.0} % | {edge} | {miss} |",
        face.score,
        face.residual_mm,
        errors[0],
        errors[1],
        errors[2],
        given.yaw_deg,
        given.pitch_deg,
        view.mm_per_px,
        100.0 * view.mm_per_px_error / view.mm_per_px,
    );
    Ok(Some(Row {
        tone: tone(name),
        errors,
        missed,
        missed_bare,
        ms,
    }))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(std::env::args().nth(1).unwrap_or("../shared/photos".into()));
    let text = std::fs::read_to_string(root.join("landmarks.csv"))?;
    let (mut rows, mut sought) = (Vec::new(), 0);
    println!(
        "| file | score | residual, mm | pupils, % | glabella, % | chin, % | yaw, pitch, ° | mm a pixel | edge | missed, % | bare, % |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for line in text.lines().filter(|line| line.starts_with("heads/")) {
        sought += 1;
        rows.extend(row(&root, &line.split(',').collect::<Vec<_>>())?);
    }
    println!("\nfound {} of {sought}", rows.len());
    let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        groups.entry(row.tone).or_default().push(row);
        groups.entry("all").or_default().push(row);
    }
    println!(
        "| tone | photos | edge missed | where bare | pupils | glabella | chin |\n|---|---|---|---|---|---|---|"
    );
    for (tone, rows) in groups {
        let cell = |index: usize| {
            let list: Vec<f64> = rows.iter().map(|row| row.errors[index]).collect();
            format!("{:.1} / {:.1}", quantile(list.clone(), 0.5), quantile(list, 0.95))
        };
        let missed: Vec<f64> = rows.iter().flat_map(|row| row.missed.clone()).collect();
        let bare: Vec<f64> = rows.iter().flat_map(|row| row.missed_bare.clone()).collect();
        println!(
            "| {tone} | {} | {} | {} | {} | {} | {} |",
            rows.len(),
            both(&missed),
            both(&bare),
            cell(0),
            cell(1),
            cell(2)
        );
    }
    let times: Vec<f64> = rows.iter().map(|row| row.ms).collect();
    println!(
        "\nms: median {:.0}, worst {:.0}",
        quantile(times.clone(), 0.5),
        quantile(times, 1.0)
    );
    Ok(())
}
