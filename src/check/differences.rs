//! What a treatment is, and what differs between two of them on one head, in words for a client.

use super::line::LineMeasures;
use crate::design::{Document, Knob};

/// A knob, its value in words, and what less and more of it are called.
type ComparedKnob = (Knob, fn(f64) -> String, [&'static str; 2]);

/// Differences of the line below this aren't named, mm.
const LEAST_MM: f64 = 1.0;
/// Share by which a number must differ to be named.
const LEAST_SHARE: f64 = 0.03;

/// What a treatment is: line, edge, dots.
pub fn summary(document: &Document) -> Vec<String> {
    let design = &document.design;
    let mut words = Vec::new();
    if let Some(line) = LineMeasures::of(document) {
        words.push(format!("line {:.0} mm over the glabella", line.height_mm));
        words.push(format!("corners {:.0} mm back", line.rise_mm().max(0.0)));
        words.push(format!("edge {:.0} mm soft", line.ramp_mm));
    }
    words.push(format!("{:.0} dots a cm²", design.get(Knob::Density)));
    words.push(format!("dots of {:.2} mm", design.get(Knob::DotDiameter)));
    words.push(format!("shade {:.1}", design.get(Knob::Shade)));
    words
}

/// What another treatment has that the first hasn't; empty where a client sees the same.
pub fn differences(first: &Document, other: &Document) -> Vec<String> {
    let mut words = Vec::new();
    match (LineMeasures::of(first), LineMeasures::of(other)) {
        (Some(a), Some(b)) => words.extend(of_lines(&a, &b)),
        (Some(_), None) => words.push("no hairline".to_owned()),
        (None, Some(_)) => words.push("with a hairline".to_owned()),
        (None, None) => {}
    }
    let numbers: [ComparedKnob; 3] = [
        (
            Knob::Density,
            |value| format!("{value:.0} dots a cm²"),
            ["fuller", "lighter cover"],
        ),
        (
            Knob::DotDiameter,
            |value| format!("dots of {value:.2} mm"),
            ["larger", "smaller"],
        ),
        (
            Knob::Shade,
            |value| format!("shade {value:.1}"),
            ["darker", "lighter"],
        ),
    ];
    for (knob, said, [more, less]) in numbers {
        let [a, b] = [first, other].map(|document| document.design.get(knob));
        if (b - a).abs() > LEAST_SHARE * a.max(1e-6) {
            let way = if b > a { more } else { less };
            words.push(format!("{} ({way})", said(b)));
        }
    }
    let [a, b] = [first, other].map(|document| &document.design);
    if a.pigment != b.pigment {
        words.push(format!("pigment {}", b.pigment));
    }
    if a.strokes != b.strokes || a.fills != b.fills {
        words.push("other areas".to_owned());
    }
    if a.seed != b.seed {
        words.push("another pattern".to_owned());
    }
    words
}

/// What differs between two lines.
fn of_lines(a: &LineMeasures, b: &LineMeasures) -> Vec<String> {
    let mut words = Vec::new();
    let mut name = |difference_mm: f64, more: &str, less: &str| {
        if difference_mm.abs() >= LEAST_MM {
            let way = if difference_mm > 0.0 { more } else { less };
            words.push(format!("{:.0} mm {way}", difference_mm.abs()));
        }
    };
    name(b.height_mm - a.height_mm, "higher", "lower");
    name(
        b.rise_mm() - a.rise_mm(),
        "more recession at the corners",
        "less recession at the corners",
    );
    name(b.ramp_mm - a.ramp_mm, "softer at the edge", "sharper at the edge");
    if (b.bow_mm - a.bow_mm).abs() >= LEAST_MM {
        words.push(
            if b.bow_mm > a.bow_mm {
                "rounder front"
            } else {
                "straighter front"
            }
            .to_owned(),
        );
    }
    words
}
