//! The device's buffers, each by its own name.

/// Declares the slots with the names that their buffers carry in a debugger.
macro_rules! slots {
    ($($(#[$doc:meta])+ $slot:ident: $name:literal,)+) => {
        /// A buffer that an engine keeps between pictures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum BufferSlot {
            $($(#[$doc])+ $slot,)+
        }

        impl From<BufferSlot> for &'static str {
            fn from(slot: BufferSlot) -> Self {
                match slot { $(BufferSlot::$slot => $name,)+ }
            }
        }
    };
}

slots! {
    /// What each site is: onset, factor, zones.
    Sites: "sites",
    /// Each site's weight at the hairline.
    Edges: "edges",
    /// Each site's word of the brush.
    Strokes: "strokes",
    /// How far each site lies inside the shapes of each fill.
    Masks: "masks",
    /// The fill table.
    Fills: "fills",
    /// Wanted density and owner of each site.
    Wanted: "wanted",
    /// List of the sites whose dot came, stayed, changed or went.
    Chosen: "chosen",
    /// Where each site lies, and how the view projects it.
    Geometry: "geometry",
    /// One dot for each site.
    Dots: "dots",
    /// List of the dots to draw.
    Listed: "listed",
    /// What the dots of each fill and session look like: one row each.
    Rows: "rows",
    /// The entries that those rows point to.
    Table: "table",
    /// Normal quantiles of the classes of diameter and tone.
    Quantiles: "quantiles",
    /// Log transmittance of the dots' cores, a tile.
    Core: "core",
    /// Log transmittance of their halos, a view.
    Halo: "halo",
    /// List of the blocks that have ink.
    Blocks: "blocks",
    /// The photo's linear light, a tile.
    Working: "working",
    /// What another light makes of the photo's.
    Gains: "gains",
    /// Light after ink.
    Shaded: "shaded",
    /// The photo's curves, codes to light.
    Curves: "curves",
    /// Where the search for a code begins.
    Guesses: "guesses",
    /// Codes of the photo's profile.
    Frame: "frame",
}
