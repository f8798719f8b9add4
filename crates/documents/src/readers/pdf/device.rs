//! What a page draws, as far as its text is concerned: characters with their
//! places, and the upright rules that divide the columns of tables.

use hayro_cmap::{BfString, WritingMode};
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use kurbo::{Affine, BezPath, PathSeg, Point, Rect, Shape, Vec2};

/// Rules beyond this many belong to a drawing, not to tables.
const MAX_RULES: usize = 5_000;

/// A rule is thinner than this, in points.
const MAX_RULE_WIDTH: f64 = 2.5;

/// One character where it was drawn.
pub(super) struct Placed {
    pub(super) text: BfString,
    pub(super) origin: Point,
    /// The direction of writing, of length one.
    pub(super) direction: Vec2,
    /// The size of the font on the page.
    pub(super) em: f64,
    /// How far the next character is, along the direction.
    pub(super) advance: f64,
    pub(super) is_vertical: bool,
}

/// An upright line between two columns.
pub(super) struct Rule {
    pub(super) x: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// A page in the order in which it is drawn.
pub(super) struct PageText {
    pub(super) glyphs: Vec<Placed>,
    pub(super) rules: Vec<Rule>,
    pub(super) images: usize,
    pub(super) unknown: usize,
    limit: usize,
}

impl PageText {
    /// At most so many characters are kept.
    pub(super) fn new(limit: usize) -> Self {
        PageText {
            glyphs: Vec::new(),
            rules: Vec::new(),
            images: 0,
            unknown: 0,
            // Some hundred bytes each: a million of them is far more than a
            // page can show.
            limit: limit.min(1_000_000),
        }
    }

    fn add(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine, is_vertical: bool) {
        let Some(text) = glyph.as_unicode().filter(is_known) else {
            self.unknown += 1;
            return;
        };
        let [a, b, c, d, e, f] = (transform * glyph.transform()).as_coeffs();
        // Glyph space has a thousand units to the em.
        let (right, up) = (Vec2::new(a, b) * 1000.0, Vec2::new(c, d) * 1000.0);
        let em = up.hypot();
        let along = if is_vertical { -up } else { right };
        if !em.is_normal() || !along.hypot().is_normal() || !(e + f).is_finite() {
            return;
        }
        let width = if is_vertical { 1.0 } else { width(glyph) };
        self.glyphs.push(Placed {
            text,
            origin: Point::new(e, f),
            direction: along / along.hypot(),
            em,
            advance: along.hypot() * width,
            is_vertical,
        });
    }

    fn add_rule(&mut self, from: Point, to: Point) {
        let is_upright = (from.x - to.x).abs() <= MAX_RULE_WIDTH;
        let (low, high) = (from.y.min(to.y), from.y.max(to.y));
        if is_upright && high - low > 2.0 * MAX_RULE_WIDTH && self.rules.len() < MAX_RULES {
            let x = (from.x + to.x) / 2.0;
            self.rules.push(Rule { x, low, high });
        }
    }
}

/// In ems; half of one if the font does not say.
fn width(glyph: &Glyph<'_>) -> f64 {
    let width = match glyph {
        Glyph::Outline(glyph) => glyph.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(width.unwrap_or(500.0)) / 1000.0
}

fn is_known(text: &BfString) -> bool {
    match text {
        BfString::Char(character) => !matches!(character, '\0' | '\u{FFFD}'),
        BfString::String(text) => !text.is_empty() && !text.contains(['\0', '\u{FFFD}']),
    }
}

impl Device<'_> for PageText {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let is_vertical = run.writing_mode() == WritingMode::Vertical;
        for glyph in run.glyphs() {
            if self.glyphs.len() < self.limit {
                self.add(glyph, props.transform, is_vertical);
            }
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        if self.rules.len() >= MAX_RULES || path.elements().len() > 1000 {
            return;
        }
        if let DrawMode::Fill(_) = mode {
            return self.draw_rect(&path.bounding_box(), props, mode);
        }
        for segment in path.segments() {
            if let PathSeg::Line(line) = segment {
                self.add_rule(props.transform * line.p0, props.transform * line.p1);
            }
        }
    }

    /// A filled rectangle is a rule if it is thin; the outline of one has two.
    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'_>, mode: &DrawMode) {
        let rect = props.transform.transform_rect_bbox(*rect);
        if let DrawMode::Fill(_) = mode {
            let low = Point::new(rect.x0, rect.y0);
            return self.add_rule(low, Point::new(rect.x1, rect.y1));
        }
        for x in [rect.x0, rect.x1] {
            self.add_rule(Point::new(x, rect.y0), Point::new(x, rect.y1));
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.images += 1;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
