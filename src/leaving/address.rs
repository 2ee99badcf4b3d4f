//! How a letter addresses the customer: formally or as a friend does, as the thread has done so far.

use crate::case::{Audience, Author, Language, Message};
use crate::text::fold;
use crate::vocabulary;
use crate::words::{Key, Text};

vocabulary! {
    /// How a letter addresses the customer.
    #[derive(Default)]
    Address {
        /// Sie, vous, Lei, usted; in English by the full name.
        #[default]
        Formal = "formal",
        /// du, tu, tú; in English by the first name.
        Informal = "informal",
    }
}

/// Words by which a text addresses one person as a friend; then those that are formal, which begin with a capital where
/// they would mean a third person without one.
const fn tells(language: Language) -> (&'static [&'static str], &'static [&'static str]) {
    match language {
        Language::De => (
            &["du", "dich", "dir", "dein", "deine", "deinen", "deinem", "deiner", "deines"],
            &["Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihres"],
        ),
        Language::Fr => (&["tu", "te", "toi", "ton", "ta", "tes"], &["vous", "votre", "vos"]),
        Language::It => {
            (&["tu", "ti", "te", "tuo", "tua", "tuoi", "tue"], &["Lei", "Le", "La", "Suo", "Sua", "Suoi", "Sue"])
        }
        Language::Es => (&["tú", "ti", "te", "tu", "tus", "contigo"], &["usted", "ustedes", "su", "sus", "le"]),
        // English has one word for both; how a letter begins tells.
        Language::En => (&["hi", "hey", "hello"], &["dear"]),
    }
}

impl Address {
    /// By its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == word)
    }

    /// The pronoun that stands for it in a language; English has none.
    #[must_use]
    pub const fn pronoun(self, language: Language) -> Option<&'static str> {
        Some(match (language, self) {
            (Language::De, Self::Formal) => "Sie",
            (Language::De, Self::Informal) => "du",
            (Language::Fr, Self::Formal) => "vous",
            (Language::Fr | Language::It, Self::Informal) => "tu",
            (Language::It, Self::Formal) => "Lei",
            (Language::Es, Self::Formal) => "usted",
            (Language::Es, Self::Informal) => "tú",
            (Language::En, _) => return None,
        })
    }

    /// How a thread addresses: as staff did last where it shows, else as the customer does; formally where nothing tells.
    #[must_use]
    pub fn heard(messages: &[Message], language: Language) -> Self {
        let of = |author: Author| {
            let told = messages.iter().rev().filter(|message| message.author == author);
            told.filter(|message| message.audience != Audience::Internal).find_map(|one| Self::of(&one.text, language))
        };
        of(Author::Staff).or_else(|| of(Author::Customer)).unwrap_or_default()
    }

    /// How a text addresses whom it is written to, where it shows.
    fn of(text: &str, language: Language) -> Option<Self> {
        let (informal, formal) = tells(language);
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        if language == Language::En {
            let first = fold(words.next()?);
            let is = |list: &[&str]| list.contains(&first.as_str());
            return if is(informal) { Some(Self::Informal) } else { is(formal).then_some(Self::Formal) };
        }
        let (mut near, mut far) = (0_usize, 0_usize);
        let mut begins = true;
        let mut last = 0;
        for word in words {
            // A capital at the beginning of a sentence tells nothing.
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            let between = text.get(last..at).unwrap_or_default();
            begins = begins && last == 0 || between.contains(['.', '?', '!', '\n', ':', '¿', '¡']);
            last = at + word.len();
            let low = fold(word);
            let is_formal = |known: &&str| {
                let capital = known.starts_with(char::is_uppercase);
                if capital { *known == word && !begins } else { fold(known) == low }
            };
            near += usize::from(informal.iter().any(|known| fold(known) == low));
            far += usize::from(formal.iter().any(is_formal));
        }
        match near.cmp(&far) {
            core::cmp::Ordering::Greater => Some(Self::Informal),
            core::cmp::Ordering::Less => Some(Self::Formal),
            core::cmp::Ordering::Equal => None,
        }
    }

    /// A letter's text in this address.
    #[must_use]
    pub fn of_text(self, mut text: Text) -> Text {
        if self == Self::Informal {
            text.key = informal(text.key);
        }
        text
    }

    /// The name as the customer is greeted by.
    #[must_use]
    pub fn name(self, name: &str) -> &str {
        if self == Self::Formal {
            return name;
        }
        let given = name.split_once(',').map_or(name, |(_, given)| given);
        let is_title = |word: &&str| {
            let word = word.trim_end_matches('.');
            let titles =
                ["Dr", "Prof", "Mr", "Mrs", "Ms", "Mx", "Herr", "Frau", "M", "Mme", "Mlle", "Sig", "Sra", "Sr"];
            titles.contains(&word) || matches!(word, "Don" | "Doña" | "Dott" | "Dottssa" | "Ing")
        };
        given.split_whitespace().find(|word| !is_title(word)).unwrap_or(name)
    }
}

/// The message that says the same to a friend; most letters have one.
const fn informal(key: Key) -> Key {
    match key {
        Key::LetterGreeting => Key::LetterInformalGreeting,
        Key::LetterGreetingPlain => Key::LetterInformalGreetingPlain,
        Key::LetterClosing => Key::LetterInformalClosing,
        Key::LetterNotice => Key::LetterInformalNotice,
        Key::LetterNoReasons => Key::LetterInformalNoReasons,
        Key::LetterWeSeeToIt => Key::LetterInformalWeSeeToIt,
        Key::LetterEndsOn => Key::LetterInformalEndsOn,
        Key::LetterRefund => Key::LetterInformalRefund,
        Key::LetterRefundBy => Key::LetterInformalRefundBy,
        Key::LetterSameMeans => Key::LetterInformalSameMeans,
        Key::LetterOwed => Key::LetterInformalOwed,
        Key::LetterActsFor => Key::LetterInformalActsFor,
        Key::LetterCondolence => Key::LetterInformalCondolence,
        Key::LetterCopyBy => Key::LetterInformalCopyBy,
        Key::LetterCopyOpen => Key::LetterInformalCopyOpen,
        Key::LetterEraseBy => Key::LetterInformalEraseBy,
        Key::LetterEraseOpen => Key::LetterInformalEraseOpen,
        Key::LetterNoMore => Key::LetterInformalNoMore,
        Key::LetterNoMoreAfter => Key::LetterInformalNoMoreAfter,
        Key::LetterThanks => Key::LetterInformalThanks,
        Key::LetterWishWell => Key::LetterInformalWishWell,
        Key::LetterWhatHappened => Key::LetterInformalWhatHappened,
        Key::LetterCompensation => Key::LetterInformalCompensation,
        Key::LetterOwner => Key::LetterInformalOwner,
        Key::LetterApology => Key::LetterInformalApology,
        Key::LetterApologyAgain => Key::LetterInformalApologyAgain,
        Key::LetterWithdrawal => Key::LetterInformalWithdrawal,
        Key::LetterPaidBack => Key::LetterInformalPaidBack,
        Key::LetterPaidBackGoods => Key::LetterInformalPaidBackGoods,
        Key::LetterPublicRead => Key::LetterInformalPublicRead,
        Key::LetterPublicPrivate => Key::LetterInformalPublicPrivate,
        key => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Channel;
    use time::macros::datetime;

    fn message(author: Author, text: &str) -> Message {
        Message {
            id: text.to_owned(),
            at: datetime!(2026-11-03 10:00 UTC),
            author,
            channel: Channel::Email,
            audience: Audience::Private,
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_text_tells_how_it_addresses() {
        use Address::{Formal, Informal};
        for (language, text, heard) in [
            (Language::De, "Hallo Jana, wir haben dir geschrieben.", Some(Informal)),
            (Language::De, "Guten Tag, wir haben Ihnen geschrieben.", Some(Formal)),
            (Language::De, "Meine Frau hat angerufen. Sie war empört, ihr Vertrag lief aus.", None),
            (Language::Fr, "Bonjour, nous t’avons répondu, ton contrat prend fin.", Some(Informal)),
            (Language::Fr, "Votre contrat prend fin.", Some(Formal)),
            (Language::It, "Abbiamo ricevuto la Sua disdetta. La linea è ferma.", Some(Formal)),
            (Language::It, "La linea è ferma. Le fatture anche.", None),
            (Language::It, "Il tuo contratto termina.", Some(Informal)),
            (Language::Es, "Hemos recibido tu baja.", Some(Informal)),
            (Language::Es, "Recibimos su baja.", Some(Formal)),
            (Language::En, "Hi Hannah,\nwe paid.", Some(Informal)),
            (Language::En, "Dear Ms Example,", Some(Formal)),
            (Language::En, "We paid.", None),
            (Language::De, "", None),
        ] {
            assert_eq!(Address::of(text, language), heard, "{text}");
        }
    }

    #[test]
    fn staff_sets_the_tone_and_notes_do_not() {
        let mut thread = vec![
            message(Author::Staff, "Wir haben Ihnen geschrieben."),
            message(Author::Customer, "Ihr seid unmöglich, ich habe dir geschrieben."),
        ];
        assert_eq!(Address::heard(&thread, Language::De), Address::Formal);
        thread.push(message(Author::Staff, "Wir melden uns bei dir."));
        assert_eq!(Address::heard(&thread, Language::De), Address::Informal);
        thread.last_mut().unwrap().audience = Audience::Internal;
        assert_eq!(Address::heard(&thread, Language::De), Address::Formal);
        assert_eq!(Address::heard(&thread[1..2], Language::De), Address::Informal);
        assert_eq!(Address::heard(&[], Language::De), Address::Formal);
    }

    #[test]
    fn friends_are_greeted_by_their_given_name() {
        for (name, given) in [
            ("Hannah Example", "Hannah"),
            ("Dr. Jana Brandt", "Jana"),
            ("Brandt, Jana", "Jana"),
            ("Mme", "Mme"),
            ("", ""),
        ] {
            assert_eq!(Address::Informal.name(name), given);
            assert_eq!(Address::Formal.name(name), name);
        }
    }
}
