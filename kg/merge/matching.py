"""Whether two events may be one occurrence: "rebels shelled the port", "the shelling of the port".

What they share is added up to a score: words, story, participants, places, days; words that say
little and roles with other fillers take something off. What contradicts forbids the match.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.merge.excerpts import Where
from kg.merge.tellings import Telling, find_conflict
from kg.ontology import load_ontology

ENOUGH = 0.7  # score from which two events are one occurrence
SAME_WORD, SAME_TYPE = 0.45, 0.25
VAGUE = 0.1  # taken off for words that say little: "make", "plan", "warn"
OTHER_FILLER = 0.1  # taken off for each role that both fill, and with other things
UNSUPPORTED = 0.1  # taken off for words that nothing but the story supports, beyond the lead
STORY_AT_MOST = 0.4
SAME_NAME, SAME_HEAD, SAME_PLACE, SAME_DAY = 0.2, 0.1, 0.15, 0.15
SHARED_AT_MOST = 0.4
NARROW = 3  # days within which equal times mean something
_VAGUE = frozenset({"Action", "Change", "Communication"})
_FILLED = ("agent", "patient", "result", "topic", "recipient", "beneficiary", "destination")


@dataclass(frozen=True, slots=True)
class Match:
    """Why two tellings may be one."""

    score: float
    rule: str
    reason: str


def find_match(a: Telling, b: Telling, story: float, places: Mapping[str, Where]) -> Match | None:
    """The score of two tellings; None if it is not enough, or something forbids them to be one."""
    has_one_word = a.lemma == b.lemma
    # unlike words of unlike types only meet as "killed" and "died" in one article
    base = SAME_WORD if has_one_word or a.type != b.type else SAME_TYPE
    family = load_ontology().upper_type(a.type)
    if family == "Communication" and a.article == b.article:
        return None
    if family in _VAGUE:
        base -= VAGUE
    base += min(STORY_AT_MOST, story)
    if base + SHARED_AT_MOST < ENOUGH:
        return None
    shared, reasons = _shared(a, b, places)
    if not reasons and not (a.is_leading and b.is_leading):
        base -= UNSUPPORTED
    if base + shared < ENOUGH or find_conflict(a, b, places):
        return None
    words = f"both say {a.lemma!r}" if has_one_word else f"{a.lemma!r} and {b.lemma!r}: {a.type}"
    about = "one article" if a.article == b.article else f"articles alike at {story:.2f}"
    return Match(
        score=round(min(1.0, base + shared), 2),
        rule="occurrences.same-word" if has_one_word else "occurrences.same-type",
        reason="; ".join((words, about, *reasons)),
    )


def _is_telling(key: str, places: Mapping[str, Where]) -> bool:
    """True for names, but not for those of countries, which are in every other event."""
    where = places.get(key)
    return not key.startswith("head:") and not (where is not None and where.is_country)


def _shared(a: Telling, b: Telling, places: Mapping[str, Where]) -> tuple[float, list[str]]:
    """What participants, places and days add, and in words."""
    points, reasons = 0.0, []
    for role in sorted(a.roles):
        for other in sorted(b.roles):
            for key in sorted(a.roles[role] & b.roles[other]):
                worth = SAME_NAME if _is_telling(key, places) else SAME_HEAD
                points += worth if role == other else worth / 2
                reasons.append(f"{role} {key.partition(':')[2] or key.partition('/')[2]}")
    if shared := a.places & b.places:
        points += SAME_PLACE
        reasons.append(f"in {min(shared).partition('/')[2]}")
    if _is_narrow(a) and _is_narrow(b):
        points += SAME_DAY
        reasons.append("same days")
    points = min(points, SHARED_AT_MOST) - OTHER_FILLER * _other_fillers(a, b)
    return points, list(dict.fromkeys(reasons))


def _other_fillers(a: Telling, b: Telling) -> int:
    """How many roles both fill, and with nothing in common."""
    return sum(
        role in a.roles and role in b.roles and not a.roles[role] & b.roles[role]
        for role in _FILLED
    )


def _is_narrow(telling: Telling) -> bool:
    if telling.earliest is None or telling.latest is None:
        return False
    return (telling.latest - telling.earliest).days < NARROW
