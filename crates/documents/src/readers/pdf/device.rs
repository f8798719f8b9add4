//! What a page draws, as far as its text is concerned: characters with their
//! places, and the rules that tables are drawn with.

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

/// The lines of tables.
#[derive(Default)]
pub(super) struct Rules {
    /// Between columns: where, and from which height to which.
    pub(super) upright: Vec<Rule>,
    /// Between rows: at which height, and from where to where.
    pub(super) level: Vec<Rule>,
}

/// A line along one axis.
pub(super) struct Rule {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Rule {
    pub(super) fn reaches(&self, place: f64) -> bool {
        (self.from..=self.to).contains(&place)
    }
}

/// A page in the order in which it is drawn.
pub(super) struct PageText {
    pub(super) glyphs: Vec<Placed>,
    pub(super) rules: Rules,
    pub(super) images: usize,
    /// Characters that are there to be searched and not seen.
    pub(super) invisible: usize,
    pub(super) unknown: usize,
    limit: usize,
}

impl PageText {
    /// At most so many characters are kept.
    pub(super) fn new(limit: usize) -> Self {
        PageText {
            glyphs: Vec::new(),
            rules: Rules::default(),
            images: 0,
            invisible: 0,
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

    /// A line, or the corners of a rectangle that is as thin as one.
    fn add_rule(&mut self, from: Point, to: Point) {
        let area = Rect::from_points(from, to);
        let (width, height) = (area.width(), area.height());
        let middle = area.center();
        if width <= MAX_RULE_WIDTH && height > 2.0 * MAX_RULE_WIDTH {
            push_rule(&mut self.rules.upright, middle.x, area.y0, area.y1);
        } else if height <= MAX_RULE_WIDTH && width > 2.0 * MAX_RULE_WIDTH {
            push_rule(&mut self.rules.level, middle.y, area.x0, area.x1);
        }
    }

    fn add_outline(&mut self, area: Rect) {
        let corners = [
            (area.x0, area.y0),
            (area.x1, area.y0),
            (area.x1, area.y1),
            (area.x0, area.y1),
        ];
        for (number, from) in corners.iter().enumerate() {
            let to = corners[(number + 1) % corners.len()];
            self.add_rule(Point::from(*from), Point::from(to));
        }
    }
}

fn push_rule(rules: &mut Vec<Rule>, at: f64, from: f64, to: f64) {
    if rules.len() < MAX_RULES {
        rules.push(Rule { at, from, to });
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
    let is_known = |it: char| !(it == '\u{FFFD}' || it.is_control() && !it.is_whitespace());
    match text {
        BfString::Char(character) => is_known(*character),
        BfString::String(text) => !text.is_empty() && text.chars().all(is_known),
    }
}

impl Device<'_> for PageText {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let is_vertical = run.writing_mode() == WritingMode::Vertical;
        if let DrawMode::Invisible = mode {
            self.invisible += run.glyphs().len();
        }
        for glyph in run.glyphs() {
            if self.glyphs.len() < self.limit {
                self.add(glyph, props.transform, is_vertical);
            }
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        if path.elements().len() > 1000 {
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

    /// A filled rectangle is a rule if it is thin; one that is drawn around has
    /// four, and so has one that is filled to be a cell.
    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'_>, _: &DrawMode) {
        let area = props.transform.transform_rect_bbox(*rect);
        if area.width().min(area.height()) <= MAX_RULE_WIDTH {
            self.add_rule(area.origin(), Point::new(area.x1, area.y1));
        } else {
            self.add_outline(area);
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
