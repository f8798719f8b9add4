//! What a bidder must be, hold or have done.

use serde::{Deserialize, Serialize};

use crate::{Evidence, LeafKind, Level};

/// A requirement: conditions joined by all and any.
///
/// In JSON `{"all": […]}`, `{"any": […]}` or a leaf's own fields. An `all` of
/// nothing means that none was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Requirement {
    /// Every one of them has to hold (及び, かつ, いずれにも).
    All {
        /// The conditions.
        all: Vec<Requirement>,
        /// Who of a joint venture has to meet it, such as `any member`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        joint_venture: Option<String>,
    },
    /// One of them is enough (又は, 若しくは, いずれか).
    Any {
        /// The conditions.
        any: Vec<Requirement>,
        /// Who of a joint venture has to meet it, such as `any member`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        joint_venture: Option<String>,
    },
    /// One condition.
    Leaf(Leaf),
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// What it asks about.
    pub kind: LeafKind,
    /// The normalised value: from the lexicon where it has one (`ISMS`), else
    /// a short form of the text (`岡山市有資格者名簿`).
    pub value: String,
    /// How much it counts.
    #[serde(default = "required", skip_serializing_if = "is_required")]
    pub level: Level,
    /// Who of a joint venture has to meet it, such as `any member`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_venture: Option<String>,
    /// Where it stands.
    pub evidence: Evidence,
}

fn required() -> Level {
    Level::Required
}

fn is_required(level: &Level) -> bool {
    *level == Level::Required
}

impl Default for Requirement {
    fn default() -> Self {
        Self::all(Vec::new())
    }
}

impl Requirement {
    /// Conditions that all have to hold.
    pub fn all(conditions: Vec<Requirement>) -> Self {
        Self::All {
            all: conditions,
            joint_venture: None,
        }
    }

    /// Conditions of which one is enough.
    pub fn any(conditions: Vec<Requirement>) -> Self {
        Self::Any {
            any: conditions,
            joint_venture: None,
        }
    }

    /// The conditions directly below this node; none for a leaf.
    pub fn children(&self) -> &[Requirement] {
        match self {
            Self::All { all, .. } => all,
            Self::Any { any, .. } => any,
            Self::Leaf(_) => &[],
        }
    }

    /// Whether no condition was read.
    pub fn is_empty(&self) -> bool {
        self.leaves().is_empty()
    }

    /// All leaves, in the order of the text.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Self::Leaf(leaf) => vec![leaf],
            node => node.children().iter().flat_map(Self::leaves).collect(),
        }
    }

    /// Says who of a joint venture has to meet this condition.
    pub fn with_joint_venture(mut self, rule: &str) -> Self {
        match &mut self {
            Self::All { joint_venture, .. } | Self::Any { joint_venture, .. } => {
                *joint_venture = Some(rule.to_owned());
            }
            Self::Leaf(leaf) => leaf.joint_venture = Some(rule.to_owned()),
        }
        self
    }
}
