"""What looks like a time but is none: "may" the verb, "2015 troops", "Saturday" in the name of a
newspaper.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.syntax import Syntax
from kg.extract.timex.tokens import LETTERS
from kg.extract.timex.words import SEASON_COMPOUNDS, SEASONS, WEEKDAYS

NAMES = {"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "LOC", "LAW"}
DATED = {"times.day", "times.iso-date", "times.numeric-date", "times.clock"}
YEAR_BEFORE = {
    "in", "since", "by", "of", "from", "to", "until", "till", "between", "and", "during",
    "after", "before", "through",
    "year", "early", "late", "mid", "about", "around", "circa", "the", "(", "–", "-", "—",
    "summer", "spring", "winter",
    "autumn", "fall", "late-", "throughout", "for", ",", "into", "or", "its", "his", "their",
    "'s", "a", "last", "than", "years", ";",
}  # fmt: skip
NO_YEAR_BEFORE = {
    "$", "£", "€", "no.", "flight", "route", "number",
    "#", "room", "model", "about", "nearly", "over", "than",
}  # fmt: skip
DEICTIC = "[{dayword}{weekday}]|(?<!{the})[{last}{next}]{unit}".format(**LETTERS)
YEARS_SPAN = re.compile("{year}{hyphen}{year}(?![{unit}{units}])".format(**LETTERS))
SEASON_BEFORE = {"in", "by", "this", "last", "next", "that", "until", "since", "every"}
VERBS = {"VB", "VBP", "VBZ", "VBD", "VBG", "VBN", "MD"}


def is_time(syntax: Syntax, letters: str, rule: str, match: re.Match[str]) -> bool:
    """False for words that the grammar takes for a time but the sentence does not."""
    start, end = match.span()
    if rule == "times.year":
        return len(match.group()) > 1 or match.group() == "y" or is_year(syntax, letters, start)
    if rule in DATED:
        return True
    if end - start == 1 and rule == "times.month" and syntax.tags[start] in VERBS:
        return False
    if rule in ("times.season", "times.relative-season") and not is_season(syntax, start, end):
        return False
    if rule == "times.decade" and start and syntax.tags[start - 1] == "PRP$":
        return False  # "in his 20s"
    if rule == "times.bare-period" and syntax.tags[start] in VERBS:
        return False
    if rule == "times.weekday" and end - start == 1 and is_title(syntax, start):
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
    if YEARS_SPAN.match(letters, token) and syntax.words[token] < syntax.words[token + 2]:
        return True
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
    if start_of(syntax, token) and end_of(syntax, token):
        return True  # a heading
    if after in ("NNS", "NNPS") and token == syntax.sents[syntax.sentence_of[token]][0]:
        return False
    if letters[token + 1 : token + 2] in (LETTERS["unit"], LETTERS["units"]):
        return False
    label = entity_at(syntax, token)[2]
    if label in ("DATE", "EVENT"):
        return True
    if label in ("MONEY", "QUANTITY", "PERCENT"):
        return False
    if before in ("in", "since", "during", "("):
        return after not in ("NNS", "NNPS")
    return before in YEAR_BEFORE and after not in ("NNS", "NNPS", "NN", "CD", "JJ")


def start_of(syntax: Syntax, token: int) -> bool:
    """True if a token stands first in its sentence or line."""
    return token == 0 or syntax.words[token - 1].isspace() or syntax.heads[token] == token


def end_of(syntax: Syntax, token: int) -> bool:
    return (
        token + 1 == len(syntax)
        or syntax.words[token + 1].isspace()
        or syntax.words[token + 1] == ":"
    )


def is_season(syntax: Syntax, start: int, end: int) -> bool:
    """False for the verb and for another noun: "the fall of the city", "in the spring of hope"."""
    token = next(t for t in range(start, end) if syntax.lowers[t] in SEASONS)
    before = syntax.lowers[start - 1] if start else ""
    follower = syntax.lowers[token + 1] if token + 1 < len(syntax) else ""
    if syntax.tags[token] in VERBS:
        return False
    if end - 1 > token:  # with a year
        return True
    if follower == "of" or follower in SEASON_COMPOUNDS:
        return False
    if syntax.lowers[token] in ("fall", "spring"):
        return end - start > 1 or before in SEASON_BEFORE
    return before != "a"


def is_title(syntax: Syntax, token: int) -> bool:
    """True for "Sunday" in "the Sunday Mirror"."""
    after = syntax.tags[token + 1] if token + 1 < len(syntax) else ""
    return token > 0 and syntax.lowers[token - 1] == "the" and after == "NNP"


def is_vague(syntax: Syntax, token: int) -> bool:
    word, tag = syntax.lowers[token], syntax.tags[token]
    after = syntax.tags[token + 1] if token + 1 < len(syntax) else ""
    if word in ("current", "former", "recent"):
        return tag == "JJ" and after[:2] in ("NN", "JJ", "VB", "CD")
    return word != "now" or syntax.lowers[token - 1 : token] != ["every"]  # "every now and then"


def entity_at(syntax: Syntax, token: int) -> tuple[int, int, str]:
    """The model's entity that covers a token; an empty one where there is none."""
    at = bisect_right(syntax.ents, (token, len(syntax) + 1, "")) - 1
    if at >= 0 and syntax.ents[at][1] > token:
        return syntax.ents[at]
    return (token, token, "")


def is_in_name(syntax: Syntax, start: int, end: int) -> bool:
    """True if the words are a name or part of a longer one ("the Sunday Times", "Mr. March")."""
    first, last, label = entity_at(syntax, start)
    if label not in NAMES or last < end:
        return False
    if syntax.lowers[start] in WEEKDAYS and syntax.lowers[start - 1 : start] == ["on"]:
        return False  # "on Saturday Night"
    return last - first > end - start or end - start == 1


def is_history(syntax: Syntax, letters: str) -> bool:
    """True for a text that tells of years long before its publication (or has no such day but
    many years).
    """
    years = [int(syntax.words[m.start()]) for m in re.finditer(LETTERS["year"], letters)]
    published = syntax.article.published
    if published is None:
        return len(years) >= 4 or len(re.findall(LETTERS["era"], letters)) >= 2
    recent = sum(year >= published.year - 1 for year in years)
    old = len(years) - recent + 2 * letters.count(LETTERS["era"])
    recent += len(re.findall(DEICTIC, letters))
    return old >= 3 and old > 1.5 * recent
