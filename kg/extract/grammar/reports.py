"""Constructions of reports: what somebody is said to say, in clauses, infinitives, objects and
predicates.

"The ministry said the bridge was closed": the finite complement of *said* is *closed*.
"""

from __future__ import annotations

from kg.extract.grammar.nouns import prepositional_objects
from kg.extract.grammar.subjects import understood_subject
from kg.extract.grammar.verbs import PASSIVE_SUBJECTS, auxiliaries, clause_head, is_passive, is_verb
from kg.extract.syntax import Syntax


def agent_noun(syntax: Syntax, verb: int) -> int | None:
    """The noun of the by-phrase of a passive: reported [by the agency]."""
    for child in syntax.children[verb]:
        if syntax.deps[child] == "agent":
            return next(iter(prepositional_objects(syntax, child)), None)
    return None


def has_infinitive_mark(syntax: Syntax, verb: int) -> bool:
    """True for an infinitive with "to"."""
    return "TO" in [syntax.tags[child] for child in syntax.children[verb] if child < verb]


def finite_complements(syntax: Syntax, token: int) -> list[int]:
    """The heads of the clauses with a subject of their own that a verb or adjective governs."""
    return [
        c
        for c in syntax.children[token]
        if syntax.deps[c] == "ccomp"
        and not (has_infinitive_mark(syntax, c) and syntax.tags[c] == "VB" and c > token)
    ]


def infinitive_complements(syntax: Syntax, token: int) -> list[int]:
    """The heads of the infinitives with "to" that a verb, noun or adjective governs."""
    return [
        c
        for c in syntax.children[token]
        if syntax.deps[c] in {"xcomp", "ccomp", "acl", "relcl"}
        and c > token
        and has_infinitive_mark(syntax, c)
    ]


def for_clause(syntax: Syntax, verb: int) -> int | None:
    """The infinitive with a subject behind "for": called [for the mine to be closed]."""
    for child in syntax.children[verb]:
        if child > verb and syntax.deps[child] in {"advcl", "ccomp", "xcomp", "acl"}:
            first = syntax.lefts[child]
            introduced = syntax.heads[first] == child and syntax.lowers[first] == "for"
            if introduced and has_infinitive_mark(syntax, child):
                return child
    return None


def as_phrase(syntax: Syntax, verb: int) -> tuple[int, int] | None:
    """The tokens of what an object is taken for: hailed it [as a victory]."""
    for child in syntax.children[verb]:
        if child > verb and syntax.lowers[child] == "as" and syntax.deps[child] == "prep":
            return syntax.subtree(child)
    return None


def granted_objects(syntax: Syntax, verb: int) -> list[int]:
    """What an opinion is about: welcomed [the deal], called [the deal] a surrender."""
    found = direct_objects(syntax, verb)
    if is_passive(syntax, verb):
        found += [c for c in syntax.children[verb] if syntax.deps[c] in PASSIVE_SUBJECTS]
    for predicate in object_predicates(syntax, verb) + finite_complements(syntax, verb):
        if not any(syntax.deps[c] in {"aux", "cop", "mark"} for c in syntax.children[predicate]):
            found += [c for c in syntax.children[predicate] if syntax.deps[c] == "nsubj"]
    return found


def raised_verbs(syntax: Syntax, verb: int) -> list[int]:
    """The infinitives that tell what somebody seems to do: seems to [aim]."""
    return [c for c in syntax.children[verb] if syntax.deps[c] == "xcomp" and is_verb(syntax, c)]


def gerund_complements(syntax: Syntax, verb: int) -> list[int]:
    """The heads of the gerunds that a verb governs: denied [stealing] it, having [stolen] it."""
    return [
        c
        for c in syntax.children[verb]
        if syntax.deps[c] in {"xcomp", "ccomp"}
        and c > verb
        and "VBG" in {syntax.tags[t] for t in (c, *auxiliaries(syntax, c))}
    ]


def noun_clauses(syntax: Syntax, noun: int) -> list[int]:
    """The heads of the that-clauses that belong to a noun: the claim [that he lied]."""
    return [
        c
        for c in syntax.children[noun]
        if syntax.deps[c] in {"acl", "ccomp", "relcl"}
        and c > noun
        and any(syntax.lowers[m] == "that" and syntax.tags[m] == "IN" for m in syntax.children[c])
    ]


def direct_objects(syntax: Syntax, verb: int) -> list[int]:
    return [c for c in syntax.children[verb] if syntax.deps[c] == "dobj"]


def object_predicates(syntax: Syntax, verb: int) -> list[int]:
    """What an object is called or made: called it [a disaster]."""
    return [c for c in syntax.children[verb] if syntax.deps[c] == "oprd"]


def without_relative(syntax: Syntax, noun: int, end: int) -> int:
    """The end of a phrase before the relative clause after a comma that ends it.

    "rejected the report by the club, whose owner has fled".
    """
    for token in range(noun + 1, end):
        if syntax.deps[token] == "relcl":
            start = syntax.lefts[token]
            if syntax.words[start - 1] == "," and syntax.rights[token] + 1 >= end - 1:
                return start - 1
    return end


def predicate_nouns(syntax: Syntax, copula: int) -> list[int]:
    """What something is said to be: is not an [option]."""
    return [c for c in syntax.children[copula] if syntax.deps[c] == "attr" and c > copula]


def inserted_into(syntax: Syntax, verb: int) -> int | None:
    """The head of the clause that a reporting clause is inserted into: the war, [he said], was
    over.
    """
    head = syntax.heads[verb]
    if head == verb:
        return None
    if syntax.deps[verb] == "parataxis":
        return head
    as_clause = any(
        syntax.deps[c] in {"mark", "advmod"} and syntax.lowers[c] == "as"
        for c in syntax.children[verb]
    )
    return head if syntax.deps[verb] == "advcl" and as_clause else None


def raised_subject(syntax: Syntax, verb: int) -> int | None:
    """The subject that belongs to the infinitive: [the order] is believed to be worth a billion."""
    return next((c for c in syntax.children[verb] if syntax.deps[c] in PASSIVE_SUBJECTS), None)


def copula_subject(syntax: Syntax, adjective: int) -> int | None:
    """The subject of which an adjective is said: [the coach] is confident; None elsewhere."""
    if syntax.deps[adjective] not in {"acomp", "attr", "oprd"}:
        return None
    return understood_subject(syntax, syntax.heads[adjective])[0]


def inverted_subject(syntax: Syntax, verb: int) -> int | None:
    """The subject behind its verb that parsers take for an object: ..., claims [Besk]."""
    for child in syntax.children[verb]:
        if child > verb and syntax.deps[child] in {"dobj", "dative", "npadvmod", "attr", "appos"}:
            return child if syntax.poses[child] in {"NOUN", "PROPN"} else None
    return None


def modified_clause(syntax: Syntax, token: int) -> int:
    """The head of the clause that an adverb or prepositional phrase belongs to."""
    at = syntax.heads[token]
    while not is_verb(syntax, at) and syntax.heads[at] != at:
        at = syntax.heads[at]
    return at


def coordinated_clause(syntax: Syntax, clause: int, *, relative: bool) -> int:
    """The first of coordinated clauses: [slept] in a shed and ate snow, according to the guide.

    `relative` leads out of relative clauses, too: lived on water that [dripped] from the roof.
    """
    while True:
        head = syntax.heads[clause]
        if syntax.deps[clause] == "conj" and is_verb(syntax, head):
            clause = head
        elif relative and syntax.deps[clause] == "relcl":
            clause = clause_head(syntax, head)
            if not is_verb(syntax, clause):
                return clause
        else:
            return clause


def has_finite_verb(syntax: Syntax, start: int, end: int) -> bool:
    """True if a finite verb or modal stands among the tokens `[start, end)`."""
    return any(syntax.tags[token] in {"VBD", "VBZ", "VBP", "MD"} for token in range(start, end))
