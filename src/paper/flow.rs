//! Text that flows from sheet to sheet: headings, paragraphs, lists, boxes to tick and lines to write on.

use super::fonts::PaperFonts;
use super::frame::{DocumentFacts, MARGIN_MM, heading};
use super::pen::{ACCENT, INK, RULE, SheetBox, SheetPen, TextStyle};
use super::sheet::{PaperSheet, PaperSize};
use glam::DVec2;

/// Room that the foot takes, mm.
const FOOT_MM: f64 = 15.0;
/// Side of a box to tick, mm.
const BOX_MM: f64 = 3.4;
/// How far the text of a list stands in, mm.
const INDENT_MM: f64 = 6.0;

/// Sheets of one part of a document.
pub(super) struct SheetFlow<'a> {
    pub pen: SheetPen<'a>,
    facts: &'a DocumentFacts,
    title: String,
    done: Vec<PaperSheet>,
    /// Where the next thing begins, mm from the top.
    pub y: f64,
}

impl<'a> SheetFlow<'a> {
    pub fn new(
        fonts: &'a mut PaperFonts,
        paper: PaperSize,
        facts: &'a DocumentFacts,
        title: &str,
        under: &str,
    ) -> Self {
        let mut pen = SheetPen::new(fonts, paper.upright_mm());
        let y = heading(&mut pen, facts, title, under);
        SheetFlow {
            pen,
            facts,
            title: title.to_owned(),
            done: Vec::new(),
            y,
        }
    }

    /// Width of the text, mm.
    pub fn width(&self) -> f64 {
        self.pen.sheet.size_mm.x - 2.0 * MARGIN_MM
    }

    /// Height that is left on this sheet, mm.
    pub fn left(&self) -> f64 {
        self.pen.sheet.size_mm.y - FOOT_MM - self.y
    }

    /// Turns over where less than this is left.
    pub fn need(&mut self, height: f64) {
        if height > self.left() {
            let size_mm = self.pen.sheet.size_mm;
            let next = PaperSheet {
                size_mm,
                marks: Vec::new(),
            };
            self.done.push(std::mem::replace(&mut self.pen.sheet, next));
            self.y = heading(
                &mut self.pen,
                self.facts,
                &format!("{} (continued)", self.title),
                "",
            );
        }
    }

    pub fn finish(mut self) -> Vec<PaperSheet> {
        self.done.push(self.pen.sheet);
        self.done
    }

    pub fn gap(&mut self, height: f64) {
        self.y += height;
    }

    /// A heading, kept with what follows it.
    pub fn section(&mut self, text: &str) {
        self.need(28.0);
        self.y += 3.0;
        self.pen.text(MARGIN_MM, self.y + 4.4, TextStyle::HEADING, text);
        self.y += 7.5;
    }

    pub fn paragraph(&mut self, style: TextStyle, text: &str) {
        self.lines(0.0, self.width(), style, text);
        self.y += 1.6;
    }

    /// Lines of a text that stands in from the left.
    fn lines(&mut self, indent: f64, width: f64, style: TextStyle, text: &str) {
        for line in self.pen.wrapped(width - indent, style, text) {
            self.need(style.line_mm());
            self.pen
                .text(MARGIN_MM + indent, self.y + style.size_mm, style, &line);
            self.y += style.line_mm();
        }
    }

    /// A point of a list.
    pub fn point(&mut self, text: &str) {
        let style = TextStyle::BODY.sized(10.0);
        self.need(2.0 * style.line_mm());
        self.pen.dots(
            vec![DVec2::new(MARGIN_MM + 1.6, self.y + 0.62 * style.size_mm)],
            1.4,
            ACCENT,
        );
        self.lines(INDENT_MM, self.width(), style, text);
        self.y += 1.7;
    }

    /// A question with boxes for yes and no at its right.
    pub fn question(&mut self, text: &str) {
        let style = TextStyle::BODY;
        let answers = 32.0;
        self.need(2.0 * style.line_mm());
        let right = MARGIN_MM + self.width();
        for (label, x) in [("yes", right - 28.0), ("no", right - 12.0)] {
            self.tick_box(x, self.y + 0.3);
            self.pen
                .text(x + BOX_MM + 1.5, self.y + style.size_mm, style, label);
        }
        self.lines(0.0, self.width() - answers, style, text);
        self.y += 1.2;
        self.pen.rule(MARGIN_MM, self.y, self.width());
        self.y += 1.5;
    }

    /// An empty box with words beside it.
    pub fn choice(&mut self, text: &str) {
        let style = TextStyle::BODY;
        self.need(1.5 * style.line_mm());
        self.tick_box(MARGIN_MM + 1.0, self.y + 0.1);
        self.lines(INDENT_MM + 1.0, self.width(), style, text);
        self.y += 1.2;
    }

    /// Short choices in one row.
    pub fn choices(&mut self, choices: &[String]) {
        if choices.is_empty() {
            return;
        }
        let style = TextStyle::BODY;
        self.need(1.5 * style.line_mm());
        let mut x = MARGIN_MM + 1.0;
        for choice in choices {
            let width = self.pen.width(style, choice) + BOX_MM + 2.0;
            if x > MARGIN_MM + 1.0 && x + width > MARGIN_MM + self.width() {
                x = MARGIN_MM + 1.0;
                self.y += 1.4 * style.line_mm();
                self.need(style.line_mm());
            }
            self.tick_box(x, self.y + 0.1);
            self.pen
                .text(x + BOX_MM + 1.8, self.y + style.size_mm, style, choice);
            x += width + 6.0;
        }
        self.y += 1.5 * style.line_mm();
    }

    fn tick_box(&mut self, x: f64, top: f64) {
        self.pen.framed(SheetBox::new(x, top, BOX_MM, BOX_MM), INK, 0.3);
    }

    /// Lines to write on beside each other: what belongs there, its share of the width, and what stands there already.
    pub fn fields(&mut self, fields: &[(&str, f64, &str)]) {
        let height = 11.0;
        self.need(height);
        let gap = 5.0;
        let width = self.width() - gap * (fields.len() - 1) as f64;
        let mut x = MARGIN_MM;
        for (label, share, entered) in fields {
            let wide = width * share;
            self.pen
                .text_within(x + 0.5, self.y + 6.4, wide - 1.0, TextStyle::BODY, entered);
            self.pen.line(
                vec![DVec2::new(x, self.y + 7.6), DVec2::new(x + wide, self.y + 7.6)],
                INK,
                0.2,
            );
            self.pen.text(x, self.y + 10.4, TextStyle::TINY, label);
            x += wide + gap;
        }
        self.y += height;
    }

    /// A table with room to write: headings with their shares of the width, and rows.
    pub fn table(&mut self, heads: &[(&str, f64)], rows: &[Vec<String>]) {
        let (head_mm, row_mm) = (6.0, 8.5);
        self.need(head_mm + 2.0 * row_mm);
        let width = self.width();
        self.pen
            .filled(SheetBox::new(MARGIN_MM, self.y, width, head_mm), super::pen::PALE);
        self.cells(
            heads,
            &heads
                .iter()
                .map(|(head, _)| (*head).to_owned())
                .collect::<Vec<_>>(),
            head_mm,
            TextStyle::LABEL.sized(8.5),
        );
        for row in rows {
            self.need(row_mm);
            self.cells(heads, row, row_mm, TextStyle::BODY);
        }
        self.y += 2.0;
    }

    fn cells(&mut self, heads: &[(&str, f64)], row: &[String], height: f64, style: TextStyle) {
        let width = self.width();
        let mut x = MARGIN_MM;
        for ((_, share), text) in heads.iter().zip(row) {
            let baseline = self.y + 0.5 * height + 0.36 * style.size_mm;
            self.pen
                .text_within(x + 1.0, baseline, share * width - 2.0, style, text);
            x += share * width;
            if x < MARGIN_MM + width - 0.1 {
                self.pen.line(
                    vec![DVec2::new(x, self.y), DVec2::new(x, self.y + height)],
                    RULE,
                    0.2,
                );
            }
        }
        self.y += height;
        self.pen.rule(MARGIN_MM, self.y, width);
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::SheetMark;
    use super::*;

    #[test]
    fn nothing_stands_in_a_box_to_tick() {
        let (mut fonts, facts) = (PaperFonts::new(), DocumentFacts::default());
        let mut flow = SheetFlow::new(&mut fonts, PaperSize::A4, &facts, "Consent", "");
        let before = flow.pen.sheet.marks.len();
        flow.choice("I agree");
        flow.choices(&["I agree".to_owned()]);
        let marks = &flow.pen.sheet.marks[before..];
        // A frame and its words, twice.
        let shape: Vec<bool> = marks
            .iter()
            .map(|mark| matches!(mark, SheetMark::Text(_)))
            .collect();
        assert_eq!(shape, [false, true, false, true], "{marks:?}");
    }
}
