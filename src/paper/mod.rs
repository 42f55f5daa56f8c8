//! Paper: report and marking guide as sheets of marks in millimetres, and the sheets as PDF or SVG.

mod anchor_sheet;
mod board_sheet;
mod card_sheet;
mod error;
mod flow;
mod fonts;
mod frame;
mod guide;
mod model_view;
mod pen;
mod pictures;
mod report;
mod report_pictures;
mod report_plan;
mod report_texts;
mod sheet;
mod strip_sheet;
mod write_pdf;
mod write_svg;
mod zone_sheet;

pub use board_sheet::{COMPARED, ReportBoard, compared_variants};
pub use error::PaperError;
pub use fonts::PaperFonts;
pub use frame::DocumentFacts;
pub use guide::{DocumentSource, guide, hairline_sheet};
pub use pictures::logo;
pub use report::{PracticeContent, report};
pub use sheet::{
    PaperSheet, PaperSize, SheetColour, SheetMark, SheetPicture, SheetStroke, SheetText, TextWeight,
};
pub use strip_sheet::CHECK_BAR_MM;
pub use write_pdf::pdf;
pub use write_svg::svg;
