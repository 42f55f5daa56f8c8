//! Cases: what SMP treats, each a named set of fills, kept as files in `assets/cases` and found by other names too.

use super::error::hint;
use super::sessions::SessionPlan;
use super::{Design, DesignError, Fill, HairlineStyle, Knob, check_fills, styles};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Cases that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseGroup {
    /// The shaved look, its line, temples, sides and crown.
    Shaved,
    /// Male pattern baldness by Norwood–Hamilton stage.
    Pattern,
    /// Density between longer hair, mostly women.
    BetweenHair,
    /// Scars.
    Scars,
    /// Patches and medical loss.
    Patches,
    /// Beside a transplant, correction of earlier work, and what is drawn for its own sake.
    Special,
}

impl CaseGroup {
    /// All groups in the order in which they are shown.
    pub const ALL: [CaseGroup; 6] = [
        CaseGroup::Shaved,
        CaseGroup::Pattern,
        CaseGroup::BetweenHair,
        CaseGroup::Scars,
        CaseGroup::Patches,
        CaseGroup::Special,
    ];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            CaseGroup::Shaved => "Shaved look, line and sides",
            CaseGroup::Pattern => "Male pattern baldness",
            CaseGroup::BetweenHair => "Density between hair",
            CaseGroup::Scars => "Scars",
            CaseGroup::Patches => "Patches and medical loss",
            CaseGroup::Special => "Transplant, correction, special",
        }
    }
}

/// From where a case is seen best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseView {
    /// From the front, a little from above.
    Front,
    /// From above.
    Top,
    /// The client's left side.
    Left,
    /// From behind.
    Back,
}

/// What has to be asked before a case is treated; sources in docs/domain.md 4 and 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseAdvice {
    /// A medical condition.
    Doctor,
    /// A scar.
    Scar,
    /// After a treatment for cancer.
    Cancer,
    /// Work that is in the skin already.
    Laser,
}

impl CaseAdvice {
    /// The sentence that a person reads.
    pub fn sentence(self) -> &'static str {
        match self {
            CaseAdvice::Doctor => {
                "Ask the treating doctor before any treatment; Shadowline shows a look and makes no diagnosis."
            }
            CaseAdvice::Scar => {
                "Only flat scars that are at least 6 to 12 months old; ask a doctor first where a scar is raised, or where keloids or razor bumps are known."
            }
            CaseAdvice::Cancer => {
                "Ask the treating oncologist first, and wait at least 6 months after chemotherapy; skin is thin after radiotherapy."
            }
            CaseAdvice::Laser => {
                "Laser removal takes 1 to 3 sessions, and some pigments change colour under it: ask whoever will do it for a test spot first."
            }
        }
    }
}

/// A case. What it sets are ordinary fills and knobs, which are edited like any others.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScalpCase {
    /// Name, by which it is asked for; the file's name.
    #[serde(skip)]
    pub name: &'static str,
    #[serde(rename = "format")]
    _format: u32,
    /// What it is called.
    pub title: String,
    /// What it treats, in one sentence.
    pub about: String,
    /// Other names of the trade for it.
    pub aliases: Vec<String>,
    /// Where it belongs.
    pub group: CaseGroup,
    /// From where it is seen best.
    pub seen_from: CaseView,
    /// What has to be asked first.
    #[serde(default)]
    pub advice: Vec<CaseAdvice>,
    /// The hairline style that it needs; none keeps the line that is there, or draws the default one.
    pub style: Option<String>,
    /// The plan of sessions that it needs; none keeps the plan.
    pub sessions: Option<String>,
    /// The knobs that it sets.
    #[serde(default)]
    pub knobs: BTreeMap<Knob, f64>,
    /// Its fills, from bottom to top.
    pub fill: Vec<Fill>,
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../assets/cases/", $name, ".toml")))),*]
    };
}

/// The shipped cases, group by group.
const SHIPPED: &[(&str, &str)] = shipped![
    "shaved-look",
    "receding",
    "mature-line",
    "temples",
    "side-profiles",
    "sideburns",
    "bald-fade",
    "beard-join",
    "crown-whorl",
    "crown-double-whorl",
    "norwood-1",
    "norwood-2",
    "norwood-2a",
    "norwood-3",
    "norwood-3a",
    "norwood-3-vertex",
    "norwood-4",
    "norwood-4a",
    "norwood-5",
    "norwood-5a",
    "norwood-6",
    "norwood-7",
    "ludwig-1",
    "ludwig-2",
    "ludwig-3",
    "sinclair-2",
    "christmas-tree",
    "parting",
    "female-line",
    "diffuse-thinning",
    "strip-scar",
    "fue-scars",
    "accident-scar",
    "burn-scar",
    "areata-patches",
    "areata-multifocal",
    "ophiasis",
    "alopecia-totalis",
    "alopecia-universalis",
    "traction",
    "central-scarring",
    "frontal-fibrosing",
    "lichen-planopilaris",
    "after-chemotherapy",
    "after-radiotherapy",
    "after-stem-cell",
    "transplant",
    "donor-area",
    "correction",
    "faux-scar",
    "tramline",
    "grey-hair",
];

#[expect(
    clippy::expect_used,
    reason = "the files are compiled in, and a test reads every one of them"
)]
static CASES: LazyLock<Vec<ScalpCase>> = LazyLock::new(|| {
    let parse = |&(name, text): &(&'static str, &str)| {
        toml::from_str::<ScalpCase>(text).map(|case| ScalpCase { name, ..case })
    };
    SHIPPED
        .iter()
        .map(parse)
        .collect::<Result<_, _>>()
        .expect("shipped cases are valid")
});

/// All cases, group by group.
pub fn all() -> &'static [ScalpCase] {
    &CASES
}

/// Finds a case by name or alias; case, spaces and underscores don't matter.
///
/// # Errors
/// No case has that name.
pub fn find(name: &str) -> Result<&'static ScalpCase, DesignError> {
    let wanted = name.trim().to_lowercase().replace([' ', '_'], "-");
    let matches = |case: &&ScalpCase| case.name == wanted || case.aliases.contains(&wanted);
    all().iter().find(matches).ok_or_else(|| {
        let names = all().iter();
        let names =
            names.flat_map(|case| std::iter::once(case.name).chain(case.aliases.iter().map(String::as_str)));
        DesignError::NoCase {
            name: name.to_owned(),
            hint: hint(name, names),
        }
    })
}

impl ScalpCase {
    /// Whether it is treated up to a hairline that is drawn.
    pub fn draws_line(&self) -> bool {
        self.style.as_deref().is_none_or(HairlineStyle::draws_line)
    }

    /// Puts the case into a design: its fills take the place of those that are there, a line that is there stays where the case
    /// needs no other; brush work stays. What the case before it had set goes back, where nobody has changed it since.
    ///
    /// # Errors
    /// None, for a shipped case.
    pub fn apply(&self, design: &mut Design) -> Result<(), DesignError> {
        check_fills(&self.fill)?;
        if let Some(before) = design.chosen_case() {
            before.withdraw(design)?;
        }
        design.case = Some(self.name.to_owned());
        match &self.style {
            Some(style) if *style == design.style => {}
            Some(style) => styles::find(style)?.apply(design),
            None if !HairlineStyle::draws_line(&design.style) => styles::default_style().apply(design),
            None => {}
        }
        if let Some(plan) = &self.sessions {
            design.sessions = SessionPlan::named(plan)?.sessions();
        }
        for (&knob, &value) in &self.knobs {
            design.set(knob, value)?;
        }
        design.fills.clone_from(&self.fill);
        Ok(())
    }

    /// Takes knobs and plan of sessions that still stand as the case has set them back to what the style and a new design have.
    fn withdraw(&self, design: &mut Design) -> Result<(), DesignError> {
        let mut usual = Design::default();
        if let Ok(style) = styles::find(&design.style) {
            style.apply(&mut usual);
        }
        usual.set_hair_type(design.hair_type);
        for (&knob, &value) in &self.knobs {
            if design.get(knob) == value {
                design.set(knob, usual.get(knob))?;
            }
        }
        if let Some(plan) = &self.sessions
            && design.sessions == SessionPlan::named(plan)?.sessions()
        {
            design.sessions = usual.sessions;
        }
        Ok(())
    }
}

impl Design {
    /// The case that the fills started from, if one was chosen.
    pub fn chosen_case(&self) -> Option<&'static ScalpCase> {
        self.case.as_deref().and_then(|name| find(name).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_case_can_be_put_into_a_design_and_is_found_by_each_name() {
        for case in all() {
            assert_eq!(find(case.name).unwrap().name, case.name);
            for alias in &case.aliases {
                assert_eq!(find(alias).unwrap().name, case.name, "{alias}");
            }
            let mut design = Design::default();
            case.apply(&mut design).unwrap();
            assert_eq!(design.fills, case.fill, "{}", case.name);
            let again = Design::from_toml(&design.to_toml()).unwrap();
            assert_eq!(again, design, "{}", case.name);
        }
        assert_eq!(find("NW 5").unwrap().name, "norwood-5");
        assert!(find("mullet").is_err());
    }

    #[test]
    fn cases_stand_group_by_group() {
        assert!(all().is_sorted_by_key(|case| case.group));
        let groups = all().iter().map(|case| case.group);
        assert!(
            CaseGroup::ALL
                .iter()
                .all(|group| groups.clone().any(|own| own == *group))
        );
    }
}
