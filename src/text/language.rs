//! Which language a text is in: by its commonest words, by endings and by letters that others lack.
//!
//! A few words are told apart by that; of a longer text a small trained head over runs of letters knows more
//! (`model::tongue`, compiled in: 2.3 KB), unless the words say that it is in another language.
//!
//! Small tables made by hand, for the five languages of the project and for the neighbours that would be taken for
//! them: Portuguese for Italian or Spanish, Dutch for German. A text that none of the five wins clearly is not read.

use std::sync::OnceLock;

use super::fold::{is_combining, lower};
use super::lexicon::Lexicon;
use super::memory::Memory;
use super::model::tongue::{Letters, Spelling, Tongue};
use super::tokens::Tokens;
use crate::case::{Language, Share};

/// The guess.
pub(super) struct Guess {
    /// The language, where one of ours won.
    pub language: Option<Language>,
    /// How far it is ahead of the next, 0 to 1; low on little evidence.
    pub confidence: Share,
    /// Most letters are not Latin.
    pub foreign_script: bool,
}

/// So many words settle a language; the rest of a long text is not looked at.
const ENOUGH: usize = 300;
/// What the hint adds: less than one word that belongs to a single language.
const HINT: u32 = 3;
/// Less evidence than this is none: one word of a single language, or the hint and a shared word.
const FLOOR: u32 = 4;

/// From so many letters on the trained head is asked: about forty characters.
const LONG: usize = 32;
/// And believed from this share on (design default).
const SURE: f64 = 0.7;

fn tongue() -> Option<&'static Tongue> {
    static TONGUE: OnceLock<Option<Tongue>> = OnceLock::new();
    // A test sees to it that the file is understood.
    TONGUE.get_or_init(|| Tongue::parse(include_bytes!("tongue.bin"))).as_ref()
}

/// How long endings are, in letters.
const ENDING: core::ops::RangeInclusive<usize> = 2..=6;

/// What marks a language: its commonest words and endings of longer words, folded, and letters.
struct Marks {
    language: Option<Language>,
    words: &'static str,
    endings: &'static str,
    letters: &'static str,
}

const TONGUES: [Marks; 11] = [
    Marks {
        language: Some(Language::En),
        words: "the and i you to of is it my that for in not have with this was on be are but your me what do we can at \
                from so no just they if or out when how will about all has been would there get still again please an as \
                by he she our us had did does dont doesnt didnt im ive id ill youre its cant wont isnt wasnt havent \
                which why because after before since every another than then now want need help could should never \
                nothing working thanks thank hello sorry any here were their them his her more very some only much up \
                down over back new one two first refund customer service charged phone money time nobody anyone yes too \
                off feel like know go going got make made see say said told good bad best love always may must right \
                even though well today keep am leave leaving days hours take shes hes thats theres theyre youve weve \
                couldnt wouldnt shouldnt arent cannot both a",
        endings: "ing ly ness ould ight",
        letters: "",
    },
    Marks {
        language: Some(Language::Fr),
        words: "le la les un une des du de et je tu il elle nous vous ils est sont ai as a avez ont j c d l n s qu m ce \
                cette ces cet mon ma mes votre vos notre nos que qui ne pas plus pour par sur dans avec sans mais ou \
                donc car en au aux suis etes etait ete fait faire bien tres merci bonjour comment pourquoi quand si tout \
                tous toute rien jamais toujours encore depuis apres avant chez moi toi lui leur se sa son ca cela veux \
                voudrais souhaite peux pouvez jours mois ans fois deux trois aujourd hui facture abonnement contrat \
                client cliente resilier rembourser remboursement service colis commande argent ligne semaine personne \
                aucun aucune comme quel quelle y on etre avoir alors deja meme trop peu svp salut cest jai voila parce \
                lors ceci celui celle celles ceux veut peut doit dois faut vais vas va vont allons mise demeure avocat \
                temps vie monde jour heure heures hier demain soir matin probleme panne connexion ici ainsi aussi entre \
                vers pendant contre selon nouveau nouvelle avons me non ni ses autre",
        endings: "eux aux ait ez ment tion eur ique",
        letters: "éœêàèùçëïâûô",
    },
    Marks {
        language: Some(Language::It),
        words: "il lo la i gli le un uno una di a da in con su per tra fra e o ma che non mi ti si ci vi ho hai ha \
                abbiamo avete hanno sono sei siamo siete era mio mia miei mie vostro vostra vostri nostro nostra del \
                della dei delle degli dello al alla ai alle allo dal dalla nel nella sul sulla come quando perche dove \
                chi cosa questo questa questi queste quello quella piu molto anche gia ancora sempre mai niente nulla \
                nessuno se voi noi io tu lei loro grazie buongiorno salve ciao vorrei voglio posso potete fare fatto \
                stato stata avere essere volta volte due tre giorni mesi anni oggi ieri bolletta fattura contratto \
                abbonamento disdire rimborso cliente servizio linea pacco ordine soldi senza dopo prima poi adesso ora \
                funziona subito tutto tutti ogni qualche quanto troppo c l d po mese settimana allora solo casa vado va \
                vanno sta sto stanno deve devo dobbiamo puo sara saranno ve ne cio oppure pero quindi infatti invece \
                mentre fino verso contro secondo avvocato problema guasto tecnico domani sera mattina bene male grande \
                nuovo nuova vostre nostre proprio pure eravamo sui sugli dagli dai social reclamo nessun nessuna suo \
                altro qui giorno viene vuole",
        endings: "zione zioni mente tto tta tti gli ggio zza cche iamo ando endo",
        letters: "òìàèù",
    },
    Marks {
        language: Some(Language::De),
        words: "der die das den dem des ein eine einen einem einer und ich sie es wir ihr mich mir mein meine meinen \
                meinem ist sind war bin habe hat haben nicht kein keine keinen mit von zu zum zur im in auf fur an aus \
                bei nach seit uber auch aber oder wenn wie was wer warum wann noch schon immer wieder nur mehr sehr \
                bitte danke hallo guten tag ihre ihrer ihren ihnen uns unser wird werden wurde kann konnen mochte will \
                muss soll dass weil dann jetzt hier alle alles nichts niemand heute gestern mal vertrag kundigen \
                rechnung kunde geld leider geehrte damen herren am um so man vom bis durch gegen ohne du dich dir er \
                sein seine ihn ihm dieser diese dieses diesen ja nein doch ganz viel viele geht gibt macht gerne gern \
                gut habt hatte hatten waren wurden wollen sollte konnte mussen ab zwei drei tage woche monat jahr ins \
                beim unter zwischen damit also anderen internet funktioniert bekommen einfach endlich bereits wegen \
                vielen dank weiter euch fuer ueber moechte kuendigen koennen",
        endings: "ung ungen lich keit heit cht isch igen schen",
        letters: "ßäöü",
    },
    Marks {
        language: Some(Language::Es),
        words: "el la los las un una unos de del al y o que no es son soy estoy esta estan mi mis tu su sus me te se le \
                les nos lo con por para en sin sobre pero porque como cuando donde quien cual este estos esto ese eso \
                muy mas ya aun todavia siempre nunca nada nadie he ha han hemos tengo tiene quiero quisiera puedo puede \
                hacer hecho ser estar fue hola gracias buenos dias buenas tardes dos tres veces vez dia meses anos hoy \
                ayer yo usted ustedes mucho todo todos desde hasta hace si favor cuenta semana alguien ahora a e ni \
                tambien asi bien mal mejor tan tanto solo otra otro otros otras esa aqui alli va voy vamos van eres fui \
                era eran hacia segun durante entre darme baja problema funciona menos cada quiere estuvo queria servicio linea dinero \
                factura contrato pedido cancelar reembolso compania tecnico llamar llamo llamado llega llego \
                necesito queremos tienen tenemos tenia llevo llevamos cliente clientes clienta respuesta semanas mes \
                enero julio junio nuestro nuestra suya sigue sigo cobrado cobran excelente saber usar pagar \
                vosotros os sois estais habeis manana tarde noche gente dijeron vino hago pongo ganas morir vivir",
        endings: "cion ciones mente dad ando iendo amos aron ieron",
        letters: "ñ¿¡áéíóú",
    },
    Marks {
        language: None, // Portuguese
        words: "o a os as um uma uns de do da dos das no na nos nas em ao aos pelo pela e ou que nao sim eu tu ele ela \
                voce voces me se lhe meu minha meus minhas seu sua seus suas com por para sem sobre mas porque como \
                quando onde quem qual este esta isto esse essa isso muito mais ja ainda sempre nunca nada ninguem foi \
                fui foram sou estou sao tem tenho tinha quero queria gostaria posso pode fazer feito ser estar ola \
                obrigado obrigada bom boa dia tarde dois duas tres vezes vez dias mes meses anos hoje ontem fatura \
                servico cancelar reembolso dinheiro encomenda conta cobrado cobrada cobranca segue comprovativo \
                comprovante anexo ate desde tudo todos favor preciso ajuda consigo setembro outubro pedido depois agora \
                aqui tambem so recebi continua funciona internet pago paguei valor contrato cliente pagar",
        endings: "cao coes mente dade agem ando endo eiro eira inho ivel aram ava",
        letters: "ãõçáéíóúâêô",
    },
    Marks {
        language: None, // Dutch
        words: "de het een en van ik je u jij wij we ze zij hij is zijn was ben heb heeft hebben niet geen met voor op \
                aan in te dat die dit deze er om bij naar uit over ook maar of als hoe wat wie waarom wanneer nog al \
                altijd weer alleen meer heel graag bedankt dank hallo mijn uw jullie ons onze wordt worden kan kunnen \
                wil moet omdat dan nu hier alles niets niemand vandaag gisteren keer door tot zonder sinds na",
        endings: "lijk heid tje ijk ijn aan oor eer den",
        letters: "",
    },
    Marks {
        language: None, // Catalan
        words: "el la els les un una uns i o de del dels al als amb per que no es son soc estic meu meva vull gracies \
                bon dia pero perque com quan molt mes ja sempre mai res ningu he ha han hem tinc fer fet dos dues \
                vegades factura contracte avui ahir aquest aquesta sense",
        endings: "cio cions tat ment itat",
        letters: "·àèòïüç",
    },
    Marks {
        language: None, // Romanian
        words: "si nu este sunt am ai a au de la cu pe in pentru din care ce un o mai dar sau cum cand unde foarte va \
                rog multumesc buna ziua contul meu mea facut vreau fost imi mi se sa ca dupa doua ori luna factura",
        endings: "ului ilor atia esc eaza",
        letters: "ășțâî",
    },
    Marks {
        language: None, // Polish, Czech, Turkish, Hungarian, Vietnamese: no word of theirs is like ours
        words: "",
        endings: "",
        letters: "łżęąśźćńěřůčšžğışőűơưạảấầ",
    },
    Marks {
        language: None, // Swedish, Danish, Norwegian
        words: "jag och det att en ett som inte har for med ar av till den mig min mitt ni vi kan vill hej tack om jeg \
                og ikke er at et af til mit vil tak dere deg meg hvordan hvorfor varfor hur",
        endings: "ning lig else ade het erna",
        letters: "åøæäö",
    },
];

/// The place of Italian among them, one of the first four.
const ITALIAN: usize = 2;

/// What all tongues have, four to a number, sixteen bits each: the words of a text cannot fill them.
type Scores = [u64; 3];

const _: () = assert!(TONGUES.len() <= 12);

/// `score` for each tongue of these bits.
fn each(tongues: u16, score: u64) -> Scores {
    let spread =
        |shift: u32| (0..4).fold(0, |all, lane| all | u64::from((tongues >> (shift + lane)) & 1) << (16 * lane));
    [0, 4, 8].map(|shift| spread(shift) * score)
}

fn add(scores: &mut Scores, more: &Scores) {
    scores.iter_mut().zip(more).for_each(|(score, more)| *score += more);
}

/// Marks, and for each a bit for every tongue that has it.
#[derive(Default)]
struct Known {
    marks: Lexicon,
    tongues: Vec<u16>,
}

impl Known {
    fn add(&mut self, mark: &str, tongue: usize) {
        let number = self.marks.number(mark).map_or(0, usize::from);
        self.tongues.resize(self.marks.len(), 0);
        if let Some(tongues) = self.tongues.get_mut(number) {
            *tongues |= 1 << tongue;
        }
    }

    fn tongues(&self, number: u16) -> u16 {
        self.tongues.get(usize::from(number)).copied().unwrap_or(0)
    }
}

/// What all tongues are known by.
#[derive(Default)]
struct Learned {
    words: Known,
    endings: Known,
    /// For each last letter of an ending and the one before it, a bit for each length: most words end like none.
    lengths: [[u8; 32]; 32],
    letters: Known,
}

/// A letter's place among 32.
const fn place(byte: u8) -> usize {
    (byte & 31) as usize
}

impl Learned {
    /// The tongues that have an ending of this word.
    fn endings(&self, word: &str) -> u16 {
        let &[.., before, last] = word.as_bytes() else { return 0 };
        let lengths = self.lengths.get(place(last)).and_then(|lengths| lengths.get(place(before)));
        let lengths = lengths.copied().unwrap_or(0);
        let tongues = |length| {
            let ending = word.len().checked_sub(length).and_then(|at| word.get(at..));
            ending.map_or(0, |ending| self.endings.tongues(self.endings.marks.find(ending)))
        };
        ENDING.filter(|length| lengths >> length & 1 != 0).fold(0, |all, length| all | tongues(length))
    }
}

fn learned() -> &'static Learned {
    static LEARNED: OnceLock<Learned> = OnceLock::new();
    LEARNED.get_or_init(|| {
        let mut learned = Learned::default();
        for (tongue, marks) in TONGUES.iter().enumerate() {
            marks.words.split_ascii_whitespace().for_each(|word| learned.words.add(word, tongue));
            marks.letters.chars().for_each(|letter| learned.letters.add(letter.encode_utf8(&mut [0; 4]), tongue));
            for ending in marks.endings.split_ascii_whitespace() {
                learned.endings.add(ending, tongue);
                if let &[.., before, last] = ending.as_bytes()
                    && let Some(lengths) = learned.lengths.get_mut(place(last))
                    && let Some(lengths) = lengths.get_mut(place(before))
                {
                    *lengths |= 1 << ending.len();
                }
            }
        }
        learned
    })
}

/// What a word tells of its language by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Traits {
    scores: Scores,
    /// It ends as Italian words do not.
    not_italian: bool,
    letters: Letters,
}

impl Learned {
    /// What a folded word tells.
    fn traits(&self, hash: u32, word: &str) -> Traits {
        let words = self.words.tongues(self.words.marks.find_hashed(hash, word));
        let endings = if word.len() > 4 { self.endings(word) } else { 0 };
        // A word of one tongue counts 6, a word of three 2.
        let share = 6_u32.checked_div(words.count_ones()).unwrap_or(0).max(1);
        let mut scores = each(words, u64::from(share));
        add(&mut scores, &each(endings & !words, 1));
        let vowel = matches!(word.as_bytes().last(), Some(b'a' | b'e' | b'i' | b'o' | b'u'));
        Traits {
            scores,
            not_italian: words == 0 && word.len() > 3 && !vowel,
            letters: tongue().map(|tongue| tongue.letters(word)).unwrap_or_default(),
        }
    }

    /// The tongues that have a letter of this word, as it is written.
    fn letters(&self, written: &str) -> u16 {
        let tongues = |c| self.letters.tongues(self.letters.marks.find(lower(c).encode_utf8(&mut [0; 4])));
        written.chars().filter(|c| !c.is_ascii()).fold(0, |all, c| all | tongues(c))
    }
}

/// Guesses the language of the words of `text`.
pub(super) fn guess(text: &str, tokens: &Tokens, hint: Option<Language>, known: &mut Memory<Traits>) -> Guess {
    let mut scores = Scores::default();
    let mut words = 0_u32;
    let (mut latin, mut other) = (0_usize, 0_usize);
    let learned = learned();
    let tongue = tongue();
    let mut spelling = Spelling::default();
    for token in tokens.list.iter().filter(|token| token.is_word()).take(ENOUGH) {
        let mut written = None;
        if token.marked {
            let word = token.span.quote(text);
            let foreign = word.chars().filter(|&c| c > '\u{24F}' && !is_combining(c)).count();
            other += foreign;
            latin += word.chars().count() - foreign;
            add(&mut scores, &each(learned.letters(word), 2));
            written = Some(word);
        } else {
            latin += token.span.end - token.span.start;
        }
        words += 1;
        let traits = known.of(token, 0, || learned.traits(token.hash, tokens.folded(token)));
        add(&mut scores, &traits.scores);
        if traits.not_italian && !token.capital {
            let [first, ..] = &mut scores;
            let one = 1 << (16 * ITALIAN);
            *first -= if *first & (one * 0xFFFF) != 0 { one } else { 0 };
        }
        if let Some(tongue) = tongue {
            tongue.read(&mut spelling, &traits.letters, written);
        }
    }
    let foreign_script = other > latin;
    let (mut language, mut best, mut second) = (None, 0, 0);
    for (tongue, marks) in TONGUES.iter().enumerate() {
        let four = scores.get(tongue / 4).copied().unwrap_or(0);
        let mut score = ((four >> (16 * (tongue % 4))) as u32) & 0xFFFF;
        if hint.is_some() && marks.language == hint {
            score += HINT;
        }
        if score > best {
            (language, second, best) = (marks.language, best, score);
        } else {
            second = second.max(score);
        }
    }
    // A long text with few known words is in a language not listed here.
    let clear = best >= FLOOR && best > second && 3 * best >= 2 * words;
    let confidence = f64::from(best - second) / f64::from(best.max(4 * FLOOR));
    let mut guess = Guess {
        language: language.filter(|_| clear && !foreign_script),
        confidence: Share::new(confidence).unwrap_or(Share::ZERO),
        foreign_script,
    };
    let other = language.is_none() && clear;
    if latin >= LONG
        && !foreign_script
        && !other
        && let Some(tongue) = tongue
    {
        let shares = tongue.shares(&spelling);
        for (language, &share) in Language::ALL.iter().zip(&shares) {
            if share >= SURE {
                guess.language = Some(*language);
                guess.confidence = Share::new(share).unwrap_or(Share::ZERO);
            }
        }
    }
    guess
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_head_is_understood() {
        assert!(tongue().is_some());
    }

    #[test]
    fn every_ending_is_looked_for() {
        assert_eq!(TONGUES[ITALIAN].language, Some(Language::It));
        for marks in &TONGUES {
            assert!(
                marks
                    .endings
                    .split_ascii_whitespace()
                    .all(|ending| ending.is_ascii() && ENDING.contains(&ending.len()))
            );
            assert!(marks.letters.chars().all(|letter| !letter.is_ascii()));
        }
    }
}
