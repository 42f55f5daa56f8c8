//! Follicle sites: frozen bytes, quality limits, nesting, the hand, bad bytes.

#[allow(dead_code, reason = "the example uses the rest")]
#[path = "../../benches/placement/stats.rs"]
mod stats;

use shadowline::head::Head;
use shadowline::head::hand::{DEFAULT_HAND, OFFSET_SD_MM, density_factor, direction_with_hand, offset_mm};
use shadowline::head::sites::{FollicleSites, MAX_PER_CM2, SHIPPED_SEED, SiteGrower, SitesError, contains};
use stats::{direction_order, place, prefix_spacing, spacing, spacing_on};
use std::sync::LazyLock;

static SITES: LazyLock<FollicleSites> = LazyLock::new(FollicleSites::shipped);
static PLACED: LazyLock<stats::Placed> = LazyLock::new(|| place(&SITES));

/// Never change this: every saved design stands on it.
const GOLDEN: u64 = 0x0b82_edf1_5008_2b4d;

#[test]
fn shipped_sites_are_the_frozen_ones() {
    assert_eq!(
        SITES.golden_hash(),
        GOLDEN,
        "sites v1 are frozen: found {:#x}",
        SITES.golden_hash()
    );
    assert_eq!(SITES.seed(), SHIPPED_SEED);
    assert!((300_000..450_000).contains(&SITES.len()));
}

#[test]
fn regrown_default_seed_equals_the_shipped_set() {
    let mut grower = SiteGrower::new(SHIPPED_SEED);
    let mut before = grower.progress();
    assert_eq!(before.total, SITES.len());
    while !before.is_done() {
        let after = grower.step(100_000);
        assert!(after.done >= before.done && after.done <= after.total);
        before = after;
    }
    assert!(
        grower.finish() == *SITES,
        "growing gives other sites than the shipped ones: template, domain or hash changed"
    );
}

#[test]
fn another_seed_gives_other_sites_of_the_same_number() {
    let other = SiteGrower::new(2).finish();
    assert_eq!(other.len(), SITES.len());
    assert_ne!(other.codes()[..100], SITES.codes()[..100]);
    let placed = place(&other);
    for per_cm2 in [8.0, 100.0, MAX_PER_CM2] {
        let s = prefix_spacing(&placed, &other, per_cm2);
        assert!(s.minimum >= 0.65 && s.percentile1 >= 0.66, "{per_cm2}: {s:?}");
    }
}

#[test]
fn every_prefix_keeps_its_distances_and_prefers_no_direction() {
    for percent in [2.0, 3.5, 5.0, 10.0, 15.0, 25.0, 37.0, 50.0, 75.0, 100.0] {
        let per_cm2 = percent * MAX_PER_CM2 / 100.0;
        let s = prefix_spacing(&PLACED, &SITES, per_cm2);
        assert!(s.minimum >= 0.65, "minimum at {percent} %: {s:?}");
        assert!(s.percentile1 >= 0.66, "first percentile at {percent} %: {s:?}");
        assert!(s.cv > 0.08, "too regular at {percent} %: {s:?}");
    }
    for order in [2, 4, 6] {
        let length = direction_order(&PLACED, &SITES, 120.0, order);
        assert!(length < 0.025, "order {order}: {length}");
    }
}

#[test]
fn fitted_heads_keep_their_distances() {
    for (breadth, length) in [(-9.0, 12.0), (9.0, -12.0)] {
        let mut head = Head::default();
        head.measures.breadth_mm += breadth;
        head.measures.length_mm += length;
        let s = spacing_on(&head, &PLACED, &SITES, 80.0);
        assert!(s.percentile1 >= 0.60, "{breadth} {length}: {s:?}");
    }
}

#[test]
fn density_is_what_was_asked_at_the_edge_and_inside() {
    let whole = SITES.template_area_cm2();
    assert!((SITES.prefix_len(80.0) as f64 / whole - 80.0).abs() < 0.01);
    assert_eq!(
        (
            SITES.prefix_len(0.0),
            SITES.prefix_len(-3.0),
            SITES.prefix_len(f64::NAN)
        ),
        (0, 0, 0)
    );
    assert_eq!(SITES.prefix_len(1e9), SITES.len());
    // A disc of 1 sr-like size anywhere holds its area's share: counted on two caps of 30°.
    let head = Head::default();
    for middle in [head.landmarks().vertex, head.landmarks().occiput] {
        let inside = |d: glam::DVec3| d.dot(middle) > 0.866_025;
        let got = PLACED.directions[..SITES.prefix_len(120.0)]
            .iter()
            .filter(|d| inside(**d))
            .count() as f64;
        let mut area = 0.0;
        let steps = 200_000u32;
        for i in 0..steps {
            // Golden spiral: even directions, without the sites' own code.
            let y = 1.0 - (2.0 * f64::from(i) + 1.0) / f64::from(steps);
            let (sin, cos) = (f64::from(i) * 2.399_963_229_728_653).sin_cos();
            let across = (1.0 - y * y).sqrt();
            let direction = glam::DVec3::new(across * cos, y, across * sin);
            if inside(direction) {
                area +=
                    head.area_mm2_per_sr(direction) * 4.0 * std::f64::consts::PI / f64::from(steps) / 100.0;
            }
        }
        assert!((got / area / 120.0 - 1.0).abs() < 0.01, "{} per cm²", got / area);
    }
    assert!(
        (0..SITES.len())
            .step_by(97)
            .all(|rank| contains(SITES.direction(rank)))
    );
}

#[test]
fn hand_changes_no_choice_when_density_rises_and_is_uneven_enough() {
    let head = Head::default();
    let area = SITES.template_area_cm2();
    let wave: Vec<f64> = (0..SITES.prefix_len(160.0))
        .map(|rank| density_factor(SHIPPED_SEED, PLACED.directions[rank], DEFAULT_HAND))
        .collect();
    let chosen = |per_cm2: f64| -> Vec<usize> {
        (0..wave.len())
            .filter(|&rank| (rank as f64) < per_cm2 * wave[rank] * area)
            .collect()
    };
    for per_cm2 in [60.0, 130.0] {
        let (few, more) = (chosen(per_cm2), chosen(per_cm2 * 1.01));
        assert!(
            few.iter().all(|rank| more.binary_search(rank).is_ok()),
            "a dot was lost"
        );
        assert!(
            (few.len() as f64 / (per_cm2 * area) - 1.0).abs() < 0.005,
            "{} dots",
            few.len()
        );
        let moved: Vec<_> = few
            .iter()
            .map(|&rank| {
                let offset = offset_mm(SHIPPED_SEED, rank as u32, DEFAULT_HAND);
                assert!(offset.iter().all(|o| o.abs() < 3.5 * OFFSET_SD_MM));
                head.point_mm(direction_with_hand(&head, PLACED.directions[rank], offset))
            })
            .collect();
        let s = spacing(&moved, |i| PLACED.inner[few[i]], per_cm2);
        assert!((0.15..=0.25).contains(&s.cv), "{per_cm2}: {s:?}");
    }
}

#[test]
fn bytes_come_back_and_bad_bytes_are_refused() {
    let good = SITES.to_bytes();
    assert!(FollicleSites::from_bytes(&good).as_ref() == Ok(&*SITES));
    let changed = |at: usize, value: u8| {
        let mut bytes = good.clone();
        bytes[at] = value;
        FollicleSites::from_bytes(&bytes).unwrap_err()
    };
    assert_eq!(FollicleSites::from_bytes(b"").unwrap_err(), SitesError::NotSites);
    assert_eq!(changed(0, b'x'), SitesError::NotSites);
    assert_eq!(changed(8, 9), SitesError::Version { found: 9 });
    assert_eq!(changed(12, good[12] ^ 1), SitesError::Damaged);
    assert!(matches!(changed(19, 255), SitesError::Count { .. }));
    assert_eq!(
        changed(good.len() / 2, good[good.len() / 2] ^ 16),
        SitesError::Damaged
    );
    for cut in [9, 27, 28, 1000, good.len() - 1] {
        let error = FollicleSites::from_bytes(&good[..cut]).unwrap_err();
        assert!(
            matches!(error, SitesError::Length { found, .. } if found == cut),
            "{error}"
        );
    }
    let longer = [good.as_slice(), &[0]].concat();
    assert!(matches!(
        FollicleSites::from_bytes(&longer),
        Err(SitesError::Length { .. })
    ));
}
