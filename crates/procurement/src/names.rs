//! The closed vocabularies of a notice, with the names that they bear in JSON.
//!
//! Each is an enumeration because the program decides by it; vocabularies that
//! only describe (methods, subcategories, qualifications) are data in the
//! lexicon instead.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A name that stands in none of the vocabulary's rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a {vocabulary}; allowed: {allowed}")]
pub struct UnknownName {
    /// What was given.
    pub name: String,
    /// The vocabulary that was asked.
    pub vocabulary: &'static str,
    /// Its names, joined by commas.
    pub allowed: String,
}

macro_rules! vocabulary {
    ($(#[$meta:meta])* $vocabulary:ident { $($(#[$doc:meta])* $variant:ident = $name:literal / $label:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $vocabulary { $($(#[$doc])* #[serde(rename = $name)] $variant,)+ }

        impl $vocabulary {
            /// Every value, in the order in which it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in JSON and in queries.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The name on a page, in Japanese.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl fmt::Display for $vocabulary {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.name())
            }
        }

        impl FromStr for $vocabulary {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                Self::ALL.iter().copied().find(|value| value.name() == name).ok_or_else(|| UnknownName {
                    name: name.to_owned(),
                    vocabulary: stringify!($vocabulary),
                    allowed: Self::ALL.iter().map(|value| value.name()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

vocabulary! {
    /// What a document announces (案件の種別).
    Kind {
        /// A call for tenders.
        TenderNotice = "入札公告" / "入札公告",
        /// A call for proposals or quotations (プロポーザル, 企画競争, 見積合わせ).
        CallForProposals = "公募" / "公募",
        /// Instructions to bidders without their notice.
        Instructions = "説明書" / "説明書",
        /// A specification without its notice.
        Specification = "仕様書" / "仕様書",
        /// A corrected notice.
        Correction = "訂正" / "訂正",
        /// A change or postponement.
        Change = "変更" / "変更・延期",
        /// A cancellation or withdrawal.
        Cancellation = "中止" / "中止・取消",
        /// The same call again.
        Reissue = "再公告" / "再公告",
        /// Answers to bidders' questions.
        Answers = "質問回答" / "質問回答",
        /// An award, or that there was none.
        Result = "結果" / "結果",
        /// What a body plans to buy.
        Forecast = "発注見通し" / "発注見通し",
        /// No notice: a regulation, an article.
        Other = "その他" / "その他",
    }
}

vocabulary! {
    /// The category of what is bought (調達区分).
    Category {
        /// Works.
        Works = "工事" / "工事",
        /// Goods.
        Goods = "物品" / "物品",
        /// Services.
        Services = "役務" / "役務",
        /// Surveying and consultancy for works.
        Consultancy = "測量・コンサル" / "測量・コンサル",
        /// Anything else, such as the sale of land.
        Other = "その他" / "その他",
    }
}

vocabulary! {
    /// What has to be done, or happens, by a deadline.
    DeadlineKind {
        /// Getting onto the body's list of qualified suppliers (資格審査申請).
        Registration = "registration" / "資格審査申請",
        /// Asking to take part (参加申請, 参加表明).
        Application = "application" / "参加申請",
        /// Asking questions (質問).
        Question = "question" / "質問",
        /// The answers are published (質問回答).
        Answer = "answer" / "質問回答",
        /// A briefing on site (説明会, 現場説明).
        Briefing = "briefing" / "説明会",
        /// Documents can be had (説明書等の交付).
        Documents = "documents" / "資料交付",
        /// Handing in a proposal (企画提案書).
        Proposal = "proposal" / "提案書提出",
        /// Handing in the bid (入札書, 見積書).
        Bid = "bid" / "入札書提出",
        /// Opening of the bids (開札).
        Opening = "opening" / "開札",
        /// Papers that only the lowest bidder hands in (事後審査の資格確認書類).
        Confirmation = "confirmation" / "資格確認書類",
    }
}

vocabulary! {
    /// What one condition of a requirement asks about.
    LeafKind {
        /// A certified management system or mark (ISMS, プライバシーマーク).
        Certification = "certification" / "認証",
        /// A licence or statutory registration to carry on a business (許可, 登録).
        Licence = "licence" / "許認可",
        /// A place on a body's list of qualified suppliers (有資格者名簿).
        Registration = "registration" / "名簿登載",
        /// A grade on such a list (等級).
        Grade = "grade" / "等級",
        /// Where an office must be (市内本店).
        Location = "location" / "所在地",
        /// What must have been done before (実績).
        Experience = "experience" / "実績",
        /// People who must be employed (配置技術者).
        Staff = "staff" / "配置技術者",
        /// Taxes paid (納税).
        Tax = "tax" / "納税",
        /// Insurances held (社会保険).
        Insurance = "insurance" / "保険",
        /// Reasons that shut a firm out (欠格).
        Exclusion = "exclusion" / "欠格事由",
        /// A condition of no other kind.
        Other = "other" / "その他",
    }
}

vocabulary! {
    /// How much a condition counts.
    Level {
        /// Without it no bid.
        Required = "required" / "必須",
        /// It gives points (加点).
        Scored = "scored" / "加点",
        /// It is wished for or spoken of.
        Mentioned = "mentioned" / "言及",
    }
}

vocabulary! {
    /// What a part of a document is for.
    PartRole {
        /// The notice itself (公告).
        Notice = "notice" / "公告",
        /// Instructions to bidders (入札説明書, 実施要領).
        Instructions = "instructions" / "説明書",
        /// What is to be delivered (仕様書).
        Specification = "specification" / "仕様書",
        /// A form to fill in (様式).
        Form = "form" / "様式",
        /// The draft contract (契約書案).
        Contract = "contract" / "契約書",
        /// Boilerplate such as a security policy (情報セキュリティポリシー).
        Policy = "policy" / "規程",
        /// Who won (入札結果).
        Result = "result" / "結果",
    }
}

vocabulary! {
    /// Whether a newcomer can still get in.
    Status {
        /// Before the last moment to get in.
        Open = "open" / "募集中",
        /// After it, or awarded.
        Closed = "closed" / "終了",
        /// Called off.
        Cancelled = "cancelled" / "中止",
        /// The text does not say until when.
        Unknown = "unknown" / "締切不明",
    }
}

vocabulary! {
    /// What is said beside a title: what became of a call since it was announced.
    Mark {
        /// A part of it was wrong.
        Corrected = "corrected" / "訂正あり",
        /// A part of it is otherwise now.
        Changed = "changed" / "変更あり",
        /// There is more time.
        Postponed = "postponed" / "延期",
        /// It was called off.
        Cancelled = "cancelled" / "中止",
        /// Questions were answered.
        Answered = "answered" / "質問回答あり",
        /// It has a result.
        Closed = "closed" / "結果あり",
        /// It is the same call again.
        Reissued = "reissued" / "再公告",
        /// Something speaks against its closing; a person should look.
        Doubtful = "doubtful" / "締切要確認",
    }
}

vocabulary! {
    /// Whether firms may bid together (共同企業体).
    JointVenture {
        /// They may.
        Allowed = "allowed" / "可",
        /// They have to.
        Required = "required" / "必須",
        /// They may not.
        NotAllowed = "not allowed" / "不可",
        /// The text does not say.
        NotStated = "not stated" / "記載なし",
    }
}

vocabulary! {
    /// How sure a value is.
    #[derive(Default)]
    Confidence {
        /// It stands under its own label or in its own form.
        #[default]
        Certain = "certain" / "確か",
        /// It was understood from the words around it.
        Probable = "probable" / "おそらく",
        /// Something speaks against it; a person should look.
        Doubtful = "doubtful" / "要確認",
    }
}

vocabulary! {
    /// What an amount of money is.
    PriceKind {
        /// What the body expects to pay; higher bids lose (予定価格).
        Estimated = "予定価格" / "予定価格",
        /// The most that a proposal may cost (提案上限額, 予算額).
        Ceiling = "上限額" / "上限額",
        /// Lower bids lose (最低制限価格).
        Minimum = "最低制限価格" / "最低制限価格",
    }
}

vocabulary! {
    /// Whether consumption tax is in an amount (税込, 税抜).
    TaxBasis {
        /// It is.
        Included = "included" / "税込",
        /// It is not.
        Excluded = "excluded" / "税抜",
        /// The text does not say.
        NotStated = "not stated" / "税の記載なし",
    }
}

vocabulary! {
    /// How bids or proposals may be handed in (提出方法).
    Submission {
        /// Through a system, by mail or a form on the web.
        Electronic = "電子" / "電子",
        /// By post.
        Post = "郵送" / "郵送",
        /// By hand.
        Hand = "持参" / "持参",
    }
}

vocabulary! {
    /// Whether a firm may bid, by what it holds and what was read
    /// (資格の見込み).
    Eligibility {
        /// It meets all that decides.
        Met = "met" / "参加できそう",
        /// It lacks a single thing.
        OneShort = "one_short" / "あと1つ",
        /// It lacks more.
        NotMet = "not_met" / "満たさない",
        /// It cannot be said.
        Unknown = "unknown" / "不明",
    }
}

vocabulary! {
    /// Why it cannot be said whether a condition is met.
    Doubt {
        /// What is held does not speak of it.
        NotTold = "not_told" / "持っているものに書かれていない",
        /// The words of the document or of what is held leave it open.
        Unclear = "unclear" / "文書の言葉からは決められない",
        /// Another member of a joint venture may meet it.
        ByPartner = "by_partner" / "共同企業体の他の構成員が満たしてもよい",
    }
}

vocabulary! {
    /// An office of a firm.
    Office {
        /// Its head office.
        Head = "head_office" / "本店",
        /// Any other.
        Branch = "branch" / "支店",
    }
}
