"""Attributions: in which words somebody is said to say something.

"The General Staff has declared the liberation of Syria" has the source *The General Staff*, the
cue *declared* and the content *the liberation of Syria*; 'Syria liberated - Russian MoD' has a
source and no cue. Content is marked as a reader would: with "that" and with quotation marks,
without the comma at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract import grammar
from kg.extract.noun_reports import noun_report
from kg.extract.passages import PassageIndex
from kg.extract.phrasal import headline_reports, phrase_reports, transcript_reports
from kg.extract.ranges import Range, cut, tidy, trimmed
from kg.extract.reports import Report, adjective_report, reporting_cues, verb_report
from kg.extract.speech import Speech, speeches_of
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, ReportingCue
from kg.model import Attribution, Entity, Event, Passage

TOLD = frozenset(
    {
        "Statement",
        "Announcement",
        "Warning",
        "Accusation",
        "Denial",
        "Promise",
        "Disclosure",
        "Threat",
    }
)  # types of what is still a report inside another report
SPEAKERS = frozenset({
    "Person", "Organization", "Group", "Government", "MilitaryForce", "ArmedGroup", "Company",
    "PoliticalParty", "Media", "InternationalOrganization", "Court",
})  # types of what may stand before the colon of a headline  # fmt: skip
COMMITTED = frozenset({"Promise", "Threat"})  # "said the army had promised to withdraw"
CLAUSAL = frozenset({"claims.indirect", "claims.direct", "claims.mixed", "claims.passive"})


def find_attributions(
    syntax: Syntax,
    lexicon: Lexicon,
    entities: Sequence[Entity] = (),
    events: Sequence[Event] = (),
) -> tuple[Attribution, ...]:
    """All attributions in text order; `within` is the innermost other one that holds each."""
    cues = reporting_cues(syntax, lexicon)
    reports = list(cue_reports(syntax, lexicon, cues, speeches_of(syntax, cues)))
    reports += phrase_reports(syntax, lexicon)
    entity_at = {m.head.begin: i for i, e in enumerate(entities) for m in e.mentions}
    speakers = {b for b, i in entity_at.items() if entities[i].type in SPEAKERS}
    reports += headline_reports(syntax, lexicon, speakers)
    reports += transcript_reports(syntax)
    reports = without_small_talk(syntax, reports)
    event_at = {t.begin: i for i, e in enumerate(events) for t in e.triggers}
    for report in reports:
        report.content = [part for part in report.content if part[0] < part[1]]
    facts = [
        build_attribution(syntax, report, entity_at, event_at)
        for report in reports
        if report.content
    ]
    facts.sort(key=lambda a: (a.content[0].begin, -a.content[-1].end, a.cue.begin if a.cue else -1))
    return tuple(nested(facts))


def cue_reports(
    syntax: Syntax, lexicon: Lexicon, cues: dict[int, ReportingCue], speeches: list[Speech]
) -> Iterator[Report]:
    """The reports of cue words, each with the quotations that it introduces."""
    spoken = {speech.cue: speech for speech in speeches if speech.cue is not None}
    for token, row in cues.items():
        if grammar.is_imperative(syntax, token):
            continue
        report = build_report(syntax, lexicon, token, row)
        speech = spoken.get(token)
        if speech is not None:
            add_speech(report, speech)
        report.content = tidy(syntax, report.content, report.cue)
        if says_something(syntax, report) and not is_nobody(syntax, report.source):
            yield report
    for speech in speeches:
        if speech.cue is None:
            yield Report("claims.signature", None, speech.source, content=speech.parts, quoted=True)


def build_report(syntax: Syntax, lexicon: Lexicon, token: int, row: ReportingCue) -> Report:
    """The report that a cue makes; its content is empty if it governs nothing that can be said."""
    if row.pos == "verb":
        return verb_report(syntax, token, row)
    if row.pos == "noun":
        return noun_report(syntax, lexicon, token, row)
    return adjective_report(syntax, token, row)


def is_nobody(syntax: Syntax, source: int | None) -> bool:
    """True for "nobody", "no one", "none": what they say nobody says."""
    if source is None:
        return False
    lower = syntax.lowers[source]
    return lower in {"nobody", "none"} or (lower == "one" and syntax.lowers[source - 1] == "no")


def says_something(syntax: Syntax, report: Report) -> bool:
    """False without content, and where the content is a mere pronoun ("said it", "denied that")."""
    poses = (pos for part in report.content for pos in syntax.poses[slice(*part)] if pos != "PUNCT")
    first = next(poses, None)
    return first is not None and (first not in {"PRON", "DET"} or next(poses, None) is not None)


def without_small_talk(syntax: Syntax, reports: list[Report]) -> list[Report]:
    """The reports without what speakers tell of their own thoughts and plans ("I think").

    Inside another report's content only a finite "somebody else said that ..." is one of its own.
    """
    covered = [False] * len(syntax)
    for report in reports:
        for part in report.content:
            for start, end in cut(part, report.cue or (0, 0)):
                covered[start:end] = [True] * (end - start)
    return [r for r in reports if r.cue is None or is_told(syntax, r, covered[r.cue[0]])]


def is_told(syntax: Syntax, report: Report, inside: bool) -> bool:
    """True for a report in its own right: outside of others, or finite and by somebody else."""
    cue = report.cue[0] if report.cue else 0
    quoted = syntax.quotation_of[cue] >= 0
    if not inside and not quoted:
        return True
    named = report.source is not None and syntax.poses[report.source] != "PRON"
    if report.rule == "claims.noun":  # "rejected the union's claim that the talks had failed"
        return named and not quoted and report.row is not None and not report.row.future
    promised = report.rule == "claims.infinitive" and named and not quoted
    clausal = report.rule in CLAUSAL or (promised and report.row and report.row.type in COMMITTED)
    if report.row is None or report.row.type not in TOLD or not clausal:
        return report.rule in {"claims.according-to"} and not quoted
    source = report.source
    if source is None or syntax.lowers[source] in {"i", "we", "you"}:
        return False
    return syntax.tags[cue] in {"VBD", "VBZ", "VBN"} if quoted else syntax.tags[cue] != "VB"


def add_speech(report: Report, speech: Speech) -> None:
    """Give a report its quotations; a clause that crosses one is drawn together with it."""
    report.quoted = True
    cue = report.cue[0] if report.cue else 0
    parts, kept = list(speech.parts), []
    indirect_first = all(cue < start for start, _ in parts)
    mixed = False
    for start, end in report.content:
        if any(a <= start and end <= b + 1 for a, b in speech.parts):
            continue
        crossing = [part for part in parts if part[0] < end and start < part[1]]
        for part in crossing:
            start, end = min(start, part[0]), max(end, part[1])
            parts.remove(part)
        if crossing or (indirect_first and end <= cue):
            kept.append((start, end))
            mixed = True
    report.rule = "claims.mixed" if mixed else "claims.direct"
    report.content = sorted(kept + parts)


def build_attribution(
    syntax: Syntax, report: Report, entity_at: dict[int, int], event_at: dict[int, int]
) -> Attribution:
    head, passage = report.source, None
    if head is not None:
        passage = source_passage(syntax, report, head)
    cue = None if report.cue is None else syntax.passage(*report.cue)
    content = tuple(syntax.passage(*part) for part in report.content)
    quoted = report.quoted or any(
        max(syntax.quotation_of[slice(*part)]) >= 0 for part in report.content
    )
    return Attribution(
        source=None if head is None else entity_at.get(syntax.begins[head]),
        source_passage=passage,
        source_head=None if head is None else syntax.passage(head, head + 1),
        cue=cue,
        content=content,
        quoted=quoted,
        event=None if report.cue is None else event_of(syntax, report.cue, event_at),
        within=None,
        rule=report.rule,
    )


def source_passage(syntax: Syntax, report: Report, head: int) -> Passage:
    """The noun phrase of a source with its appositions, up to the relative pronoun for it."""
    if report.named is not None:
        return syntax.passage(*trimmed(syntax, *report.named))
    start, end = syntax.subtree(head)
    start = max(start, grammar.base_phrase(syntax, head)[0]) if start < head else start
    if report.relative is not None and start < report.relative < end:
        return syntax.passage(start, report.relative + 1)
    borders = [part for part in report.content if start < part[0] < end]
    borders += [report.cue] if report.cue is not None and start < report.cue[0] < end else []
    for border in borders:
        end = min(end, max(border[0], head + 1))
    start, end = trimmed(syntax, start, end)
    return syntax.passage(start, end) if start < end else syntax.passage(head, head + 1)


def event_of(syntax: Syntax, cue: Range, event_at: dict[int, int]) -> int | None:
    """The event that one of the cue's words tells."""
    for token in range(*cue):
        if syntax.begins[token] in event_at:
            return event_at[syntax.begins[token]]
    return None


def nested(facts: list[Attribution]) -> Iterator[Attribution]:
    """The attributions with `within`: the shortest other content that holds their cue."""
    lengths = [sum(len(part) for part in outer.content) for outer in facts]
    shortest = sorted(range(len(facts)), key=lambda j: (lengths[j], j))
    contents = PassageIndex((k, part) for k, j in enumerate(shortest) for part in facts[j].content)
    for i, inner in enumerate(facts):
        spot = inner.cue or inner.content[0]
        others = (shortest[k] for k in contents.overlapping(spot) if shortest[k] != i)
        holders = (
            j
            for j in others
            if holds(facts[j], spot) and not holds(inner, facts[j].cue or facts[j].content[0])
        )
        within = next(holders, None)
        yield Attribution(
            inner.source, inner.source_passage, inner.source_head, inner.cue, inner.content,
            inner.quoted, inner.event, within, inner.rule,
        )  # fmt: skip


def holds(outer: Attribution, spot: Passage) -> bool:
    return any(part.begin <= spot.begin and spot.end <= part.end for part in outer.content)
