//! Which fields of the settlement's form are shown yet: those about a charge only once there is one.

use crate::leaving::FieldView;

/// What is asked for only once another field of the step is filled, so that nobody reads about a charge or a deposit that
/// there is none of; with the word that must be chosen there, where it is a choice.
const FOLLOWS: [(&str, &str, &str); 14] = [
    ("deposit_kept", "deposit", ""),
    ("deposit_kept_because", "deposit_kept", ""),
    ("equipment_new", "equipment_state", "kept"),
    ("equipment_since", "equipment_new", ""),
    ("equipment_months", "equipment_new", ""),
    ("equipment_fee", "equipment_state", "kept"),
    ("remaining_fee", "equipment_state", "kept"),
    ("etc_kind", "etc_claimed", ""),
    ("etc_sector", "etc_claimed", ""),
    ("etc_why", "etc_claimed", ""),
    ("etc_proved", "etc_claimed", ""),
    ("etc_agreed", "etc_claimed", ""),
    ("vat_rate", "vat_amounts", ""),
    ("paid_vat_rate", "vat_rate", ""),
];

/// Whether a field of the step is to be shown yet. What is filled is never hidden.
#[must_use]
pub fn is_shown(field: &str, fields: &[FieldView], value: impl Fn(&FieldView) -> String) -> bool {
    let Some((_, leader, word)) = FOLLOWS.iter().find(|(id, ..)| *id == field) else { return true };
    let of = |id: &str| fields.iter().find(|field| field.id == id).map(&value);
    let Some(led) = of(leader) else { return true };
    let is_asked = if word.is_empty() { !led.is_empty() } else { led == *word };
    is_asked || of(field).is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaving::FieldKind;
    use crate::words::Key;

    #[test]
    fn a_field_comes_with_the_one_before_it_and_never_goes_while_it_is_filled() {
        let field = |id: &str| FieldView {
            id: id.to_owned(),
            kind: FieldKind::Text,
            label: Key::PlanField.into(),
            required: false,
            value: None,
            choices: Vec::new(),
        };
        let fields: Vec<FieldView> =
            ["deposit", "deposit_kept", "equipment_state", "equipment_fee", "credit"].map(field).into();
        let shown = |filled: &[(&str, &str)]| -> Vec<String> {
            let value = |field: &FieldView| {
                filled.iter().find(|(id, _)| *id == field.id).map(|(_, text)| (*text).to_owned()).unwrap_or_default()
            };
            let ids = fields.iter().map(|field| field.id.clone());
            ids.filter(|id| is_shown(id, &fields, value)).collect()
        };
        assert_eq!(shown(&[]), ["deposit", "equipment_state", "credit"]);
        assert_eq!(shown(&[("deposit", "5")]), ["deposit", "deposit_kept", "equipment_state", "credit"]);
        assert!(!shown(&[("equipment_state", "returned")]).contains(&"equipment_fee".to_owned()));
        assert!(shown(&[("equipment_state", "kept")]).contains(&"equipment_fee".to_owned()));
        assert!(shown(&[("equipment_fee", "9")]).contains(&"equipment_fee".to_owned()));
        let alone = [field("equipment_fee")];
        assert!(is_shown("equipment_fee", &alone, |_| String::new()), "a playbook without the question before it");
    }
}
