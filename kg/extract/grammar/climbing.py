"""The way up from an event to what decides whether it happened: "refused to sign", "if they sign",
"might have signed".

`step_up` gives one step of it: the governor, how the word depends on it, and the word that
introduces it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.grammar.nouns import RELATIVES, modifiers
from kg.extract.grammar.reports import has_finite_verb, has_infinitive_mark
from kg.extract.grammar.verbs import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    auxiliaries,
    own_subject,
    subordinators,
)
from kg.extract.syntax import Syntax

NEARBY = SUBJECTS | PASSIVE_SUBJECTS | OBJECTS | {"attr"}
BEFORE_ORDERS = frozenset({"do", "not", "n't", "n’t", "please", "never", "so", "and", "but"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step up the tree: the governor, how the word depends on it, and the words that introduce
    it.

    Relations: "complement" (infinitive, gerund), "clause" (finite), "object" (also the subject of a
    passive, the noun after "there is"), "conjunct", "purpose", "adverbial", "participle" (adverbial
    without marker), "modifier" (relative clause, participle of a noun), "noun clause", "announced"
    (headline infinitive), "subject", "preposition", "compound" (a noun before a noun), "other".
    """

    governor: int
    relation: str
    marker: str = ""  # the preposition or subordinator in lower case


def step_up(syntax: Syntax, token: int) -> Step | None:
    """The step from a word to its governor, prepositions passed over; None at a root."""
    head, dep = syntax.heads[token], syntax.deps[token]
    if head == token:
        return None
    if dep in {"pobj", "pcomp"}:
        name = syntax.lowers[head]
        if name == "of" and syntax.lowers[head - 1 : head] == ["instead"]:
            name = "instead of"
        while syntax.deps[head] in {"prep", "pcomp", "agent", "dative"} and syntax.poses[
            syntax.heads[head]
        ] in {"ADP", "SCONJ"}:
            head = syntax.heads[head]
        governor = syntax.heads[head]
        return Step(governor, "preposition", name) if governor != head else None
    infinitive = has_infinitive_mark(syntax, token)
    bare = syntax.tags[token] in {"VB", "VBG"} and not modals(syntax, token)
    if dep in {"xcomp", "ccomp"} and (infinitive or bare):
        return Step(head, "complement")
    if dep in {"dobj", "oprd", "attr", "dative"} or dep in PASSIVE_SUBJECTS:
        return Step(head, "object")
    if dep == "acl" and infinitive:
        return Step(head, "complement")
    if (
        dep in {"advcl", "relcl"}
        and infinitive
        and not any(syntax.tags[c] in RELATIVES for c in syntax.children[token])
    ):
        return Step(head, infinitive_relation(syntax, head, dep))
    return Step(head, *finite_relation(syntax, token, dep))


def infinitive_relation(syntax: Syntax, governor: int, dep: str) -> str:
    """What an infinitive after a verb or noun is: a purpose, a mere description ("the first ship to
    sail"), or what a headline announces ("Airline to buy jets")."""
    if dep == "relcl":
        if any(
            syntax.lowers[c] in {"first", "last", "only", "few"}
            for c in modifiers(syntax, governor)
        ):
            return "modifier"
        start, end = syntax.sents[syntax.sentence_of[governor]]
        if syntax.heads[governor] == governor and not has_finite_verb(syntax, start, end):
            return "announced"
    return "purpose"


def finite_relation(syntax: Syntax, token: int, dep: str) -> tuple[str, str]:
    marker = " ".join(syntax.lowers[c] for c in subordinators(syntax, token))
    if dep == "xcomp":
        return "complement", marker
    if dep == "ccomp" or (dep == "acl" and marker):
        return ("clause" if dep == "ccomp" else "noun clause"), marker
    if dep == "advcl":
        bare = not marker and syntax.tags[token] in {"VBG", "VBN"}
        return ("participle" if bare else "adverbial"), marker
    if dep in {"relcl", "acl", "amod", "appos"}:
        return "modifier", marker
    if dep == "conj":
        return "conjunct", marker
    if dep == "acomp":
        return "object", marker
    if dep == "compound" and syntax.poses[syntax.heads[token]] == "NOUN":
        return "compound", marker
    return ("subject" if dep in SUBJECTS else "other"), marker


def modals(syntax: Syntax, verb: int) -> list[int]:
    return [c for c in syntax.children[verb] if syntax.deps[c] == "aux" and syntax.tags[c] == "MD"]


def has_perfect(syntax: Syntax, verb: int) -> bool:
    """True for "could have done"."""
    return any(syntax.lemmas[c] == "have" for c in auxiliaries(syntax, verb))


def is_past_told(syntax: Syntax, token: int) -> bool:
    """True for a word that tells what is over: a past form, a perfect, "was held"."""
    if syntax.tags[token] == "VBD" and not modals(syntax, token):
        return True
    beside = [syntax.lowers[c] for c in auxiliaries(syntax, token)]
    return any(word in {"had", "has", "have", "was", "were"} for word in beside)


def is_past_form(syntax: Syntax, verb: int) -> bool:
    """True for a finite verb in the past: "closed", "was closed", "had closed"."""
    words = [syntax.lowers[c] for c in auxiliaries(syntax, verb)]
    return syntax.tags[verb] == "VBD" or any(w in {"had", "was", "were", "did"} for w in words)


def shares_auxiliaries(syntax: Syntax, verb: int) -> bool:
    """True for a later conjunct that has neither subject nor auxiliary of its own: will close and
    [sell], not did not close but [sold].
    """
    if syntax.tags[verb] in {"VBD", "VBZ", "VBP"} and syntax.tags[syntax.heads[verb]] == "VB":
        return False
    return own_subject(syntax, verb) is None and not auxiliaries(syntax, verb)


def adverbs(syntax: Syntax, token: int) -> list[int]:
    """Adverbs, determiners and adjectives that stand beside a word and modify it."""
    return [
        c
        for c in syntax.children[token]
        if syntax.deps[c] in {"advmod", "npadvmod", "neg", "det", "amod", "preconj", "cc", "dep"}
    ]


def adverb_behind(syntax: Syntax, verb: int) -> str:
    """The bare adverb or preposition right behind a verb, "" if there is none: turned [back]."""
    word = verb + 1
    if word >= len(syntax) or syntax.heads[word] != verb or syntax.children[word]:
        return ""
    told = syntax.deps[word] in {"advmod", "prep"} and syntax.tags[word] in {"RB", "RP", "IN"}
    return syntax.lowers[word] if told else ""


def participants_nearby(syntax: Syntax, verb: int) -> list[int]:
    """Subject, objects and predicate nouns of a verb, whose "no" denies the verb itself."""
    return [c for c in syntax.children[verb] if syntax.deps[c] in NEARBY]


def is_imperative(syntax: Syntax, verb: int) -> bool:
    """True for a bare verb form without subject that heads its sentence or begins a quotation."""
    if syntax.tags[verb] != "VB" or own_subject(syntax, verb) is not None:
        return False
    before = [c for c in auxiliaries(syntax, verb) if c < verb and syntax.lowers[c] != "do"]
    if before or has_infinitive_mark(syntax, verb):
        return False
    return syntax.heads[verb] == verb or begins_quotation(syntax, verb)


def begins_quotation(syntax: Syntax, verb: int) -> bool:
    """True for the first word of a quotation but for "do not" and the like."""
    quotation = syntax.quotation_of[verb]
    if quotation < 0:
        return False
    start = syntax.quotations[quotation][0]
    return all(word in BEFORE_ORDERS for word in syntax.lowers[start:verb])


def condition(syntax: Syntax, verb: int) -> int | None:
    """The verb of the condition on which something is to happen: will strike if talks [fail]."""
    for child in syntax.children[verb]:
        if syntax.deps[child] == "advcl":
            markers = {syntax.lowers[c] for c in subordinators(syntax, child)}
            first = syntax.lefts[child]
            if markers & {"if", "unless"} and syntax.lowers[first - 1 : first] != ["even"]:
                return child if syntax.lowers[first] != "even" else None
    return None


def is_question(syntax: Syntax, token: int) -> bool:
    """True if the sentence of a word ends with a question mark."""
    end = syntax.sents[syntax.sentence_of[token]][1] - 1
    while end > token and (
        syntax.words[end].isspace() or syntax.words[end] in {'"', "”", "'", "’", ")"}
    ):
        end -= 1
    return syntax.words[end] == "?"


def is_announced(syntax: Syntax, verb: int) -> bool:
    """True for the infinitive that heads a headline: "Airline to [buy] nine jets"."""
    return (
        syntax.heads[verb] == verb
        and syntax.tags[verb] == "VB"
        and own_subject(syntax, verb) is not None
        and has_infinitive_mark(syntax, verb)
    )
