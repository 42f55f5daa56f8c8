//! Edits and history: whatever is done can be undone to the start and redone to the end, exactly.

use crate::projects::{agreement, bytes_of, full, shot, with_eyes};
use glam::DVec3;
use proptest::prelude::*;
use shadowline::design::{
    BrushKind, BrushStroke, Fill, FillCombination, FillRegion, HairType, Knob, KnobGroup, PointName,
    TreatmentStage, styles,
};
use shadowline::head::{FitInput, NamedPose};
use shadowline::project::{
    ArchiveLimits, Edit, Project, ProjectEdit, ProjectError, ProjectHistory, TreatmentEdit, Variant,
    ViewingEdit, read,
};

fn direction() -> impl Strategy<Value = DVec3> {
    [-1.0..1.0, 0.1..1.0, 0.1..1.0].prop_map(DVec3::from)
}

fn stroke() -> impl Strategy<Value = BrushStroke> {
    (0..5usize, 0.5..60.0, prop::collection::vec(direction(), 1..6)).prop_map(|(brush, radius_mm, path)| {
        BrushStroke {
            brush: BrushKind::ALL[brush],
            radius_mm,
            softness: 0.5,
            strength: 1.0,
            path: path
                .into_iter()
                .map(|place| place.normalize().to_array())
                .collect(),
        }
    })
}

fn knob() -> impl Strategy<Value = (Knob, f64)> {
    let knobs: Vec<Knob> = Knob::all().collect();
    (0..knobs.len(), 0.0..1.0).prop_map(move |(index, share)| {
        let [low, high] = knobs[index].row().range;
        let value: f64 = low + share * (high - low);
        (
            knobs[index],
            if knobs[index].is_whole() {
                value.round()
            } else {
                value
            },
        )
    })
}

/// Any edit; many of them are refused, as numbers and names may not be there.
fn edit() -> impl Strategy<Value = Edit> {
    let names: Vec<PointName> = PointName::all().collect();
    let point = (0..names.len()).prop_map(move |index| names[index]);
    let fill = (0..3usize).prop_map(|number| Fill {
        knobs: [(Knob::Density, 12.5 * number as f64)].into(),
        ..Fill::new(
            &format!("zone {number}"),
            FillRegion::ALL[number].1,
            FillCombination::Add,
        )
    });
    let treatment = prop_oneof![
        4 => knob().prop_map(|(knob, value)| Edit::set(knob, value, None)),
        2 => knob().prop_map(|(knob, value)| Edit::set(knob, value, Some("scalp".into()))),
        2 => (0..styles::all().len()).prop_map(|index| Edit::from(TreatmentEdit::Style(styles::all()[index].name.to_owned()))),
        1 => (0..4usize).prop_map(|index| Edit::from(TreatmentEdit::HairType(HairType::ALL[index].1))),
        2 => (point.clone(), direction()).prop_map(|(name, place)| Edit::from(TreatmentEdit::Point(name, place))),
        1 => point.prop_map(|value| Edit::from(TreatmentEdit::FreePoint(value))),
        1 => Just(Edit::from(TreatmentEdit::FreeAllPoints)),
        2 => stroke().prop_map(|value| Edit::from(TreatmentEdit::Stroke(value))),
        1 => Just(Edit::from(TreatmentEdit::ClearStrokes)),
        1 => fill.prop_map(|value| Edit::from(TreatmentEdit::AddFill(value))),
        1 => (0..3usize).prop_map(|number| Edit::from(TreatmentEdit::RemoveFill(format!("zone {number}")))),
        1 => any::<u32>().prop_map(|value| Edit::from(TreatmentEdit::Seed(value))),
        1 => Just(Edit::reset_group(KnobGroup::Fill)),
        1 => knob().prop_map(|(knob, _)| Edit::reset(knob)),
        1 => (0..3usize).prop_map(|value| Edit::from(TreatmentEdit::RestoreSnapshot(value))),
    ];
    let given = FitInput {
        named: Some(NamedPose::Back),
        mm_per_px: Some(0.7),
        ..FitInput::default()
    };
    let document = prop_oneof![
        Just(Edit::from(ProjectEdit::AddPhoto(Box::new(shot(
            "a.jpg",
            b"a photo",
            with_eyes()
        ))))),
        (0..3usize).prop_map(|value| Edit::from(ProjectEdit::RemovePhoto(value))),
        (0..3usize).prop_map(|value| Edit::from(ProjectEdit::ShowPhoto(value))),
        Just(Edit::from(ProjectEdit::Fit(Box::new(with_eyes())))),
        Just(Edit::from(ProjectEdit::Fit(Box::new(given)))),
        Just(Edit::from(TreatmentEdit::Case("strip-scar".to_owned()))),
        "[A-Z]{0,3}".prop_map(|value| Edit::from(ProjectEdit::Client(value))),
        Just(Edit::from(ProjectEdit::AddVariant)),
        (0..4usize).prop_map(|value| Edit::from(ProjectEdit::RemoveVariant(value))),
        (0..4usize, "[ -~]{1,9}")
            .prop_map(|(index, name)| Edit::from(ProjectEdit::RenameVariant(index, name))),
        (0..4usize).prop_map(|value| Edit::from(ProjectEdit::ShowVariant(value))),
        Just(Edit::from(ProjectEdit::Agree(Box::new(agreement())))),
        "[ -~]{0,9}".prop_map(|value| Edit::from(ProjectEdit::Snapshot(value))),
    ];
    prop_oneof![3 => treatment, 2 => document]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn edits_fully_undone_give_the_start_and_redone_the_end(edits in prop::collection::vec(edit(), 1..30)) {
        let start = full();
        let mut history = ProjectHistory::new(start.clone(), "Open");
        let mut steps = 0;
        for edit in edits {
            let before = history.now().clone();
            let label = edit.label();
            match history.apply(edit) {
                Ok(()) if *before != **history.now() => {
                    steps += 1;
                    prop_assert_eq!(history.labels().0.last().copied(), Some(label.as_str()));
                }
                Ok(()) => {}
                Err(error) => {
                    prop_assert!(error.to_string().len() > 20);
                    prop_assert!(before == *history.now(), "a refused edit changed something");
                }
            }
        }
        prop_assert_eq!(history.labels().0.len(), steps + 1);
        let end = history.now().clone();
        prop_assert_eq!(std::iter::from_fn(|| history.undo().then_some(())).count(), steps);
        prop_assert!(**history.now() == start);
        prop_assert_eq!(std::iter::from_fn(|| history.redo().then_some(())).count(), steps);
        prop_assert!(*history.now() == end);
        // Whatever edits make can be saved and opened.
        let found = read(&bytes_of(&end), &ArchiveLimits::default());
        prop_assert!(found.as_ref() == Ok(&*end), "{:?}", found.err().map(|error| error.to_string()));
    }

    #[test]
    fn what_is_agreed_stays_as_it_is(edits in prop::collection::vec(edit(), 1..20)) {
        let start = full();
        prop_assert!(start.variants[0].agreed.is_some());
        let mut project = start.clone();
        for edit in edits {
            project = project.apply(edit).unwrap_or(project);
            let kept = project.variants.iter().find(|variant| variant.name == start.variants[0].name);
            // What is looked at (moment, light) may change; what was agreed may not.
            let same_look = |variant: &Variant| {
                let mut variant = variant.clone();
                for knob in Knob::all().filter(|knob| knob.of_viewing()) {
                    variant.design.knobs.insert(knob, knob.row().default);
                }
                variant
            };
            prop_assert!(kept.map(same_look) == Some(same_look(&start.variants[0])));
        }
    }
}

fn density(value: f64) -> Edit {
    Edit::set(Knob::Density, value, None)
}

#[test]
fn a_gesture_is_one_step_and_its_previews_are_none() {
    let mut history = ProjectHistory::new(Project::default(), "Open");
    for value in [70.0, 80.0, 90.0] {
        history.preview(density(value)).expect("in range");
        assert_eq!(history.now().design().get(Knob::Density), value);
        assert_eq!(history.settled().design().get(Knob::Density), 95.0);
        assert_eq!(history.labels().0.len(), 1);
    }
    assert!(history.commit() && !history.commit());
    assert_eq!(history.labels(), (vec!["Open", "Density 90 dots/cm²"], 1));
    history.preview(density(120.0)).expect("in range");
    history.cancel();
    assert!(!history.commit());
    // A gesture that comes back to where it began is no step.
    history.preview(density(100.0)).expect("in range");
    history.preview(density(90.0)).expect("in range");
    assert!(!history.commit());
    assert!(history.preview(density(1000.0)).is_err());
    assert!(history.undo() && !history.undo());
    assert_eq!(history.now().design().get(Knob::Density), 95.0);
    // A new edit ends what could be redone.
    history.apply(density(60.0)).expect("in range");
    assert!(!history.can_redo());
}

#[test]
fn an_edit_after_the_agreement_is_a_new_variant() {
    let agreed = Project::default()
        .apply(ProjectEdit::Agree(Box::new(agreement())))
        .expect("agreed");
    let edited = agreed.apply(density(70.0)).expect("in range");
    assert_eq!(edited.variants.len(), 2);
    assert_eq!(
        (edited.variant, edited.variants[1].name.as_str()),
        (1, "B (not agreed)")
    );
    assert!(edited.variants[0] == agreed.variants[0]);
    let again = edited.apply(density(75.0)).expect("in range");
    assert_eq!(again.variants.len(), 2, "the copy is edited from then on");
    let next = again.apply(ProjectEdit::AddVariant).expect("added");
    assert_eq!(next.variants[2].name, "C", "a letter is given once");
    let both = again
        .apply(ProjectEdit::Agree(Box::new(agreement())))
        .expect("agreed");
    assert_eq!(both.variants[1].name, "B");
    // What changes nothing makes no copy, and an agreement isn't made twice.
    let same = agreed.apply(density(95.0)).expect("in range");
    assert!(same == agreed);
    for refused in [
        Edit::from(ProjectEdit::Agree(Box::new(agreement()))),
        Edit::from(ProjectEdit::RenameVariant(0, "Z".into())),
        Edit::from(ProjectEdit::RemoveVariant(0)),
    ] {
        let mut both = both.clone();
        both.variant = 0;
        assert!(matches!(both.apply(refused), Err(ProjectError::Agreed { .. })));
    }
}

#[test]
fn the_photo_shown_stays_shown_when_another_one_goes() {
    let project = full().apply(ProjectEdit::ShowPhoto(2)).expect("shown");
    let name = project.shot().expect("a photo").name.clone();
    let fewer = project.apply(ProjectEdit::RemovePhoto(0)).expect("removed");
    assert_eq!((fewer.photo, &fewer.shot().expect("a photo").name), (1, &name));
    let last = fewer.apply(ProjectEdit::RemovePhoto(1)).expect("removed");
    assert_eq!(last.photo, 0);
    assert!(last.apply(ProjectEdit::RemovePhoto(7)).is_err());
    // Another photo changes nothing of the head.
    let more = last
        .apply(ProjectEdit::AddPhoto(Box::new(shot("b.jpg", b"b", with_eyes()))))
        .expect("added");
    assert!(more.head == last.head && more.photo == 1);
}

#[test]
fn what_is_looked_at_changes_in_all_variants_by_whatever_edit() {
    let project = full().apply(ProjectEdit::ShowVariant(0)).expect("shown");
    assert!(project.variants[0].agreed.is_some() && project.variants.len() > 1);
    let later = TreatmentStage::parse("year:8").expect("a moment");
    let mut design = project.design().clone();
    design.show(later);
    let whole = project
        .apply(TreatmentEdit::Design(Box::new(design.clone())))
        .expect("shown");
    assert!(
        whole
            .variants
            .iter()
            .all(|variant| variant.design.stage() == later)
    );
    assert_eq!(
        whole,
        project.apply(ViewingEdit::Show(later)).expect("shown"),
        "two ways of one change"
    );
    // A treatment that comes with it makes one copy of the agreed variant, at that moment too.
    design.set(Knob::Density, 41.0).expect("in range");
    let treated = project
        .apply(TreatmentEdit::Design(Box::new(design)))
        .expect("treated");
    assert_eq!(treated.variants.len(), project.variants.len() + 1);
    assert!(
        treated
            .variants
            .iter()
            .all(|variant| variant.design.stage() == later)
    );
    // A snapshot brings the treatment back, not the moment at which it was kept.
    let restored = whole.apply(TreatmentEdit::RestoreSnapshot(0)).expect("restored");
    assert!(
        restored
            .variants
            .iter()
            .all(|variant| variant.design.stage() == later)
    );
}
