"""Attachments that parsers get wrong as a class, mended before any rule looks at the parse.

"The firm denied that its pump had failed and called the claims absurd": it is the firm that called
them so, not the pump. "A statement from Brussels called on all sides to wait": *called* is the
verb of the sentence, no participle of *statement*. "Six died, a nurse said; police put the number
at two": what follows the semicolon is not what the nurse said. "She is expected to demand the
ministry and an end to mining": *end* is coordinated with *ministry*, not with *expected*.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.extract.grammar.nouns import RELATIVES
from kg.extract.grammar.reports import has_finite_verb, has_infinitive_mark
from kg.extract.grammar.verbs import auxiliaries, is_verb, own_subject
from kg.extract.syntax import Syntax

PAST = frozenset({"VBD", "VBN"})
ALOUD = frozenset(
    "accuse add announce ask assert blame call claim complain confirm criticise criticize declare "
    "demand deny describe insist praise promise reject say stress tell threaten urge vow "
    "warn".split()
)
CLOSING = frozenset({'"', "”", "''", "’"})
SPEAKERS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
NEAR = 12  # tokens between a quotation and the verb of saying
Change = tuple[int, int, str]  # a token, its new head, its new label


def mended(syntax: Syntax, speech: Container[str], speakers: Container[str]) -> Syntax:
    """The parse with better attachments; itself where nothing is to be mended.

    `speech` are the lemmas of verbs of saying, `speakers` those of nouns that can say something.
    """
    changes: list[Change] = []
    for token, dep in enumerate(syntax.deps):
        if syntax.tags[token] in {"VBD", "VBZ", "VBP"} and syntax.lemmas[token] in speech:
            changes += speaker_after_quotation(syntax, token)
        if dep == "conj" and syntax.lemmas[token] in speech and syntax.tags[token] in PAST:
            changes += speaker_goes_on(syntax, token, speakers)
        elif dep == "conj" and syntax.poses[token] == "NOUN":
            changes += noun_beside_noun(syntax, token)
        elif dep == "ccomp" and token > syntax.heads[token]:
            changes += sentence_of_its_own(syntax, token)
        elif dep == "acl" and syntax.tags[token] == "VBD":
            changes += verb_of_fragment(syntax, token)
    return syntax.with_heads(changes) if changes else syntax


def speaker_after_quotation(syntax: Syntax, verb: int) -> Iterator[Change]:
    """Who stands between a quotation and its verb of saying made the subject of that verb."""
    if syntax.poses[verb - 1 : verb] not in (["PUNCT"], ["PROPN"], ["NOUN"], ["PRON"]):
        return
    if own_subject(syntax, verb) is not None:
        return
    start = syntax.sents[syntax.sentence_of[verb]][0]
    quote = next((t for t in range(verb - 1, start, -1) if syntax.words[t] in CLOSING), verb)
    between = range(quote + 1, verb)
    tops = [t for t in between if syntax.heads[t] <= quote and syntax.poses[t] != "PUNCT"]
    if 0 < len(between) <= NEAR and len(tops) == 1 and syntax.poses[tops[0]] in SPEAKERS:
        yield tops[0], verb, "nsubj"


def speaker_goes_on(syntax: Syntax, verb: int, speakers: Container[str]) -> Iterator[Change]:
    """The verb of saying behind what somebody said made a conjunct of *said*.

    He denied that his men were there and [accused] the army.
    """
    if own_subject(syntax, verb) is not None or auxiliaries(syntax, verb):
        return
    first = syntax.heads[verb]
    while syntax.deps[first] == "conj":
        first = syntax.heads[first]
    clause = first
    while syntax.deps[clause] == "xcomp":
        clause = syntax.heads[clause]
    report = syntax.heads[clause]
    if syntax.deps[clause] != "ccomp" or syntax.tags[report] != "VBD" or report > clause:
        return
    subject = own_subject(syntax, clause)
    silent = (
        subject is not None
        and syntax.poses[subject] == "NOUN"
        and syntax.lemmas[subject] not in speakers
    )
    unequal = has_infinitive_mark(syntax, first) and syntax.tags[verb] == "VBD"
    chained = syntax.deps[syntax.heads[verb]] == "conj"  # sat down and told
    if (chained or syntax.lemmas[verb] not in ALOUD) and not silent and not unequal:
        return
    yield verb, report, "conj"
    for child in syntax.children[syntax.heads[verb]]:
        if syntax.heads[verb] < child < verb and syntax.deps[child] == "cc":
            yield child, report, "cc"


def noun_beside_noun(syntax: Syntax, noun: int) -> Iterator[Change]:
    """The noun coordinated with a verb tied to the object that stands before the conjunction."""
    verb = syntax.heads[noun]
    if syntax.poses[verb] != "VERB" or verb > noun or own_subject(syntax, noun) is not None:
        return
    joins = [c for c in syntax.children[verb] if syntax.deps[c] == "cc" and verb < c < noun]
    if not joins or any(syntax.poses[t] in {"VERB", "AUX"} for t in range(joins[-1], noun)):
        return
    at = joins[-1] - 1
    while at > verb and syntax.deps[at] not in {"dobj", "attr"}:
        at = syntax.heads[at] if verb < syntax.heads[at] < noun else verb
    if at > verb and syntax.poses[at] in {"NOUN", "PROPN"}:
        yield noun, at, "conj"
        yield joins[-1], at, "cc"


def sentence_of_its_own(syntax: Syntax, verb: int) -> Iterator[Change]:
    """The clause after a semicolon put beside the report that it follows."""
    report = syntax.heads[verb]
    between = syntax.words[report : syntax.lefts[verb]]
    said = any(syntax.deps[c] == "ccomp" and c < report for c in syntax.children[report])
    if said and ";" in between and own_subject(syntax, verb) is not None:
        yield verb, report, "conj"


def verb_of_fragment(syntax: Syntax, verb: int) -> Iterator[Change]:
    """The "participle" of a noun made the verb of a sentence that would have none."""
    noun = syntax.heads[verb]
    start, end = syntax.sents[syntax.sentence_of[verb]]
    if syntax.heads[noun] != noun or verb < noun or syntax.words[end - 1] != ".":
        return
    relative = any(syntax.tags[c] in RELATIVES for c in syntax.children[verb])
    if relative or own_subject(syntax, verb) is not None or not is_verb(syntax, verb):
        return
    inner = syntax.subtree(verb)
    if has_finite_verb(syntax, start, verb) or has_finite_verb(syntax, inner[1], end):
        return
    yield verb, verb, "ROOT"
    yield noun, verb, "nsubj"
    for child in syntax.children[noun]:
        if child > verb:
            yield child, verb, syntax.deps[child]
