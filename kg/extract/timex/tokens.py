"""Each token's class for the grammar as one letter: "late November 2017" -> "lMY", so that rules
are regular expressions.

Patterns are written in names ("late? month year") and compiled by `compile_pattern`; the letters
are seen only here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.extract.timex.words import (
    DECADES,
    HOLIDAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS_OF_DAY,
    QUALIFIERS,
    SEASONS,
    SETS,
    UNITS,
    VAGUE,
    WEEKDAYS,
)

LETTERS = {
    "other": " ", "month": "M", "weekday": "W", "weekdays": "w", "season": "S", "part": "P",
    "unit": "U", "units": "V", "daynumber": "D", "smallnumber": "N", "wordnumber": "n", "year": "Y",
    "shortyear": "y", "ordinal": "O", "wordordinal": "o", "decadenumber": "T", "decadeword": "t",
    "isodate": "I", "slashdate": "J", "yearrange": "R", "quarternumber": "Q", "fiscalyear": "F",
    "holiday": "H", "holidaytail": "h", "set": "E", "vague": "v", "vaguetail": "u", "the": "d",
    "a": "a",
    "this": "z", "that": "x", "last": "l", "next": "k", "following": "f", "previous": "p",
    "same": "s",
    "early": "e", "mid": "m", "late": "g", "earlier": "b", "later": "c", "end": "j", "start": "i",
    "middle": "q", "rest": "r", "half": "A", "final": "B", "ago": "C", "before": "G", "after": "K",
    "of": "L", "in": "X", "on": "Z", "at": "À", "to": "1", "and": "2", "or": "3", "every": "4",
    "per": "5", "times": "6", "comma": "Á", "hyphen": "Â", "genitive": "Ã", "oclock": "7",
    "ampm": "8",
    "clock": "9", "noon": "0", "zone": "Ä", "few": "Å", "couple": "Æ", "dozens": "Ç",
    "qualifier": "È",
    "than": "É", "full": "Ê", "era": "Ë", "fiscal": "Ì", "dayword": "Í", "old": "Î", "open": "Ï",
    "time": "Ð", "midtoken": "Ñ", "other_": "Ò", "from": "Ó", "now": "Ô", "hours": "Õ", "long": "Ö",
}  # fmt: skip
MACROS = {
    "number": "[daynumber smallnumber wordnumber a]",
    "ordinals": "[ordinal wordordinal]",
    "anyyear": "([daynumber smallnumber year] era|year)",
    "deictic": "(the? (last|next|following|previous|same)|(this|that) (same|last|next)?)",
    "thatyear": "(deictic unit|the unit)",
    "anyunit": "[unit units hours]",
    "few_": "(few|a few|a? couple of?|a? dozens of?)",
    "amount": (
        "(few_|half a|number+ (hyphen number+)* ((to|or|hyphen) number+)? (and a? half)?|a half)"
    ),
    "datedafter": (
        "((of|in|on) the? [early late mid start end]? hyphen? (month|weekday|[daynumber "
        "ordinal] ((hyphen|and|to|or) [daynumber ordinal])? of? "
        "month|year|season|holiday|decadenumber|deictic (month|unit)|unit (?! of)|[daynumber "
        "smallnumber] era))"
    ),
    "qualifiers": "(qualifier than?)*",
    "manyyears": "year (?= units|hours|hyphen unit)",  # "2000 years", not "2018 day five"
    "count": "(qualifiers (amount|manyyears) [full long qualifier]? hyphen? full? anyunit)",
}
WORDS: dict[str, str] = {
    "the": "the", "a": "a", "an": "a", "this": "this", "these": "this", "that": "that",
    "those": "that", "last": "last", "past": "last",
    "next": "next", "coming": "next", "upcoming": "next", "following": "following",
    "subsequent": "following", "ensuing": "following", "succeeding": "following",
    "previous": "previous", "preceding": "previous", "same": "same", "early": "early", "mid": "mid",
    "late": "late", "earlier": "earlier", "later": "later", "afterwards": "later",
    "afterward": "later", "end": "end", "close": "end", "beginning": "start", "start": "start",
    "opening": "start", "middle": "middle", "rest": "rest", "remainder": "rest", "half": "half",
    "final": "final", "closing": "final", "ago": "ago", "before": "before", "prior": "before",
    "previously": "earlier", "after": "after", "of": "of", "latter": "late", "in": "in",
    "on": "on", "at": "at",
    "to": "to", "and": "and", "or": "or", "every": "every", "each": "every", "per": "per",
    "times": "times", "once": "times", "twice": "times", ",": "comma", "-": "hyphen", "–": "hyphen",
    "—": "hyphen", "'s": "genitive", "’s": "genitive", "'": "genitive", "’": "genitive",
    "o'clock": "oclock",
    "o’clock": "oclock", "a.m.": "ampm", "p.m.": "ampm", "am": "ampm", "pm": "ampm", "a.m": "ampm",
    "p.m": "ampm", "noon": "noon", "midday": "noon", "midnight": "noon", "gmt": "zone",
    "utc": "zone",
    "et": "zone", "est": "zone", "edt": "zone", "bst": "zone", "cet": "zone", "pst": "zone",
    "local": "zone", "few": "few", "several": "few", "many": "few", "couple": "couple",
    "dozen": "wordnumber", "dozens": "dozens", "number": "dozens", "than": "than", "full": "full",
    "whole": "full", "straight": "full", "consecutive": "full",
    "additional": "full", "working": "full", "business": "full", "successive": "full",
    "bc": "era", "b.c.": "era", "bce": "era", "b.c.e.": "era", "b.c": "era", "ad": "era",
    "a.d.": "era", "ce": "era", "fiscal": "fiscal", "calendar": "fiscal", "financial": "fiscal",
    "today": "dayword", "yesterday": "dayword", "tomorrow": "dayword", "tonight": "dayword",
    "overnight": "dayword", "old": "old", "olds": "old", "(": "open", "time": "time",
    "from": "from",
    "other": "other_", "hours": "hours", "hour": "unit", "long": "long",
}  # fmt: skip
CAPITALISED = {
    "may", "march", "sat", "sun", "mar", "dec", "jan",
    "apr", "aug", "sep", "wed", "mon", "fri", "thu",
}  # fmt: skip
UPPERCASE = {"bc", "ad", "ce", "et", "est"}  # other words in lower case
TRIGGERS = frozenset(
    [
        "month",
        "weekday",
        "weekdays",
        "season",
        "part",
        "unit",
        "units",
        "hours",
        "year",
        "shortyear",
        "decadenumber",
        "decadeword",
        "isodate",
        "slashdate",
        "yearrange",
        "quarternumber",
        "fiscalyear",
        "holiday",
        "set",
        "vague",
        "clock",
        "noon",
        "dayword",
        "ampm",
        "midtoken",
        "era",
    ]
)
NUMERIC = (
    ("isodate", r"\d{4}-\d\d-\d\d(?:t\d\d:\d\d.*)?"),
    ("slashdate", r"\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}/\d\d/\d\d"),
    ("year", r"1[0-9]\d\d|20\d\d|2100"),
    ("daynumber", r"0?[1-9]|[12]\d|3[01]"),
    ("ordinal", r"\d{1,2}(?:st|nd|rd|th)"),
    ("smallnumber", r"\d{1,3}(?:[,.]\d+)?"),
    ("decadenumber", r"(?:[1-9]\d{1,2}|['’‘]?[2-9])0['’]?s"),
    ("shortyear", r"['’‘]\d\d"),
    ("yearrange", r"(?:1\d|20)\d\d[-–—/](?:(?:1\d|20)\d\d|\d\d)"),
    ("clock", r"(?:[01]?\d|2[0-4])[:.][0-5]\d"),
    ("quarternumber", r"q[1-4]"),
    ("fiscalyear", r"fy(?:20)?\d\d"),
    ("midtoken", r"(?:mid|early|late)[-–](?:1\d\d\d|20\d\d|[12]\d\d0s)"),
    ("set", r"24/7"),
)
NUMERIC_RE = re.compile(
    "|".join(f"(?P<{name}>(?:{form})$)" for name, form in NUMERIC).replace(r"\1", "[/.]")
)


@cache
def word_letters() -> dict[str, str]:
    """The letter of each word as it may be written (lower case, capitalised, capitals, with a
    full stop).
    """
    names: dict[str, str] = {}
    spell(names, DECADES, "decadeword")
    spell(names, SEASONS, "season")
    spell(names, PARTS_OF_DAY, "part")
    spell(names, (f"{name}s" for name in PARTS_OF_DAY), "part")
    spell(names, UNITS, "unit")
    spell(names, (f"{name}s" for name in UNITS), "units")
    spell(names, ["centuries"], "units")
    spell(names, NUMBERS, "wordnumber")
    spell(names, ORDINALS, "wordordinal")
    spell(
        names,
        {word for phrase in QUALIFIERS for word in phrase.split()} - {"than", "as"},
        "qualifier",
    )
    spell(names, SETS, "set")
    spell(names, (word for word in VAGUE if " " not in word), "vague")
    spell(names, MONTHS, "month")
    spell(names, (f"{name}." for name in MONTHS if len(name) < 5 and name != "may"), "month")
    spell(names, WEEKDAYS, "weekday")
    spell(names, (f"{name}." for name in WEEKDAYS if len(name) < 6), "weekday")
    spell(names, (f"{name}s" for name in WEEKDAYS if len(name) > 5), "weekdays")
    for word, name in WORDS.items():
        spell(names, [word], name)
    return {word: LETTERS[name] for word, name in names.items()}


def spell(names: dict[str, str], words: Iterable[str], name: str) -> None:
    for word in words:
        if word not in CAPITALISED and word not in UPPERCASE:
            names[word] = name
        if word not in UPPERCASE:
            names[word.capitalize()] = name
        names[word.upper()] = name


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Holidays and vague phrases of several words by their first word, the longest first."""
    rows: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for section, first, tail in (
        (HOLIDAYS, "holiday", "holidaytail"),
        (VAGUE, "vague", "vaguetail"),
    ):
        for phrase in section:
            words = tuple(phrase.replace("'s", " 's").replace("s' ", "s ' ").split())
            if len(words) > 1 or first == "holiday":
                rows.setdefault(words[0], []).append((words, LETTERS[first], LETTERS[tail]))
    return {word: sorted(found, key=lambda row: -len(row[0])) for word, found in rows.items()}


def classify(words: list[str], lowers: list[str]) -> str:
    """One letter a token."""
    letters, get, starts = [], word_letters().get, phrases()
    for word, lower in zip(words, lowers, strict=True):
        letter = get(word)
        if letter is None:
            letter = " "
            if "'" <= word[:1] <= "9" or word[:1] in "QqFfMmEeLl‘’":
                found = NUMERIC_RE.match(lower)
                if found:
                    letter = LETTERS[found.lastgroup or "other"]
        letters.append(letter)
    for token, lower in enumerate(lowers):
        if lower in starts:
            place_phrase(letters, lowers, token, starts[lower])
    return "".join(letters)


def place_phrase(
    letters: list[str], lowers: list[str], token: int, rows: list[tuple[tuple[str, ...], str, str]]
) -> None:
    for phrase, first, tail in rows:
        end = token + len(phrase)
        if tuple(lowers[token:end]) == phrase or (
            len(phrase) > 1
            and tuple(word.replace("’", "'") for word in lowers[token:end]) == phrase
        ):
            letters[token:end] = [first] + [tail] * (len(phrase) - 1)
            return


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of class names as a regular expression over the letters; raises KeyError for an
    unknown name.
    """
    return re.compile(expand(pattern))


def expand(pattern: str) -> str:
    def letter(match: re.Match[str]) -> str:
        name = match.group(2)
        if name is None:
            return match.group(0)
        if name in MACROS:
            return expand(MACROS[name])
        return re.escape(LETTERS[name])

    pattern = re.sub(r"\((?!\?)", "(?:", pattern)
    pattern = re.sub(r"(\?P<\w+>)|(\w+)", letter, pattern)
    return re.sub(r"(?<!\\) ", "", pattern)


def trigger_pattern() -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(LETTERS[name]) for name in sorted(TRIGGERS)) + "]")
