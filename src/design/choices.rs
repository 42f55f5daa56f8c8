//! Knobs whose numbers are choices: each as a type, with its number in the table of knobs.

use super::{Design, Knob};

/// The light in which the head is shown: the choices of [`Knob::Light`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LightChoice {
    /// The photo's own.
    AsPhotographed,
    /// One large light, nearly even.
    SoftStudio,
    /// A warm lamp overhead.
    Bathroom,
    /// Hard from above.
    NoonSun,
    /// Low and warm from the side.
    Evening,
}

impl LightChoice {
    /// All lights; a light's place is its number.
    pub const ALL: [LightChoice; 5] = [
        LightChoice::AsPhotographed,
        LightChoice::SoftStudio,
        LightChoice::Bathroom,
        LightChoice::NoonSun,
        LightChoice::Evening,
    ];

    /// What it is called in captions.
    pub fn words(self) -> &'static str {
        match self {
            LightChoice::AsPhotographed => "as photographed",
            LightChoice::SoftStudio => "soft studio light",
            LightChoice::Bathroom => "bathroom light",
            LightChoice::NoonSun => "noon sun",
            LightChoice::Evening => "evening light",
        }
    }

    /// The knob's value for it.
    pub fn value(self) -> f64 {
        f64::from(self as u8)
    }
}

/// What a line is held against: the choices of [`Knob::LineProfile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineProfile {
    /// A man's line: higher, corners level or back.
    Masculine,
    /// Between both.
    Neutral,
    /// A woman's line: lower and round, corners may lie a little below the middle.
    Feminine,
}

impl LineProfile {
    /// All profiles; a profile's place is its number.
    pub const ALL: [LineProfile; 3] = [
        LineProfile::Masculine,
        LineProfile::Neutral,
        LineProfile::Feminine,
    ];

    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            LineProfile::Masculine => "masculine",
            LineProfile::Neutral => "neutral",
            LineProfile::Feminine => "feminine",
        }
    }
}

impl Knob {
    /// Whether the knob's values are whole numbers alone, for they number choices ([`LightChoice`], [`LineProfile`], a session, on
    /// and off) or count years.
    pub fn is_whole(self) -> bool {
        matches!(
            self,
            Knob::Light | Knob::Session | Knob::Layers | Knob::LineProfile | Knob::Age
        )
    }
}

impl Design {
    /// The light in which the head is shown.
    pub fn light(&self) -> LightChoice {
        let number = self.get(Knob::Light) as usize;
        LightChoice::ALL
            .get(number)
            .copied()
            .unwrap_or(LightChoice::AsPhotographed)
    }

    /// What the line is held against.
    pub fn line_profile(&self) -> LineProfile {
        let number = self.get(Knob::LineProfile) as usize;
        let profile = LineProfile::ALL.get(number).copied();
        profile.unwrap_or(LineProfile::Masculine)
    }

    /// The client's age in years, where it is given.
    pub fn age_years(&self) -> Option<f64> {
        Some(self.get(Knob::Age)).filter(|years| *years > 0.0)
    }

    /// Whether the dots are coloured by their session, which is no picture of skin.
    pub fn colours_sessions(&self) -> bool {
        self.get(Knob::Layers) != 0.0
    }

    /// The session after which the head is shown, from 1.
    pub fn session_shown(&self) -> usize {
        match self.get(Knob::Session) as usize {
            0 => self.sessions.len(),
            shown => shown.min(self.sessions.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::DesignError;

    #[test]
    fn a_light_stands_at_its_number_and_no_other_number_is_one() {
        let mut design = Design::default();
        let [low, high] = Knob::Light.row().range;
        assert_eq!([low, high], [0.0, LightChoice::ALL.len() as f64 - 1.0]);
        for light in LightChoice::ALL {
            design.set(Knob::Light, light.value()).unwrap();
            assert_eq!(design.light(), light);
        }
        for knob in Knob::all().filter(|knob| knob.is_whole()) {
            let name = knob.row().name;
            let said = design.set(knob, 0.7).unwrap_err();
            assert!(matches!(said, DesignError::NotWhole { .. }), "{name}");
            assert!(design.apply_setting(&format!("{name}=0.7")).is_err());
            let file = format!("format = 1\n[knobs]\n{name} = 0.7\n");
            assert!(Design::from_toml(&file).is_err(), "{name}");
        }
    }
}
