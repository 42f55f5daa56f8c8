//! The treatment step: the moment that is shown, pigment, needle, the plan of sessions, what time does, the light.

use super::super::knob_row::{self, RowChange};
use super::super::widgets::{self, control};
use super::{pigment, zones};
use crate::design::{Knob, KnobGroup, LightChoice, PLANS, TreatmentStage, stops};
use crate::editor::{Actions, EditorAction, EditorState};
use crate::plan::dots::client_traits::ClientTraits;
use crate::plan::dots::healing::years_until;
use crate::project::{Edit, Project, TreatmentEdit, ViewingEdit};
use crate::words::panel::treatment as words;
use crate::words::shown;
use egui::Ui;
use egui_material_icons::icons::{ICON_PLAY_ARROW, ICON_STOP};

/// Share of the healed strength at which a touch-up is usually wanted (docs/domain.md 7; derived).
const TOUCH_UP: f64 = 0.6;

/// Shows the step.
pub fn show(ui: &mut Ui, state: &mut EditorState, project: &Project, out: &mut Actions) {
    control(ui, words::moment(), |ui| moment(ui, state, project, out));
    super::findings::proposal(ui, state, project, out);
    control(ui, words::pigment_title(), |ui| {
        if project.design().fills.len() > 1 {
            widgets::hint(ui, words::which_zone());
            zones::choose(ui, state, project);
        }
        pigment::pigment(ui, state, project, out);
    });
    control(ui, words::needle(), |ui| pigment::needle(ui, state, project, out));
    control(ui, words::sessions(), |ui| plan(ui, project, out));
    control(ui, words::light(), |ui| light(ui, state, project, out));
    super::fine(ui, state, out, |ui, out| {
        widgets::header(ui, words::school(), |_| ());
        pigment::school(ui, project, out);
        let shown = [Knob::DotDiameter, Knob::Depth];
        super::knob_group(
            ui,
            state,
            project,
            KnobGroup::Needle,
            &super::others(KnobGroup::Needle, &shown),
            out,
        );
        for session in 1..=project.design().sessions.len() {
            one_session(ui, state, project, session, out);
        }
        let shown = [Knob::Session, Knob::Day, Knob::Years, Knob::Layers];
        super::knob_group(
            ui,
            state,
            project,
            KnobGroup::Time,
            &super::others(KnobGroup::Time, &shown),
            out,
        );
        let shown = [Knob::Light, Knob::Shine, Knob::Distance];
        super::knob_group(
            ui,
            state,
            project,
            KnobGroup::Light,
            &super::others(KnobGroup::Light, &shown),
            out,
        );
    });
}

/// Chips of moments, the sessions, and the two sliders of time.
fn moment(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let design = project.design();
    let now = design.stage();
    let same = |stage: TreatmentStage| stage.day == now.day && stage.years == now.years;
    for row in stops::MOMENTS {
        let stages = row.map(|(_, day, years)| TreatmentStage { day, years, ..now });
        let chosen = stages.iter().position(|stage| same(*stage));
        if let Some(index) = widgets::segments(
            ui,
            &row.map(|moment| shown(moment.0)).each_ref().map(String::as_str),
            chosen,
        ) {
            out.edit(ViewingEdit::Show(stages[index]));
        }
    }
    let playing = state.playing.is_some();
    let (icon, label) = match playing {
        true => (ICON_STOP, words::stop()),
        false => (ICON_PLAY_ARROW, words::play()),
    };
    if widgets::action(ui, icon, label, playing).clicked() {
        out.push(EditorAction::Play(!playing));
    }
    knob_row::show(ui, state, design, Knob::Day, out);
    knob_row::show(ui, state, design, Knob::Years, out);
    let client = ClientTraits {
        capture: project.shot().and_then(|shot| shot.view.capture.as_ref()),
        skin_deg: project.own.skin_deg,
        ..ClientTraits::default()
    };
    let skin = client.melanosomes();
    widgets::hint(ui, &words::touch_up(years_until(design, skin, TOUCH_UP)));
}

fn plan(ui: &mut Ui, project: &Project, out: &mut Actions) {
    let design = project.design();
    let mut plans = PLANS;
    plans.sort_by_key(|plan| plan.sessions().len());
    let chosen = plans.iter().position(|plan| plan.sessions() == design.sessions);
    if let Some(index) = widgets::segments(ui, &plans.map(|plan| words::plan(plan.name)), chosen) {
        out.edit(TreatmentEdit::Sessions(plans[index].name.to_owned()));
    }
    widgets::hint(ui, words::after_session());
    let count = design.sessions.len();
    let labels: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    if let Some(index) = widgets::segments(ui, &labels, Some(design.session_shown() - 1)) {
        let session = (index + 1 < count).then_some(index as u32 + 1);
        let stage = TreatmentStage {
            session,
            ..design.stage()
        };
        out.edit(ViewingEdit::Show(stage));
    }
    let coloured = design.colours_sessions();
    if let Some(on) = widgets::toggle(ui, words::layers(), coloured) {
        out.edit(Edit::set(Knob::Layers, f64::from(u8::from(on)), None));
    }
}

fn light(ui: &mut Ui, state: &EditorState, project: &Project, out: &mut Actions) {
    let design = project.design();
    for light in LightChoice::ALL {
        let on = light == design.light();
        if widgets::action(
            ui,
            words::light_icon(light),
            &words::capital(&shown(light.words())),
            on,
        )
        .clicked()
            && !on
        {
            out.edit(Edit::set(Knob::Light, light.value(), None));
        }
    }
    knob_row::show(ui, state, design, Knob::Shine, out);
    let distance = design.get(Knob::Distance);
    let chosen = stops::DISTANCE_M
        .iter()
        .position(|(_, metres)| *metres == distance);
    widgets::hint(ui, words::seen_from());
    if let Some(index) = widgets::segments(
        ui,
        &stops::DISTANCE_M
            .map(|distance| shown(distance.0))
            .each_ref()
            .map(String::as_str),
        chosen,
    ) {
        out.edit(Edit::set(Knob::Distance, stops::DISTANCE_M[index].1, None));
    }
}

/// The knobs of one session, in the zone chosen.
fn one_session(ui: &mut Ui, state: &EditorState, project: &Project, number: usize, out: &mut Actions) {
    let design = project.design();
    let fill = zones::chosen(state, project);
    widgets::header(ui, &words::session(number), |_| ());
    for knob in Knob::all().filter(|knob| knob.per_session()) {
        let row = knob.row();
        let last_share = knob == Knob::Share && number == design.sessions.len();
        // The last session completes the plan; before the first there is none.
        if last_share || (knob == Knob::Weeks && (number == 1 || fill.is_some())) {
            continue;
        }
        let value = match fill {
            Some(fill) => design.of_fill_session(fill, number - 1, knob),
            None => design.of_session(number - 1, knob),
        };
        let label = crate::words::panel::knobs::label(knob);
        let unit = crate::words::panel::knobs::unit(knob);
        let help = crate::words::panel::knobs::help(knob);
        let (turned, _) = ui
            .push_id((number, row.name), |ui| {
                knob_row::value_row(
                    ui,
                    &knob_row::ValueRow {
                        label,
                        unit,
                        scale: knob_row::ValueScale::of(row.range),
                        value,
                        changed: false,
                        help: &help,
                    },
                )
            })
            .inner;
        let edit = |value: f64| {
            TreatmentEdit::SetSession {
                number,
                knob,
                value,
                fill: fill.map(|fill| fill.name.clone()),
            }
            .into()
        };
        let turned = match turned {
            // A zone goes back to the plan, a session to the design.
            RowChange::Back => RowChange::Set(match fill {
                Some(_) => design.of_session(number - 1, knob),
                None => design.get(knob),
            }),
            other => other,
        };
        knob_row::say(turned, false, out, edit, || edit(design.get(knob)));
    }
}
