//! Plots of what a dot takes from the light, for `docs/optics.md`: `cargo run --release --example optics_plots -- docs/optics`.

use shadowline::plan::dots::optics::dot_optics;
use std::fmt::Write as _;

/// Size of a panel and its margins, px.
const PANEL: [f64; 2] = [300.0, 240.0];
const MARGIN: [f64; 2] = [48.0, 30.0];
/// Colours of the channels' lines.
const COLOURS: [&str; 3] = ["#c0392b", "#2e8b57", "#2f6db3"];
/// Ink of undiluted black over 0.2 mm, 1/mm.
const BLACK_PER_MM: f64 = 2.0 * std::f64::consts::LN_10 / 0.2;

/// One panel: what runs along it, its range, and the black area of each channel there.
struct Panel {
    title: &'static str,
    along: [f64; 2],
    most_mm2: f64,
    area_mm2: fn(f64) -> [f64; 3],
}

fn whole([diameter, ink, depth, melanosomes]: [f64; 4]) -> [f64; 3] {
    let dot = dot_optics(diameter, [ink; 3], depth, melanosomes);
    std::array::from_fn(|c| dot.core_area_mm2[c] + dot.halo_area_mm2[c])
}

const PANELS: [Panel; 4] = [
    Panel {
        title: "depth of the top, mm (dot of 0.2 mm, fair skin)",
        along: [0.03, 0.60],
        most_mm2: 0.22,
        area_mm2: |depth| whole([0.2, BLACK_PER_MM, depth, 0.02]),
    },
    Panel {
        title: "diameter, mm (0.09 mm deep)",
        along: [0.08, 0.45],
        most_mm2: 0.60,
        area_mm2: |diameter| whole([diameter, BLACK_PER_MM, 0.09, 0.02]),
    },
    Panel {
        title: "shade, optical density over 0.2 mm",
        along: [0.05, 3.3],
        most_mm2: 0.22,
        area_mm2: |shade| whole([0.2, shade * std::f64::consts::LN_10 / 0.2, 0.09, 0.02]),
    },
    Panel {
        title: "melanosomes above, share of the epidermis",
        along: [0.015, 0.43],
        most_mm2: 0.22,
        area_mm2: |melanosomes| whole([0.2, BLACK_PER_MM, 0.09, melanosomes]),
    },
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let [width, height] = [
        2.0 * (PANEL[0] + MARGIN[0]) + 20.0,
        2.0 * (PANEL[1] + 2.0 * MARGIN[1]),
    ];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    );
    for (index, panel) in PANELS.iter().enumerate() {
        let left = MARGIN[0] + (index % 2) as f64 * (PANEL[0] + MARGIN[0]);
        let top = MARGIN[1] + (index / 2) as f64 * (PANEL[1] + 2.0 * MARGIN[1]);
        draw(&mut svg, panel, left, top)?;
    }
    svg.push_str("</svg>\n");
    std::fs::write(std::path::Path::new(&folder).join("areas.svg"), svg)?;
    Ok(())
}

fn draw(svg: &mut String, panel: &Panel, left: f64, top: f64) -> std::fmt::Result {
    let [low, high] = panel.along;
    let x = |value: f64| left + PANEL[0] * (value - low) / (high - low);
    let y = |area: f64| top + PANEL[1] * (1.0 - area / panel.most_mm2);
    writeln!(
        svg,
        "<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#999\"/>\n\
         <text x=\"{left}\" y=\"{}\">black area, mm², by {}</text>",
        PANEL[0],
        PANEL[1],
        top - 8.0,
        panel.title
    )?;
    for step in 0..=4 {
        let share = f64::from(step) / 4.0;
        let (value, area) = (low + share * (high - low), share * panel.most_mm2);
        writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{value:.2}</text>\n\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{area:.2}</text>",
            x(value),
            top + PANEL[1] + 14.0,
            left - 4.0,
            y(area) + 4.0
        )?;
    }
    for (channel, colour) in COLOURS.iter().enumerate() {
        let points: Vec<String> = (0..=60)
            .map(|step| low + f64::from(step) / 60.0 * (high - low))
            .map(|value| format!("{:.1},{:.1}", x(value), y((panel.area_mm2)(value)[channel])))
            .collect();
        writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"/>",
            points.join(" ")
        )?;
    }
    Ok(())
}
