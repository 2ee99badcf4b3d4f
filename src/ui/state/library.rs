//! What is not needed for the first verdict and loaded beside it: the site's files, and the code that works on them.

use std::borrow::Cow;
use std::rc::Rc;

use super::shared::{Empty, Shared};
use crate::advice::Path;
use crate::case::{Case, Language};
use crate::json;
use crate::leaving::lint::Linter;
use crate::leaving::rules::RulePack;
use crate::leaving::{self, Act, Branches, CaseRecord, Holidays, Law, Playbook};
use crate::providers::CatalogueJson;
use crate::text::Reader;
use crate::ui::later::{LATER, Later};
use crate::words::{Text, say};

/// Whether the library is on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coming {
    /// Nobody has asked for it yet.
    #[default]
    NotAsked,
    /// It was asked for; it may be here already.
    OnTheWay,
    /// It could not be had.
    Failed,
}

/// The texts of a library's files.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Playbooks.
    pub playbooks: Vec<String>,
    /// What every playbook has beside its own steps.
    pub branches: Vec<String>,
    /// Rule packs.
    pub packs: Vec<String>,
    /// Public holidays.
    pub holidays: String,
    /// The sample of alternatives.
    pub providers: String,
    /// What a catalogue of one's own begins with.
    pub begin: String,
}

/// Files that come with the site and are loaded when first needed. They never change, so that a clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The code of what follows the first verdict; it comes together with the files that it reads.
    pub later: Option<&'static Later>,
    /// Playbooks.
    pub playbooks: Shared<[Playbook]>,
    /// What every playbook has beside its own steps, in every version.
    pub branches: Shared<[Branches]>,
    /// Rule packs, and the holidays that their clocks need.
    pub packs: Shared<Law>,
    /// The sample of alternatives.
    pub sample: Option<Rc<CatalogueJson>>,
    /// What a catalogue of one's own begins with.
    pub begin: Option<Rc<CatalogueJson>>,
    /// The team's own alternatives, as this browser keeps them.
    pub own: Option<Rc<CatalogueJson>>,
    /// Reads messages in the languages that it has learned.
    pub reader: Reader,
    /// What letters in a language had better not say; none where that could not be had.
    pub lint: Option<(Language, Option<Rc<Linter>>)>,
}

impl Empty for Law {
    fn empty() -> &'static Self {
        static NONE: Law = Law::new(Vec::new(), Holidays::none());
        &NONE
    }
}

/// What was read of a file of the site, or that it cannot be used.
fn sound<T, E>(folder: &str, read: Result<T, E>) -> Result<T, Text>
where
    for<'e> Text: From<&'e E>,
{
    read.map_err(|error| say::app_file_damaged(folder, Text::from(&error)))
}

impl Library {
    /// Reads the files.
    ///
    /// # Errors
    /// Says which one cannot be read, and why.
    pub fn read(files: &Files) -> Result<Self, Text> {
        let (mut playbooks, mut branches, mut packs) = (Vec::new(), Vec::new(), Vec::new());
        for text in &files.playbooks {
            playbooks.push(sound("playbooks/", Playbook::parse(text))?);
        }
        for text in &files.branches {
            branches.push(sound("branches/", Branches::parse(text))?);
        }
        for text in &files.packs {
            packs.push(sound("rules/", RulePack::parse(text))?);
        }
        let holidays = sound("holidays/", Holidays::parse(&files.holidays))?;
        let sample: CatalogueJson = sound("providers/", json::parse(&files.providers))?;
        let begin: CatalogueJson = sound("providers/", json::parse(&files.begin))?;
        Ok(Self {
            later: Some(&LATER),
            playbooks: Shared::new(playbooks),
            branches: Shared::new(branches),
            packs: Shared::new(Law::new(packs, holidays)),
            sample: Some(Rc::new(sample)),
            begin: Some(Rc::new(begin)),
            own: None,
            reader: Reader::default(),
            lint: None,
        })
    }

    /// The alternatives that plans name, to be checked in the customer's language: the team's own, else the sample.
    #[must_use]
    pub fn alternatives(&self) -> Option<&Rc<CatalogueJson>> {
        self.own.as_ref().or(self.sample.as_ref())
    }

    /// A playbook in the version to which a case is pinned.
    #[must_use]
    pub fn playbook(&self, id: &str, version: u32) -> Option<&Playbook> {
        self.playbooks.iter().find(|playbook| playbook.id == id && playbook.version == version)
    }

    /// The playbook with which a path begins now: the newest version of the one that serves the case best.
    #[must_use]
    pub fn playbook_for(&self, path: Path, case: &Case) -> Option<&Playbook> {
        leaving::choose(&self.playbooks, path, case)
    }

    /// The playbook of a plan, with the steps of the circumstances that hold.
    #[must_use]
    pub fn grown(&self, record: &CaseRecord) -> Option<Cow<'_, Playbook>> {
        let plan = record.plan.as_ref()?;
        Some(leaving::grown(self.playbook(&plan.playbook, plan.version)?, record, &self.branches))
    }

    /// The playbook that an act is about: the one it begins, else the plan's.
    #[must_use]
    pub fn playbook_of(&self, act: &Act, record: &CaseRecord) -> Option<Cow<'_, Playbook>> {
        match act {
            Act::PlanStarted { playbook, version, .. }
            | Act::PlanTurned { playbook, version, .. }
            | Act::PlanMoved { playbook, version, .. } => self.playbook(playbook, *version).map(Cow::Borrowed),
            _ => self.grown(record),
        }
    }
}
