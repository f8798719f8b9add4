//! Moments: how they are read, printed, ordered, and when they are over.

use irefuda_procurement::Moment;
use proptest::prelude::*;

fn moment(text: &str) -> Moment {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn moments_are_read_and_printed() {
    let cases = [
        ("2024-03-14", "2024-03-14"),
        ("2024-02-29", "2024-02-29"),
        ("2024-03-14T17:15:00+09:00", "2024-03-14T17:15:00+09:00"),
        // A lower-case t and a space are as good as a T.
        ("2024-03-14 17:15:00+09:00", "2024-03-14T17:15:00+09:00"),
        ("2024-03-14t17:15:00+09:00", "2024-03-14T17:15:00+09:00"),
        // Without an offset it is JST.
        ("2024-03-14T17:15:00", "2024-03-14T17:15:00+09:00"),
        ("2024-03-14T17:15", "2024-03-14T17:15:00+09:00"),
        ("2024-03-14 17:15", "2024-03-14T17:15:00+09:00"),
        // Any other offset is converted.
        ("2024-03-14T08:15:00Z", "2024-03-14T17:15:00+09:00"),
        ("2024-03-14T15:30:00Z", "2024-03-15T00:30:00+09:00"),
        ("2024-12-31T15:00:00Z", "2025-01-01T00:00:00+09:00"),
        ("2024-03-14T00:15:00-08:00", "2024-03-14T17:15:00+09:00"),
        ("2024-03-14T00:00:00+09:00", "2024-03-14T00:00:00+09:00"),
        // Fractions of a second are not printed.
        ("2024-03-14T17:15:00.25+09:00", "2024-03-14T17:15:00+09:00"),
    ];
    for (text, printed) in cases {
        assert_eq!(moment(text).to_string(), printed, "{text}");
    }
}

#[test]
fn what_is_no_moment_says_what_to_write() {
    let wrong = [
        "",
        " ",
        "tomorrow",
        "2024",
        "2024-03",
        "2024-3-14",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024/03/14",
        "令和6年3月14日",
        "2024-03-14 ",
        " 2024-03-14",
        "2024-03-14T",
        "2024-03-14T25:00:00+09:00",
        "2024-03-14T24:00:00+09:00",
        "2024-03-14T17:60:00",
        "T17:15",
        "17:15",
        "2024-03-14T17:15:00+99:00",
        "2024-03-14T17:15:00+09:00x",
        "２０２４-03-14",
    ];
    for text in wrong {
        let error = text.parse::<Moment>().expect_err(text).to_string();
        assert!(
            error.starts_with(&format!("`{text}` is not a date: write 2026-12-01")),
            "{error}"
        );
    }
}

#[test]
fn an_error_quotes_no_more_than_a_line() {
    let error = "あ"
        .repeat(10_000)
        .parse::<Moment>()
        .expect_err("no date")
        .to_string();
    assert!(error.chars().count() < 120, "{error}");
}

#[test]
fn a_day_ends_with_its_day() {
    let cases = [
        ("2024-03-14", "2024-03-15T00:00:00"),
        ("2024-02-28", "2024-02-29T00:00:00"),
        ("2024-12-31", "2025-01-01T00:00:00"),
        ("2024-03-14T17:15:00+09:00", "2024-03-14T17:15:00"),
        ("2024-03-14T15:00:00Z", "2024-03-15T00:00:00"),
    ];
    for (text, ends) in cases {
        assert_eq!(moment(text).ends().to_string(), ends, "{text}");
    }
}

#[test]
fn the_end_in_seconds_counts_from_utc() {
    let cases = [
        ("1970-01-01T09:00:00+09:00", 0),
        ("1970-01-01", 15 * 3600),
        ("2024-03-14T17:15:00+09:00", 1_710_404_100),
        ("2024-03-14T08:15:00Z", 1_710_404_100),
        ("2024-03-14", 1_710_428_400),
    ];
    for (text, seconds) in cases {
        assert_eq!(moment(text).ends_timestamp(), seconds, "{text}");
    }
}

#[test]
fn moments_are_ordered_by_when_they_are_over() {
    let in_order = [
        "2024-03-13",
        "2024-03-14T00:00:01+09:00",
        "2024-03-14T12:00:00+09:00",
        "2024-03-14T23:59:59+09:00",
        "2024-03-15T00:00:00+09:00",
        // The day before is over at the same second; of the two it is the later.
        "2024-03-14",
        "2024-03-15T00:00:01+09:00",
        "2024-03-15",
    ];
    let moments: Vec<Moment> = in_order.into_iter().map(moment).collect();
    assert!(
        moments.windows(2).all(|pair| pair[0] < pair[1]),
        "{moments:?}"
    );
    let mut shuffled = moments.clone();
    shuffled.reverse();
    shuffled.sort();
    assert_eq!(shuffled, moments);
}

#[test]
fn a_moment_knows_its_day() {
    for text in [
        "2024-03-14",
        "2024-03-14T00:00:00+09:00",
        "2024-03-14T23:59:59+09:00",
        "2024-03-13T15:00:00Z",
    ] {
        assert_eq!(moment(text).date().to_string(), "2024-03-14", "{text}");
    }
}

#[test]
fn the_last_day_that_can_be_written_has_an_end() {
    assert_eq!(
        moment("9999-12-31").ends().to_string(),
        "9999-12-31T00:00:00"
    );
    assert!(moment("9999-12-31").ends_timestamp() > moment("9999-12-30T00:00:00").ends_timestamp());
}

#[test]
fn a_moment_is_a_string_in_json() {
    for text in ["2024-03-14", "2024-03-14T17:15:00+09:00"] {
        let json = format!("\"{text}\"");
        let read: Moment = serde_json::from_str(&json).expect(text);
        assert_eq!(read, moment(text));
        assert_eq!(serde_json::to_string(&read).expect(text), json);
    }
    let error = serde_json::from_str::<Moment>("\"March\"")
        .expect_err("no date")
        .to_string();
    assert!(error.starts_with("`March` is not a date"), "{error}");
    assert!(serde_json::from_str::<Moment>("20240314").is_err());
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(day in -700_000_i32..2_900_000, second in proptest::option::of(0_i32..86_400)) {
        let date = jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(day));
        let moment = match second {
            None => Moment::Day(date),
            Some(second) => Moment::At(date.to_datetime(jiff::civil::Time::midnight()) + jiff::Span::new().seconds(second)),
        };
        prop_assert_eq!(moment.to_string().parse::<Moment>(), Ok(moment));
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,40}|[0-9TZ:+ -]{0,30}") {
        let _ = text.parse::<Moment>();
    }
}

#[test]
fn now_is_a_moment_of_japan() {
    let utc = jiff::Timestamp::now();
    let difference = Moment::At(irefuda_procurement::now()).ends_timestamp() - utc.as_second();
    assert!(
        (0..60).contains(&difference),
        "{difference} seconds from the clock"
    );
}
