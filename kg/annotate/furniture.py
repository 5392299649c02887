"""What stands around the news: datelines ("GOMA, Congo (Reuters) -") and sentences of the page.

Both are found by patterns of their words; a dateline only where a paragraph begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

DATELINE = re.compile(
    r"""(?P<place>[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,3}
          (?:,\ ?[A-Z][\w.'’-]*(?:\ [A-Z][\w.'’-]*){0,2}){0,2})?
        (?P<day>\ \d{1,2}(?:,\ \d{4})?\.?|,?\ \d{1,2}\ [A-Z][a-z]+\.?(?:\ \d{4})?)?
        \ ?(?P<agency>\([A-Z][\w.&/ ’'-]{1,40}\)|/[A-Z][\w .-]{1,20}/\.?)?
        (?P<dash>\ ?(?:—|–|--)\ ?|(?:(?<=\ )|\ )-\ )?""",
    re.VERBOSE,
)
CAPITALS = re.compile(r"[A-Z]{4,}")

# What readers are asked to do, credits, rights, furniture of the page: one line each.
BOILERPLATE = re.compile(
    r"""(?:
      (?:read|see|watch|click|tap|listen)\s+(?:more|also|next|here|on|below|this)\b
    | (?:read|see|watch|click|tap|listen)\s+the\s+(?:rest|full|original|video|whole)\b
    | (?:also|further)\s+read(?:ing)?\b
    | related(?:\s+(?:articles?|stor(?:y|ies)|news|links?|topics?|coverage))?\s*:
    | (?:like|follow|join|find|contact|e-?mail|reach|call)\s+(?:us|the\s+author)\b
    | (?:like|follow|join|find)\s+(?:him|her|them|me|our\s+\w+|@?\w+(?:\s\w+){0,3})\s+on
        \s+(?:twitter|facebook|instagram|telegram|x|youtube|linkedin)\b
    | (?:to\s+)?(?:sign\s+up|subscribe|unsubscribe|register\s+now|download\s+(?:our|the)\s+app)\b
    | get\s+(?:the|our)\s+\w+\s+newsletter\b
    | to\s+(?:comment\s+on\s+this|report\s+an?\s+(?:typo|error))\b
    | (?:file\s+)?(?:photos?|photograph|image|picture|video|graphic|credit)
        (?:\s+(?:by|courtesy|credit))?\s*[:/]
    | (?:photo|image|picture|photograph|video)s?\s+(?:by|courtesy\s+of|provided\s+by)\s+(?-i:[A-Z])
    | copyright\s+(?:©|\(c\)|\d{4}|by\b) | © | c\)\s*\d{4} | all\s+rights\s+reserved
    | (?:terms\s+of\s+(?:use|service)|privacy\s+policy)\s*(?:[.|]|$)
    | (?:advertisement|sponsored(?:\s+content)?|trending|most\s+(?:read|popular)|newsletter
        |recommended(?:\s+for\s+you)?|share\s+this\b.*|tags?\s*:.*)\s*[.:!]?\s*$
    | (?:additional\s+)?(?:reporting|writing|editing)\s+by\s+(?-i:[A-Z])
    | trends\s+(?-i:[A-Z])
    | (?:this\s+)?(?:material|article)\s+may\s+not\s+be\s+(?:published|reproduced)
    | this\s+(?:article|story|post|report)\s+(?:was\s+)?(?:originally|first)
        \s+(?:appeared|published)
    | comments?\s+(?:are\s+closed|\(\d+\))
    | have\s+(?:a|any)\s+(?:news\s+)?tips?\?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
FIRST_WORD = re.compile(r"[\w-]+|©")
FIRST_WORDS = frozenset({
    "©", "additional", "advertisement", "all", "also", "article", "c", "call", "click", "comment",
    "comments", "contact", "copyright", "credit", "download", "e-mail", "editing", "email",
    "file", "find", "follow", "further", "get", "graphic", "have", "image", "images", "join",
    "like", "listen", "material", "most", "newsletter", "photo", "photograph", "photos",
    "picture", "pictures", "privacy", "reach", "read", "recommended", "register", "related",
    "reporting", "see", "share", "sign", "sponsored", "subscribe", "tag", "tags", "tap", "terms",
    "this", "to", "trending", "trends", "unsubscribe", "video", "videos", "watch", "writing"
})  # what BOILERPLATE may begin with  # fmt: skip
LONGEST_CREDIT = 120  # characters
AGENCIES = ("Getty", "Reuters", "AP", "AFP", "EPA")
TRAILING_CREDIT = re.compile(
    r"^[^.!?]{0,80}(?:/|\s-\s|via\s)(?:Getty|Reuters|AP|AFP|EPA)(?:\s(?:Photo|Images))?\W*$"
)


def find_datelines(text: str) -> Iterator[tuple[int, int]]:
    """Character ranges of datelines: a place in capitals or an agency, closed by a dash."""
    for begin in paragraph_begins(text):
        match = DATELINE.match(text, begin, min(len(text), begin + 140))
        if match is None or match.end() == begin:
            continue
        place, agency, dash = match["place"], match["agency"], match["dash"]
        closed = dash or (agency and agency.startswith("/"))
        capitals = bool(place) and bool(CAPITALS.match(place))
        if closed and (agency or capitals) and has_story(text, match.end()):
            yield begin, begin + len(text[begin : match.end()].rstrip())


def has_story(text: str, begin: int) -> bool:
    """True if a sentence of eight words or more begins here: "NATO - the alliance" has none."""
    if text[begin : begin + 1].islower():
        return False
    end = text.find("\n\n", begin)
    return text.count(" ", begin, end if end >= 0 else len(text)) >= 7


def paragraph_begins(text: str) -> Iterator[int]:
    """The offsets at which paragraphs begin."""
    begin = 0
    while begin >= 0:
        while begin < len(text) and text[begin].isspace():
            begin += 1
        if begin < len(text):
            yield begin
        begin = text.find("\n", begin)


def find_boilerplate(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of boilerplate sentences ("Read more", photo credits, copyright lines)."""
    text = doc.text
    credited = any(agency in text for agency in AGENCIES)
    rows = doc.to_array(["SENT_START", "IDX"]).tolist()
    starts = [token for token, row in enumerate(rows) if row[0] == 1 or token == 0]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=False):
        begin = rows[start][1]
        last = rows[end][1] if end < len(rows) else len(text)
        while begin < last and text[begin] in " \n\t*_[(":
            begin += 1
        word = FIRST_WORD.match(text, begin, last)
        if word is None:
            continue
        asks = word[0].lower() in FIRST_WORDS and BOILERPLATE.match(text, begin, last)
        short = credited and last - begin < LONGEST_CREDIT
        if asks or (short and TRAILING_CREDIT.match(text[begin:last].strip())):
            yield start, end
