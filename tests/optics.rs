//! The optics against the Monte Carlo that they come from, and the Monte Carlo against an older program.

use shadowline::plan::optics::dot_optics;

/// Fields that the table doesn't hold, with the Monte Carlo's absorbed light: `examples/optics_monte_carlo`.
const FIELDS: &str = include_str!("golden/optics-fields.txt");

fn whole(diameter_mm: f64, ink: f64, depth_mm: f64, melanosomes: f64) -> [f64; 3] {
    let dot = dot_optics(diameter_mm, [ink; 3], depth_mm, melanosomes);
    [0, 1, 2].map(|c| dot.core_area_mm2[c] + dot.halo_area_mm2[c])
}

/// Ink per mm of an optical density over 0.2 mm.
fn ink(shade_od: f64) -> f64 {
    shade_od * std::f64::consts::LN_10 / 0.2
}

#[test]
fn fields_absorb_what_the_monte_carlo_says() {
    let mut all = Vec::new();
    for line in FIELDS.lines().filter(|line| !line.starts_with('#')) {
        let row: Vec<f64> = line
            .split(' ')
            .map(|word| word.parse().expect("a number"))
            .collect();
        let [density, diameter, depth, od, melanosomes] = row[..5] else {
            panic!("{line}")
        };
        let areas = whole(diameter, ink(od), depth, melanosomes);
        for channel in 0..3 {
            let (absorbed, error) = (row[5 + 2 * channel], row[6 + 2 * channel]);
            let model = 1.0 - (-density * areas[channel] / 100.0).exp();
            // What the Monte Carlo doesn't know itself isn't held against the model.
            let off = ((model / absorbed - 1.0).abs() - 2.0 * error / absorbed).max(0.0);
            all.push(off);
            // Known limits, docs/optics.md: dots far too deep or far too large, and the darkest skin.
            let rare = depth > 0.5 || melanosomes > 0.3 || diameter > 0.35;
            let most = if rare { 0.12 } else { 0.05 };
            assert!(off < most, "{line}: channel {channel}, model {model:.4}");
        }
    }
    assert!(all.len() >= 3 * 24, "{} points", all.len());
    all.sort_by(f64::total_cmp);
    assert!(all[all.len() / 2] < 0.02, "median {}", all[all.len() / 2]);
}

#[test]
fn deeper_and_darker_skin_turn_a_dot_blue_and_ink_saturates() {
    let cool = |depth: f64, melanosomes: f64| {
        let area = whole(0.2, 30.0, depth, melanosomes);
        area[0] / area[2]
    };
    assert!(cool(0.08, 0.03) < cool(0.2, 0.03) && cool(0.2, 0.03) < cool(0.4, 0.03));
    assert!(cool(0.12, 0.03) < cool(0.12, 0.3));
    let green = |diameter: f64, ink: f64| whole(diameter, ink, 0.12, 0.03)[1];
    for pair in [0.06, 0.1, 0.15, 0.2, 0.3, 0.5].windows(2) {
        assert!(green(pair[0], 20.0) < green(pair[1], 20.0));
    }
    for pair in [0.01, 0.1, 1.0, 10.0, 100.0].windows(2) {
        assert!(green(0.2, pair[0]) < green(0.2, pair[1]));
    }
    assert!(
        green(0.2, 30.0) < 5.0 * green(0.2, 3.0),
        "ten times the ink is far from ten times the dot"
    );
    assert!(green(0.2, 1e-6) < 1e-6, "no ink, no dot");
}

/// Single deposits by two programs: an older one in C, and ours (`docs/optics.md`).
const OLDER: &str = include_str!("golden/optics-older.txt");

#[test]
fn two_monte_carlos_agree_within_their_errors() {
    // The older one's own errors: 0.006 of contrast and 0.03 mm² of area at 30,000 photons (docs/domain.md 5.4).
    let rows: Vec<Vec<&str>> = OLDER
        .lines()
        .skip(1)
        .map(|line| line.split(' ').collect())
        .collect();
    assert_eq!(rows.len(), 15);
    for row in rows {
        let number = |at: usize| row[at].parse::<f64>().expect("a number");
        let contrast = (number(4) - number(5)).abs();
        assert!(contrast < 2.0 * (0.006 + number(6)), "{row:?}");
        let area = (number(7) - number(8)).abs();
        assert!(area < 0.035, "{row:?}");
    }
}
