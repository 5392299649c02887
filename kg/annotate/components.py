"""spaCy components: quotations, datelines and boilerplate sentences of a Doc.

'GOMA, Congo (Reuters) - "We left," he said. Read more on our site.' gets the dateline "GOMA,
Congo (Reuters) -", the quotation "We left," and the boilerplate sentence "Read more on our
site.", each in `doc.spans`. All three look at the Doc once and never change a token; they run per
piece of a long article, so nothing here looks beyond a paragraph that a piece may end with.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING = {"“": "”", "«": "»", "„": "“", "``": "''"}  # marks that open, and what closes them
DOUBLE_CLOSERS = {"”", "''", "»", '"', "“"}
SINGLE = {"'", "‘", "’", "`"}
MARKS = {'"', "“", "”", "„", "«", "»", "``", "''", "'", "‘", "’", "`", '""'}
LONGEST_SINGLE = 60  # tokens; longer runs between single marks are apostrophes
NO_QUOTE_AFTER = re.compile(r"(?:\d\ds?|em|til|twas|cause|n|round)\b", re.IGNORECASE)

DATELINE = re.compile(
    r"""(?P<place>[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,3}
          (?:,\ ?[A-Z][\w.'’-]*(?:\ [A-Z][\w.'’-]*){0,2}){0,2})?
        (?P<day>\ \d{1,2}(?:,\ \d{4})?\.?)?
        \ ?(?P<agency>\([A-Z][\w.&/ ’'-]{1,40}\)|/[A-Z][\w .-]{1,20}/\.?)?
        (?P<dash>\ ?(?:—|–|--)\ ?|\ -\ )?""",
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
    | (?:photo|image|picture|photograph|video)s?\s+(?:by|courtesy\s+of|provided\s+by)\s+[A-Z]
    | copyright\b | © | c\)\s*\d{4} | all\s+rights\s+reserved
    | terms\s+of\s+(?:use|service) | privacy\s+policy
    | (?:advertisement|sponsored(?:\s+content)?|trending|most\s+(?:read|popular)|newsletter
        |recommended(?:\s+for\s+you)?|share\s+this\b.*|tags?\s*:.*)\s*[.:!]?\s*$
    | (?:additional\s+)?(?:reporting|writing|editing)\s+by\s+[A-Z]
    | trends\s+\S
    | (?:this\s+)?(?:material|article)\s+may\s+not\s+be\s+(?:published|reproduced)
    | this\s+(?:article|story|post|report)\s+(?:was\s+)?(?:originally|first)
        \s+(?:appeared|published)
    | comments?\s+(?:are\s+closed|\(\d+\))
    | have\s+(?:a|any)\s+(?:news\s+)?tips?\?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
FIRST_WORD = re.compile(r"[\w-]+|©")
FIRST_WORDS = frozenset(
    [
        "©",
        "additional",
        "advertisement",
        "all",
        "also",
        "article",
        "c",
        "call",
        "click",
        "comment",
        "comments",
        "contact",
        "copyright",
        "credit",
        "download",
        "e-mail",
        "editing",
        "email",
        "file",
        "find",
        "follow",
        "further",
        "get",
        "graphic",
        "have",
        "image",
        "join",
        "like",
        "listen",
        "material",
        "most",
        "newsletter",
        "photo",
        "photograph",
        "photos",
        "picture",
        "pictures",
        "images",
        "privacy",
        "reach",
        "read",
        "recommended",
        "register",
        "related",
        "reporting",
        "see",
        "share",
        "sign",
        "sponsored",
        "subscribe",
        "tag",
        "tags",
        "tap",
        "terms",
        "this",
        "to",
        "trending",
        "trends",
        "unsubscribe",
        "video",
        "videos",
        "watch",
        "writing",
    ]
)  # what BOILERPLATE may begin with
AGENCIES = ("Getty", "Reuters", "AP", "AFP", "EPA")
TRAILING_CREDIT = re.compile(
    r"^[^.!?]{0,80}(?:/|\s-\s|via\s)(?:Getty|Reuters|AP|AFP|EPA)(?:\s(?:Photo|Images))?\W*$"
)


def register(nlp: Language) -> None:
    """Add the three components at the end of a pipeline, once."""
    for name in ("kg_quotations", "kg_datelines", "kg_boilerplate"):
        if name not in nlp.pipe_names:
            nlp.add_pipe(name, last=True)


@Language.factory("kg_quotations", assigns=["doc.spans"])
def build_quotations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets `doc.spans["quotations"]`: words inside quotation marks."""
    marks = {nlp.vocab.strings.add(mark): mark for mark in sorted(MARKS)}

    def mark_quotations(doc: Doc) -> Doc:
        doc.spans["quotations"] = [
            Span(doc, start, end) for start, end in find_quotations(doc, marks)
        ]
        return doc

    return mark_quotations


@Language.factory("kg_datelines", assigns=["doc.spans"])
def build_datelines(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets `doc.spans["datelines"]`: "GOMA, Congo (Reuters) -"."""

    def mark_datelines(doc: Doc) -> Doc:
        found = (
            doc.char_span(a, b, alignment_mode="contract") for a, b in find_datelines(doc.text)
        )
        doc.spans["datelines"] = [span for span in found if span is not None and len(span)]
        return doc

    return mark_datelines


@Language.factory("kg_boilerplate", requires=["doc.sents"], assigns=["doc.spans"])
def build_boilerplate(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets `doc.spans["boilerplate"]`: sentences of the page, not the news."""

    def mark_boilerplate(doc: Doc) -> Doc:
        doc.spans["boilerplate"] = [Span(doc, a, b) for a, b in find_boilerplate(doc)]
        return doc

    return mark_boilerplate


def find_quotations(doc: Doc, marks: dict[int, str]) -> list[tuple[int, int]]:
    """Token ranges inside quotation marks, in text order; only the outermost of nested ones.

    A paragraph whose quotation is not closed is quoted to its end if the next begins with a mark,
    the newspaper's way to continue a quotation; any other unpaired mark is no quotation.
    """
    candidates = [
        (token, marks[orth])
        for token, orth in enumerate(doc.to_array("ORTH").tolist())
        if orth in marks
    ]
    if not candidates:
        return []
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(candidates):
        token, mark = candidates[at]
        opened = is_double_opening(doc, token, mark)
        if opened or is_single_opening(doc, token, mark):
            end, used = find_closing(doc, candidates, at, single=not opened)
            if end > token + 1:
                found.append((first_word(doc, candidates, at) if opened else token + 1, end))
                at = used
                continue
        at += 1
    return [(start, end) for start, end in found if end > start]


def first_word(doc: Doc, candidates: list[tuple[int, str]], at: int) -> int:
    """The token after an opening mark; two single marks may stand for one double mark."""
    token, mark = candidates[at]
    doubled = mark in SINGLE and at + 1 < len(candidates) and candidates[at + 1][0] == token + 1
    return token + 2 if doubled else token + 1


def is_double_opening(doc: Doc, token: int, mark: str) -> bool:
    """True for an opening mark; a straight one opens if a word follows without a space."""
    if mark in OPENING:
        return True
    if mark in SINGLE:
        return is_doubled(doc, token) and has_opening_shape(doc, token, width=2)
    return mark in {'"', "''", '""', "”"} and has_opening_shape(doc, token)


def is_doubled(doc: Doc, token: int) -> bool:
    """True if this single mark and the next, without space between, stand for one double mark."""
    return (
        token + 1 < len(doc)
        and not doc[token].whitespace_
        and doc[token + 1].text == doc[token].text
        and doc[token].text in SINGLE
    )


def has_opening_shape(doc: Doc, token: int, width: int = 1) -> bool:
    """True if a word follows without space, and a space, bracket or dash stands before."""
    last = token + width - 1
    if last + 1 >= len(doc) or doc[last].whitespace_ or doc[last + 1].is_space:
        return False
    if token == 0 or doc[token - 1].whitespace_ or doc[token - 1].is_space:
        return True
    return doc[token - 1].text[-1] in "([{—–-/:*_“\"'‘"


def is_single_opening(doc: Doc, token: int, mark: str) -> bool:
    """True for a single opening mark, not an apostrophe ("'90s", "rock 'n' roll")."""
    if mark not in {"'", "‘"} or not has_opening_shape(doc, token):
        return False
    return not NO_QUOTE_AFTER.match(doc[token + 1].text)


def find_closing(
    doc: Doc, candidates: list[tuple[int, str]], at: int, *, single: bool
) -> tuple[int, int]:
    """The token that ends the quotation opened by a candidate, and the candidate to go on with.

    The end is 0 if the mark has no partner.
    """
    opening, mark = candidates[at]
    paragraph_end = next_break(doc, opening)
    doubled = not single and mark in SINGLE
    for later in range(at + (2 if doubled else 1), len(candidates)):
        token, other = candidates[later]
        if token >= paragraph_end:
            break
        if single:
            if token - opening > LONGEST_SINGLE:
                return 0, at + 1
            if other in {"'", "’"} and is_single_closing(doc, token):
                return token, later + 1
        elif doubled:
            if is_doubled(doc, token):
                return token, later + 2
        elif is_double_closing(doc, token, other, mark):
            return token, later + 1
    if single:
        return 0, at + 1
    return end_of_open_quotation(doc, candidates, at, paragraph_end)


def end_of_open_quotation(
    doc: Doc, candidates: list[tuple[int, str]], at: int, paragraph_end: int
) -> tuple[int, int]:
    """Where a quotation ends whose paragraph does not close it."""
    rest = [c for c in candidates[at + 1 :] if c[0] >= paragraph_end and c[1] not in SINGLE]
    if paragraph_end >= len(doc) or not rest:
        return 0, at + 1
    token, mark = rest[0]
    later = candidates.index(rest[0])
    begins_paragraph = all(doc[i].is_space for i in range(paragraph_end, token))
    if begins_paragraph and is_double_opening(doc, token, mark):
        return paragraph_end, later
    if mark == "”" and candidates[at][1] == "“" and token < next_break(doc, paragraph_end + 1):
        return token, later + 1
    return 0, at + 1


def is_double_closing(doc: Doc, token: int, mark: str, opening: str) -> bool:
    """True if a mark closes what `opening` opened."""
    if opening in OPENING:
        return mark == OPENING[opening] or (
            mark in {'"', "''", "“"} and not has_opening_shape(doc, token)
        )
    return mark == opening or mark == "”" or (mark in DOUBLE_CLOSERS and mark != "“")


def is_single_closing(doc: Doc, token: int) -> bool:
    """True for a single mark between a word and a space or punctuation, and no possessive."""
    before, here = doc[token - 1], doc[token]
    if before.whitespace_ or before.is_space:
        return False
    if token + 1 < len(doc) and not here.whitespace_:
        follows = doc[token + 1]
        return follows.is_space or follows.is_punct
    return not (here.tag_ == "POS" and before.text.endswith("s"))


def next_break(doc: Doc, token: int) -> int:
    """The first token at or after `token` that holds an empty line, or the length of the Doc."""
    for later in range(token, len(doc)):
        word = doc[later]
        if word.is_space and word.text.count("\n") > 1:
            return later
    return len(doc)


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
    """True if at least eight words follow in the paragraph: a dateline stands before a story."""
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
        if (word[0].lower() in FIRST_WORDS and BOILERPLATE.match(text, begin, last)) or (
            credited and last - begin < 120 and TRAILING_CREDIT.match(text[begin:last].strip())
        ):
            yield start, end
