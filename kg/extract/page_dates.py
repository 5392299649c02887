"""Finds the dates of the page itself: in "Clerk fined Posted: May 4, 2016" nobody was fined that
day.

Scraped text keeps the lines that say when it was published or changed, and the addresses of pages
with their dates. They are times, but tell of no event when it happened.
"""

from __future__ import annotations

import re

from kg.extract.syntax import Syntax
from kg.model import Time

MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = rf"(?:{MONTH}\s+{DAY},?\s+\d{{4}}|{DAY}\s+{MONTH},?\s+\d{{4}}|\d+\s?[/-]\s?\d+\s?[/-]\s?\d+)"
CLOCK = r"\d{1,2}\s?[:.]\s?\d\d(?:\s?:\s?\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?(?:\s?[A-Z]{2,4}\b)?"
BETWEEN = r"\s*[,|@/–—-]?\s*(?:at\s+)?"
STAMP = re.compile(rf"(?:{DATE}{BETWEEN}{CLOCK}|{CLOCK}{BETWEEN}(?:[a-z]{{3,9}}\s+)?{DATE})", re.I)
FULL_DATE = re.compile(rf"(?:[a-z]{{3,9}}\.?,?\s+)?{DATE}", re.I)
YEAR = re.compile(r"\d{4}|\d\s?[:.]\s?\d\d|\d\s?[ap]\.?m", re.I)  # no stamp is without any of these
LABELS = frozenset({"posted", "updated", "published", "modified", "filed"})
LABEL = re.compile(
    r"(?:\b(?:Posted|Updated|Published|Modified|Filed)\b|\b(?:last |^|[,;|(]\s*)updated\b"
    r"|\b(?:POSTED|UPDATED|PUBLISHED)\b)(?:\s+[Oo]n)?\s*[:|-]?\s*(?:[A-Z][a-z]{2,8},?\s+)?$"
)
GOVERNED = re.compile(
    r"\b(?:a|after|an|at|before|by|dated|during|every|for|from|in|its|next|of|on|since|than|the|this"
    r"|through|till|to|until)\s+(?:[a-z]+day,?\s+)?$",
    re.I,
)
CONTINUED = re.compile(r",?\s+[a-z]")  # what comes behind a date within a sentence
NEW_LINE = re.compile(r"[ \t]+[\"“(]?[A-Z]")  # what comes behind a date that ends its line
REACH = 40  # characters on either side that can belong to a stamp


def find_page_dates(syntax: Syntax, times: tuple[Time, ...]) -> frozenset[int]:
    """The indices of the times that date the page and nothing in it."""
    text = syntax.article.text
    return frozenset(
        index
        for index, time in enumerate(times)
        if time.passage is not None and is_page_date(text, time.passage.begin, time.passage.end)
    )


def find_labels(
    syntax: Syntax, times: tuple[Time, ...], page_dates: frozenset[int]
) -> frozenset[int]:
    """The tokens before dates of the page that tell no event: "[Posted]: May 4"."""
    found = set()
    for index in sorted(page_dates):
        passage = times[index].passage
        token = syntax.token_at.get(passage.begin) if passage else None
        for before in range(max(0, (token or 0) - 3), token or 0):
            if syntax.lowers[before] in LABELS:
                found.add(before)
    return frozenset(found)


def is_page_date(text: str, begin: int, end: int) -> bool:
    """True if the words from `begin` to `end` are a stamp, the date behind "Posted:" or in the
    address of a page, or a date that stands between a headline and what follows it.
    """
    if YEAR.search(text, begin, end) is None and text[end : end + 2].strip()[:1] != "/":
        return False
    before, after = text[max(0, begin - REACH) : begin], text[end : end + REACH]
    if before.rstrip().endswith("/") and after.lstrip().startswith("/"):
        return True
    if LABEL.search(before):
        return CONTINUED.match(after) is None
    window = text[max(0, begin - REACH) : end + REACH]
    for stamp in STAMP.finditer(window):
        first = max(0, begin - REACH) + stamp.start()
        if first < end and begin < first + len(stamp[0]):
            return GOVERNED.search(text[max(0, first - 20) : first]) is None
    return is_between(text, begin, end, before, after)


def is_between(text: str, begin: int, end: int, before: str, after: str) -> bool:
    """True for the date of "Clerk fined over bribes May 4, 2016 A clerk was fined on Monday"."""
    if FULL_DATE.fullmatch(text, begin, end) is None or NEW_LINE.match(after) is None:
        return False
    line = before.rsplit("\n", 1)[-1].rstrip()
    return bool(line) and line[-1].isalnum() and GOVERNED.search(before) is None
