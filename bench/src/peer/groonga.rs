//! Groonga with MeCab, from Debian's packages, spoken to by its own commands.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::child::Program;
use super::plain::{FACETS, Plain, rows};
use super::{Answers, Engine};
use crate::stopwatch::Took;

const MECAB: &str = "/usr/lib/x86_64-linux-gnu/groonga/plugins/tokenizers/mecab.so";
const DATABASE: &str = "notices.db";

/// The engine.
pub struct Groonga;

struct Searcher(Program);

impl Engine for Groonga {
    const NAME: &'static str = "Groonga";

    fn missing() -> Option<&'static str> {
        let are_there = Path::new("/usr/bin/groonga").exists() && Path::new(MECAB).exists();
        (!are_there).then_some("Debian's packages groonga-bin and groonga-tokenizer-mecab")
    }

    /// Loads first and makes the indexes of words then, which is its fastest way.
    fn build(_: &Path, file: &Path, folder: &Path, _: usize) -> Result<Took> {
        fs::create_dir_all(folder)?;
        let mut program = Program::start(groonga(folder).arg("-n").arg(folder.join(DATABASE)))?;
        for command in tables() {
            run(&mut program, &command)?;
        }
        program.send("load --table Notices")?;
        program.send("[")?;
        for (number, row) in rows(file)?.enumerate() {
            let row = row?;
            let mut record = Map::new();
            record.insert("title".to_owned(), row.title.into());
            record.insert("body".to_owned(), row.body.into());
            let closes_at = row.closes_at.unwrap_or(i64::from(u32::MAX));
            record.insert("closes_at".to_owned(), closes_at.into());
            let day = closes_at.div_euclid(86_400) * 86_400;
            record.insert("closes_on".to_owned(), day.into());
            for (facet, values) in FACETS.iter().zip(row.facets) {
                let value = match *facet {
                    "qualification" => json!(values),
                    _ => json!(values.first().cloned().unwrap_or_default()),
                };
                record.insert((*facet).to_owned(), value);
            }
            let comma = if number == 0 { "" } else { "," };
            program.send(&format!("{comma}{}", Value::Object(record)))?;
        }
        program.send("]")?;
        succeeded(&program.receive()?)?;
        for command in indexes() {
            run(&mut program, &command)?;
        }
        program.took()
    }

    fn open(_: &Path, folder: &Path, _: i64) -> Result<Box<dyn Answers>> {
        let mut program = Program::start(groonga(folder).arg(folder.join(DATABASE)))?;
        run(&mut program, "status")?;
        Ok(Box::new(Searcher(program)))
    }
}

impl Answers for Searcher {
    fn answer(&mut self, question: &Plain) -> Result<(u64, Took)> {
        let command = select(question);
        let (start, cpu) = (Instant::now(), self.0.first_thread()?);
        self.0.send(&command)?;
        let answer = self.0.receive()?;
        let wall = start.elapsed().as_secs_f64();
        let took = Took {
            wall,
            cpu: self.0.first_thread()? - cpu,
        };
        let answer = succeeded(&answer)?;
        let total = answer.pointer("/1/0/0/0").and_then(Value::as_u64);
        Ok((total.context("Groonga tells no number of hits")?, took))
    }

    fn memory(&self) -> (f64, f64) {
        self.0.memory()
    }
}

fn groonga(folder: &Path) -> Command {
    let mut command = Command::new("groonga");
    command.arg("--log-path").arg(folder.join("log"));
    command
}

fn run(program: &mut Program, command: &str) -> Result<()> {
    program.send(command)?;
    succeeded(&program.receive()?).context(command.to_owned())?;
    Ok(())
}

fn succeeded(answer: &str) -> Result<Value> {
    let answer: Value = serde_json::from_str(answer)?;
    ensure!(
        answer.pointer("/0/0") == Some(&json!(0)),
        "Groonga: {}",
        answer[0]
    );
    Ok(answer)
}

fn tables() -> Vec<String> {
    let mut commands = vec![
        "plugin_register tokenizers/mecab".to_owned(),
        "table_create Notices TABLE_NO_KEY".to_owned(),
        "column_create Notices title COLUMN_SCALAR ShortText".to_owned(),
        "column_create Notices body COLUMN_SCALAR Text".to_owned(),
        "column_create Notices closes_at COLUMN_SCALAR Time".to_owned(),
        "column_create Notices closes_on COLUMN_SCALAR Time".to_owned(),
    ];
    for facet in FACETS {
        let shape = match facet {
            "qualification" => "COLUMN_VECTOR",
            _ => "COLUMN_SCALAR",
        };
        commands.push(format!("table_create T_{facet} TABLE_HASH_KEY ShortText"));
        commands.push(format!("column_create Notices {facet} {shape} T_{facet}"));
    }
    commands
}

fn indexes() -> Vec<String> {
    let mut commands = vec![
        "table_create Words TABLE_PAT_KEY ShortText --default_tokenizer TokenMecab --normalizer NormalizerAuto".to_owned(),
        "column_create Words title COLUMN_INDEX|WITH_POSITION Notices title".to_owned(),
        "column_create Words body COLUMN_INDEX|WITH_POSITION Notices body".to_owned(),
        "table_create Times TABLE_PAT_KEY Time".to_owned(),
        "column_create Times closes_at COLUMN_INDEX Notices closes_at".to_owned(),
    ];
    for facet in FACETS {
        commands.push(format!(
            "column_create T_{facet} notices COLUMN_INDEX Notices {facet}"
        ));
    }
    commands
}

/// The command for a question.
fn select(question: &Plain) -> String {
    let mut filters: Vec<String> = Vec::new();
    for (facet, value) in &question.filters {
        let is = if facet == "qualification" { "@" } else { "==" };
        filters.push(format!("{facet} {is} {value:?}"));
    }
    if let Some(from) = question.closes_from {
        filters.push(format!("closes_at >= {from}"));
    }
    if let Some(to) = question.closes_to {
        filters.push(format!("closes_at <= {to}"));
    }
    let mut filter = match filters.is_empty() {
        true => "all_records()".to_owned(),
        false => filters.join(" && "),
    };
    for value in &question.lacking {
        filter.push_str(&format!(" &! qualification @ {value:?}"));
    }
    let words: Vec<String> = question
        .words
        .iter()
        .map(|any| match any.as_slice() {
            [single] => single.clone(),
            several => format!("({})", several.join(" OR ")),
        })
        .collect();
    // Its cache of answers would answer every round but the first.
    let mut command = "select Notices --cache no".to_owned();
    let mut shown = "title";
    if !words.is_empty() {
        let words = words.join(" ");
        command.push_str(&format!(
            " --match_columns 'title*2||body' --query '{words}'"
        ));
        shown = "title,snippet_html(body)";
    }
    if filter != "all_records()" || words.is_empty() {
        command.push_str(&format!(" --filter '{filter}'"));
    }
    let sort = match question.by_deadline {
        true => "closes_at",
        false => "-_score",
    };
    let limit = question.limit;
    command.push_str(&format!(
        " --sort_keys '{sort}' --limit {limit} --output_columns '{shown}'"
    ));
    for facet in FACETS.into_iter().chain(["closes_on"]) {
        command.push_str(&format!(
            " --drilldowns[{facet}].keys {facet} --drilldowns[{facet}].limit -1 \
             --drilldowns[{facet}].output_columns _key,_nsubrecs"
        ));
    }
    command
}
