"""Reports of nouns: "a claim by the mayor that the dam had burst", "Russian claims that ...".

A noun reports what could be said in a clause: that something happened, or is to happen. "Remarks on
Saturday", "the demand for coal" and "a plan for the school" report nothing; nor does a plan or an
order whose owner nobody names: it is told like any other event.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.ranges import Range
from kg.extract.reports import Report
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, ReportingCue

HOLDERS = frozenset({
    "make", "issue", "repeat", "express", "voice", "have", "give", "offer", "raise", "release",
    "hold", "present", "advance", "defend", "withdraw", "reiterate", "outline", "announce",
})  # verbs whose subject is the source of the noun they govern: "made the claim that"  # fmt: skip
CARRIERS = frozenset({"on", "with", "in", "despite"})  # "campaigned on a promise to cut taxes"
ABOUT_WORDS = frozenset({"reject", "deny", "dismiss", "dispute", "refute", "repeat", "make"})
SPEAKING = frozenset({
    "Person", "Organization", "Group", "Media", "Government", "Court", "Company", "ArmedGroup",
    "MilitaryForce", "PoliticalParty", "InternationalOrganization", "Country",
})  # types of nouns that claim something: "police claims", "union demands"  # fmt: skip
SPEAKING_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# what is wanted or planned is told like any other event where nobody is named who wants it
WANTED = frozenset({"Intention", "Decision", "Demand", "Proposal", "Request"})
STILL = frozenset({"in order", "in hope", "in request"})  # "in order to", "in hopes that"


def noun_report(syntax: Syntax, lexicon: Lexicon, noun: int, row: ReportingCue) -> Report:
    """The report of a noun; without content where the noun tells nothing that can be said."""
    source = noun_source(syntax, lexicon, noun)
    report = Report("claims.noun", (noun, noun + 1), source, row)
    if not is_set_phrase(syntax, noun):
        report.content = list(noun_content(syntax, lexicon, noun, row, source is not None))
    return report


def is_set_phrase(syntax: Syntax, noun: int) -> bool:
    """True for "in order to sell": nobody ordered anything."""
    return f"{syntax.lowers[noun - 1]} {syntax.lemmas[noun]}" in STILL if noun else False


def noun_content(
    syntax: Syntax, lexicon: Lexicon, noun: int, row: ReportingCue, owned: bool
) -> Iterator[Range]:
    """That-clauses, infinitives, and what happens in a phrase after a preposition."""
    clauses = grammar.noun_clauses(syntax, noun) if "clause" in row.content else []
    clauses = [c for c in clauses if not takes_noun(syntax, c)]
    if clauses:
        yield from (syntax.subtree(c) for c in clauses)
        return
    if not owned and row.type in WANTED:
        return
    infinitives = grammar.infinitive_complements(syntax, noun)
    if infinitives and "infinitive" in row.content:
        yield from (syntax.subtree(c) for c in infinitives)
        return
    for name, preposition, told in grammar.prepositions(syntax, noun):
        if name in row.content and preposition > noun and is_happening(syntax, lexicon, told):
            yield syntax.subtree(told)


def is_happening(syntax: Syntax, lexicon: Lexicon, token: int) -> bool:
    """True for a gerund and for a noun that tells an event: "reports of [looting]"."""
    lemma = syntax.lemmas[token]
    if syntax.tags[token] == "VBG":
        return True
    return (lemma, "noun") in lexicon.triggers or lemma in lexicon.event_nouns


def takes_noun(syntax: Syntax, verb: int) -> bool:
    """True for a relative clause about the noun: "a claim [that the firm rejected]"."""
    if syntax.lemmas[verb] not in ABOUT_WORDS or grammar.is_passive(syntax, verb):
        return False
    return not (grammar.direct_objects(syntax, verb) or grammar.finite_complements(syntax, verb))


def noun_source(syntax: Syntax, lexicon: Lexicon, noun: int) -> int | None:
    """Whose claim it is: the possessor, the by-phrase, the speaker before the noun, or the subject
    of "made the claim that".
    """
    possessors = grammar.possessors(syntax, noun)
    if possessors:
        return possessors[0]
    for name, _, token in grammar.prepositions(syntax, noun):
        if name in {"by", "from"}:
            return token
    head = syntax.heads[noun]
    if noun in grammar.direct_objects(syntax, head) and syntax.lemmas[head] in HOLDERS:
        return grammar.understood_subject(syntax, head)[0]
    speaker = speaker_before(syntax, lexicon, noun)
    return carrier(syntax, lexicon, noun) if speaker is None else speaker


def speaker_before(syntax: Syntax, lexicon: Lexicon, noun: int) -> int | None:
    """Who claims, as a word before the noun: "[Russian] claims", "a [Reuters] report"."""
    for token in reversed(grammar.modifiers(syntax, noun)):
        labels = [label for start, end, label in syntax.ents if start <= token < end]
        if SPEAKING_LABELS.intersection(labels):
            return token
        if syntax.poses[token] == "NOUN":
            kind = lexicon.nominals.get(syntax.lemmas[token], "")
            return token if kind in SPEAKING else None
    return None


def carrier(syntax: Syntax, lexicon: Lexicon, noun: int) -> int | None:
    """The subject of what is done on a promise or with a warning: "campaigned on a promise to"."""
    step = grammar.step_up(syntax, noun)
    if step is None or step.relation != "preposition" or step.marker not in CARRIERS:
        return None
    if step.marker == "despite" or grammar.is_passive(syntax, step.governor):
        return None  # "was passed despite warnings that"
    if syntax.lemmas[step.governor] in lexicon.reporting:
        return None  # "declined to comment on reports that"
    if grammar.determiner(syntax, noun) != "the" and grammar.is_verb(syntax, step.governor):
        return grammar.understood_subject(syntax, step.governor)[0]
    return None
