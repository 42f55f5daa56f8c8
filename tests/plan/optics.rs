//! The optics against the Monte Carlo that they come from, and the Monte Carlo against an older program.

use shadowline::plan::dots::optics::dot_optics;

fn whole(diameter_mm: f64, ink: f64, depth_mm: f64, melanosomes: f64) -> [f64; 3] {
    let dot = dot_optics(diameter_mm, [ink; 3], depth_mm, melanosomes);
    [0, 1, 2].map(|c| dot.core_area_mm2[c] + dot.halo_area_mm2[c])
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
const OLDER: &str = include_str!("../golden/optics-older.txt");

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
