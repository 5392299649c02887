"""Verbs: voice, auxiliaries, particles, relative pronouns and the subject in their own clause.

"Shoigu, who was briefed, agreed to leave": `is_passive` of *briefed* is true, its `own_subject`,
*who*, stands for Shoigu.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.grammar.nouns import RELATIVES, past_dateline
from kg.extract.syntax import Syntax

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
TIME_NOUNS = frozenset(
    "second minute hour day night morning afternoon evening week weekend month year decade time "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
UNITS = frozenset(
    "% percent point goal vote meter metre kilometer kilometre mile inch foot dollar euro pound "
    "length margin seat".split()
)
OBJECTS = frozenset({"dobj", "oprd"})
CLAUSES = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "relcl", "csubj", "csubjpass", "pcomp", "parataxis"}
)


def is_verb(syntax: Syntax, token: int) -> bool:
    """True for a full verb or a copula that heads a clause; false for auxiliaries and modals."""
    if syntax.poses[token] == "VERB":
        return syntax.deps[token] not in {"aux", "auxpass"} and syntax.tags[token].startswith("V")
    return (
        syntax.poses[token] == "AUX"
        and syntax.deps[token] not in {"aux", "auxpass"}
        and syntax.tags[token] != "MD"
    )


def auxiliaries(syntax: Syntax, verb: int) -> list[int]:
    return [child for child in syntax.children[verb] if syntax.deps[child] in {"aux", "auxpass"}]


def negations(syntax: Syntax, token: int) -> list[int]:
    return [child for child in syntax.children[token] if syntax.deps[child] == "neg"]


def particle(syntax: Syntax, verb: int) -> str:
    """The lower-case particle of a phrasal verb, "" if there is none: carried [out]."""
    for child in syntax.children[verb]:
        if syntax.deps[child] == "prt":
            return syntax.lowers[child]
    return ""


def is_passive(syntax: Syntax, verb: int) -> bool:
    """True for "was attacked", "the area controlled by", "arrested and charged" (after a
    passive).
    """
    for child in syntax.children[verb]:
        dep = syntax.deps[child]
        if dep in PASSIVE_SUBJECTS or dep == "auxpass":
            return True
    if by_agent(syntax, verb) is not None and not has_object(syntax, verb):
        return syntax.tags[verb] in {"VBN", "VBD"}
    if any(syntax.deps[child] in SUBJECTS for child in syntax.children[verb]):
        return False
    if syntax.tags[verb] != "VBN" or any(
        c for c in auxiliaries(syntax, verb) if syntax.lemmas[c] == "have"
    ):
        return False
    dep, head = syntax.deps[verb], syntax.heads[verb]
    if dep == "conj" and is_verb(syntax, head):
        return is_passive(syntax, head)
    return dep in {"acl", "amod", "advcl", "relcl", "ROOT", "oprd", "ccomp"} and not has_object(
        syntax, verb
    )


def by_agent(syntax: Syntax, verb: int) -> int | None:
    """The "by" of a passive, also behind a stranded preposition ("agreed upon by Russia"); None if
    there is none.
    """
    for child in syntax.children[verb]:
        if syntax.deps[child] == "agent":
            return child
        if syntax.deps[child] in {"prep", "prt"} and child == verb + 1:
            for inner in syntax.children[child]:
                if syntax.lowers[inner] == "by":
                    return inner
    return None


def has_object(syntax: Syntax, verb: int) -> bool:
    return any(syntax.deps[child] == "dobj" for child in syntax.children[verb])


def own_subject(syntax: Syntax, verb: int) -> int | None:
    """The subject that stands in the verb's own clause, active or passive."""
    found: int | None = None
    for child in syntax.children[verb]:
        if syntax.deps[child] in SUBJECTS or syntax.deps[child] in PASSIVE_SUBJECTS:
            if found is not None and (child > verb or syntax.tags[child] in RELATIVES):
                break
            found = child  # of two before the verb the nearer: "GOMA, Congo - The army [attacked]"
        elif syntax.deps[child] == "aux" and syntax.children[child] and found is None:
            found = next((c for c in syntax.children[child] if syntax.deps[c] in SUBJECTS), None)
    return found if found is None or not syntax.datelines else past_dateline(syntax, found)


def expletive(syntax: Syntax, verb: int) -> int | None:
    """The "there" of "there is", None if there is none."""
    return next((c for c in syntax.children[verb] if syntax.deps[c] == "expl"), None)


def antecedent(syntax: Syntax, relative: int) -> int | None:
    """The noun that a relative pronoun stands for: the man [who] ..."""
    at = relative
    while syntax.heads[at] != at:
        if syntax.deps[at] == "relcl":
            return syntax.heads[at]
        at = syntax.heads[at]
    return None


def resolve_relative(syntax: Syntax, token: int) -> int:
    """The antecedent of a relative pronoun, any other token itself."""
    if syntax.tags[token] in {"WDT", "WP"}:
        found = antecedent(syntax, token)
        return token if found is None else found
    return token


def has_mark(syntax: Syntax, verb: int) -> bool:
    """True if a subordinator introduces the clause and its verb is finite ("because", "when ...
    said").
    """
    return syntax.tags[verb] in {"VBD", "VBZ", "VBP"} and any(
        syntax.deps[child] in {"mark", "advmod"} and syntax.poses[child] == "SCONJ"
        for child in syntax.children[verb]
    )


def clause_head(syntax: Syntax, token: int) -> int:
    """The nearest verb at or above a token; the root of its sentence if there is none."""
    at = token
    while not is_verb(syntax, at) and syntax.heads[at] != at:
        at = syntax.heads[at]
    return at


def governors(syntax: Syntax, token: int) -> Iterator[tuple[int, str]]:
    """(ancestor, label of the arc that leads up to it) from a token to the root of its sentence."""
    at = token
    while syntax.heads[at] != at:
        yield syntax.heads[at], syntax.deps[at]
        at = syntax.heads[at]


def subordinators(syntax: Syntax, verb: int) -> list[int]:
    """The words that introduce a clause: "if", "because", "to", "that", "when"."""
    return [
        c
        for c in syntax.children[verb]
        if syntax.deps[c] == "mark"
        or (syntax.deps[c] == "advmod" and syntax.tags[c] == "WRB")
        or (syntax.deps[c] == "aux" and syntax.tags[c] == "TO")
    ]


def verb_of_subject(syntax: Syntax, noun: int) -> int | None:
    """The participle or relative clause behind a noun, else the verb that it is subject of: attacks
    [aimed] at civilians, the blast [targeted] a shop; None elsewhere.
    """
    for child in syntax.children[noun]:
        if child > noun and syntax.deps[child] in {"acl", "relcl"} and is_verb(syntax, child):
            return child
    if syntax.deps[noun] in SUBJECTS | PASSIVE_SUBJECTS and is_verb(syntax, syntax.heads[noun]):
        return syntax.heads[noun]
    return None


def is_measure(syntax: Syntax, noun: int) -> bool:
    """True for an amount of time, length, money or share: won by nine [seconds], rose by 3 [%]."""
    counted = any(syntax.deps[child] in {"nummod", "quantmod"} for child in syntax.children[noun])
    return syntax.poses[noun] == "NUM" or (
        counted and (syntax.lemmas[noun] in TIME_NOUNS or syntax.lemmas[noun] in UNITS)
    )
