"""What looks like a time but is none: "may" the verb, "2015 troops", "Saturday" in the name of a newspaper."""

from __future__ import annotations

import re

from kg.extract.syntax import Syntax
from kg.extract.timex.tokens import LETTERS

NAMES = {"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "LOC", "LAW"}
DATED = {"times.day", "times.iso-date", "times.numeric-date", "times.clock"}
YEAR_BEFORE = {
    "in", "since", "by", "of", "from", "to", "until", "till", "between", "and", "during", "after", "before", "through",
    "year", "early", "late", "mid", "about", "around", "circa", "the", "(", "–", "-", "—", "summer", "spring", "winter",
    "autumn", "fall", "late-", "throughout", "for", ",", "into", "or", "its", "his", "their", "'s", "a", "last", "than", "years", ";",
}  # fmt: skip
NO_YEAR_BEFORE = {"$", "£", "€", "no.", "flight", "route", "number", "#", "room", "model", "about", "nearly", "over", "than"}  # fmt: skip
VERBS = {"VB", "VBP", "VBZ", "VBD", "VBG", "VBN", "MD"}


def is_time(syntax: Syntax, letters: str, rule: str, match: re.Match[str]) -> bool:
    """False for words that the grammar takes for a time but the sentence does not."""
    start, end = match.span()
    if rule == "times.year":
        return len(match.group()) > 1 or match.group() == "y" or is_year(syntax, letters, start)
    if rule in DATED:
        return True
    if end - start == 1 and rule in ("times.month", "times.season"):
        if syntax.tags[start] in VERBS or (rule == "times.season" and not is_season(syntax, start)):
            return False
    if rule == "times.bare-period" and syntax.tags[start] in VERBS:
        return False
    if rule == "times.vague" and not is_vague(syntax, start):
        return False
    if rule == "times.period" and syntax.lowers[end - 1].startswith("quarter"):
        return False  # "a quarter of the seats"
    return not is_in_name(syntax, start, end)


def is_year(syntax: Syntax, letters: str, token: int) -> bool:
    """True for a bare number that is a year: the model says so, or the words around it do."""
    before = syntax.lowers[token - 1] if token else ""
    after = syntax.tags[token + 1] if token + 1 < len(syntax) else ""
    follower = syntax.lowers[token + 1] if token + 1 < len(syntax) else ""
    if before in NO_YEAR_BEFORE or follower in (
        "%",
        "percent",
        "per",
        "km",
        "miles",
        "people",
        "metres",
        "meters",
    ):
        return False
    if letters[token] == LETTERS["smallnumber"]:
        return before in ("in", "of") and not after.startswith("NN") and follower != "the"
    label = next((label for a, b, label in syntax.ents if a <= token < b), "")
    if label in ("DATE", "EVENT"):
        return True
    if label in ("MONEY", "QUANTITY", "PERCENT"):
        return False
    if before in ("in", "since", "during", "("):
        return after not in ("NNS", "NNPS")
    return before in YEAR_BEFORE and after not in ("NNS", "NNPS", "NN", "CD", "JJ")


def is_season(syntax: Syntax, token: int) -> bool:
    """A bare season is a time without an adjective's work: "in winter", not "the fall of the city" or "a spring"."""
    before = syntax.lowers[token - 1] if token else ""
    follower = syntax.lowers[token + 1] if token + 1 < len(syntax) else ""
    if syntax.lowers[token] in ("fall", "spring"):
        return (
            before in ("in", "by", "this", "last", "next", "that", "until", "since", "every")
            and follower != "of"
        )
    return follower not in ("of",) and before not in ("a",)


def is_vague(syntax: Syntax, token: int) -> bool:
    word, tag = syntax.lowers[token], syntax.tags[token]
    after = syntax.tags[token + 1] if token + 1 < len(syntax) else ""
    if word in ("current", "former", "recent"):
        return tag == "JJ" and after[:2] in ("NN", "JJ", "VB", "CD")
    return True


def is_in_name(syntax: Syntax, start: int, end: int) -> bool:
    """True if the words are part of a longer name ("the Sunday Times")."""
    return any(
        a <= start and end <= b and b - a > end - start and label in NAMES
        for a, b, label in syntax.ents
        if b > start and a < end
    )


def is_history(syntax: Syntax, letters: str) -> bool:
    """True for a text that tells of years long before its publication (or has no such day but many years)."""
    years = [int(syntax.words[m.start()]) for m in re.finditer(LETTERS["year"], letters)]
    published = syntax.article.published
    if published is None:
        return len(years) >= 4 or len(re.findall(LETTERS["era"], letters)) >= 2
    old = sum(year < published.year - 1 for year in years) + 2 * letters.count(LETTERS["era"])
    recent = len(years) - sum(year < published.year - 1 for year in years)
    recent += letters.count(LETTERS["dayword"]) + letters.count(LETTERS["weekday"])
    return old >= 8 and old > 3 * recent
