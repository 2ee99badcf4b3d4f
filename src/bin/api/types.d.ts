/** A civil date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** A time with its offset, RFC 3339, as in `2026-11-02T09:14:00Z`. */
export type IsoTime = string;

/** Money in whole minor units: `{ minor: 1840, currency: "EUR" }` is 18.40 euro. */
export interface Money {
    minor: number;
    /** ISO 4217. */
    currency: string;
}

/** A text: `key` and `args` are stable for programs, `text` is for people, in the language asked for. */
export interface Text {
    key: string;
    /** By name: strings and dates as strings, counts and whole percent as numbers. */
    args: Record<string, string | number | Money | Text | Text[]>;
    text: string;
}

/** Words of a message. Offsets are UTF-16 units: `message.text.slice(start, end) === quote`. */
export interface Quote {
    messageId: string;
    quote: string;
    start: number;
    end: number;
}

/** Words that a line stands on, where it stands on words. */
export type MaybeQuote = Quote | { [field in keyof Quote]?: never };

/** A language that can be recognised. */
export type Language = "en" | "fr" | "it" | "de" | "es";

/** What every function throws on bad input. It is an `Error` by that name: test `error.name` or `error.code`. */
export interface CleanBreakError extends Error {
    name: "CleanBreakError";
    code:
        | "bad_answers"
        | "bad_case"
        | "bad_catalogue"
        | "bad_corrections"
        | "bad_date"
        | "bad_journal"
        | "bad_lang"
        | "bad_model"
        | "bad_needs"
        | "bad_options"
        | "bad_packs"
        | "bad_settings"
        | "bad_text"
        | "bad_ticks"
        | "too_large";
    /** Where in the argument, as in `messages[2].at`; `.` for the whole of it. */
    path: string;
}

/* ---- the case ---- */

/** One customer's case, `clean-break/case@1`; `www/schema/case@1.json` is its JSON Schema. */
export interface Case {
    schema: "clean-break/case@1";
    /** The ticket's number or name. */
    id: string;
    /** The desk that the ticket is of, as in `zendesk:acme`. */
    desk?: string | null;
    customer: {
        id: string;
        name?: string | null;
        /** Consumer law covers consumers only. */
        kind?: "consumer" | "business" | "unknown";
        /** ISO 3166, with a subdivision where law needs one: `DE`, `US-CA`. */
        jurisdiction?: string | null;
        /** BCP 47. */
        language?: string | null;
        since?: IsoDate | null;
        /** How much of themselves they see in the brand, 0 to 1; rated by a person. */
        attachment?: { rating: number; by: "staff" | "customer" } | null;
        /** Account facts by name; see `docs/models.md` for the names that are understood. */
        facts?: Record<string, number | string | boolean>;
    };
    contract?: {
        kind?: "subscription" | "goods" | "telecom" | "energy" | "business_software" | "other" | null;
        concludedOn?: IsoDate | null;
        concludedBy?: "online" | "phone" | "shop" | "door" | null;
        endsOn?: IsoDate | null;
    } | null;
    messages?: Message[];
    events?: ServiceEvent[];
    tags?: string[];
    /** Other tickets that are read as part of this case. */
    tickets?: string[];
}

/** One message of the thread. */
export interface Message {
    /** Unique in the case. */
    id: string;
    at: IsoTime;
    author: "customer" | "staff" | "system";
    channel?: "email" | "chat" | "phone" | "review" | "social";
    /** `public` is the world (a post, a review), `internal` are staff notes. */
    audience?: "internal" | "private" | "public";
    text: string;
}

/** Something that happened between company and customer. */
export interface ServiceEvent {
    at: IsoTime;
    kind:
        | "failure"
        | "repair_attempt"
        | "repair_confirmed"
        | "repair_failed"
        | "promise"
        | "promise_kept"
        | "outreach"
        | "exit_notice"
        | "purchase"
        | "payment"
        | "price_change";
    amount?: Money | null;
    note?: string;
}

/* ---- assess ---- */

/** What to do. */
export type Path =
    | "honour"
    | "escalate"
    | "nothing_to_repair"
    | "unclear"
    | "clean_break"
    | "settle"
    | "second_chance"
    | "repair";

export interface AssessOptions {
    /** The day of the assessment; no clock is read. */
    today: IsoDate;
    /** BCP 47 tag of the language of the texts, `de`, `en`, `es`, `fr` or `it`, with a region if you like (`fr-CA`). Default `en`. */
    lang?: string;
    /** A team's settings; what is left out is as delivered. */
    settings?: Settings | null;
    /** What staff corrected in the reading. */
    corrections?: Corrections | null;
}

/** Numbers of the rules and parameters of the relationship model. */
export interface Settings {
    thresholds?: Partial<Thresholds>;
    model?: Partial<Model>;
    /** Names that customers call your company by: they tell whom “I leave Acme for Bolt” is about. Default: none. */
    ownNames?: string[];
}

/** Every number of the rules that is ours to choose; all are design defaults. */
export interface Thresholds {
    nMulti: number;
    aHigh: number;
    coverageFloor: number;
    posterior: number;
    posteriorFromFailed: number;
    broken: number;
    wishPoints: number;
    thinkingPoints: number;
    ultimatumPoints: number;
    competitorPoints: number;
    factsLimit: number;
    repeatDays: number;
    sameEventDays: number;
    answerDays: number;
    memoryDays: number;
    helpTicks: number;
    horizonWeeks: number;
}

/** The relationship model. States: broken, strained, sound. Every row sums to 1. */
export interface Model {
    /** The state of a customer of whom nothing is known. */
    start: number[];
    /** By `u`, in the order of its words; from row to column. */
    transitions: number[][][];
    /** Without and with help expected; by state; by `y`, in the order of its words. */
    heard: number[][][];
}

/** What staff corrected. Ids come from an earlier assessment. */
export interface Corrections {
    /** Ids of signals, points, failures and attempts that do not count. */
    struck?: string[];
    /** What became of a repair attempt, by its id. */
    outcomes?: Record<string, "ok" | "failed">;
    /** Whether the customer wants to leave, where staff know better than the thread. */
    wish?: boolean | null;
    /** Whether the case must be escalated, where staff decided. */
    escalate?: boolean | null;
}

export interface Assessment {
    coverage: {
        /** The weighted share of what should be known, 0 to 1. */
        share: number;
        /** Below this no verdict is given. */
        floor: number;
        missing: { id: "thread" | "outcomes" | "attachment" | "tenure" | "contract" | "usage" | "payments"; label: Text }[];
    };
    churn: {
        band: "low" | "guarded" | "elevated" | "high";
        label: Text;
        /** `null` until a company has calibrated the score on its own outcomes. */
        probability: number | null;
        calibrated: boolean;
        /** The sum of all points that are not struck. */
        logOdds: number;
        points: Point[];
    };
    relationship: {
        states: States;
        /** Natural log-likelihood of everything heard. */
        loglik: number;
        /** Probability of notice within 13 weeks, nothing further happening; 1 once notice is given. */
        exit13: number;
        /** Week by week (the Monday), oldest first. */
        timeline: { week: IsoDate; states: States }[];
        /** What moved it, oldest first. */
        influences: Influence[];
    };
    /** A reading aid, not a probability. */
    repairability: { value: number; band: "unlikely" | "doubtful" | "possible" | "likely"; label: Text };
    /** An ordinal index, never a probability; `null` until attachment is rated. */
    retaliation: { index: number | null; band: "low" | "medium" | "high" | null; label: Text | null };
    advice: {
        path: Path;
        title: Text;
        why: Text;
        for: Text[];
        against: Text[];
        wouldChange: Text[];
        /** The one question whose answer would tell most: `attachment`, `outcome:<attempt>`, `wish`, `failure`, `fact:<kind>`. */
        question: { id: string; text: Text } | null;
        notes: Text[];
        /** How often staff may still ask the customer to stay: 0 or 1. */
        saveAttempts: number;
        /** Thresholds behind this verdict that are design defaults. */
        defaults: Text[];
    };
    /** What went wrong, oldest first, and what was done about it. */
    failures: Failure[];
    /** Every finding of the thread. */
    signals: Signal[];
    /** Where the customer speaks of themselves and the brand: a prompt beside the attachment questions, never scored. */
    identityQuotes: Quote[];
    /** Messages that were not read, and why. */
    unread: { messageId: string; why: NotRead }[];
}

/** Probabilities of the three states; they sum to 1. */
export interface States {
    broken: number;
    strained: number;
    sound: number;
}

/** One bar of the leaving score. */
export type Point = {
    id: string;
    source: "base" | "relationship" | "fact" | "text" | "staff";
    label: Text;
    /** Log-odds; positive is towards leaving. */
    points: number;
    struck: boolean;
} & MaybeQuote;

/** One thing that moved the relationship. */
export type Influence = {
    id: string;
    date: IsoDate;
    label: Text;
    /** Positive is towards broken. */
    logRatio: number;
    /** Log-odds of leaving; together they are the relationship's point of the score. Positive is towards leaving. */
    points: number;
    /** The customer had been helped shortly before: part of a complaint reflects that they expect help. */
    helped: boolean;
} & MaybeQuote;

/** How something is known; with the words where it is known by words. */
export type How = { by: "record" | "words" | "staff" } & MaybeQuote;

export interface Failure {
    id: string;
    opened: IsoTime;
    how: How;
    resolved: IsoTime | null;
    attempts: Attempt[];
}

export interface Attempt {
    /** The key of `Corrections.outcomes`. */
    id: string;
    kind: "repair" | "promise";
    at: IsoTime;
    how: How;
    outcome: "ok" | "failed" | "not_known";
    /** The customer thanked for it without saying that it helped. */
    thanked: boolean;
}

/** What a phrase tells. */
export type FindingKind =
    | "wish_to_leave"
    | "wish_withdrawn"
    | "ultimatum"
    | "complaint"
    | "anger"
    | "betrayal"
    | "identity"
    | "competitor"
    | "unkept_promise"
    | "repeated_contact"
    | "thanks"
    | "praise"
    | "repair_confirmed"
    | "publicity_threat"
    | "legal_threat"
    | "safety_threat"
    | "vulnerability"
    | "fraud"
    | "promise"
    | "repair_attempt"
    | "apology";

/** When they leave; a threat to is an `ultimatum`. Only `going` and `gone` are honoured. */
export type LeaveTime = "going" | "gone" | "thinking";

/** Whom they leave: the company that they write to, one of which that is not clear, or another. Only `us` is honoured. */
export type LeaveTarget = "us" | "unclear" | "other";

/** A finding of the thread; its id can be struck. */
export type Signal = {
    id: string;
    kind: FindingKind;
    /** Of a wish to leave; else `null`. */
    time: LeaveTime | null;
    /** Of a wish to leave; else `null`. */
    target: LeaveTarget | null;
    author: "customer" | "staff" | "system";
    label: Text;
    struck: boolean;
} & Quote;

/** Why a message was not read. */
export type NotRead = "unknown_language" | "too_short" | "only_boilerplate";

/* ---- filterRelationship ---- */

/** One week, or a part of one that ends with a repair's outcome. */
export interface Tick {
    /** What happened before the message. */
    u: "quiet" | "failure_open" | "repair_ok" | "repair_failed" | "outreach" | "late_repair";
    /** 1 where the customer was helped within the last eight ticks. */
    e: 0 | 1;
    /** What was heard; `null` where something was written that could not be read. */
    y: "silent" | "neutral" | "compliment" | "private" | "public" | "exit" | null;
}

export interface History {
    ticks: Tick[];
    /** Parameters; what is left out is as delivered. */
    model?: Partial<Model> | null;
}

export interface Filtered {
    /** Natural log-likelihood. */
    loglik: number;
    states: States;
    /** Probability of notice within 13 weeks, nothing further happening; 1 once notice is given. */
    exit13: number;
}

/* ---- readMessage ---- */

export interface ReadOptions {
    /** The customer's language, as a hint; the text itself weighs more. */
    lang?: string;
    /** Default `customer`. */
    author?: "customer" | "staff" | "system";
    /** As in `Settings`. */
    ownNames?: string[];
}

export interface Reading {
    /** `null` where it was not recognised. */
    lang: Language | null;
    /** 0 to 1. */
    langConfidence: number;
    /** Why nothing was read; then `tone`, `voice` and `arousal` are `null`. */
    notRead: NotRead | null;
    /** Shares that sum to 1. */
    tone: { negative: number; neutral: number; positive: number } | null;
    voice: "complaint" | "compliment" | "neutral" | null;
    /** 0 to 1. */
    arousal: number | null;
    signals: (Place & {
        kind: FindingKind;
        /** Of a wish to leave; else `null`. */
        time: LeaveTime | null;
        /** Of a wish to leave; else `null`. */
        target: LeaveTarget | null;
        /** Log-odds of leaving that it adds by itself; 0 for those that only move the relationship. */
        points: number;
    })[];
    /** Parts that were set aside. */
    asides: (Place & { kind: "quoted" | "signature" | "disclaimer" | "auto_reply" })[];
}

/* ---- readMessages ---- */

/**
 * Many readings in columns, one place for each message; codes are places in the lists of `words`, 255 is none.
 * What was not read is 255 in `voice` and `NaN` in `tone` and `arousal`.
 */
export interface Readings {
    /** How many messages. */
    count: number;
    lang: Uint8Array;
    notRead: Uint8Array;
    /** Shares that sum to 1. */
    tone: { negative: Float32Array; neutral: Float32Array; positive: Float32Array };
    voice: Uint8Array;
    /** 0 to 1. */
    arousal: Float32Array;
    /** One place for each signal, in order of the messages: `texts[message[i]].slice(start[i], end[i])` is the quote. */
    signals: {
        message: Uint32Array;
        kind: Uint8Array;
        start: Uint32Array;
        end: Uint32Array;
        /** Of a wish to leave; else 255. */
        time: Uint8Array;
        /** Of a wish to leave; else 255. */
        target: Uint8Array;
    };
    words: {
        lang: Language[];
        notRead: NotRead[];
        voice: ("neutral" | "compliment" | "complaint")[];
        kind: FindingKind[];
        time: LeaveTime[];
        target: LeaveTarget[];
    };
}

/* ---- explainMessage ---- */

export interface ExplainOptions {
    /** The customer's language, as a hint; the text itself weighs more. */
    lang?: string;
}

/** Log-odds against the neutral class of each: neutral tone, and neither complaint nor compliment. */
export interface WordWeights {
    negative: number;
    positive: number;
    complaint: number;
    compliment: number;
}

export interface MessageExplained {
    /** The language that it was read in; `null` where the trained reader weighed no word. */
    lang: Language | null;
    /** In the order of the text, each with what it gives to `logits`. */
    words: (Place & { weights: WordWeights })[];
    /** What the words give together, and what the message as a whole adds (its length, marks, language); without phrases. */
    logits: WordWeights | null;
}

/** Words and where they stand, in UTF-16 units: `text.slice(start, end) === quote`. */
export interface Place {
    quote: string;
    start: number;
    end: number;
}

/* ---- rankProviders ---- */

/** A text by language (BCP 47 primary tags). */
export type Localised = Record<string, string>;

/** A catalogue of alternatives, `clean-break/providers@1`; `www/providers/sample.json` is one. */
export interface ProviderCatalogue {
    schema: "clean-break/providers@1";
    /** Whether everything in it is invented. */
    sample?: boolean;
    features: { id: string; name: Localised }[];
    /** Exactly one of kind `none`, exactly one of kind `yourself`, at most one of kind `us`. */
    providers: {
        id: string;
        kind?: ProviderKind;
        name: Localised;
        what: Localised;
        monthlyPrice?: Money | null;
        minimumTermMonths?: number | null;
        noticeDays?: number | null;
        features?: Record<string, "yes" | "no" | "unknown">;
        /** ISO 3166; `*` for all; left out where unknown. */
        regions?: string[] | null;
        interest: { kind: InterestKind; text?: Localised | null };
        checkedOn: IsoDate;
        migration?: Localised | null;
        /** A page or a document. */
        source: Localised;
    }[];
}

export type ProviderKind = "company" | "us" | "none" | "yourself";

/** What we gain when a customer takes an option. */
export type InterestKind = "none" | "affiliate" | "same_group";

/** What the customer needs; what is left out takes no part. */
export interface Needs {
    /** The most for a month. */
    budget?: Money | null;
    tie?: "free" | "year" | "any" | null;
    /** Feature ids of the catalogue. */
    mustHave?: string[];
    /** A country, or a country and subdivision. */
    region?: string | null;
    /** How much each need counts; what is left out has its default. */
    weights?: Weights;
}

/** From 0, when a need takes no part, to 4. */
export interface Weights {
    /** Default 3. */
    price?: number | null;
    /** The shortest term; default 2. */
    term?: number | null;
    /** Default 1. */
    notice?: number | null;
    /** By feature id, of those that it must have; default 4. Only at 4 it is a must: with less it is a wish. */
    features?: Record<string, number>;
}

export interface RankOptions {
    /** The day from which the age of facts is measured. */
    today: IsoDate;
    /** BCP 47 tag of the language of the texts: `de`, `en`, `es`, `fr` or `it`. Default `en`. */
    lang?: string;
}

export interface Ranking {
    sample: boolean;
    /** Best first; "none at all" and "do it yourself" are always among them. */
    ranked: RankedProvider[];
    /** Companies not shown to have what they must have, or to be sold there: not to be offered among the others. */
    apart: RankedProvider[];
    /** Not sold where the customer lives. */
    excluded: { id: string; name: string; why: Text }[];
    /** What the customer has with us, for comparison; never to be offered. */
    us: RankedProvider | null;
    /** Says how ties are ordered, where there are any. */
    ties: Text | null;
    /** What the order follows: the needs that count, in words in `text`. Never what we gain. */
    by: { criterion: "price" | "term" | "notice" | "feature"; feature: string | null; weight: number; text: Text }[];
}

export interface RankedProvider {
    id: string;
    kind: ProviderKind;
    name: string;
    what: string;
    /** From 1, in its list; the same for options of the same fit and points. */
    place: number;
    tied: boolean;
    /** Whether it has what the customer must have: shown, not known, or known to lack something. */
    fit: "shown" | "not_shown" | "lacking";
    score: number;
    reasons: {
        criterion: "price" | "term" | "notice" | "feature" | "region";
        /** The feature's id, where it is one. */
        feature: string | null;
        met: "yes" | "no" | "unknown";
        weight: number;
        note: Text;
    }[];
    monthlyPrice: Money | null;
    interest: { kind: InterestKind; text: Text };
    checkedOn: IsoDate;
    /** Checked more than 180 days ago; never of `none` and `yourself`, which nobody sells. */
    stale: boolean;
    source: string;
    migration: string | null;
}

/* ---- planOffboarding ---- */

export interface PlanOptions {
    today: IsoDate;
    /** BCP 47 tag of the language of the texts: `de`, `en`, `es`, `fr` or `it`. Default `en`. */
    lang?: string;
    /** Forms by step and field; a step with answers is done where its conditions hold. `{}` does a step without a form. */
    answers?: Record<string, Record<string, Answer>> | null;
    /** Rule packs, `clean-break/rules@1`; default: all that are delivered. */
    packs?: RulePack[] | null;
    /** Another path than the advice. */
    path?: Path | null;
    /** The id of another playbook of the path than the one that serves the case best. */
    playbook?: string | null;
    /** That the customer wants to leave, and how we know. On `honour` it is taken as said in writing, today. */
    wish?: { how: "in_writing" | "by_phone" | "in_person"; on?: IsoDate | null } | null;
}

/** By the field's kind: text, date, choice and country are strings. */
export type Answer = string | boolean | Money;

/** The rules of one jurisdiction. */
export interface RulePack {
    schema: "clean-break/rules@1";
    /** `EU`, a country or a subdivision. */
    jurisdiction: string;
    rules: {
        id: string;
        /** Earlier ids of it. */
        was?: string[];
        /** A key of the catalogue, as in `rule.confirm_notice`. */
        title: string;
        covers: "consumer" | "business" | "both";
        /** For which kinds of contract it holds; default all. */
        contracts?: ("subscription" | "goods" | "telecom" | "energy" | "business_software" | "other")[];
        /** Where it stands: a key of the catalogue, as in `rule.article.privacy_15`, or words that no language changes. */
        article: string;
        from?: IsoDate | null;
        until?: IsoDate | null;
        /** Whether it is not law yet; default no. */
        pending?: boolean;
        clock?: { n: number; unit: ClockUnit } | null;
        /** Whether the customer's time, ending on a day off, runs to the next working day; default no. */
        moves?: boolean;
        /** The rule of the same pack at whose end the clock starts. */
        after?: string | null;
        /** The rule of the same pack whose clock counts for this one too. */
        counted_by?: string | null;
        /** Whether the clock is a time that lasts, and no term to act by; default no. */
        lasts?: boolean;
        who: "company" | "customer";
        /** What was read: a key of the catalogue, or words that no language changes. */
        source: string;
        confidence: Confidence;
        checked_on: IsoDate;
        /** Whether it is our own rule and not the law's; default no. */
        house?: boolean;
        /** A doubt in words, a key of the catalogue. */
        note?: string | null;
    }[];
}

export type ClockUnit = "hours" | "days" | "working_days" | "months" | "at_once";
export type Confidence = "high" | "medium" | "low";

export interface Plan {
    path: Path;
    /** `null` where the path has no plan. */
    playbook: string | null;
    version: number | null;
    title: Text | null;
    steps: Step[];
    /** Save attempts left: 0 or 1. */
    savesLeft: number;
    /** `null` while the last day is not known, no amount was given, or nobody has said what a withdrawal turns on. */
    settlement: Settlement | null;
    /** By due date. A help with their sources, not legal advice. */
    clocks: Clock[];
}

export interface Step {
    id: string;
    kind:
        | "confirm_wish"
        | "say_once"
        | "cancel"
        | "money"
        | "data"
        | "alternatives"
        | "sheet"
        | "farewell"
        | "stop_contact"
        | "close"
        | "facts"
        | "make_good"
        | "write"
        | "ask"
        | "follow_up"
        | "return";
    title: Text;
    guidance: Text;
    state: "current" | "open" | "locked" | "waiting" | "done" | "skipped";
    conditions: { text: Text; met: boolean }[];
    fields: Field[];
    /** By due date. */
    clocks: Clock[];
    skippable: boolean;
    letter: "say_once" | "acknowledge" | "confirm_end" | "farewell" | "repair" | "second_chance" | "public_answer" | "settled" | null;
}

export interface Field {
    id: string;
    kind: "text" | "date" | "money" | "choice" | "country" | "yes_no" | "decimal";
    label: Text;
    required: boolean;
    /** Answered, or known of the case. */
    value: Answer | null;
    choices: { id: string; label: Text }[];
}

export interface Clock {
    step: string;
    rule: string;
    title: Text;
    /** In words of the language asked for, and so is `source`. */
    article: string;
    who: "company" | "customer";
    source: string;
    /** When the rule was last checked. */
    checkedOn: IsoDate;
    due: IsoDate;
    /** Whether it is a time that lasts until that day (a right, a ban), and no term to act by. */
    lasts: boolean;
    n: number;
    unit: ClockUnit;
    confidence: Confidence;
    /** When what is owed was done, and how many days late; `null` while it is owed. */
    metOn: IsoDate | null;
    daysLate: number | null;
    /** Negative once overdue; `null` once met, and once what only lasted is over. */
    daysLeft: number | null;
    flags: (
        | "stale"
        | "not_in_force"
        | "low_confidence"
        | "coverage_unknown"
        | "jurisdiction_unknown"
        | "house"
        | "contract_unknown"
        | "holidays_unknown"
        | "holidays_regional"
    )[];
    /** A doubt about the rule that those do not tell. */
    note: Text | null;
}

/** A sum for each currency: nothing is converted. */
export interface Settlement {
    sums: { lines: SettlementLine[]; total: Money; direction: Direction }[];
}

export interface SettlementLine {
    label: Text;
    /** How it was worked out, and by which rule. */
    reason: Text;
    /** What is not certain about that rule. */
    doubt: Text | null;
    /** VAT included. */
    amount: Money;
    direction: Direction;
    /** Net and VAT are together the amount; the rate in percent as its decimal text, `"5.5"`. */
    vat: { rate: string; net: Money; vat: Money; reason: Text } | null;
}

/** Who pays. */
export type Direction = "to_customer" | "to_us";

/* ---- verifyJournal ---- */

export interface Verification {
    ok: boolean;
    entries: number;
    /** The entry that erased every text before it, from 1: what is missing since then is no tampering. */
    erased: number | null;
    firstBad: {
        /** The entry's number, from 1; 0 when something belongs to no entry. */
        n: number;
        code:
            | "hash"
            | "chain"
            | "number"
            | "case"
            | "unreadable"
            | "opening"
            | "text_missing"
            | "text_changed"
            | "redaction"
            | "text_unknown"
            | "document"
            | "head"
            | "beside";
        /** In English. */
        why: string;
    } | null;
}
