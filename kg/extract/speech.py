"""Direct speech: which cue, and so which speaker, a quotation belongs to.

'"We left," Smith said. "We will not come back."' is one speech of two quotations with the cue
*said*: the cue stands after the first, and the second goes on where the cue's sentence ends.
Quotations whose paragraph ends unclosed belong together with those of the next paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.syntax import Syntax
from kg.lexicon import ReportingCue

MARKS = frozenset(["''", "``", *"\"“”„«»'‘’`*_"])
STOPS = frozenset({".", "!", "?"})
LONGEST_GAP = 30  # tokens between a quotation and its cue
SHORTEST = 3  # tokens; shorter quotations without comma or colon are only words in inverted commas


@dataclass(slots=True)
class Speech:
    """Quotations (ranges with marks) that one cue introduces; `cue` None if a name signs them."""

    cue: int | None
    parts: list[tuple[int, int]] = field(default_factory=list)
    source: int | None = None


def speeches_of(syntax: Syntax, cues: dict[int, ReportingCue]) -> list[Speech]:
    """The speeches of an article in text order; quotations without speaker are left out."""
    speaking = {t for t, row in cues.items() if row.pos == "verb" and "quote" in row.content}
    found: list[Speech] = []
    by_cue: dict[int, Speech] = {}
    for group in groups(syntax):
        end = group[-1][1]
        cue = cue_of(syntax, speaking, group)
        source = None if cue is not None else signature(syntax, end)
        if cue is None and source is None:
            continue
        parts = [with_marks(syntax, part) for part in group]
        if cue is not None and cue in by_cue:
            by_cue[cue].parts += parts
            continue
        speech = Speech(cue, parts, source)
        found.append(speech)
        if cue is not None:
            by_cue[cue] = speech
    return found


def groups(syntax: Syntax) -> list[list[tuple[int, int]]]:
    """Quotations, those together that paragraph after paragraph go on unclosed."""
    found: list[list[tuple[int, int]]] = []
    unclosed = False
    for start, end in syntax.quotations:
        if unclosed and found:
            found[-1].append((start, end))
        else:
            found.append([(start, end)])
        unclosed = end < len(syntax) and syntax.words[end] not in MARKS
    return found


def with_marks(syntax: Syntax, part: tuple[int, int]) -> tuple[int, int]:
    """A quotation with the marks around it."""
    start, end = part
    while start > 0 and syntax.words[start - 1] in MARKS - {"*", "_"}:
        start -= 1
        if syntax.words[start] not in {"'", "`"}:
            break
    if end < len(syntax) and syntax.words[end] in MARKS - {"*", "_"}:
        end += 1
    return start, end


def cue_of(syntax: Syntax, speaking: set[int], group: list[tuple[int, int]]) -> int | None:
    """The cue of a quotation: before it, after it, or the one that it goes on from."""
    start, end = group[0][0], group[-1][1]
    before, gap = cue_before(syntax, speaking, start)
    introduced = previous_word(syntax, start) in {":", ","}
    if before is not None and (gap <= 1 or (introduced and previous_word(syntax, start) == ":")):
        return before
    after = cue_after(syntax, speaking, end)
    if after is not None:
        return after
    long_enough = end - start >= SHORTEST
    if before is not None and (introduced or (long_enough and gap <= 12)):
        return before
    return continued(syntax, speaking, start) if long_enough else None


def previous_word(syntax: Syntax, start: int) -> str:
    at = before_marks(syntax, start)
    return syntax.words[at] if at >= 0 else ""


def before_marks(syntax: Syntax, start: int) -> int:
    """The last token before a quotation that is neither a mark nor a space."""
    at = start - 1
    while at >= 0 and (syntax.words[at] in MARKS or syntax.words[at].isspace()):
        at -= 1
    return at


def cue_before(syntax: Syntax, speaking: set[int], start: int) -> tuple[int | None, int]:
    """The last cue of the sentence before a quotation and the number of words between them."""
    at, gap = before_marks(syntax, start), 0
    if at >= 0 and syntax.words[at] in {":", ","}:
        at -= 1
    elif at >= 0 and syntax.words[at] in STOPS:
        return None, 0
    while at >= 0 and gap < LONGEST_GAP:
        if syntax.words[at] in STOPS or syntax.quotation_of[at] >= 0 or "\n\n" in syntax.words[at]:
            break
        if at in speaking:
            return at, gap
        gap += 1
        at -= 1
    return None, 0


def cue_after(syntax: Syntax, speaking: set[int], end: int) -> int | None:
    """The first cue after a quotation, if only its subject stands between."""
    last = syntax.words[end - 1] if end else ""
    at = end
    while at < len(syntax) and syntax.words[at] in MARKS:
        at += 1
    comma = at < len(syntax) and syntax.words[at] in {",", "—", "-", "–"}
    if last == "." and not comma and at < len(syntax) and syntax.words[at][0].isupper():
        return None
    if last not in {",", "?", "!", "...", "…", "—", "-", "–", "."} and not comma:
        return None
    for token in range(at, min(len(syntax), at + LONGEST_GAP)):
        word = syntax.words[token]
        if word in STOPS or "\n" in word or syntax.quotation_of[token] >= 0:
            return None
        if token in speaking:
            named = is_name_of_subject(syntax, end - 1, token)
            return token if is_reachable(syntax, at, token) and not named else None
    return None


def is_reachable(syntax: Syntax, at: int, cue: int) -> bool:
    """True if all verbs between a quotation and a cue belong to the cue's subject."""
    subject = grammar.own_subject(syntax, cue)
    left, right = syntax.subtree(subject) if subject is not None else (cue, cue)
    between = [t for t in range(at, cue) if grammar.is_verb(syntax, t)]
    return all(left <= t < right for t in between) or cue - at <= 3


def is_name_of_subject(syntax: Syntax, last: int, cue: int) -> bool:
    """True for the title of what speaks: 'The film, "The Empty Net", claims that ...'."""
    subject = grammar.own_subject(syntax, cue)
    return subject is not None and subject < last <= syntax.rights[subject]


def continued(syntax: Syntax, speaking: set[int], start: int) -> int | None:
    """The cue that ends the sentence right before a quotation, in the same paragraph."""
    at = start - 1
    while at >= 0 and (syntax.words[at] in MARKS or syntax.words[at].isspace()):
        if "\n\n" in syntax.words[at]:
            return None
        at -= 1
    if at < 0 or syntax.words[at] not in STOPS | {",", ":", ";"}:
        return None
    for token in range(at - 1, max(-1, at - 2 * LONGEST_GAP), -1):
        if syntax.words[token] in STOPS or syntax.quotation_of[token] >= 0:
            return None
        if token in speaking:
            return token
        if grammar.has_finite_verb(syntax, token, token + 1):
            return None
    return None


def signature(syntax: Syntax, end: int) -> int | None:
    """The head of the name that signs a quotation after a dash: "Water for all." - Ann Smith."""
    at = end
    while at < len(syntax) and (syntax.words[at] in MARKS or syntax.words[at] == " "):
        at += 1
    if at + 1 >= len(syntax) or syntax.words[at] not in {"―", "—", "–", "--", "-"}:
        return None
    for first, last, label in syntax.ents:
        if first in {at + 1, at + 2} and label in {"PERSON", "ORG"}:
            return last - 1
    return None
