use super::*;
use crate::vision::PatchMarks;

/// A top that takes so much light (logarithm) behind a line of a height.
fn top(taken: f64, count_per_cm2: f64, width_mm: f64, line_mm: f64) -> TreatedTop {
    let light = |mm: f64| if mm < line_mm { 0.0 } else { -taken };
    TreatedTop {
        over_forehead: [(-taken).exp(); 3],
        marks: Some(PatchMarks {
            count_per_cm2,
            depth: 0.3,
            width_mm,
            bands: [0.1; 5],
        }),
        midline: (24..120)
            .map(|mm| (f64::from(mm), light(f64::from(mm))))
            .collect(),
    }
}

fn visit(taken: f64, count: f64) -> LearnedVisit {
    let (bare, simulated, real) = (
        top(0.0, 0.0, 0.0, 0.0),
        top(0.35, 60.0, 0.3, 62.0),
        top(taken, count, 0.3, 65.0),
    );
    LearnedVisit::of(
        "2026-11-29".to_owned(),
        &Design::default(),
        &bare,
        &simulated,
        &real,
    )
    .expect("work")
}

#[test]
fn work_that_heals_stronger_with_more_marks_makes_a_denser_house_style() {
    let mut work = LearnedWork::default();
    // A quarter more marks, and as much more light taken.
    assert!(work.house_style().is_none());
    for more in [0.0, 0.01, 0.02] {
        assert!(work.add(visit(0.35 * 1.25 + more, 75.0)));
    }
    let text = work.house_style().expect("three visits").expect("in range");
    let mut house = Design::default();
    house.apply_toml(&text).expect("a design file");
    let [density, diameter, shade] = [Knob::Density, Knob::DotDiameter, Knob::Shade]
        .map(|knob| house.get(knob) / Design::default().get(knob));
    assert!((density - 1.25).abs() < 0.02, "{text}");
    assert!(
        (diameter - 1.0).abs() < 0.03 && (shade - 1.0).abs() < 0.06,
        "{text}"
    );
    // Nothing of a face or an area is in it.
    assert!(!text.contains("height") && !text.contains("fill"), "{text}");
}

#[test]
fn the_line_is_where_half_of_the_tops_light_is_taken() {
    let [real, simulated] = visit(0.3, 60.0).line_mm.expect("both lines are seen");
    assert!(
        (real - 65.0).abs() < 1.5 && (simulated - 62.0).abs() < 1.5,
        "{real} {simulated}"
    );
}

#[test]
fn the_same_photos_count_once_and_the_file_is_read_back_without_names() {
    let mut work = LearnedWork::default();
    assert!(work.add(visit(0.5, 70.0)));
    let mut again = visit(0.5, 70.0);
    again.day = "2026-12-24".to_owned();
    assert!(!work.add(again));
    assert_eq!(LearnedWork::read(&work.text()), Ok(work.clone()));
    let newer = work.text().replace("format = 1", "format = 9");
    assert!(matches!(
        LearnedWork::read(&newer),
        Err(ConsultError::Newer { found: 9, .. })
    ));
    assert!(LearnedWork::read("client = 3").is_err());
}

#[test]
fn how_sure_an_average_is_goes_with_number_and_spread() {
    assert_eq!(LearnedMean::of(&[1.0]), None);
    let few = LearnedMean::of(&[0.9, 1.0, 1.1]).expect("three");
    let many = LearnedMean::of(&[0.9, 1.0, 1.1].repeat(8)).expect("many");
    assert!(
        (few.mean - 1.0).abs() < 1e-9 && (few.error - 0.248).abs() < 0.01,
        "{few:?}"
    );
    assert!(many.error < 0.2 * few.error, "{many:?}");
}

#[test]
fn a_top_that_is_no_darker_than_skin_teaches_nothing() {
    let (bare, simulated, real) = (
        top(0.0, 0.0, 0.0, 0.0),
        top(0.35, 60.0, 0.3, 62.0),
        top(0.01, 2.0, 0.3, 62.0),
    );
    let found = LearnedVisit::of(String::new(), &Design::default(), &bare, &simulated, &real);
    assert_eq!(found, None, "there is nothing to compare");
}
