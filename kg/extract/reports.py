"""Reports as tokens: "Putin said that the war is over" has a cue, a source and a content.

Verbs, nouns and adjectives of the reporting lexicon with what they govern. What is quoted in
marks is found by `kg.extract.speech`, phrases and headlines by `kg.extract.phrasal`;
`kg.extract.attributions` puts the two together and makes facts of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract import grammar
from kg.extract.presupposed import is_convened
from kg.extract.ranges import Range, around, without_comment
from kg.extract.syntax import LEXICON_POS, Syntax
from kg.lexicon import Lexicon, ReportingCue

MATERIAL = frozenset({"aid", "help", "support", "funding", "relief", "assistance", "compensation"})
STOPPING = frozenset({";", ":"})  # "One firm disputes this: its owner says ..."
LONGEST_RECIPIENT = 12  # words between "told" and "that"
OPINIONS = frozenset({"Criticism", "Praise", "Opinion", "Assessment", "Denial", "Statement"})
CLAUSAL_TYPES = frozenset({"Statement", "Announcement", "Warning", "Accusation", "Disclosure"})


@dataclass(slots=True)
class Report:
    """One report in tokens. `content` are token ranges in text order; `source` is a head."""

    rule: str
    cue: Range | None
    source: int | None
    row: ReportingCue | None = None
    content: list[Range] = field(default_factory=list)
    relative: int | None = None  # the relative pronoun that stands for the source
    quoted: bool = False
    named: Range | None = None  # the words that hold the source, where a headline sets them apart


def reporting_row(syntax: Syntax, lexicon: Lexicon, token: int) -> ReportingCue | None:
    """The row of the reporting lexicon that a word (with its particle) is a cue of."""
    pos = LEXICON_POS.get(syntax.poses[token])
    if pos is None:
        return None
    lemma = syntax.lemmas[token]
    if pos == "verb":
        if grammar.for_clause(syntax, token) is not None:  # "called for the mine to be closed"
            for row in lexicon.reporting.get(f"{lemma} for", ()):
                return row
        for child in syntax.children[token]:
            if child > token and syntax.poses[child] in {"ADP", "PART", "ADV", "PRON"}:
                for row in lexicon.reporting.get(f"{lemma} {syntax.lowers[child]}", ()):
                    if row.pos == "verb":
                        return row
        if grammar.particle(syntax, token):
            return None  # "called off a strike" is no calling
    return next((row for row in lexicon.reporting.get(lemma, ()) if row.pos == pos), None)


def reporting_cues(syntax: Syntax, lexicon: Lexicon) -> dict[int, ReportingCue]:
    """All words that are cues, by token, in text order."""
    known, found = cue_words(lexicon), {}
    for token, lemma in enumerate(syntax.lemmas):
        if lemma in known:
            row = reporting_row(syntax, lexicon, token)
            if row is not None and (row.pos != "verb" or grammar.is_verb(syntax, token)):
                found[token] = row
    return found


@lru_cache(maxsize=4)
def cue_words(lexicon: Lexicon) -> frozenset[str]:
    """The first words of the cues of a lexicon, phrases left out; made once."""
    rows = lexicon.reporting.items()
    return frozenset(cue.split(" ")[0] for cue, found in rows if found[0].pos != "phrase")


def adjective_report(syntax: Syntax, token: int, row: ReportingCue) -> Report:
    """What an adjective says: "was confident [that it would win]"."""
    report = Report(
        "claims.adjective", (token, token + 1), grammar.copula_subject(syntax, token), row
    )
    report.content = [syntax.subtree(c) for c in grammar.finite_complements(syntax, token)]
    report.content += list(prepositional_content(syntax, token, row))
    return report


def verb_report(syntax: Syntax, verb: int, row: ReportingCue) -> Report:
    report = Report("claims.indirect", cue_range(syntax, verb, row), None, row)
    passive = grammar.is_passive(syntax, verb)
    if passive:
        report.source = grammar.agent_noun(syntax, verb)
    else:
        own = grammar.own_subject(syntax, verb)
        report.source = grammar.understood_subject(syntax, verb)[0]
        if own is not None and own != report.source:
            report.relative = own
    report.rule, report.content = verb_content(syntax, verb, row, passive)
    if report.source is None and not passive and is_before(report.content, verb):
        report.source = grammar.inverted_subject(syntax, verb)
    return report


def is_before(content: list[Range], verb: int) -> bool:
    """True for content that stands before its cue."""
    return bool(content) and content[-1][1] <= verb


def cue_range(syntax: Syntax, verb: int, row: ReportingCue) -> Range:
    """The verb, with the particle or preposition of its cue if that stands next to it."""
    words = row.cue.split(" ")
    if len(words) == 2 and verb + 1 < len(syntax) and syntax.lowers[verb + 1] == words[1]:
        return verb, verb + 2
    return verb, verb + 1


def verb_content(
    syntax: Syntax, verb: int, row: ReportingCue, passive: bool
) -> tuple[str, list[Range]]:
    """The rule and the ranges of what a verb says: the first kind that its row allows."""
    if "clause" in row.content or "quote" in row.content:
        clauses = grammar.finite_complements(syntax, verb)
        joined = [c for c in clauses if c > verb or not STOPPING & set(syntax.words[c:verb])]
        found = [p for c in joined for p in outside(syntax, verb, clause_range(syntax, verb, c))]
        inserted = None if found else inserted_clause(syntax, verb, passive)
        if inserted is not None:
            found = list(around(syntax.subtree(inserted), syntax.subtree(verb)))
        if found:
            return "claims.passive" if passive else "claims.indirect", found
    wished = grammar.for_clause(syntax, verb) if "for" in row.content else None
    if wished is not None:
        return "claims.infinitive", [syntax.subtree(wished)]
    infinitives = grammar.infinitive_complements(syntax, verb)
    if infinitives and (passive or "infinitive" in row.content):
        raised = grammar.raised_subject(syntax, verb) if passive else None
        found = [syntax.subtree(raised)] if raised is not None else []
        said = [c for c in infinitives if not is_anonymity(syntax, verb, c)]
        return "claims.infinitive", found + [act_range(syntax, c) for c in said]
    found = list(prepositional_content(syntax, verb, row))
    if found:
        return "claims.about", found
    told = "object" in row.content and not any(
        is_convened(syntax, verb, noun) for noun in grammar.direct_objects(syntax, verb)
    )
    if told and not is_agentless(syntax, verb, row, passive):
        found = list(object_content(syntax, verb, passive))
        taken = grammar.as_phrase(syntax, verb) if row.type in OPINIONS else None
        found += [] if taken is None else [taken]
        if found:
            return "claims.nominal", found
    return "claims.indirect", [] if passive else list(unparsed_content(syntax, verb, row))


def is_anonymity(syntax: Syntax, verb: int, act: int) -> bool:
    """True for "asked not to be named": nothing of the news is asked for."""
    return syntax.lemmas[verb] == "ask" and syntax.lemmas[act] in {"name", "identify", "quote"}


def act_range(syntax: Syntax, act: int) -> Range:
    """The words of an infinitive without what is told of its last noun after a comma."""
    start, end = syntax.subtree(act)
    return start, grammar.without_relative(syntax, act, end)


def inserted_clause(syntax: Syntax, verb: int, passive: bool) -> int | None:
    """The clause that a reporting clause stands in, not one beside "as the verdict was read"."""
    if passive and grammar.raised_subject(syntax, verb) is not None:
        return None
    return grammar.inserted_into(syntax, verb)


def is_agentless(syntax: Syntax, verb: int, row: ReportingCue, passive: bool) -> bool:
    """True for "was named", "was viewed": a passive that nobody is said to have said."""
    return passive and "clause" not in row.content and grammar.agent_noun(syntax, verb) is None


def unparsed_content(syntax: Syntax, verb: int, row: ReportingCue) -> Iterator[Range]:
    """What a finite cue says where the parser saw no clause."""
    subject = grammar.own_subject(syntax, verb)
    if "clause" not in row.content or subject is None or row.type not in CLAUSAL_TYPES:
        return
    start, end = syntax.sents[syntax.sentence_of[verb]]
    left, after = min(syntax.lefts[subject], verb), verb + 1
    finite = syntax.tags[verb] in {"VBD", "VBZ", "VBP"} and subject < verb
    if left - start > 3 and syntax.words[left - 1] == ",":
        if grammar.has_finite_verb(syntax, start, left):
            yield start, left - 1
        return
    if after >= end:
        return
    that = next((t for t in range(after, end) if syntax.lowers[t] == "that"), after)
    if that - after < LONGEST_RECIPIENT and syntax.tags[that] == "IN":
        after = that  # "told analysts on a call that ..."
    joined = syntax.tags[after] == "CC"  # "neither confirmed nor denied"
    goes_on = finite and not joined and syntax.words[after] not in {",", ";", "."}
    if goes_on and any(is_beside(syntax, verb, child) for child in syntax.children[verb]):
        return  # "Milk recalled after infants fall ill"
    if goes_on and grammar.has_finite_verb(syntax, after, end):
        yield after, end


def is_beside(syntax: Syntax, verb: int, clause: int) -> bool:
    """True for an adverbial clause right behind a verb or one phrase, before any other clause."""
    step = grammar.step_up(syntax, clause) if clause > verb else None
    if step is None or step.relation != "adverbial" or not step.marker:
        return False
    return not grammar.has_finite_verb(syntax, verb + 1, syntax.lefts[clause])


def clause_range(syntax: Syntax, verb: int, clause: int) -> Range:
    """The words of a content clause; before its verb from the beginning of the sentence on."""
    start, end = syntax.subtree(clause)
    if clause > verb:
        return start, without_comment(syntax, start, end)
    if clause < verb:
        sentence = syntax.sents[syntax.sentence_of[verb]][0]
        if start - sentence <= 3 or syntax.heads[verb] == verb:
            start = next((b for a, b in syntax.datelines if a == sentence), sentence)
    return start, end


def outside(syntax: Syntax, verb: int, clause: Range) -> list[Range]:
    """A content clause without a report inside it: "a poll that [observers said] was unfair"."""
    subject = grammar.own_subject(syntax, verb)
    if subject is None or not clause[0] < subject < verb < clause[1]:
        return [clause]
    return list(around(clause, (syntax.lefts[subject], verb + 1)))


def object_content(syntax: Syntax, verb: int, passive: bool) -> Iterator[Range]:
    """What a verb declares, denies or calls something, without clause: the liberation of Syria."""
    if passive:
        subject = grammar.raised_subject(syntax, verb)
        objects = [] if subject is None else [subject]
    else:
        objects = grammar.direct_objects(syntax, verb)
    predicates = grammar.object_predicates(syntax, verb)
    for token in [*objects, *predicates, *grammar.gerund_complements(syntax, verb)]:
        start, end = syntax.subtree(token)
        yield start, grammar.without_relative(syntax, token, end)
    for name, preposition, noun in grammar.prepositions(syntax, verb):
        if name == "in" and objects and syntax.lemmas[noun] in MATERIAL:
            yield preposition, syntax.subtree(noun)[1]  # "promised two million in aid"


def prepositional_content(syntax: Syntax, token: int, row: ReportingCue) -> Iterator[Range]:
    """What follows a preposition that the row allows: accused of [hiding the report]."""
    heads = [token, *grammar.direct_objects(syntax, token)]  # "accused the airline of hiding"
    for head in heads[: 2 if row.pos == "verb" else 1]:
        for name, preposition, noun in grammar.prepositions(syntax, head):
            if name in row.content and preposition > token:
                yield syntax.subtree(noun)
