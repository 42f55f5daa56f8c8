//! Every hairline style draws a sane line on the mean head.

use glam::{DVec2, DVec3};
use shadowline::design::{Design, HairlineOutline, Knob, styles};
use shadowline::head::Head;

fn drawn() -> impl Iterator<Item = (&'static str, Design, HairlineOutline)> {
    styles::all().iter().filter(|style| style.hairline).map(|style| {
        let mut design = Design::default();
        style.apply(&mut design);
        design.knobs.insert(Knob::Asymmetry, 0.0);
        let outline = HairlineOutline::evaluate(&Head::default(), &design).expect("a hairline");
        (style.name, design, outline)
    })
}

fn control(outline: &HairlineOutline, name: &str) -> DVec3 {
    let point = outline.control.iter().find(|control| control.name.name() == name);
    point.unwrap_or_else(|| panic!("no {name}")).direction
}

#[test]
fn every_style_has_its_middle_where_its_ratio_says() {
    let head = Head::default();
    let marks = head.landmarks();
    let face_mm = head
        .point_mm(marks.glabella)
        .distance(head.point_mm(marks.menton));
    assert!(drawn().count() >= 12);
    for (style, design, outline) in drawn() {
        let wanted = design.get(Knob::HeightRatio) * face_mm;
        let found = outline.middle_height_mm(&head);
        assert!(
            (found - wanted).abs() < 1.0,
            "{style}: {found} mm, {wanted} wanted"
        );
        assert!(
            (45.0..=100.0).contains(&found),
            "{style}: {found} mm over the glabella"
        );
        assert!(control(&outline, "front-middle").x.abs() < 1e-6, "{style}");
    }
    assert!(
        HairlineOutline::evaluate(&head, &{
            let mut none = Design::default();
            styles::find("none").expect("a style").apply(&mut none);
            none
        })
        .is_none()
    );
}

#[test]
fn a_known_brow_crease_lifts_the_line_over_it() {
    let head = Head::default();
    let mut design = Design::default();
    design.set(Knob::CreaseHeight, 55.0).expect("in range");
    let lifted = HairlineOutline::evaluate(&head, &design)
        .expect("a hairline")
        .middle_height_mm(&head);
    assert!((lifted - 70.0).abs() < 1.0, "{lifted} mm");
}

#[test]
fn every_style_is_symmetric_unless_asked_otherwise() {
    let head = Head::default();
    for (style, design, outline) in drawn() {
        for left in outline
            .control
            .iter()
            .filter(|point| point.name.name().ends_with("-left"))
        {
            let right = control(&outline, &left.name.name().replace("-left", "-right"));
            let mirrored = left.direction * DVec3::new(-1.0, 1.0, 1.0);
            assert!(right.distance(mirrored) < 1e-5, "{style}: {}", left.name.name());
        }
        let mut uneven = design.clone();
        uneven.set(Knob::Asymmetry, 4.0).expect("in range");
        let outline = HairlineOutline::evaluate(&head, &uneven).expect("a hairline");
        let rise = head.point_mm(control(&outline, "corner-left")).y
            - head.point_mm(control(&outline, "corner-right")).y;
        assert!(
            (1.0..4.5).contains(&rise),
            "{style}: the left corner is {rise} mm higher"
        );
    }
}

#[test]
fn corners_lie_level_or_above_unless_the_style_is_round() {
    let head = Head::default();
    for (style, design, outline) in drawn() {
        let round = style.starts_with("feminine") || style == "rounded";
        // Along the skin on the vertical through the outer eye corner, as the knob measures it.
        assert!(
            design.get(Knob::CornerBack) >= 0.0 || round,
            "{style}: {} mm",
            design.get(Knob::CornerBack)
        );
        let corner = head.point_mm(control(&outline, "corner-left"));
        let wanted_x = head.landmarks().outer_canthus_x_mm + design.get(Knob::CornerOut);
        assert!(
            (corner.x - wanted_x).abs() < 1.5,
            "{style}: corner {} mm out, {wanted_x} wanted",
            corner.x
        );
        let middle = head.point_mm(control(&outline, "front-middle"));
        assert!(
            corner.z < middle.z,
            "{style}: the corner stands before the middle"
        );
        if !round {
            assert!(
                corner.y > middle.y - 6.0,
                "{style}: corner at {}, middle at {}",
                corner.y,
                middle.y
            );
        }
    }
}

#[test]
fn recession_draws_the_corners_up_and_back() {
    let head = Head::default();
    let corner = |back: f64| {
        let mut design = Design::default();
        design.set(Knob::CornerBack, back).expect("in range");
        head.point_mm(control(
            &HairlineOutline::evaluate(&head, &design).expect("a hairline"),
            "corner-left",
        ))
    };
    let (near, far) = (corner(0.0), corner(20.0));
    assert!(far.y > near.y && far.z < near.z, "{near} {far}");
    assert!((far.distance(near) - 20.0).abs() < 1.0, "{}", far.distance(near));
}

#[test]
fn outlines_are_closed_and_do_not_cross_themselves() {
    let chart = |direction: DVec3| {
        let scale = 1.0 / (1.0 + direction.dot(DVec3::new(0.0, 0.8, -0.6)));
        DVec2::new(direction.x, direction.dot(DVec3::new(0.0, 0.6, 0.8))) * scale
    };
    let side = |a: DVec2, b: DVec2, c: DVec2| (b - a).perp_dot(c - a);
    for (style, _, outline) in drawn() {
        let points: Vec<DVec2> = outline.curve.iter().map(|point| chart(point.direction)).collect();
        let count = points.len();
        assert!(count > 300, "{style}: {count} points");
        let step = |i: usize| {
            outline.curve[i]
                .point_mm
                .distance(outline.curve[(i + 1) % count].point_mm)
        };
        let longest = (0..count).map(step).fold(0.0, f64::max);
        assert!(longest < 4.0, "{style}: a gap of {longest} mm");
        let length: f64 = (0..count).map(step).sum();
        assert!((500.0..1100.0).contains(&length), "{style}: {length} mm round");
        for i in 0..count {
            let (a, b) = (points[i], points[(i + 1) % count]);
            for j in i + 2..count {
                if i == 0 && j == count - 1 {
                    continue;
                }
                let (c, d) = (points[j], points[(j + 1) % count]);
                let crosses = side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0;
                assert!(
                    !crosses,
                    "{style}: the line crosses itself in spans {} and {}",
                    outline.control[outline.curve[i].span].name.name(),
                    outline.control[outline.curve[j].span].name.name()
                );
            }
        }
    }
}
