"""Who tells of an event that a report only mentions: not everything in a report is its source's.

"Pell called the agreement a surrender": that it is a surrender is Pell's claim, that there is an
agreement is not. "She refused to say whether she would stay": she does not say it. Opinions take
what they are about for granted, refusals to speak leave it open.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.reports import reporting_row
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, ReportingCue

JUDGED = frozenset({"Praise", "Criticism", "Publication"})  # what is praised or printed is there
DESCRIBING = frozenset({
    "call", "describe", "label", "brand", "portray", "characterize", "characterise", "compare",
    "liken", "dub", "regard", "view", "see", "regret", "lament", "term", "depict", "interpret",
    "mock", "question", "dispute",
})  # verbs that say of something what it is like  # fmt: skip
TURNED_DOWN = frozenset({"reject", "dismiss", "decline", "rebuff"})  # what is offered or alleged
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def is_granted(syntax: Syntax, row: ReportingCue, cue: int, token: int) -> bool:
    """True for what is judged, described or turned down, not for what it is said to be: called
    [the deal] a mistake.
    """
    if row.type in JUDGED or row.cue in DESCRIBING:
        return is_judged(syntax, row, cue, token)
    if syntax.lemmas[cue] in TURNED_DOWN:
        return token in grammar.granted_objects(syntax, cue)
    noun = not grammar.is_verb(syntax, token)
    return row.cue == "blame" and noun and is_definite(syntax, token)


def is_judged(syntax: Syntax, row: ReportingCue, cue: int, token: int) -> bool:
    for head in grammar.granted_objects(syntax, cue):
        start, end = syntax.subtree(head)
        if start <= token < end and (row.certainty == "certain" or is_definite(syntax, head)):
            return True
    return False


def is_kept_silent(
    syntax: Syntax, lexicon: Lexicon, row: ReportingCue, cue: int, token: int
) -> bool:
    """True inside "declined to comment on ..."; "refused to rule out ..." does say something."""
    if row.type != "Refusal":
        return False
    for act in grammar.infinitive_complements(syntax, cue):
        start, end = syntax.subtree(act)
        said = reporting_row(syntax, lexicon, act)
        if start <= token < end and said is not None and said.polarity != "negative":
            return True
    return False


def is_definite(syntax: Syntax, noun: int) -> bool:
    named = grammar.determiner(syntax, noun) in DEFINITE or bool(grammar.possessors(syntax, noun))
    return named or syntax.poses[noun] == "PROPN"
