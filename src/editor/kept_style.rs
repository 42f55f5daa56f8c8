//! A practitioner's own style as the panels know it.

use crate::design::Design;

/// One of the practitioner's own styles.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptStyle {
    /// Its name.
    pub name: String,
    /// The design file that makes it.
    pub text: String,
}

impl KeptStyle {
    /// The design with the style laid over it; none where the style can't be read.
    pub fn over(&self, design: &Design) -> Option<Design> {
        let mut styled = design.clone();
        styled.apply_toml(&self.text).ok()?;
        Some(styled)
    }
}
