//! Whatever happens to a folder between runs, the index ends up as if it had
//! been made anew.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::cases::cancellation;
use crate::world::{World, fate, notice};

const NAMES: [&str; 5] = ["a.txt", "b.txt", "c/d.txt", "c/e.txt", "f/g.txt"];
const TITLES: [&str; 3] = ["庁舎清掃業務", "道路補修", "橋梁点検"];

/// What happens to one file.
#[derive(Debug, Clone, Copy)]
enum Event {
    Write { name: usize, title: usize },
    CallOff { name: usize, title: usize },
    Delete { name: usize },
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0..NAMES.len(), 0..TITLES.len()).prop_map(|(name, title)| Event::Write { name, title }),
        2 => (0..NAMES.len(), 0..TITLES.len()).prop_map(|(name, title)| Event::CallOff { name, title }),
        1 => (0..NAMES.len()).prop_map(|name| Event::Delete { name }),
    ]
}

impl Event {
    fn happen(self, world: &World) {
        match self {
            Self::Write { name, title } => world.write(NAMES[name], notice(TITLES[title])),
            Self::CallOff { name, title } => {
                world.write(NAMES[name], cancellation(TITLES[title]));
            }
            Self::Delete { name } => drop(std::fs::remove_file(world.path(NAMES[name]))),
        }
    }
}

/// Each notice with the file from which the index has it.
fn state(world: &World, ids: &BTreeSet<String>) -> Vec<(String, Option<String>)> {
    ids.iter()
        .map(|id| (id.clone(), world.source_of(id)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn increments_lead_where_a_rebuild_leads(
        rounds in prop::collection::vec(prop::collection::vec(event(), 1..4), 1..4),
    ) {
        let world = World::new();
        let mut ids = BTreeSet::new();
        for events in rounds {
            events.into_iter().for_each(|event| event.happen(&world));
            let report = world.run();
            ids.extend(report.files.iter().flat_map(|file| fate(&report, &file.path).1));
        }
        let (by_increments, all) = (state(&world, &ids), world.all());
        prop_assert_eq!(all.len() as u64, world.count());
        world.rebuild();
        prop_assert_eq!(by_increments, state(&world, &ids));
        prop_assert_eq!(all, world.all());
    }
}
