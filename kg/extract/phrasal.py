"""Reports without reporting verb: "according to the mayor", "in her view", headlines.

"Ferry was full, according to the harbour office" says that the ferry was full; the headlines
"Mayor: ferry was full" and "Ferry was full - mayor" do so without any cue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from kg.extract import grammar
from kg.extract.ranges import DASHES, Range, cut, tidy, trimmed
from kg.extract.reports import Report
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon, ReportingCue

SOURCE_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
SOURCE_TYPES = frozenset({"Person", "Organization", "Group", "Media", "Government", "Court"})
SAYING_NOUNS = frozenset({
    "study", "report", "poll", "survey", "research", "inquiry", "review", "audit", "memo", "paper",
    "analysis", "data", "document", "source",
})  # "Coffee cuts risk of stroke: study"  # fmt: skip
LONGEST_SOURCE = 6  # words of a source in a headline


def phrase_reports(syntax: Syntax, lexicon: Lexicon) -> Iterator[Report]:
    """Reports of phrases: what "according to X" says is the clause it belongs to."""
    rows = phrase_rows(lexicon)
    phrases = [
        (cue.split(" "), row) for cue, row in rows.items() if cue.split(" ")[-1] in {"of", "per"}
    ]
    first_words = {words[0] for words, _ in phrases}
    for token, word in enumerate(syntax.lowers):
        if word in first_words:
            for words, row in phrases:
                if syntax.lowers[token : token + len(words)] == words:
                    yield from clause_report(syntax, token, token + len(words), "claims.view", row)
        if word == "according" and syntax.lowers[token + 1 : token + 2] == ["to"]:
            yield from clause_report(
                syntax, token, token + 2, "claims.according-to", rows.get("according to")
            )
        elif word in rows and syntax.poses[token] == "ADV":
            yield adverb_report(syntax, token, rows[word])
        elif word == "in":
            yield from view_report(syntax, token, rows)


@lru_cache(maxsize=4)
def phrase_rows(lexicon: Lexicon) -> dict[str, ReportingCue]:
    """The rows of a lexicon whose cues are phrases, made once."""
    rows = lexicon.reporting.items()
    return {cue: found[0] for cue, found in rows if found[0].pos == "phrase"}


def adverb_report(syntax: Syntax, token: int, row: ReportingCue | None) -> Report:
    """ "reportedly": somebody who is not named says the clause."""
    clause = syntax.subtree(grammar.modified_clause(syntax, token))
    report = Report("claims.hearsay", (token, token + 1), None, row)
    report.content = tidy(syntax, [clause], report.cue)
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
    head = grammar.modified_clause(syntax, token)
    if syntax.words[token - 1 : token] == [","]:
        ends = syntax.rights[source] + 2 >= syntax.sents[syntax.sentence_of[token]][1]
        head = grammar.coordinated_clause(syntax, head, relative=ends)
    clause = syntax.subtree(head)
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
        if not owners:
            continue
        clause = syntax.subtree(grammar.modified_clause(syntax, token))
        report = Report("claims.view", (token, noun + 1), owners[0], rows[f"in {lemma}"])
        hole = token, max(noun, syntax.rights[owners[0]]) + 1
        report.content = [trimmed(syntax, *p) for p in cut(clause, hole)]
        report.content = [p for p in report.content if p[0] < p[1]]
        yield report
        return


def headline_reports(syntax: Syntax, lexicon: Lexicon, speakers: set[int]) -> Iterator[Report]:
    """Sources that a headline names: "Putin: no troops left", "Troops gone - MoD".

    `speakers` are the begins of words that head mentions of persons, groups or organizations.
    """
    for segment in syntax.article.segments:
        if segment.kind not in {"title", "heading"}:
            continue
        first = bisect_left(syntax.begins, segment.begin)
        after = bisect_left(syntax.begins, segment.end)
        if first == after:
            continue
        start, end = trimmed(syntax, first, after)
        for at in range(start + 1, end - 1):
            if syntax.words[at] == ":" and is_source(syntax, lexicon, start, at, speakers):
                yield headline_report(syntax, (start, at), (at + 1, end))
                break
            closing = syntax.words[at] == ":" and end - at <= 3  # "Bank to cut jobs: sources"
            if (closing or is_dash(syntax, at)) and is_source(
                syntax, lexicon, at + 1, end, speakers
            ):
                yield headline_report(syntax, (at + 1, end), (start, at))
                break


def transcript_reports(syntax: Syntax) -> Iterator[Report]:
    """The turns of a transcript: paragraphs that begin with a name in capitals and a colon."""
    turns: list[Report] = []
    for segment in syntax.article.segments:
        begin = syntax.token_at.get(segment.begin)
        if begin is None:
            continue
        colon = next(
            (t for t in range(begin, min(begin + 6, len(syntax))) if syntax.words[t] == ":"), begin
        )
        name = [t for t in range(begin, colon) if syntax.words[t][0].isalpha()]
        if not name or not all(
            syntax.words[t].isupper() and len(syntax.words[t]) > 1 for t in name
        ):
            continue
        end = colon + 1
        while end < len(syntax) and syntax.begins[end] < segment.end:
            end += 1
        content = trimmed(syntax, colon + 1, end)
        if content[0] < content[1]:
            turns.append(Report("claims.transcript", None, name[-1], content=[content]))
    if len(turns) > 1:
        yield from turns


def is_dash(syntax: Syntax, at: int) -> bool:
    """True for a dash between words, not for the hyphen of "die-off"."""
    word = syntax.words[at]
    return word in DASHES and (word != "-" or syntax.ends[at - 1] < syntax.begins[at])


def headline_report(syntax: Syntax, source: Range, content: Range) -> Report:
    start, end = source
    head = next((t for t in range(start, end) if not start <= syntax.heads[t] < end), end - 1)
    said = [trimmed(syntax, *content)]
    return Report("claims.headline", None, head, content=said, named=(start, end))


def is_source(syntax: Syntax, lexicon: Lexicon, start: int, end: int, speakers: set[int]) -> bool:
    """True if these words of a headline are a short noun phrase that names a speaker."""
    words = [t for t in range(start, end) if syntax.poses[t] != "PUNCT"]
    if not 0 < len(words) <= LONGEST_SOURCE or grammar.has_finite_verb(syntax, start, end):
        return False
    last = words[-1]
    if syntax.begins[last] in speakers:
        return True
    if any(a <= last < b and label in SOURCE_LABELS for a, b, label in syntax.ents):
        return True
    kinds = {lexicon.nominals.get(word) for word in (syntax.lowers[last], syntax.lemmas[last])}
    if kinds & SOURCE_TYPES:
        return True
    if syntax.lemmas[last] in SAYING_NOUNS and len(words) < 4:
        return True
    return syntax.words[last] in lexicon.organizations or is_abbreviation(syntax.words[last])


def is_abbreviation(word: str) -> bool:
    """True for "MoD", "UN": two capitals or more."""
    return sum(letter.isupper() for letter in word) > 1
