//! The pages of an answer.

use irefuda_search::{MAX_DEPTH, SearchAnswer, SearchRequest};

use super::address;

/// How many pages are named on either side of the present one.
const NEIGHBOURS: usize = 2;

/// Links to the other pages.
pub(super) struct Paging {
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The pages around, with the first and the last.
    pub pages: Vec<PageLink>,
}

/// One page's link.
pub(super) struct PageLink {
    /// Its number.
    pub number: usize,
    /// Its address.
    pub address: String,
    /// Whether it is the present one.
    pub is_present: bool,
    /// Whether pages are left out before it.
    pub follows_gap: bool,
}

impl Paging {
    pub fn new(request: &SearchRequest, answer: &SearchAnswer) -> Self {
        let last = last_page(answer);
        let page = request.page;
        let address = |page: usize| {
            let mut request = request.clone();
            request.page = page;
            address::search(&request)
        };
        let mut pages: Vec<PageLink> = Vec::new();
        for number in named(page, last) {
            let before = pages.last().map_or(0, |page| page.number);
            pages.push(PageLink {
                number,
                address: address(number),
                is_present: number == page,
                follows_gap: number > before + 1,
            });
        }
        Self {
            previous: (page > 1 && last > 0).then(|| address(last.min(page - 1))),
            next: (page < last).then(|| address(page + 1)),
            pages,
        }
    }
}

/// The last page with hits that can be paged to; 0 if there is none.
pub(super) fn last_page(answer: &SearchAnswer) -> usize {
    let total = usize::try_from(answer.total).unwrap_or(usize::MAX);
    let last = total.div_ceil(answer.per_page);
    last.min(MAX_DEPTH / answer.per_page)
}

fn named(page: usize, last: usize) -> Vec<usize> {
    let is_named =
        |number: &usize| *number == 1 || *number == last || number.abs_diff(page) <= NEIGHBOURS;
    (1..=last).filter(is_named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_the_last_and_the_neighbours_are_named() {
        for (page, last, expected) in [
            (1, 1, &[1][..]),
            (1, 0, &[]),
            (5, 9, &[1, 3, 4, 5, 6, 7, 9]),
            (99, 3, &[1, 3]),
        ] {
            assert_eq!(named(page, last), expected, "{page} of {last}");
        }
    }
}
