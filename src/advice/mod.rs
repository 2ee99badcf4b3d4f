//! The advice: repair, second chance, clean break, settle, honour or unclear, with reasons for and against.

use crate::vocabulary;

vocabulary! {
    /// What to do with the case (the first rule that applies, in this order).
    Path {
        /// The customer asks to leave: honour it at once.
        Honour = "honour",
        /// A person, the law or fraud is in it: stop and escalate.
        Escalate = "escalate",
        /// No failure and no complaint is known.
        NothingToRepair = "nothing_to_repair",
        /// Too little is known: ask one question.
        Unclear = "unclear",
        /// Stop courting; offer a dignified exit.
        CleanBreak = "clean_break",
        /// Settle what is owed; ask once.
        Settle = "settle",
        /// Apology, compensation and facts, one owner.
        SecondChance = "second_chance",
        /// Put it right.
        Repair = "repair",
    }
}
