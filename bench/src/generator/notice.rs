//! One notice as text, in the form in which cities publish theirs.

use irefuda_procurement::Category;

use super::schedule::{Schedule, in_reiwa, with_weekday};
use super::vocabulary::{Government, Subject, Vocabulary};
use super::wording::{Wording, fill};
use crate::random::Random;

/// Characters of a notice without general clauses, about.
const LEAST: f64 = 560.0;

/// A notice while it is written.
pub struct Draft<'a> {
    vocabulary: &'a Vocabulary,
    random: Random,
    government: &'a Government,
    subject: &'a Subject,
    title: String,
    schedule: Schedule,
    text: String,
    section: usize,
}

impl<'a> Draft<'a> {
    /// Draws what is bought, by whom and when.
    pub fn new(vocabulary: &'a Vocabulary, mut random: Random) -> Self {
        let subject = vocabulary.subject(&mut random);
        Self {
            government: vocabulary.government(&mut random),
            schedule: Schedule::draw(&mut random),
            title: title(vocabulary, subject, &mut random),
            subject,
            vocabulary,
            random,
            text: String::new(),
            section: 0,
        }
    }

    /// Writes all of it.
    pub fn write(mut self, number: usize) -> String {
        self.head(number);
        self.object();
        self.requirement();
        self.dates();
        self.clauses();
        self.contact();
        if self.random.percent(15) {
            self.specification();
        }
        if self.random.percent(3) {
            self.policy();
        }
        self.text
    }

    fn head(&mut self, number: usize) {
        let Government { name, chief, .. } = self.government;
        let method = self.method();
        let day = in_reiwa(self.schedule.announced);
        let title = &self.title;
        self.text += &format!(
            "見本　測定のために生成した文書であり、実在の案件ではありません。\n\n\
             {name}公告第{number}号\n\n入札公告\n\n\
             \u{3000}{title}について、次のとおり{method}に付するので、地方自治法施行令第167条の6\
             及び{name}契約規則の規定により公告する。\n\n\
             \u{3000}\u{3000}{day}\n\n　　　　　　　　{chief}　○○　○○\n\n"
        );
    }

    fn method(&mut self) -> &'static str {
        match self.random.below(100) {
            0..60 => "一般競争入札",
            60..90 => "条件付一般競争入札",
            90..96 => "公募型プロポーザル",
            _ => "指名競争入札",
        }
    }

    fn object(&mut self) {
        let label = match self.subject.category {
            Category::Works => "工事名",
            Category::Goods => "件名",
            _ => "業務名",
        };
        let place = self.vocabulary.facility(&mut self.random);
        let scope = self.vocabulary.scope.draw(&mut self.random);
        let scope = self.fill(scope);
        let period = format!(
            "{}から{}まで",
            in_reiwa(self.schedule.from),
            in_reiwa(self.schedule.to)
        );
        let items = [
            format!("{label}　{}", self.title),
            format!("履行場所　{}{place}", self.government.name),
            format!("概要　{scope}"),
            format!("履行期間　{period}"),
        ];
        self.heading("入札に付する事項");
        self.items(&items);
    }

    fn requirement(&mut self) {
        let name = &self.government.name;
        let mut items = vec![
            "地方自治法施行令（昭和22年政令第16号）第167条の4の規定に該当しない者であること。"
                .to_owned(),
            format!(
                "{name}の令和7・8年度入札参加資格者名簿に業種「{}」で登載されていること。",
                self.subject.subcategory
            ),
        ];
        for _ in 0..self.random.between(0, 4) {
            let phrase = self.vocabulary.qualification(&mut self.random);
            items.push(format!("{phrase}を有していること。"));
        }
        let usual = [
            (60, format!("{name}内に本店、支店又は営業所を有すること。")),
            (
                50,
                format!(
                    "公告の日から開札の日までの間に、{name}の指名停止の措置を受けていないこと。"
                ),
            ),
            (
                40,
                "国又は地方公共団体が発注した同種の契約を、過去5年間に履行した実績を有すること。"
                    .to_owned(),
            ),
            (
                30,
                format!("{name}税並びに消費税及び地方消費税を滞納していないこと。"),
            ),
        ];
        for (percent, item) in usual {
            if self.random.percent(percent) {
                items.push(item);
            }
        }
        self.heading("入札参加資格");
        self.text += "　次に掲げる要件をすべて満たす者であること。\n";
        self.items(&items);
    }

    fn dates(&mut self) {
        let Schedule {
            question,
            answer,
            application,
            bid,
            opening,
            ..
        } = self.schedule;
        let hour = self.random.between(9, 16);
        let items = [
            format!("質問の受付　{}午後5時まで", with_weekday(question)),
            format!("質問への回答　{}までに掲載する。", with_weekday(answer)),
            format!(
                "入札参加資格確認申請書の提出期限　{}午後5時",
                with_weekday(application)
            ),
            format!("入札書の提出期限　{}午後5時必着", with_weekday(bid)),
            format!(
                "開札　{}{hour}時　{}入札室",
                with_weekday(opening),
                self.government.name
            ),
        ];
        self.heading("日程");
        self.items(&items);
    }

    /// So many general clauses that the length of notices has its median at
    /// about 900 characters.
    fn clauses(&mut self) {
        let length = LEAST + 340.0 * (0.55 * self.random.normal()).exp();
        let count = ((length - LEAST) / 42.0) as usize + 1;
        self.heading("その他");
        let clauses = &self.vocabulary.clauses;
        self.sentences(clauses, count, 30);
    }

    fn contact(&mut self) {
        let department = *self.random.pick(&[
            "総務部契約課",
            "財務部契約管財課",
            "建設部土木課",
            "教育委員会教育総務課",
            "総務課",
            "企画部情報政策課",
            "上下水道局総務課",
        ]);
        self.heading("問合せ先");
        let Government {
            prefecture, name, ..
        } = self.government;
        self.text += &format!("　{prefecture}{name}{department}　電話000-000-0000\n");
    }

    fn specification(&mut self) {
        self.text += &format!("\n\n{}仕様書\n\n", self.title);
        self.section = 0;
        for heading in [
            "総則",
            "業務の内容",
            "実施の方法",
            "成果品及び検査",
            "その他",
        ] {
            self.heading(heading);
            let count = self.random.between(5, 14);
            let wording = &self.vocabulary.specification;
            self.sentences(wording, count, 20);
        }
    }

    fn policy(&mut self) {
        self.text += &format!("\n\n{}情報セキュリティポリシー\n\n", self.government.name);
        for article in 1..=self.random.between(60, 120) {
            self.text += &format!("第{article}条\n");
            let count = self.random.between(2, 4);
            let wording = &self.vocabulary.policy;
            self.sentences(wording, count, 12);
        }
    }

    fn heading(&mut self, name: &str) {
        self.section += 1;
        self.text += &format!("{}　{name}\n", self.section);
    }

    fn items(&mut self, items: &[String]) {
        for (number, item) in (1..).zip(items) {
            self.text += &format!("　({number}) {item}\n");
        }
    }

    fn sentences(&mut self, wording: &Wording, count: usize, spacing: usize) {
        let sentences = wording.without_repetition(&mut self.random, count, spacing);
        let filled: Vec<String> = sentences.into_iter().map(|line| self.fill(line)).collect();
        self.items(&filled);
    }

    fn fill(&mut self, sentence: &str) -> String {
        let (vocabulary, random) = (self.vocabulary, &mut self.random);
        fill(sentence, |name| match name {
            "body" => self.government.name.clone(),
            "object" => self.subject.word.clone(),
            "facility" => vocabulary.facility(random),
            "word" => vocabulary.word(random).to_owned(),
            "number" => random.between(2, 60).to_string(),
            unknown => unreachable!("wording names {{{unknown}}}"),
        })
    }
}

fn title(vocabulary: &Vocabulary, subject: &Subject, random: &mut Random) -> String {
    let year = if random.percent(40) {
        "令和8年度"
    } else {
        ""
    };
    let facility = vocabulary.facility(random);
    let word = &subject.word;
    let ending = match subject.category {
        Category::Works if word.ends_with("工事") => "",
        Category::Works => "工事",
        Category::Goods => *random.pick(&["の購入", "購入", "の賃貸借"]),
        _ if word.ends_with("業務") => *random.pick(&["", "委託"]),
        _ => *random.pick(&["業務委託", "業務", "委託業務"]),
    };
    format!("{year}{facility}{word}{ending}")
}
