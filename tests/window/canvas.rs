//! The canvas under a hand, as a person uses it: handles are found by their names, dragged, and the project is looked at.

use crate::window_state::{face, open_state};
use egui::{Event, Key, Modifiers, Pos2, TouchDeviceId, TouchId, TouchPhase, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use glam::{DVec2, DVec3};
use shadowline::canvas::{self, CanvasMemory, traced_line};
use shadowline::design::{
    BrushKind, Design, Fill, FillCombination, FillRegion, FillShape, HairlineOutline, HeadPlace, PointName,
};
use shadowline::editor::{
    Action, AppAction, CanvasLens, CompareMode, ConsultationStep, EditorAction, EditorState, HostTask,
    KEY_TABLE, Tool,
};
use shadowline::head::Head;
use shadowline::project::{Edit, Project, ProjectEdit, TreatmentEdit};
use shadowline::words;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The window without a window: it does what the canvas asks, and remembers what was asked.
struct App {
    state: EditorState,
    memory: CanvasMemory,
    said: Vec<Action>,
}

impl App {
    fn with(tool: Tool) -> App {
        let mut state = open_state();
        state.tool = tool;
        state.lens = CanvasLens {
            zoom: 0.5,
            centre_px: DVec2::new(600.0, 800.0),
            ..CanvasLens::default()
        };
        App {
            state,
            memory: CanvasMemory::default(),
            said: Vec::new(),
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        for action in canvas::show(ui, &mut self.state, &mut self.memory) {
            self.said.push(action.clone());
            if let Action::Editor(action) = action {
                let ends_gesture = matches!(action, EditorAction::Commit);
                let performed = self.state.perform(action);
                assert!(
                    !ends_gesture || performed == HostTask::Stepped,
                    "a gesture that changes something"
                );
            }
        }
    }

    fn project(&self) -> &Project {
        self.state.project().expect("a project")
    }

    fn point(&self, name: &str) -> DVec3 {
        direction(&self.project().head, self.project().design(), name)
    }
}

fn direction(head: &Head, design: &Design, name: &str) -> DVec3 {
    let outline = HairlineOutline::evaluate(head, design).expect("a hairline");
    let name = PointName::named(name).expect("a name");
    let found = outline.control.iter().find(|point| point.name == name);
    found.expect("the point").direction
}

fn harness(app: App) -> Harness<'static, App> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(900.0, 900.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(|ui, app: &mut App| app.show(ui), app);
    harness.run_steps(2);
    harness
}

fn handle(harness: &Harness<App>, name: &str) -> Pos2 {
    harness.get_by_label(name).rect().center()
}

fn drag(harness: &mut Harness<App>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    for step in 1..=4 {
        harness.hover_at(from.lerp(to, step as f32 / 4.0));
        harness.step();
    }
    harness.drop_at(to);
    harness.run_steps(2);
}

fn click(harness: &mut Harness<App>, at: Pos2) {
    harness.hover_at(at);
    harness.drag_at(at);
    harness.step();
    harness.event(Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(2);
}

fn touch(harness: &Harness<App>, id: u64, phase: TouchPhase, pos: Pos2) {
    harness.event(Event::Touch {
        device_id: TouchDeviceId(1),
        id: TouchId(id),
        phase,
        pos,
        force: None,
    });
}

fn tap(harness: &mut Harness<App>, fingers: u64) {
    let place = |finger: u64| Pos2::new(300.0 + 60.0 * finger as f32, 400.0);
    for phase in [TouchPhase::Start, TouchPhase::End] {
        for finger in 0..fingers {
            touch(harness, finger, phase, place(finger));
        }
        harness.step();
    }
    harness.step();
}

fn place_on_screen(app: &App, direction: DVec3) -> Pos2 {
    let project = app.project();
    let view = &project.shot().expect("a photo").view;
    let px = view
        .photo_from_direction(&project.head, direction)
        .expect("in front");
    app.state.ui_from_photo(app.state.canvas, px)
}

#[test]
fn every_main_point_of_the_near_side_is_a_named_handle() {
    let harness = harness(App::with(Tool::Hairline));
    for name in [
        "front middle",
        "front left",
        "front right",
        "corner left",
        "corner right",
        "temporal peak left",
    ] {
        let at = handle(&harness, &format!("Hairline point {name}"));
        let wanted = place_on_screen(harness.state(), harness.state().point(&name.replace(' ', "-")));
        assert!(at.distance(wanted) < 1.0, "{name} at {at:?}, not {wanted:?}");
        let size = harness
            .get_by_label(&format!("Hairline point {name}"))
            .rect()
            .size();
        assert!(size.min_elem() >= 44.0, "{size:?}");
    }
    assert!(
        harness.query_by_label("Hairline point nape middle").is_none(),
        "the nape is out of sight"
    );
    assert!(
        harness.query_by_label("Hairline point recess left").is_none(),
        "a point for Fine"
    );
}

#[test]
fn the_other_points_are_shown_where_they_are_asked_for_and_not_by_fine() {
    for (fine, all) in [(true, false), (false, true)] {
        let mut app = App::with(Tool::Hairline);
        app.state.prefs.fine = fine;
        app.state.ui.all_points = all;
        let harness = harness(app);
        let other = harness.query_by_label("Hairline point corner front left");
        assert_eq!(other.is_some(), all);
    }
}

#[test]
fn dragging_the_front_middle_lowers_the_hairline_by_what_the_way_measures() {
    let mut harness = harness(App::with(Tool::Hairline));
    let before = harness.state().point("front-middle");
    let from = handle(&harness, "Hairline point front middle");
    let to = from + Vec2::new(0.0, 24.0);
    let app = harness.state();
    let shot = app.project().shot().expect("a photo");
    let head = app.project().head.clone();
    let px = app.state.photo_from_ui(app.state.canvas, to);
    let there = shot.view.direction_from_photo(&head, px).expect("on the head");
    let expected_mm = head.arc_length_mm(before, there);
    assert!(expected_mm > 8.0, "the test drags far enough: {expected_mm} mm");
    drag(&mut harness, from, to);
    let app = harness.state();
    assert!(app.said.iter().any(|action| matches!(
        action,
        Action::Editor(EditorAction::Preview(Edit::Treatment(TreatmentEdit::Point(..))))
    )));
    assert_eq!(
        app.said
            .iter()
            .filter(|action| matches!(action, Action::Editor(EditorAction::Commit)))
            .count(),
        1
    );
    let after = app.point("front-middle");
    let glabella = head.landmarks().glabella;
    let lower_mm = head.arc_length_mm(glabella, before) - head.arc_length_mm(glabella, after);
    assert!(
        (lower_mm - expected_mm).abs() < 1.0,
        "{lower_mm} mm, not {expected_mm}"
    );
    assert_eq!(after.x, 0.0, "the middle stays on the midline");
    let (labels, at) = app.state.open.as_ref().expect("open").history.labels();
    assert_eq!((labels[at], at), ("Move front middle", 1));
}

#[test]
fn a_symmetric_drag_moves_both_sides_and_another_one_only_its_own() {
    for symmetric in [true, false] {
        let mut app = App::with(Tool::Hairline);
        app.state.symmetric = symmetric;
        let mut harness = harness(app);
        let [left, right] = ["corner-left", "corner-right"].map(|name| harness.state().point(name));
        let from = handle(&harness, "Hairline point corner left");
        drag(&mut harness, from, from + Vec2::new(6.0, -12.0));
        let app = harness.state();
        let head = &app.project().head;
        let way = |name: &str, before: DVec3| head.arc_length_mm(before, app.point(name));
        assert!(way("corner-left", left) > 3.0);
        let other = app.point("corner-right");
        match symmetric {
            true => {
                let own = app.point("corner-left");
                assert_eq!(other, DVec3::new(-own.x, own.y, own.z));
            }
            false => assert!(way("corner-right", right) < 1e-6),
        }
    }
}

#[test]
fn a_shape_is_moved_sized_and_removed_by_its_handles() {
    let mut app = App::with(Tool::Shapes);
    let centre = HeadPlace::from([62.0, 8.0]);
    let patch = FillShape::Ellipse {
        centre,
        half_mm: [14.0, 10.0],
        turn_deg: 0.0,
        soft_mm: 4.0,
    };
    let fill = Fill {
        shapes: vec![patch],
        ..Fill::new("patches", FillRegion::Anywhere, FillCombination::Add)
    };
    app.state
        .perform(EditorAction::Edit(TreatmentEdit::AddFill(fill).into()));
    app.state.ui.fill = Some("patches".to_owned());
    let shape = |app: &App| match app
        .project()
        .design()
        .fills
        .last()
        .and_then(|fill| fill.shapes.first())
    {
        Some(FillShape::Ellipse { centre, half_mm, .. }) => Some((*centre, *half_mm)),
        _ => None,
    };
    let mut harness = harness(app);
    let to = place_on_screen(harness.state(), HeadPlace::from([70.0, -6.0]).direction());
    let from = handle(&harness, "Shape 1");
    drag(&mut harness, from, to);
    let (moved, half_mm) = shape(harness.state()).expect("still there");
    assert!(
        (moved.round_deg - 70.0).abs() < 0.5 && (moved.side_deg + 6.0).abs() < 0.5,
        "{moved:?}"
    );
    assert_eq!(half_mm, [14.0, 10.0]);
    let from = handle(&harness, "Shape 1, width");
    let middle = handle(&harness, "Shape 1");
    drag(&mut harness, from, from + (from - middle) * 0.5);
    let (_, half_mm) = shape(harness.state()).expect("still there");
    assert!(
        half_mm[0] == 14.0 && (half_mm[1] - 15.0).abs() < 0.7,
        "{half_mm:?}"
    );
    harness.state_mut().state.perform(EditorAction::Undo);
    harness.run_steps(2);
    let middle = handle(&harness, "Shape 1");
    click(&mut harness, middle);
    harness.key_press(Key::Delete);
    harness.run_steps(2);
    assert_eq!(shape(harness.state()), None);
}

fn last_area(app: &App) -> Option<Vec<HeadPlace>> {
    let shapes = &app.project().design().fills.last()?.shapes;
    match shapes.last() {
        Some(FillShape::Area { points, .. }) => Some(points.clone()),
        _ => None,
    }
}

#[test]
fn a_border_drawn_round_an_area_becomes_a_shape_that_can_be_moved() {
    let mut harness = harness(App::with(Tool::Lasso));
    let corners = [[55.0, -8.0], [55.0, 8.0], [75.0, 8.0], [75.0, -8.0]].map(HeadPlace::from);
    let places = corners.map(|corner| place_on_screen(harness.state(), corner.direction()));
    harness.hover_at(places[0]);
    harness.step();
    harness.drag_at(places[0]);
    harness.step();
    for side in 0..4 {
        for step in 1..=6 {
            harness.hover_at(places[side].lerp(places[(side + 1) % 4], step as f32 / 6.0));
            harness.step();
        }
    }
    harness.drop_at(places[0]);
    harness.run_steps(2);
    let points = last_area(harness.state()).expect("an area");
    assert!(points.len() >= 8, "a lasso follows the hand: {points:?}");
    let inside = |place: &HeadPlace| (53.0..76.0).contains(&place.round_deg) && place.side_deg.abs() < 9.0;
    assert!(points.iter().all(inside), "{points:?}");
    assert_eq!(harness.state().state.tool, Tool::Shapes);
    harness.state_mut().state.perform(EditorAction::Undo);
    assert_eq!(last_area(harness.state()), None, "one step");
}

#[test]
fn corners_that_are_clicked_become_a_polygon_closed_by_its_first() {
    let mut harness = harness(App::with(Tool::Lasso));
    let corners = [[55.0, -8.0], [55.0, 8.0], [75.0, 0.0], [55.0, -8.0]].map(HeadPlace::from);
    for corner in corners {
        let at = place_on_screen(harness.state(), corner.direction());
        click(&mut harness, at);
        // Slower than a double click.
        harness.run_steps(40);
    }
    let points = last_area(harness.state()).expect("an area");
    // Each corner has a point of its sides before and behind it.
    assert_eq!(points.len(), 9, "{points:?}");
    let near = |a: HeadPlace, b: HeadPlace| {
        (a.round_deg - b.round_deg).abs() < 0.5 && (a.side_deg - b.side_deg).abs() < 0.5
    };
    assert!(
        corners
            .iter()
            .all(|corner| points.iter().any(|point| near(*corner, *point)))
    );
}

#[test]
fn escape_gives_a_drag_up() {
    let mut harness = harness(App::with(Tool::Hairline));
    let before = harness.state().project().clone();
    let from = handle(&harness, "Hairline point front middle");
    harness.hover_at(from);
    harness.drag_at(from);
    harness.step();
    harness.hover_at(from + Vec2::new(0.0, 20.0));
    harness.step();
    assert_ne!(*harness.state().project(), before);
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    harness.hover_at(from + Vec2::new(0.0, 30.0));
    harness.step();
    harness.drop_at(from + Vec2::new(0.0, 30.0));
    harness.run_steps(2);
    assert_eq!(*harness.state().project(), before);
    assert!(
        !harness
            .state()
            .said
            .iter()
            .any(|action| matches!(action, Action::Editor(EditorAction::Commit)))
    );
}

#[test]
fn an_inserted_point_is_on_the_line_can_be_nudged_and_removed() {
    let mut app = App::with(Tool::Hairline);
    app.state.symmetric = false;
    let mut harness = harness(app);
    let outline =
        |app: &App| HairlineOutline::evaluate(&app.project().head, app.project().design()).expect("a line");
    let before = outline(harness.state());
    // Half way from the middle to the left front point.
    let place = before
        .curve
        .iter()
        .find(|point| point.span == 1 && point.along >= 0.5)
        .expect("a place");
    let at = place_on_screen(harness.state(), place.direction);
    click(&mut harness, at);
    click(&mut harness, at);
    let extra = harness.state().project().design().extra.clone();
    assert_eq!(extra.len(), 1, "{:?}", harness.state().said);
    assert_eq!(extra[0].after.name(), "peak-left");
    let off = before.curve.iter().map(|point| point.point_mm);
    let on = harness
        .state()
        .project()
        .head
        .point_mm(DVec3::from(extra[0].direction));
    let off = off.map(|place| place.distance(on)).fold(f64::INFINITY, f64::min);
    assert!(off < 1.0, "inserted {off} mm off the line");

    click(&mut harness, at);
    harness.key_press(Key::ArrowUp);
    harness.run_steps(2);
    let head = harness.state().project().head.clone();
    let moved = harness.state().project().design().extra[0].direction;
    let way = head.point_mm(DVec3::from(moved)).distance(on);
    assert!((way - 0.5).abs() < 0.05, "nudged by {way} mm");
    assert!(moved[1] > extra[0].direction[1], "up");

    harness.key_press(Key::Delete);
    harness.run_steps(2);
    assert!(harness.state().project().design().extra.is_empty());
    assert_eq!(
        outline(harness.state()),
        before,
        "without extra points the line is the old one"
    );
}

#[test]
fn keys_are_given_once() {
    let mut seen = BTreeSet::new();
    for row in KEY_TABLE {
        let (words, keys) = (
            words::canvas::command(row.command),
            words::canvas::keys(row.chords),
        );
        assert!(!words.is_empty() && !keys.is_empty());
        for chord in row.chords {
            let shifts: &[bool] = match chord.shift {
                Some(true) => &[true],
                Some(false) => &[false],
                None => &[false, true],
            };
            for shift in shifts {
                let fresh = seen.insert((chord.command, *shift, chord.key));
                assert!(fresh, "{keys} is given twice: {words}");
            }
        }
    }
    assert!(seen.len() > 40);
}

#[test]
fn keys_do_what_the_table_says() {
    let mut harness = harness(App::with(Tool::Hand));
    let radius = harness.state().state.brush.radius_mm;
    harness.key_press(Key::CloseBracket);
    harness.key_press(Key::L);
    harness.run_steps(2);
    harness.key_down(Key::Backslash);
    harness.run_steps(2);
    assert!(harness.state().state.before_held);
    assert!(
        harness.query_by_label("Hairline point front middle").is_none(),
        "the before is bare"
    );
    harness.key_up(Key::Backslash);
    harness.run_steps(2);
    let state = &harness.state().state;
    assert!(state.brush.radius_mm > radius && state.tool == Tool::Hairline && !state.before_held);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.run_steps(2);
    let said = &harness.state().said;
    assert!(
        said.iter()
            .any(|action| matches!(action, Action::Editor(EditorAction::ZoomFit)))
    );
    assert!(
        said.iter()
            .any(|action| matches!(action, Action::App(AppAction::Save)))
    );
}

#[test]
fn a_stroke_paints_along_its_way_and_is_one_step() {
    let mut app = App::with(Tool::Brush);
    app.state.brush.brush = BrushKind::Remove;
    let mut harness = harness(app);
    let head = harness.state().project().head.clone();
    let top = head.walk(head.landmarks().glabella, DVec3::X, DVec3::Y, 70.0);
    let from = place_on_screen(harness.state(), top);
    drag(&mut harness, from, from + Vec2::new(60.0, 0.0));
    let app = harness.state();
    let strokes = &app.project().design().strokes;
    assert_eq!(strokes.len(), 1);
    let stroke = &strokes[0];
    assert_eq!(
        (stroke.brush, stroke.radius_mm, stroke.strength),
        (BrushKind::Remove, 8.0, 1.0)
    );
    let places: Vec<DVec3> = stroke
        .path
        .iter()
        .map(|place| head.point_mm(DVec3::from(*place)))
        .collect();
    for pair in places.windows(2) {
        assert!(
            (pair[0].distance(pair[1]) - 2.0).abs() < 0.2,
            "{}",
            pair[0].distance(pair[1])
        );
    }
    assert!(places.len() > 10, "{}", places.len());
    let (labels, at) = app.state.open.as_ref().expect("open").history.labels();
    assert_eq!((labels[at], at), ("Brush: remove", 1));
}

#[test]
fn two_fingers_undo_three_redo_and_one_waits() {
    let mut app = App::with(Tool::Hairline);
    let edit = ProjectEdit::Client("AB".to_owned());
    app.state
        .open
        .as_mut()
        .expect("open")
        .history
        .apply(edit)
        .expect("an edit");
    let mut harness = harness(app);
    tap(&mut harness, 2);
    assert_eq!(harness.state().project().client, "");
    tap(&mut harness, 3);
    assert_eq!(harness.state().project().client, "AB");
    tap(&mut harness, 1);
    assert_eq!(harness.state().said.len(), 2, "{:?}", harness.state().said);
}

#[test]
fn two_fingers_pan_and_zoom_and_do_not_undo() {
    let mut harness = harness(App::with(Tool::Hairline));
    let places = [Pos2::new(300.0, 400.0), Pos2::new(500.0, 400.0)];
    for (finger, place) in places.iter().enumerate() {
        touch(&harness, finger as u64, TouchPhase::Start, *place);
    }
    harness.step();
    for (finger, place) in [Pos2::new(250.0, 430.0), Pos2::new(550.0, 430.0)]
        .iter()
        .enumerate()
    {
        touch(&harness, finger as u64, TouchPhase::Move, *place);
    }
    harness.run_steps(2);
    for (finger, place) in places.iter().enumerate() {
        touch(&harness, finger as u64, TouchPhase::End, *place);
    }
    harness.run_steps(2);
    let said = &harness.state().said;
    let zoom: f64 = said
        .iter()
        .map(|action| {
            if let Action::Editor(EditorAction::Zoom(factor, _)) = action {
                *factor
            } else {
                1.0
            }
        })
        .product();
    assert!((zoom - 1.5).abs() < 0.01, "{zoom} {said:?}");
    let pan: f64 = said
        .iter()
        .map(|action| {
            if let Action::Editor(EditorAction::Pan(way)) = action {
                way.y
            } else {
                0.0
            }
        })
        .sum();
    assert!((pan - 30.0).abs() < 0.1, "{pan}");
    assert!(
        !said
            .iter()
            .any(|action| matches!(action, Action::Editor(EditorAction::Undo)))
    );
}

#[test]
fn the_split_line_is_dragged_and_jumps() {
    let mut app = App::with(Tool::Hand);
    app.state.compare = CompareMode::Split {
        at: 0.5,
        vertical: true,
    };
    let mut harness = harness(app);
    let from = handle(&harness, "Split between before and simulation");
    drag(&mut harness, from, from - Vec2::new(200.0, 0.0));
    let CompareMode::Split { at, .. } = harness.state().state.compare else {
        panic!("still split");
    };
    let canvas = harness.state().state.canvas;
    assert!((at - (0.5 - 200.0 / canvas.width())).abs() < 0.01, "{at}");
}

#[test]
fn the_wireframe_is_moved_as_far_as_the_hand() {
    let mut harness = harness(App::with(Tool::Fit));
    let centre = |app: &App| {
        let view = &app.project().shot().expect("a photo").view;
        view.photo_from_head(Head::CENTRE_MM).expect("in front")
    };
    let before = centre(harness.state());
    let from = handle(&harness, "Move the head");
    drag(&mut harness, from, from + Vec2::new(20.0, -10.0));
    let way = centre(harness.state()) - before;
    // Half a screen pixel for a photo pixel.
    assert!(way.distance(DVec2::new(40.0, -20.0)) < 1.5, "{way}");
}

#[test]
fn three_clicks_give_eyes_and_chin_in_the_right_order() {
    let mut harness = harness(App::with(Tool::ThreeClicks));
    let canvas = harness.state().state.canvas;
    let places = [
        DVec2::new(690.0, 860.0),
        DVec2::new(505.0, 855.0),
        DVec2::new(600.0, 1210.0),
    ];
    for px in places {
        let at = harness.state().state.ui_from_photo(canvas, px);
        click(&mut harness, at);
        harness.run_steps(40);
    }
    let given = &harness.state().project().shot().expect("a photo").given;
    let eyes = given.eyes.expect("eyes");
    assert!(
        eyes[0].distance(places[1]) < 0.1 && eyes[1].distance(places[0]) < 0.1,
        "{eyes:?}"
    );
    assert!(given.chin.expect("a chin").distance(places[2]) < 0.1);
    assert_eq!(harness.state().state.tool, Tool::Fit);
}

/// Farthest that a trace's places lie from the hairline, mm, without the ends of the trace.
fn miss_mm(head: &Head, design: &Design, trace: &[DVec3]) -> f64 {
    let curve = HairlineOutline::evaluate(head, design).expect("a line").curve;
    let off = |place: &DVec3| {
        let here = head.point_mm(*place);
        let near = (0..curve.len()).map(|index| {
            let (a, b) = (curve[index].point_mm, curve[(index + 1) % curve.len()].point_mm);
            let way = b - a;
            let share = ((here - a).dot(way) / way.length_squared().max(1e-12)).clamp(0.0, 1.0);
            here.distance(a + way * share)
        });
        near.fold(f64::INFINITY, f64::min)
    };
    trace.iter().map(off).fold(0.0, f64::max)
}

fn traced(head: &Head, design: &Design, line: &[DVec3]) -> Design {
    let mut project = Project {
        head: head.clone(),
        ..Project::default()
    };
    project.variants[0].design = design.clone();
    let edits = traced_line::hairline_from_trace(head, design, line);
    assert!(!edits.is_empty());
    let project = project
        .apply(Edit::Many("Trace".to_owned(), edits))
        .expect("a trace");
    project.design().clone()
}

#[test]
fn a_trace_of_a_shifted_hairline_is_met_from_either_side() {
    let head = Head::default();
    let design = Design::default();
    let outline = HairlineOutline::evaluate(&head, &design).expect("a line");
    for (lift_mm, wave_mm) in [(0.0, 0.0), (8.0, 0.0), (-6.0, 2.5), (5.0, 4.0)] {
        // From corner to corner over the front, one place in about 9 mm, lifted and waved.
        let front = outline
            .curve
            .iter()
            .filter(|point| point.span < 4 || point.span > 23);
        let mut line: Vec<DVec3> = front.map(|point| point.direction).collect();
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        let line: Vec<DVec3> = line
            .iter()
            .step_by(6)
            .enumerate()
            .map(|(index, place)| {
                let wave = if index % 4 < 2 { wave_mm } else { -wave_mm };
                head.walk(*place, DVec3::X, DVec3::Y, lift_mm + wave)
            })
            .collect();
        let reversed: Vec<DVec3> = line.iter().rev().copied().collect();
        let [forth, back] = [&line, &reversed].map(|line| traced(&head, &design, line));
        for result in [&forth, &back] {
            let miss = miss_mm(&head, result, &line);
            assert!(miss <= 1.0, "lift {lift_mm}, wave {wave_mm}: {miss} mm off");
        }
        let apart = miss_mm(
            &head,
            &back,
            &HairlineOutline::evaluate(&head, &forth)
                .expect("a line")
                .curve
                .iter()
                .map(|point| point.direction)
                .collect::<Vec<_>>(),
        );
        assert!(apart < 0.3, "the two ways differ by {apart} mm");
    }
}

/// Places along the forehead on the screen, from one side to the other.
fn along_the_forehead(app: &App, count: usize) -> Vec<Pos2> {
    let head = app.project().head.clone();
    let [a, b] = ["front-right", "front-left"].map(|name| app.point(name));
    (0..count)
        .map(|step| {
            let on = a.lerp(b, step as f64 / (count - 1) as f64).normalize();
            place_on_screen(app, head.walk(on, DVec3::X, DVec3::Y, -5.0))
        })
        .collect()
}

#[test]
fn a_trace_is_drawn_or_clicked_and_ends_on_a_double_click_at_one_spot_alone() {
    for is_drawn in [true, false] {
        let mut harness = harness(App::with(Tool::Trace));
        let before = harness.state().point("front-middle");
        let places = along_the_forehead(harness.state(), 8);
        if is_drawn {
            harness.hover_at(places[0]);
            harness.step();
            harness.drag_at(places[0]);
            harness.step();
            for place in &places[1..] {
                harness.hover_at(*place);
                harness.step();
            }
            harness.drop_at(places[7]);
            harness.run_steps(2);
        } else {
            // As fast as double clicks, each at another spot.
            for place in &places {
                click(&mut harness, *place);
            }
        }
        assert_eq!(harness.state().state.tool, Tool::Trace, "it goes on");
        assert!(harness.state().state.ui.clicks_px.len() >= 6);
        assert_eq!(harness.state().point("front-middle"), before);
        // A wait, so that the end is no third click.
        harness.run_steps(60);
        click(&mut harness, places[7]);
        click(&mut harness, places[7]);
        let app = harness.state();
        assert_ne!(app.point("front-middle"), before, "drawn: {is_drawn}");
        assert!(app.state.ui.clicks_px.is_empty(), "no stray point");
        assert_eq!(app.state.tool, Tool::Hairline);
        let (labels, at) = app.state.open.as_ref().expect("open").history.labels();
        assert_eq!((labels[at], at), ("Trace a line", 1));
    }
}

#[test]
fn letters_after_a_key_that_asks_are_no_shortcuts() {
    let mut harness = harness(App::with(Tool::Hand));
    // All in one frame, as a slow machine hears them.
    let press = |key, modifiers| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    let letters = [Key::L, Key::M, Key::B, Key::Num5].map(|key| press(key, Modifiers::NONE));
    let events = &mut harness.input_mut().events;
    events.push(press(Key::S, Modifiers::COMMAND));
    events.extend(letters);
    harness.step();
    let said = &harness.state().said;
    assert!(matches!(said[..], [Action::App(AppAction::Save)]), "{said:?}");
    let state = &harness.state().state;
    assert_eq!((state.tool, state.lens.mirrored), (Tool::Hand, false));
    // While the system's own dialog opens.
    harness.state_mut().state.is_asking = true;
    for key in [Key::L, Key::M] {
        harness.key_press(key);
    }
    harness.run_steps(2);
    let state = &harness.state().state;
    assert_eq!((state.tool, state.lens.mirrored), (Tool::Hand, false));
}

#[test]
fn one_of_several_people_is_chosen_on_the_photo() {
    let mut app = App::with(Tool::Fit);
    app.state.step = ConsultationStep::Fit;
    let fitted = app
        .project()
        .shot()
        .and_then(|shot| shot.given.eyes)
        .expect("eyes");
    let other = [DVec2::new(200.0, 600.0), DVec2::new(260.0, 600.0)];
    app.state.faces = Arc::new(vec![face(fitted), face(other)]);
    let mut harness = harness(app);
    assert!(
        harness.query_by_label("Fit the head to face 1").is_none(),
        "it is that one's"
    );
    harness.get_by_label("Fit the head to face 2").click();
    harness.run_steps(3);
    let said = &harness.state().said;
    assert!(
        said.iter()
            .any(|action| matches!(action, Action::App(AppAction::UseFace(1)))),
        "{said:?}"
    );
}

#[test]
fn while_a_face_is_looked_for_the_photo_stands_alone() {
    let mut app = App::with(Tool::Fit);
    app.state.is_looking = true;
    let harness = harness(app);
    assert!(harness.query_by_label("Move the head").is_none(), "no wire head");
}

#[test]
fn a_trace_leaves_the_rest_of_the_hairline() {
    let head = Head::default();
    let design = Design::default();
    let [a, b] = ["front-right", "front-left"].map(|name| direction(&head, &design, name));
    let line: Vec<DVec3> = (0..=8)
        .map(|step| {
            head.walk(
                a.lerp(b, f64::from(step) / 8.0).normalize(),
                DVec3::X,
                DVec3::Y,
                -5.0,
            )
        })
        .collect();
    let result = traced(&head, &design, &line);
    for name in [
        "nape-middle",
        "mastoid-left",
        "sideburn-low-right",
        "temporal-peak-left",
    ] {
        assert_eq!(
            direction(&head, &result, name),
            direction(&head, &design, name),
            "{name}"
        );
    }
    assert_ne!(
        direction(&head, &result, "front-middle"),
        direction(&head, &design, "front-middle")
    );
}

#[test]
fn extra_points_go_through_the_design_file() {
    let mut design = Design::default();
    let plain = design.to_toml();
    assert!(!plain.contains("extra"), "a design without them keeps its file");
    let extra = shadowline::design::ExtraPoint {
        after: PointName::named("front-left").expect("a name"),
        share: 0.4,
        direction: [0.3, 0.8, 0.5],
    };
    design.add_extra(extra).expect("a point");
    design.add_extra(extra.mirrored()).expect("a point");
    assert_eq!(design.extra[1].after.name(), "corner-front-right");
    let again = Design::from_toml(&design.to_toml()).expect("a design");
    assert_eq!(again, design);
    let bad = shadowline::design::ExtraPoint {
        share: f64::NAN,
        ..extra
    };
    assert!(design.add_extra(bad).is_err());
    let outline = HairlineOutline::evaluate(&Head::default(), &design).expect("a line");
    assert_eq!(outline.control.len(), 30);
}
