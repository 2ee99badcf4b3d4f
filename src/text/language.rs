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
use super::memory::Recall;
use super::model::tongue::{self, Letters, Spelling, Tongue};
use super::packed::{self, packed};
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

/// What marks a language: its commonest words, packed, endings of longer words, folded, and letters.
struct Marks {
    language: Option<Language>,
    words: &'static [u8],
    endings: &'static str,
    letters: &'static str,
}

const TONGUES: [Marks; 11] = [
    Marks {
        language: Some(Language::En),
        words: packed!(
            "a about after again all always am an and another any anyone are arent as at back bad be because been \
             before best both but by can cannot cant charged could couldnt customer days did didnt do does doesnt \
             dont down even every feel first for from get go going good got had has have havent he hello help her \
             here hes his hours how i id if ill im in is isnt it its ive just keep know leave leaving like love \
             made make may me money more much must my need never new no nobody not nothing now of off on one only \
             or our out over phone please refund right said say see service she shes should shouldnt since so \
             some sorry still take than thank thanks that thats the their them then there theres they theyre this \
             though time to today told too two up us very want was wasnt we well were weve what when which why \
             will with wont working would wouldnt yes you your youre youve"
        ),
        endings: "ing ly ness ould ight",
        letters: "",
    },
    Marks {
        language: Some(Language::Fr),
        words: packed!(
            "a abonnement ai ainsi allons alors ans apres argent as au aucun aucune aujourd aussi autre aux avant \
             avec avez avocat avoir avons bien bonjour c ca car ce ceci cela celle celles celui ces cest cet \
             cette ceux chez client cliente colis commande comme comment connexion contrat contre d dans de deja \
             demain demeure depuis des deux dois doit donc du elle en encore entre est et etait ete etes etre \
             facture faire fait faut fois heure heures hier hui ici il ils j jai jamais je jour jours l la le les \
             leur ligne lors lui m ma mais matin me meme merci mes mise moi mois mon monde n ne ni non nos notre \
             nous nouveau nouvelle on ont ou panne par parce pas pendant personne peu peut peux plus pour \
             pourquoi pouvez probleme qu quand que quel quelle qui remboursement rembourser resilier rien s sa \
             salut sans se selon semaine service ses si soir son sont souhaite suis sur svp temps toi toujours \
             tous tout toute tres trois trop tu un une va vais vas vers veut veux vie voila vont vos votre \
             voudrais vous y"
        ),
        endings: "eux aux ait ez ment tion eur ique",
        letters: "éœêàèùçëïâûô",
    },
    Marks {
        language: Some(Language::It),
        words: packed!(
            "a abbiamo abbonamento adesso ai al alla alle allo allora altro anche ancora anni avere avete \
             avvocato bene bolletta buongiorno c casa che chi ci ciao cio cliente come con contratto contro cosa \
             d da dagli dai dal dalla degli dei del della delle dello deve devo di disdire dobbiamo domani dopo \
             dove due e era eravamo essere fare fatto fattura fino fra funziona gia giorni giorno gli grande \
             grazie guasto ha hai hanno ho i ieri il in infatti invece io l la le lei linea lo loro ma mai male \
             mattina mentre mese mesi mi mia mie miei mio molto ne nel nella nessun nessuna nessuno niente noi \
             non nostra nostre nostro nulla nuova nuovo o oggi ogni oppure ora ordine pacco per perche pero piu \
             po poi posso potete prima problema proprio puo pure qualche quando quanto quella quello questa \
             queste questi questo qui quindi reclamo rimborso salve sara saranno se secondo sei sempre senza sera \
             servizio settimana si siamo siete social soldi solo sono sta stanno stata stato sto su subito sugli \
             sui sul sulla suo tecnico ti tra tre troppo tu tutti tutto un una uno va vado vanno ve verso vi \
             viene voglio voi volta volte vorrei vostra vostre vostri vostro vuole"
        ),
        endings: "zione zioni mente tto tta tti gli ggio zza cche iamo ando endo",
        letters: "òìàèù",
    },
    Marks {
        language: Some(Language::De),
        words: packed!(
            "ab aber alle alles also am an anderen auch auf aus bei beim bekommen bereits bin bis bitte damen \
             damit dank danke dann das dass dem den der des dich die diese diesen dieser dieses dir doch drei du \
             durch ein eine einem einen einer einfach endlich er es euch fuer funktioniert fur ganz geehrte gegen \
             geht geld gern gerne gestern gibt gut guten habe haben habt hallo hat hatte hatten herren heute hier \
             ich ihm ihn ihnen ihr ihre ihren ihrer im immer in ins internet ist ja jahr jetzt kann kein keine \
             keinen koennen konnen konnte kuendigen kunde kundigen leider macht mal man mehr mein meine meinem \
             meinen mich mir mit mochte moechte monat muss mussen nach nein nicht nichts niemand noch nur oder \
             ohne rechnung schon sehr sein seine seit sie sind so soll sollte tag tage uber ueber um und uns \
             unser unter vertrag viel viele vielen vom von wann war waren warum was wegen weil weiter wenn wer \
             werden wie wieder will wir wird woche wollen wurde wurden zu zum zur zwei zwischen"
        ),
        endings: "ung ungen lich keit heit cht isch igen schen",
        letters: "ßäöü",
    },
    Marks {
        language: Some(Language::Es),
        words: packed!(
            "a ahora al alguien alli anos aqui asi aun ayer baja bien buenas buenos cada cancelar clienta cliente \
             clientes cobrado cobran como compania con contrato cual cuando cuenta darme de del desde dia dias \
             dijeron dinero donde dos durante e el en enero entre era eran eres es esa ese eso esta estais estan \
             estar este esto estos estoy estuvo excelente factura favor fue fui funciona ganas gente gracias ha \
             habeis hace hacer hacia hago han hasta he hecho hemos hola hoy julio junio la las le les linea \
             llamado llamar llamo llega llego llevamos llevo lo los mal manana mas me mejor menos mes meses mi \
             mis morir mucho muy nada nadie necesito ni no noche nos nuestra nuestro nunca o os otra otras otro \
             otros pagar para pedido pero pongo por porque problema puede puedo que queremos queria quien quiere \
             quiero quisiera reembolso respuesta saber se segun semana semanas ser servicio si siempre sigo sigue \
             sin sobre sois solo son soy su sus suya tambien tan tanto tarde tardes te tecnico tenemos tengo \
             tenia tiene tienen todavia todo todos tres tu un una unos usar usted ustedes va vamos van veces vez \
             vino vivir vosotros voy y ya yo"
        ),
        endings: "cion ciones mente dad ando iendo amos aron ieron",
        letters: "ñ¿¡áéíóú",
    },
    Marks {
        language: None, // Portuguese
        words: packed!(
            "a agora ainda ajuda anexo anos ao aos aqui as ate boa bom cancelar cliente cobrada cobrado cobranca \
             com como comprovante comprovativo consigo conta continua contrato da das de depois desde dia dias \
             dinheiro do dois dos duas e ela ele em encomenda essa esse esta estar este estou eu fatura favor \
             fazer feito foi foram fui funciona gostaria hoje internet isso isto ja lhe mais mas me mes meses meu \
             meus minha minhas muito na nada nao nas ninguem no nos nunca o obrigada obrigado ola onde ontem os \
             ou outubro pagar pago paguei para pedido pela pelo pode por porque posso preciso qual quando que \
             quem queria quero recebi reembolso sao se segue sem sempre ser servico setembro seu seus sim so \
             sobre sou sua suas tambem tarde tem tenho tinha todos tres tu tudo um uma uns valor vez vezes voce \
             voces"
        ),
        endings: "cao coes mente dade agem ando endo eiro eira inho ivel aram ava",
        letters: "ãõçáéíóúâêô",
    },
    Marks {
        language: None, // Dutch
        words: packed!(
            "aan al alleen alles als altijd bedankt ben bij dan dank dat de deze die dit door een en er geen \
             gisteren graag hallo heb hebben heeft heel het hier hij hoe ik in is je jij jullie kan keer kunnen \
             maar meer met mijn moet na naar niemand niet niets nog nu of om omdat ons onze ook op over sinds te \
             tot u uit uw van vandaag voor waarom wanneer was wat we weer wie wij wil worden wordt ze zij zijn \
             zonder"
        ),
        endings: "lijk heid tje ijk ijn aan oor eer den",
        letters: "",
    },
    Marks {
        language: None, // Catalan
        words: packed!(
            "ahir al als amb aquest aquesta avui bon com contracte de del dels dia dos dues el els es estic \
             factura fer fet gracies ha han he hem i ja la les mai mes meu meva molt ningu no o per pero perque \
             quan que res sempre sense soc son tinc un una uns vegades vull"
        ),
        endings: "cio cions tat ment itat",
        letters: "·àèòïüç",
    },
    Marks {
        language: None, // Romanian
        words: packed!(
            "a ai am au buna ca cand care ce contul cu cum dar de din doua dupa este factura facut foarte fost \
             imi in la luna mai mea meu mi multumesc nu o ori pe pentru rog sa sau se si sunt un unde va vreau \
             ziua"
        ),
        endings: "ului ilor atia esc eaza",
        letters: "ășțâî",
    },
    Marks {
        language: None, // Polish, Czech, Turkish, Hungarian, Vietnamese: no word of theirs is like ours
        words: &[],
        endings: "",
        letters: "łżęąśźćńěřůčšžğışőűơưạảấầ",
    },
    Marks {
        language: None, // Swedish, Danish, Norwegian
        words: packed!(
            "af ar at att av deg den dere det en er et ett for har hej hur hvordan hvorfor ikke inte jag jeg kan \
             med meg mig min mit mitt ni och og om som tack tak til till varfor vi vil vill"
        ),
        endings: "ning lig else ade het erna",
        letters: "åøæäö",
    },
];

/// The place of Italian among them.
const ITALIAN: usize = 2;

/// What a word or a few have of each tongue, those of even numbers and those of odd ones: eight bits each.
type Scores = [u64; 2];

/// So many words of six at most have room there.
const PART: usize = 40;

/// The lanes of four bits that become the even ones of eight.
const EVEN: u64 = 0x0F0F_0F0F_0F0F_0F0F;

const _: () = assert!(TONGUES.len() <= 16 && 6 * PART < 1 << 8);

/// `score` for each tongue of these bits, four bits each.
fn each(tongues: u16, score: u64) -> u64 {
    (0..TONGUES.len()).fold(0, |all, tongue| all | u64::from((tongues >> tongue) & 1) << (4 * tongue)) * score
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
            packed::each(marks.words, |word| learned.words.add(word, tongue));
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

/// What a word tells of its language by itself: half a line of the cache.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(test, derive(PartialEq))]
pub(super) struct Traits {
    /// What it has of each tongue, four bits each.
    scores: u64,
    /// Its [`Letters`].
    lanes: [u64; 2],
    first: u8,
    /// What it adds for Italian; more with a capital, since a name may end as Italian words do not.
    italian: [i8; 2],
}

const _: () = assert!(size_of::<Traits>() == 32);

impl Learned {
    /// What a folded word tells.
    fn traits(&self, hash: u32, word: &str) -> Traits {
        let words = self.words.tongues(self.words.marks.find_hashed(hash, word));
        let endings = if word.len() > 4 { self.endings(word) } else { 0 };
        // A word of one tongue counts 6, a word of three 2.
        let share = 6_u32.checked_div(words.count_ones()).unwrap_or(0).max(1);
        let scores = each(words, u64::from(share)) | each(endings & !words, 1);
        let vowel = matches!(word.as_bytes().last(), Some(b'a' | b'e' | b'i' | b'o' | b'u'));
        let not_italian = words == 0 && word.len() > 3 && !vowel;
        let italian = (scores >> (4 * ITALIAN) & 15) as i8;
        let Letters { lanes, first } = tongue().map(|tongue| tongue.letters(word)).unwrap_or_default();
        Traits { scores, lanes, first, italian: [italian - i8::from(not_italian), italian] }
    }

    /// The tongues that have a letter of this word, as it is written.
    fn letters(&self, written: &str) -> u16 {
        let tongues = |c| self.letters.tongues(self.letters.marks.find(lower(c).encode_utf8(&mut [0; 4])));
        written.chars().filter(|c| !c.is_ascii()).fold(0, |all, c| all | tongues(c))
    }
}

/// What a folded word of this hash tells.
pub(super) fn traits(hash: u32, word: &str) -> Traits {
    learned().traits(hash, word)
}

/// How many words of a text there are up to the one of this number among those that are neither links nor numbers.
fn up_to(tokens: &Tokens, number: usize) -> usize {
    let mut words = tokens.list.iter().enumerate().filter(|(_, token)| token.is_word());
    let past = if tokens.words() > number { words.nth(number) } else { None };
    past.map_or(tokens.list.len(), |(at, _)| at)
}

/// Guesses the language of the words of `text`. A step of its own: so its loop has the registers for itself.
#[inline(never)]
pub(super) fn guess(text: &str, tokens: &Tokens, hint: Option<Language>, known: &impl Recall) -> Guess {
    let mut scores = [0_u32; TONGUES.len()];
    let mut italian = 0;
    let (mut latin, mut other) = (0_usize, 0_usize);
    let mut spelling = Spelling::default();
    let words = tokens.words().min(ENOUGH) as u32;
    let list = tokens.list.get(..up_to(tokens, ENOUGH)).unwrap_or_default();
    let spelled = up_to(tokens, tongue::ENOUGH);
    let Some(tongue) = tongue() else {
        return Guess { language: None, confidence: Share::ZERO, foreign_script: false };
    };
    let mut at = 0;
    while let Some(token) = list.get(at) {
        if token.marked && token.is_word() {
            let word = token.span.quote(text);
            let foreign = word.chars().filter(|&c| c > '\u{24F}' && !is_combining(c)).count();
            other += foreign;
            // As many letters as there are bytes will be counted.
            latin = latin.wrapping_add(word.chars().count() - foreign).wrapping_sub(word.len());
            let tongues = learned().letters(word);
            let bits = (0..TONGUES.len()).map(|tongue| u32::from(tongues >> tongue & 1));
            scores.iter_mut().zip(bits).for_each(|(score, bit)| *score += 2 * bit);
            italian += 2 * i32::from(tongues >> ITALIAN & 1);
            if at < spelled {
                spelling = tongue.accents(spelling, word);
            }
        }
        // On to the next word with an accent: nothing is called on the way.
        let mut part = Scores::default();
        let from = at;
        for token in list.get(from..list.len().min(from + PART)).unwrap_or_default() {
            if token.marked && at > from || spelling.is_full() {
                break;
            }
            at += 1;
            if token.is_word()
                && let Some(traits) = known.traits(tokens, token)
            {
                latin = latin.wrapping_add(token.span.end - token.span.start);
                let [even, odd] = &mut part;
                *even += traits.scores & EVEN;
                *odd += traits.scores >> 4 & EVEN;
                let [small, capital] = traits.italian;
                italian = (italian + i32::from(if token.capital { capital } else { small })).max(0);
                if at <= spelled {
                    tongue.read(&mut spelling, &Letters { lanes: traits.lanes, first: traits.first });
                }
            }
        }
        spelling.spread();
        for (tongue, score) in scores.iter_mut().enumerate() {
            let half = part.get(tongue & 1).copied().unwrap_or(0);
            *score += (half >> (8 * (tongue / 2))) as u32 & 0xFF;
        }
    }
    if let Some(score) = scores.get_mut(ITALIAN) {
        *score = italian as u32;
    }
    if let Some(hint) = hint
        && let Some(score) = scores.get_mut(hint as usize)
    {
        *score += HINT;
    }
    let foreign_script = other > latin;
    // Below its score, what each tongue has ahead of those behind it in the list: of equals the first is the best.
    let (mut best, mut second) = (0, 0);
    for (tongue, score) in scores.into_iter().enumerate() {
        let score = score << 4 | (15 - tongue as u32);
        second = second.max(score.min(best));
        best = best.max(score);
    }
    let language = TONGUES.get(15 - (best as usize & 15)).and_then(|marks| marks.language);
    let (best, second) = (best >> 4, second >> 4);
    // A long text with few known words is in a language not listed here.
    let clear = best >= FLOOR && best > second && 3 * best >= 2 * words;
    let confidence = f64::from(best - second) / f64::from(best.max(4 * FLOOR));
    let mut guess = Guess {
        language: language.filter(|_| clear && !foreign_script),
        confidence: Share::new(confidence).unwrap_or(Share::ZERO),
        foreign_script,
    };
    let other = language.is_none() && clear;
    if latin >= LONG && !foreign_script && !other {
        let shares = tongue.shares(spelling);
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
        assert!(Language::ALL.iter().zip(&TONGUES).all(|(language, marks)| marks.language == Some(*language)));
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
