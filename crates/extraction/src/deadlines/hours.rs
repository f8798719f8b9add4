//! Hours of reception: they end the last day of a deadline that names no time.

use jiff::civil::Time;

use super::purpose::{calendar_line, within_line};
use crate::dates::{Mention, times};
use crate::outline::{Item, Style};
use crate::reading::Reading;
use crate::text::Stretch;

/// The last hour of reception (受付時間 … 午後5時15分まで) that stands behind the date
/// in its own item, or as 時間 in the next one, before the next date.
pub(super) fn closing_hour(
    reading: &Reading,
    whole: &Stretch,
    mention: &Mention,
    around: &[&Item],
) -> Option<Time> {
    let items: Vec<&&Item> = around
        .iter()
        .filter(|item| !matches!(item.style, Style::Row | Style::Label))
        .collect();
    let row = around.first().filter(|item| item.style == Style::Row);
    let own = row
        .or(items.first().copied())
        .or(around.first())
        .map_or(whole.end, |item| item.whole.end);
    let outer = match row {
        Some(_) => items.first(),
        None => items.get(1),
    };
    let parent = outer.map_or(own, |item| item.whole.end);
    last_days_hour(reading, mention, own)
        .or_else(|| calendar_hour(reading, mention))
        .or_else(|| hour_in_row(reading, mention))
        .or_else(|| last_hour(reading, mention, own, false))
        .or_else(|| last_hour(reading, mention, parent, true))
}

/// 最終日は正午まで, ただし最終日は午後4時まで: it goes before the hours of the other
/// days.
fn last_days_hour(reading: &Reading, mention: &Mention, limit: usize) -> Option<Time> {
    const SIGNS: [&str; 7] = [
        "最終日",
        "最終の日",
        "最終日時",
        "末日は",
        "期限の日",
        "締切日は",
        "最終受付日",
    ];
    let behind = mention.stretch.end..limit.max(mention.stretch.end);
    let near: String = reading.get(&behind).chars().take(180).collect();
    let position = SIGNS.iter().filter_map(|sign| near.find(sign)).min()?;
    let rest: String = near[position..].chars().take(24).collect();
    let rest = rest.split(['。', '\n']).next().unwrap_or(&rest);
    Some(times(rest).last()?.1)
}

/// The hour in a cell of its own behind the date's, in a row of a table.
pub(super) fn hour_in_row(reading: &Reading, mention: &Mention) -> Option<Time> {
    let rest = within_line(&reading.text.folded()[mention.stretch.end..]);
    let cells = rest.split(['\t', '|']).skip(1).map(str::trim);
    let mut hours = cells.take(3).filter_map(|cell| {
        let (stretch, time) = times(cell).into_iter().next()?;
        (stretch.start == 0 && cell.chars().count() <= 12).then_some(time)
    });
    hours.next()
}

/// 質問書の提出期限(17:00、メールのみ) behind the date in a line of a calendar.
pub(super) fn calendar_hour(reading: &Reading, mention: &Mention) -> Option<Time> {
    let rest = calendar_line(reading, mention)?;
    let rest = rest.split('。').next().unwrap_or(rest);
    let (_, time) = *times(rest).first()?;
    Some(time)
}

/// Hours stand no further behind a day than this, in characters, also behind a
/// remark on the days that are left out.
const LONGEST_REMARK: usize = 200;

fn last_hour(
    reading: &Reading,
    mention: &Mention,
    limit: usize,
    needs_label: bool,
) -> Option<Time> {
    // The dates of statutes (平成元年条例第3号) end nothing.
    let next = reading
        .mentions_in(&(mention.stretch.end..limit.max(mention.stretch.end)))
        .iter()
        .find(|next| mention.is_near(next));
    let limit = next.map_or(limit, |next| limit.min(next.stretch.start));
    let behind = &reading.text.folded()[mention.stretch.end..limit.max(mention.stretch.end)];
    let near: String = behind.chars().take(LONGEST_REMARK).collect();
    let mut hours = times(&near);
    hours.retain(|(stretch, _)| !is_excepted(&near[stretch.end..]));
    let (last, time) = hours
        .iter()
        .rfind(|(stretch, _)| ends_hours(&near[stretch.end..]))?;
    let before = &near[..last.start];
    let is_labelled = before.contains("時間");
    let speaks_of_hours = is_labelled
        || ["各日", "毎日", "午前", "から", "時まで", "~", "正午"]
            .iter()
            .any(|word| before.contains(word));
    let is_meant = hours.len() > 1 && speaks_of_hours || before.trim().is_empty() && !needs_label;
    (is_meant && (is_labelled || !needs_label)).then_some(*time)
}

/// (正午から午後1時までを除く): hours in which nothing is received.
fn is_excepted(after: &str) -> bool {
    let rest = after
        .split(['(', ')', '。', '\n'])
        .next()
        .unwrap_or_default();
    rest.contains("除く") || rest.contains("除き")
}

fn ends_hours(after: &str) -> bool {
    after.starts_with("まで")
        || after.starts_with("迄")
        || after.starts_with([')', '。', '\n', '、'])
        || after.is_empty()
}
