"""Attributions: in which words somebody is said to say something.

"The General Staff has declared the liberation of Syria" has the source *The General Staff*, the cue *declared*
and the content *the liberation of Syria*; 'Syria liberated - Russian MoD' has a source and no cue. Content is
marked as a reader would: with "that" and with quotation marks, without the comma at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract import grammar
from kg.extract.reports import Range, Report, build_report, reporting_cues
from kg.extract.speech import Speech, find_speech
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, ReportingCue
from kg.model import Attribution, Entity, Event, Passage

DASHES = frozenset({"-", "–", "—", "--", "―"})
SOURCE_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
SOURCE_TYPES = frozenset({"Person", "Organization", "Group", "Place", "Media", "Government"})
LONGEST_SOURCE = 6  # words of a source in a headline
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
CLAUSAL = frozenset({"claims.indirect", "claims.direct", "claims.mixed", "claims.passive"})


def find_attributions(
    syntax: Syntax,
    lexicon: Lexicon,
    entities: Sequence[Entity] = (),
    events: Sequence[Event] = (),
) -> tuple[Attribution, ...]:
    """All attributions in the order of their first words; `within` is the innermost that holds another."""
    cues = reporting_cues(syntax, lexicon)
    reports = list(cue_reports(syntax, cues, find_speech(syntax, cues)))
    reports += phrase_reports(syntax, lexicon)
    reports += headline_reports(syntax, lexicon, reports)
    reports = without_small_talk(syntax, reports)
    entity_at = {m.head.begin: i for i, e in enumerate(entities) for m in e.mentions}
    event_at = {t.begin: i for i, e in enumerate(events) for t in e.triggers}
    facts = [
        build_attribution(syntax, report, entity_at, event_at)
        for report in reports
        if report.content
    ]
    facts.sort(key=lambda a: (a.content[0].begin, -a.content[-1].end, a.cue.begin if a.cue else -1))
    return tuple(nested(facts))


def cue_reports(
    syntax: Syntax, cues: dict[int, ReportingCue], speeches: list[Speech]
) -> Iterator[Report]:
    """The reports of cue words, each with the quotations that it introduces."""
    spoken = {speech.cue: speech for speech in speeches if speech.cue is not None}
    for token, row in cues.items():
        report = build_report(syntax, token, row)
        speech = spoken.get(token)
        if speech is not None:
            add_speech(report, speech)
        report.content = tidy(syntax, report.content, report)
        if says_something(syntax, report):
            yield report
    for speech in speeches:
        if speech.cue is None:
            yield Report("claims.signature", None, speech.source, content=speech.parts, quoted=True)


def says_something(syntax: Syntax, report: Report) -> bool:
    """False without content, and where the content is a mere pronoun ("said it", "denied that")."""
    tokens = [t for part in report.content for t in range(*part) if syntax.poses[t] != "PUNCT"]
    return bool(tokens) and (len(tokens) > 1 or syntax.poses[tokens[0]] not in {"PRON", "DET"})


def without_small_talk(syntax: Syntax, reports: list[Report]) -> list[Report]:
    """The reports without what speakers tell of their own thoughts and plans ("I think", "you know").

    Inside the content of another report only a finite "somebody else said that ..." is a report of its own.
    """
    covered = [False] * len(syntax)
    for report in reports:
        inner = report.cue or (0, 0)
        for part in report.content:
            for token in range(*part):
                covered[token] = covered[token] or not inner[0] <= token < inner[1]
    return [r for r in reports if r.cue is None or is_told(syntax, r, covered[r.cue[0]])]


def is_told(syntax: Syntax, report: Report, inside: bool) -> bool:
    """True for a report in its own right: outside of others, or finite and by somebody else."""
    cue = report.cue[0] if report.cue else 0
    quoted = syntax.quotation_of[cue] >= 0
    if not inside and not quoted:
        return True
    if report.row is None or report.row.type not in TOLD or report.rule not in CLAUSAL:
        return report.rule in {"claims.according-to"} and not quoted
    source = report.source
    if source is None or syntax.lowers[source] in {"i", "we", "you"}:
        return False
    return syntax.tags[cue] in {"VBD", "VBZ", "VBN"} if quoted else syntax.tags[cue] != "VB"


def add_speech(report: Report, speech: Speech) -> None:
    """Give a report its quotations; a clause that crosses one is drawn together with it."""
    report.quoted = True
    report.rule = "claims.direct"
    kept: list[Range] = []
    parts = list(speech.parts)
    for start, end in report.content:
        inside = [p for p in parts if p[0] <= start and end <= p[1] + 1]
        crossing = [p for p in parts if p not in inside and p[0] < end and start < p[1]]
        if inside:
            continue
        for part in crossing:
            start, end = min(start, part[0]), max(end, part[1])
            parts.remove(part)
            report.rule = "claims.mixed"
        kept.append((start, end))
    if kept and report.rule == "claims.direct":
        kept = []
    report.content = sorted(kept + parts)


def tidy(syntax: Syntax, ranges: list[Range], report: Report) -> list[Range]:
    """Ranges without the cue and its source, without punctuation at their edges, joined where they touch."""
    holes = [report.cue] if report.cue else []
    found: list[Range] = []
    for whole in sorted(ranges):
        pieces = [whole]
        for hole in holes:
            pieces = [p for piece in pieces for p in cut(piece, hole)]
        found += [p for p in (trimmed(syntax, *piece) for piece in pieces) if p[0] < p[1]]
    joined: list[Range] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def cut(whole: Range, hole: Range) -> list[Range]:
    """A range without a hole; a hole outside changes nothing."""
    if hole[1] <= whole[0] or whole[1] <= hole[0]:
        return [whole]
    return [p for p in ((whole[0], hole[0]), (hole[1], whole[1])) if p[0] < p[1]]


def trimmed(syntax: Syntax, start: int, end: int) -> Range:
    """A range without white space, commas and full stops at its edges."""
    while start < end and (
        syntax.words[start].isspace() or syntax.words[start] in {",", ";", ":", ".", *DASHES, "*"}
    ):
        start += 1
    while start < end and (
        syntax.words[end - 1].isspace()
        or syntax.words[end - 1] in {",", ";", ":", ".", *DASHES, "*"}
    ):
        end -= 1
    return start, end


# --- phrases and headlines --------------------------------------------------------------------------------------


def phrase_reports(syntax: Syntax, lexicon: Lexicon) -> Iterator[Report]:
    """ "according to X", "in X's view", "reportedly": what they say is the clause they belong to."""
    rows = {cue: found[0] for cue, found in lexicon.reporting.items() if found[0].pos == "phrase"}
    for token, word in enumerate(syntax.lowers):
        if word == "according" and syntax.lowers[token + 1 : token + 2] == ["to"]:
            yield from clause_report(
                syntax, token, token + 2, "claims.according-to", rows.get("according to")
            )
        elif word in rows and syntax.poses[token] == "ADV":
            yield adverb_report(syntax, token, rows[word])
        elif word == "in":
            yield from view_report(syntax, token, rows)


def adverb_report(syntax: Syntax, token: int, row: ReportingCue | None) -> Report:
    """ "reportedly": somebody who is not named says the clause."""
    clause = syntax.subtree(grammar.modified_clause(syntax, token))
    report = Report("claims.hearsay", (token, token + 1), None, row)
    report.content = tidy(syntax, [clause], report)
    return report


def clause_report(
    syntax: Syntax, token: int, after: int, rule: str, row: ReportingCue | None
) -> Iterator[Report]:
    """The clause that a phrase with its own noun belongs to, without the phrase."""
    preposition = after - 1
    objects = grammar.prepositional_objects(syntax, preposition)
    if not objects:
        return
    source = objects[0]
    hole = min(token, syntax.lefts[source]), syntax.rights[source] + 1
    clause = syntax.subtree(grammar.modified_clause(syntax, token))
    pieces = [trimmed(syntax, *piece) for piece in cut(clause, hole)]
    report = Report(rule, (token, after), source, row)
    report.content = [p for p in pieces if p[1] - p[0] > 1]
    yield report


def view_report(syntax: Syntax, token: int, rows: dict[str, ReportingCue]) -> Iterator[Report]:
    """ "in the bishop's view", "in the words of the coach", "in her opinion"."""
    for noun in grammar.prepositional_objects(syntax, token):
        lemma = syntax.lemmas[noun]
        if f"in {lemma}" not in rows:
            continue
        owners = grammar.possessors(syntax, noun)
        owners += [t for name, _, t in grammar.prepositions(syntax, noun) if name == "of"]
        if not owners:
            continue
        clause = syntax.subtree(grammar.modified_clause(syntax, token))
        report = Report("claims.view", (token, noun + 1), owners[0], rows[f"in {lemma}"])
        hole = token, max(noun, syntax.rights[owners[0]]) + 1
        report.content = [trimmed(syntax, *p) for p in cut(clause, hole)]
        report.content = [p for p in report.content if p[0] < p[1]]
        yield report
        return


def headline_reports(syntax: Syntax, lexicon: Lexicon, reports: list[Report]) -> Iterator[Report]:
    """Sources that a headline names before a colon or after a dash: "Putin: no troops left", "... - MoD"."""
    for segment in syntax.article.segments:
        if segment.kind not in {"title", "heading"}:
            continue
        tokens = [t for t in range(len(syntax)) if segment.begin <= syntax.begins[t] < segment.end]
        if not tokens:
            continue
        start, end = trimmed(syntax, tokens[0], tokens[-1] + 1)
        if any(r.cue and start <= r.cue[0] < end and r.content for r in reports):
            continue
        for at in range(start, end):
            if syntax.words[at] == ":" and is_source(syntax, lexicon, start, at):
                yield headline_report(syntax, (start, at), (at + 1, end))
                break
            if syntax.words[at] in DASHES and is_source(syntax, lexicon, at + 1, end):
                yield headline_report(syntax, (at + 1, end), (start, at))
                break


def headline_report(syntax: Syntax, source: Range, content: Range) -> Report:
    start, end = source
    head = next((t for t in range(start, end) if not start <= syntax.heads[t] < end), end - 1)
    return Report("claims.headline", None, head, content=[trimmed(syntax, *content)])


def is_source(syntax: Syntax, lexicon: Lexicon, start: int, end: int) -> bool:
    """True if these words of a headline are a short noun phrase that names a speaker."""
    words = [t for t in range(start, end) if syntax.poses[t] != "PUNCT"]
    if not 0 < len(words) <= LONGEST_SOURCE or grammar.has_finite_verb(syntax, start, end):
        return False
    last = words[-1]
    if any(a <= last < b and label in SOURCE_LABELS for a, b, label in syntax.ents):
        return True
    if lexicon.nominals.get(syntax.lemmas[last]) in SOURCE_TYPES or last == start == 0:
        return syntax.poses[last] in {"NOUN", "PROPN"}
    return syntax.words[last] in lexicon.organizations or syntax.words[last].isupper()


# --- facts ------------------------------------------------------------------------------------------------------


def build_attribution(
    syntax: Syntax, report: Report, entity_at: dict[int, int], event_at: dict[int, int]
) -> Attribution:
    head, passage = report.source, None
    if head is not None:
        passage = source_passage(syntax, report, head)
    cue = None if report.cue is None else syntax.passage(*report.cue)
    content = tuple(syntax.passage(*part) for part in report.content)
    quoted = report.quoted or any(
        syntax.quotation_of[t] >= 0 for part in report.content for t in range(*part)
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
    """The noun phrase of a source with its appositions, and its relative pronoun if that is the subject."""
    start, end = syntax.subtree(head)
    start = max(start, grammar.base_phrase(syntax, head)[0]) if start < head else start
    if report.relative is not None and start < report.relative < end:
        return syntax.passage(start, report.relative + 1)
    borders = [part for part in report.content if start < part[0] < end]
    borders += [report.cue] if report.cue is not None and start < report.cue[0] < end else []
    for border in borders:
        end = min(end, max(border[0], head + 1))
    start, end = trimmed(syntax, start, end)
    return syntax.passage(start, end)


def event_of(syntax: Syntax, cue: Range, event_at: dict[int, int]) -> int | None:
    """The event that one of the cue's words tells."""
    for token in range(*cue):
        if syntax.begins[token] in event_at:
            return event_at[syntax.begins[token]]
    return None


def nested(facts: list[Attribution]) -> Iterator[Attribution]:
    """The attributions with `within` set to the smallest other one whose content holds their cue or content."""
    for i, inner in enumerate(facts):
        spot = inner.cue or inner.content[0]
        holders = [
            (sum(len(p) for p in outer.content), j)
            for j, outer in enumerate(facts)
            if j != i and holds(outer, spot) and not holds(inner, outer.cue or outer.content[0])
        ]
        within = min(holders)[1] if holders else None
        yield Attribution(
            inner.source, inner.source_passage, inner.source_head, inner.cue, inner.content,
            inner.quoted, inner.event, within, inner.rule,
        )  # fmt: skip


def holds(outer: Attribution, spot: Passage) -> bool:
    return any(part.begin <= spot.begin and spot.end <= part.end for part in outer.content)
