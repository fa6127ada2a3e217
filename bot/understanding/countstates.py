"""Which state of a volunteer is meant, told from the meanings of the words (those of `countwords.tsv`, in order)."""

import re

_NO = r"(?:not|yet)"
_PROMISE = re.compile(r"\b(?:confirm|say|yes|able|will|join|reg|come)\b")
_UNKEPT = re.compile(rf"^(?:small )?{_NO} (?:(?:small|done) )?(?:come|join|checkin|absen|enter|arrive)\b|^{_NO}$")


def _rule(state: str, *patterns: str) -> tuple[str, re.Pattern[str]]:
    return state, re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns))


_RULES = (
    _rule(
        "unreachable",
        "blocked", "dead",
        r"fail (?:\S+ ){0,2}(?:sent|arrive|enter|reach|msg)", r"(?:msg|sent|arrive|reach) (?:\S+ )?fail",
        rf"{_NO} (?:\S+ ){{0,2}}(?:sent|reach|active)",
        rf"msg (?:\S+ ){{0,3}}{_NO} (?:\S+ )?(?:arrive|enter|seat)",
        rf"{_NO} (?:able )?(?:arrive|able|enter) (?:\S+ ){{0,2}}msg", rf"{_NO} able (?:at )?msg",
        "not (?:able )?arrive", r"hard (?:\S+ )?(?:reach|msg)",
    ),
    _rule(
        "waitlisted",
        r"wait(?! (?:\S+ )?(?:confirm|say|msg|sure)\b)", rf"{_NO} (?:able |arrive )?(?:\S+ )?seat",
    ),
    _rule("cancelled", "(?<!not )(?<!yet )cancel", r"fail (?:\S+ )?(?:join|come|reg)"),
    _rule("attended", rf"confirm (?:(?!{_NO})\S+ ){{0,2}}done (?:small )?(?:come|checkin)"),
    _rule(
        "maybe",
        "maybe", rf"{_NO} (?:\S+ )?sure", r"wait (?:\S+ )?(?:confirm|say|msg|sure)",
    ),
    _rule("unanswered", "silent", rf"{_NO} (?:(?!reg)\S+ )?(?:confirm|say)"),
    _rule("absent", r"(?:come|join) (?:\S+ )?not (?:\S+ )?(?:come|join)"),
    _rule(
        "declined",
        "decline", rf"{_NO} (?:\S+ )?able", r"not (?:\S+ )?will", "will not", "not (?:small )?join",
        f"{_NO} yes", "(?:say|confirm) not", "that (?:small |done )?permit", r"(?:people|heads|done|pillar:\w+) permit",
        "permit not",
    ),
    _rule(
        "absent",
        "skip", rf"{_NO} (?:\S+ ){{0,2}}(?:come|checkin|absen|enter|join|arrive)",
        r"(?<!done )(?<!small )absen(?! come)",
    ),
    _rule(
        "confirmed",
        "confirm", "(?:will|able|yes|sure) (?:small |at )?(?:come|join|will)",
        r"say (?:\S+ )?(?:ya|yes|join|come|able|will)", "(?:that|done|will) (?:ya|yes|able|say|will)(?! reg)",
        r"(?:people|heads|pillar:\w+) yes", r"later (?:\S+ )*(?:come|join)", r"(?:come|join) (?:\S+ )*later",
    ),
    _rule(
        "attended",
        "come", "checkin", "absen", "done (?:arrive|join)(?! reg)",
        r"join (?:\S+ )*yesterday", r"yesterday (?:\S+ )*join",
    ),
    _rule("confirmed", "join(?! reg)"),
)  # fmt: skip
"""The first that fits tells the state; what is denied or doubted stands before what it is made of."""


def state_in(meanings: str) -> str:
    """The state that the meanings of a question's words ask for, as `Wanted.measure` names it; "" where they say none.

    Of "confirmed but not there" the part counts that says how it ended.
    """
    before, but, after = meanings.partition(" but ")
    if but:
        if _PROMISE.search(before) and _UNKEPT.search(after):
            return "absent"
        return state_in(after) or _plain_state(before)
    before, although, after = meanings.partition("although ")
    return (_plain_state(before) or _plain_state(after)) if although else _plain_state(meanings)


def _plain_state(meanings: str) -> str:
    return next((state for state, pattern in _RULES if pattern.search(meanings)), "")
