//! The list of dots as a table.

use crate::design::Design;
use crate::engine::DrawnDot;
use std::io::{self, Write};

/// Columns of the table.
pub const HEADER: &str = "site,rank,fill,session,x_mm,y_mm,z_mm,nx,ny,nz,photo_x,photo_y,diameter_mm,apparent_mm,visible,tone_class";

/// Writes every dot of the plan, one a row, seen or not. Places are in the head frame (mm) and the upright photo (px; empty
/// behind the camera).
///
/// # Errors
/// Whatever the writer reports.
pub fn write(writer: &mut impl Write, design: &Design, dots: &[DrawnDot]) -> io::Result<()> {
    writeln!(writer, "{HEADER}")?;
    for dot in dots {
        let (p, n) = (dot.head_mm, dot.normal);
        let photo = dot
            .photo_px
            .map_or(",".to_owned(), |px| format!("{:.4},{:.4}", px.x, px.y));
        let fill = csv_field(&design.fills[dot.fill].name);
        write!(writer, "{},{},{fill},{},", dot.site, dot.rank, dot.session)?;
        write!(
            writer,
            "{:.4},{:.4},{:.4},{:.5},{:.5},{:.5},{photo},",
            p.x, p.y, p.z, n.x, n.y, n.z
        )?;
        writeln!(
            writer,
            "{:.4},{:.4},{},{}",
            dot.diameter_mm, dot.apparent_mm, dot.visible, dot.tone_class
        )?;
    }
    Ok(())
}

/// A name as a field: quoted where it must be (RFC 4180).
pub(super) fn csv_field(name: &str) -> String {
    if name.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}
