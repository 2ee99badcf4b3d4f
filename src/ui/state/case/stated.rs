//! Facts that the customer states: which are still missing, what taking one over writes, and the day of notice as a form
//! suggests it.

use time::Date;

use super::{CaseAction, OpenCase};
use crate::case::{EventKind, ServiceEvent, date_text};
use crate::leaving::{Act, ContractFacts, Day, FactValue, FieldValue, FreeText, PlanView};
use crate::risk::MissingKind;
use crate::signals::{Stated, StatedKind, stated};
use crate::text::FindingKind;

impl OpenCase {
    /// What the customer states and nobody has recorded.
    #[must_use]
    pub fn stated(&self) -> Vec<Stated> {
        let case = &self.record.case;
        let mut stated = stated(case, &self.assessment.readings, &self.record.corrections.struck);
        stated.retain(|one| match one.kind {
            StatedKind::Since => self.assessment.coverage.lacks(MissingKind::Tenure),
            StatedKind::EndsOn => case.contract.ends_on.is_none(),
            StatedKind::Notice => case.events.iter().all(|event| event.kind != EventKind::ExitNotice),
        });
        stated
    }

    /// Suggests the day of notice where the form has none: as recorded, else when the customer wrote that they leave.
    pub(super) fn suggest(&self, plan: &mut PlanView, today: Date) {
        let Some(on) = self.notice().filter(|on| *on <= today) else { return };
        for step in &mut plan.steps {
            for field in step.fields.iter_mut().filter(|field| field.id == "notice_on") {
                field.value.get_or_insert(FieldValue::Date(Day(on)));
            }
        }
    }

    fn notice(&self) -> Option<Date> {
        let case = &self.record.case;
        let is_notice = |event: &&ServiceEvent| event.kind == EventKind::ExitNotice;
        if let Some(notice) = case.events.iter().rfind(is_notice) {
            return Some(notice.at.date());
        }
        let mut standing = None;
        for signal in self.assessment.signals.iter().filter(|signal| !signal.struck) {
            match signal.kind {
                FindingKind::WishWithdrawn => standing = None,
                FindingKind::WishToLeave => standing = standing.or(Some(&signal.evidence.message_id)),
                _ => {}
            }
        }
        let written = standing?;
        case.messages.iter().find(|message| message.id == *written).map(|message| message.at.date())
    }

    /// Takes a stated fact over.
    #[must_use]
    pub fn take(stated: &Stated, today: Date) -> CaseAction {
        CaseAction::act(match stated.kind {
            StatedKind::Since => {
                let months = (today - stated.on).whole_days().max(0) * 100 / 3044;
                let value = Some(FactValue::Number(months.to_string()));
                Act::FactSet { name: "tenure_months".to_owned(), value }
            }
            StatedKind::EndsOn => {
                Act::ContractSet(ContractFacts { ends_on: Some(Day(stated.on)), ..ContractFacts::default() })
            }
            StatedKind::Notice => {
                let mut at = date_text(stated.on);
                at.push_str("T12:00:00Z");
                let note = Some(FreeText::typed(&stated.evidence.quote));
                Act::EventAdded { at, kind: EventKind::ExitNotice, amount: None, note }
            }
        })
    }
}
