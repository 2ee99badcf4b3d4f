//! Tables say what people wrote, and nothing else makes one.

use super::*;
use crate::text::notation::{self, Line, Piece, Word, spellings};
use crate::text::served::served;
use crate::text::{TABLES, table_of};

/// The table of some lines.
pub(in crate::text) fn table(lines: &str) -> Table {
    Table::read(table_of(&notation::tests::file(lines), &[]).unwrap().as_bytes(), &[]).unwrap().1
}

/// An item's words, and whether it is optional, a number, an end.
type Plain = (Vec<u16>, [bool; 3]);

#[derive(Debug, PartialEq)]
enum Told {
    Place(Plain),
    Other(String),
}

fn told(table: &Table, item: Item) -> Told {
    match item {
        Item::Words(place) => {
            let mut words = table.words_of(&place).to_vec();
            words.sort_unstable();
            words.dedup();
            assert!(words.iter().all(|&word| place.bits & bit(word) != 0));
            Told::Place((words, [place.is_optional, place.or_number(), place.or_end()]))
        }
        other => Told::Other(format!("{other:?}")),
    }
}

#[test]
fn tables_say_what_people_wrote() {
    let files = [
        include_str!("../../../www/phrases/en.txt"),
        include_str!("../../../www/phrases/fr.txt"),
        include_str!("../../../www/phrases/it.txt"),
        include_str!("../../../www/phrases/de.txt"),
        include_str!("../../../www/phrases/es.txt"),
    ];
    for ((language, table), file) in TABLES.into_iter().zip(files) {
        let (read, table) = Table::read(table.as_bytes(), &[]).unwrap();
        let written = notation::compile(file, &|word| word == language.word(), &|_| true).unwrap();
        assert_eq!(read, language);
        let mut classes: Vec<(&str, Vec<u16>)> = Vec::new();
        let (mut heads, mut phrases) = (0, table.phrases.iter());
        let words = |words: &[Word], classes: &[(&str, Vec<u16>)]| {
            let mut out: Vec<u16> = Vec::new();
            for word in words {
                match word {
                    Word::Plain(word) => out.extend(spellings(word).iter().map(|word| table.words.find(word))),
                    Word::Class(name) => out.extend(&classes.iter().rfind(|(known, _)| known == name).unwrap().1),
                    Word::Number | Word::End => {}
                }
            }
            out.sort_unstable();
            out.dedup();
            assert!(!out.contains(&UNKNOWN));
            out
        };
        for line in &written.lines {
            match line {
                Line::Section(_) => heads += 1,
                Line::Class(name, members) => {
                    let members = words(members, &classes);
                    if let Some(class) = Class::ALL.iter().find(|class| class.name() == name) {
                        assert!(members.iter().all(|&word| table.is(*class, word)), "{name}");
                    }
                    classes.push((name, members));
                }
                Line::Phrase(pieces) => {
                    let phrase = phrases.next().unwrap();
                    assert_eq!((phrase.head + 1, phrase.at_start), (heads, pieces.contains(&Piece::Start)));
                    let wanted: Vec<Told> = pieces
                        .iter()
                        .filter(|piece| **piece != Piece::Start)
                        .map(|piece| match piece {
                            Piece::Words(some, optional) => Told::Place((
                                words(some, &classes),
                                [*optional, some.contains(&Word::Number), some.contains(&Word::End)],
                            )),
                            Piece::Gap(far) => Told::Other(format!("Gap({})", if *far { 5 } else { 2 })),
                            Piece::Name(left) => Told::Other(format!("Name({left})")),
                            Piece::Comma | Piece::Start => Told::Other("Comma".to_owned()),
                        })
                        .collect();
                    let got: Vec<Told> = table.items(phrase).iter().map(|&item| told(&table, item)).collect();
                    assert_eq!(got, wanted, "{pieces:?}");
                }
            }
        }
        assert!(phrases.next().is_none());
        let written = |word: u16| Class::ALL.iter().filter(|class| table.is(**class, word)).count();
        let members = Class::ALL.iter().filter_map(|class| classes.iter().rfind(|(name, _)| *name == class.name()));
        let all: usize = members.map(|(_, words)| words.len()).sum();
        assert_eq!((0..table.words.len() as u16).map(written).sum::<usize>(), all);
    }
}

/// The phrases that are found by a word, and how many words before it each begins.
fn found(table: &Table, word: &str) -> Vec<(u16, (u8, u8))> {
    let numbers = table.near(table.words.find(word), false).iter();
    numbers.map(|near| (near.phrase, table.phrase(near.phrase).unwrap().before)).collect()
}

#[test]
fn phrases_are_found_by_what_is_written_least() {
    let file = notation::tests::file("@c = a|b|c\n[anger]\nthe a\n@c the\nthe @c ~ d\nthe? a");
    let phrases = notation::compile(&file, &|_| true, &|_| true).unwrap();
    let table = |written: &[(&str, u32)]| {
        let written = written.iter().map(|&(word, count)| (word.to_owned(), count)).collect();
        Table::read(served(&phrases, &written).as_bytes(), &[]).unwrap().1
    };
    // Of places whose words are written as often as others', the one with the fewest words, and of those the first.
    let plain = table(&[]);
    assert_eq!(found(&plain, "the"), [(0, (0, 0)), (1, (1, 1)), (2, (0, 0))]);
    assert_eq!((found(&plain, "a"), found(&plain, "b")), (vec![(3, (0, 1))], vec![]));
    let told = table(&[("the", 9), ("a", 4), ("d", 5)]);
    assert_eq!(found(&told, "a"), [(0, (1, 1)), (1, (0, 0)), (2, (1, 1)), (3, (0, 1))]);
    assert_eq!((found(&told, "the"), found(&told, "d")), (vec![], vec![]));
    assert_eq!(found(&table(&[("the", 9), ("a", 4), ("d", 3)]), "d"), [(2, (2, 4))]);
}

#[test]
fn what_is_damaged_is_refused_where_it_is() {
    for (lines, at) in [
        ("Ba\n[end]\n", 0),
        ("a\n[angry\n[end]\n", 8),
        ("a\nA\n[end]\n", 2),
        ("a\n[anger\n~A?\n[end]\n", 12),
        ("a\n[anger\nB\n[end]\n", 10),
        ("a\n[anger\nÀ\n[end]\n", 11),
        ("a\n[anger\nA|\n[end]\n", 11),
        ("a\n@c\n[end]\n", 4),
        ("a b c d\n[end]\n", 7),
    ] {
        let start = "clean-break/table@2 en 3\n";
        let fault = Table::read([start, lines].concat().as_bytes(), &[]).unwrap_err();
        assert_eq!(fault, TableError::Damaged(start.len() + at), "{lines}");
    }
    // Classes within classes hold more words than there are.
    let lines: String =
        (b'b'..b'z').map(|name| format!("@{0}={1}|{1}\n", char::from(name), char::from(name - b'b' + b'A'))).collect();
    let names: Vec<String> = ('b'..'z').map(|name| format!("@{name}")).collect();
    let bomb = format!("clean-break/table@2 en 3\na {}\n{lines}[end]\n", names.join(" "));
    assert!(matches!(Table::read(bomb.as_bytes(), &[]), Err(TableError::Damaged(_))));
}
