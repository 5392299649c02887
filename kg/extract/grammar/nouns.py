"""Noun phrases: their extent, determiners, modifiers, coordination and the prepositions they
govern.

"the drafting of a new constitution": `noun_phrase` gives all of it, `base_phrase` [the drafting].
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.syntax import Syntax

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
PREMODIFIERS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "poss",
        "nummod",
        "nmod",
        "quantmod",
        "predet",
        "advmod",
        "neg",
        "preconj",
        "punct",
    }
    | {"npadvmod", "case"}
)
QUANTITIES = frozenset(
    "hundred thousand million billion dozen score number lot plenty majority minority rest half "
    "series spate "
    "string couple pair handful bulk total variety range wave round percent".split()
)
RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
PARTICIPIAL = frozenset({"following"})
MEANT = frozenset({"pobj", "nsubj", "nsubjpass", "dobj"})
MULTIPLES = frozenset({"multi", "multiple", "single", "double", "triple", "several", "many"})
COMPLEX_PREPOSITIONS = {
    ("because", "of"), ("due", "to"), ("according", "to"), ("out", "of"), ("ahead", "of"),
    ("prior", "to"),
    ("instead", "of"), ("as", "of"), ("along", "with"), ("together", "with"), ("thanks", "to"),
    ("next", "to"),
    ("close", "to"), ("up", "to"), ("in", "to"), ("such", "as"), ("subject", "to"), ("owing",
    "to"), ("off", "of"),
    ("outside", "of"), ("inside", "of"), ("as", "for"), ("as", "to"), ("from", "within"), ("apart",
    "from"),
}  # fmt: skip


def conjuncts(syntax: Syntax, token: int) -> list[int]:
    """A token and all that are coordinated with it to its right: Russia, Iran and Turkey."""
    found = [token]
    for at in found:
        for child in syntax.children[at]:
            dep = syntax.deps[child]
            if dep == "conj" or (dep == "appos" and is_listed(syntax, at, child)):
                found.append(child)
    return found


def is_listed(syntax: Syntax, noun: int, other: int) -> bool:
    """True for the second of a list that parsers take for an apposition: two nurses, a [cook] and a
    driver; "the president, a former banker and lawyer" is one person.
    """
    for child in syntax.children[other]:
        if syntax.deps[child] == "conj" and child > other:
            if syntax.poses[noun] == "PROPN":
                return syntax.poses[other] == syntax.poses[child] == "PROPN"
            starts = (determiner(syntax, other), determiner(syntax, child))
            return all(start in {"a", "an"} for start in starts) and is_counted(syntax, noun)
    return False


def is_counted(syntax: Syntax, noun: int) -> bool:
    return any(syntax.deps[child] == "nummod" for child in syntax.children[noun])


def first_conjunct(syntax: Syntax, token: int) -> int:
    """The token that heads the coordination a token stands in (itself if there is none)."""
    while syntax.deps[token] == "conj" and syntax.heads[token] != token:
        token = syntax.heads[token]
    return token


def base_phrase(syntax: Syntax, head: int) -> tuple[int, int]:
    """The noun phrase of a head with what stands before it, without anything after: [the Syrian
    people's congress].
    """
    start = head
    for child in syntax.children[head]:
        if child < head and syntax.deps[child] in PREMODIFIERS:
            if syntax.deps[child] == "punct" and syntax.words[child] not in {"-", "–", "/"}:
                continue
            start = min(start, syntax.lefts[child])
    start = past_dash(syntax, start, head)
    for first, after in syntax.datelines:
        start = after if first <= start < after <= head else start
    while start < head and (
        syntax.poses[start] in {"PUNCT", "SPACE"} or syntax.deps[start] == "cc"
    ):
        start += 1
    return start, head + 1


def past_dash(syntax: Syntax, start: int, head: int) -> int:
    """The begin of a phrase behind a dash with spaces: "Two killed in blast - [police]"."""
    for token in range(head - 1, start, -1):
        if syntax.words[token] in {"-", "–"} and syntax.ends[token - 1] < syntax.begins[token]:
            return token + 1
    return start


def past_dateline(syntax: Syntax, subject: int) -> int:
    """The subject itself where the parser took the dateline for it: "BERGA, May 4 - Ada Holm"."""
    end = next((b for a, b in syntax.datelines if a <= subject < b), subject)
    after = [c for c in syntax.children[subject] if c >= end > subject]
    return next((c for c in after if syntax.deps[c] in {"appos", "conj"}), subject)


def noun_phrase(syntax: Syntax, head: int) -> tuple[int, int]:
    """The base phrase with its of-complements and adjacent particles: [the drafting of a new
    constitution].
    """
    start, end = base_phrase(syntax, head)
    for child in syntax.children[head]:
        if (
            child >= end
            and syntax.deps[child] == "prep"
            and syntax.lowers[child] == "of"
            and child == end
        ):
            for noun in prepositional_objects(syntax, child):
                end = max(end, noun_phrase(syntax, noun)[1])
    return start, end


def determiner(syntax: Syntax, head: int) -> str:
    """The lower-case determiner or possessive pronoun of a noun, "" if it has none."""
    for child in syntax.children[head]:
        if child < head and (syntax.deps[child] == "det" or syntax.tags[child] == "PRP$"):
            return syntax.lowers[child]
    return ""


def modifiers(syntax: Syntax, head: int) -> list[int]:
    """The words that stand before a noun and modify it, without determiner: Syrian, Arab (army)."""
    return [
        child
        for child in syntax.children[head]
        if child < head and syntax.deps[child] in {"amod", "compound", "nmod", "nummod", "poss"}
    ]


def modified_noun(syntax: Syntax, token: int) -> int | None:
    """The noun that a word stands before and modifies: a [2013] sedan, a [Christmas] party; None
    elsewhere.
    """
    noun = syntax.heads[token]
    before = noun > token and syntax.deps[token] in {"amod", "compound", "nmod", "nummod"}
    return noun if before and syntax.poses[noun] in {"NOUN", "PROPN"} else None


def is_counting(syntax: Syntax, token: int) -> bool:
    """True for the noun of a measure before another noun: a five-[boat] attack, multi-[car]
    crash.
    """
    return (
        token > 1
        and syntax.words[token - 1] in {"-", "–"}
        and (syntax.poses[token - 2] == "NUM" or syntax.lowers[token - 2] in MULTIPLES)
    )


def possessors(syntax: Syntax, head: int) -> list[int]:
    return [child for child in syntax.children[head] if syntax.deps[child] == "poss"]


def appositions(syntax: Syntax, head: int) -> list[int]:
    """Nouns in apposition to a noun: Deir ez-Zor, an IS [stronghold]."""
    return [child for child in syntax.children[head] if syntax.deps[child] == "appos"]


def prepositions(syntax: Syntax, head: int) -> list[tuple[str, int, int]]:
    """(preposition, its token, its object) of all phrases attached to a token, coordinated objects
    each once.
    """
    found: list[tuple[str, int, int]] = []
    for child in syntax.children[head]:
        if syntax.deps[child] in {"prep", "agent", "dative"} and syntax.poses[child] in {
            "ADP",
            "SCONJ",
            "VERB",
            "ADV",
            "ADJ",
        }:
            for name, noun in prepositional_phrases(syntax, child):
                found.append((name, child, noun))
        elif syntax.lowers[child] in PARTICIPIAL and is_participial(syntax, child):
            for noun in syntax.children[child]:
                if syntax.deps[noun] in {"dobj", "pobj"}:
                    found.append((syntax.lowers[child], child, noun))
    return found


def is_participial(syntax: Syntax, token: int) -> bool:
    """True for a preposition that parsers take for a verb: resigned [following] protests."""
    return (
        syntax.lowers[token] in PARTICIPIAL
        and syntax.deps[token] == "advcl"
        and all(syntax.deps[child] in {"dobj", "pobj", "punct"} for child in syntax.children[token])
    )


def is_noun_like(syntax: Syntax, token: int) -> bool:
    """True for an adjective or participle that means people: among the [dead], of the [injured]."""
    if syntax.tags[token] not in {"JJ", "VBN"} or syntax.deps[token] not in MEANT:
        return False
    before = token - 1
    return before >= 0 and syntax.lowers[before] == "the" and syntax.heads[before] == token


def prepositional_phrases(syntax: Syntax, preposition: int) -> Iterator[tuple[str, int]]:
    """(name, object) of one preposition: "of" -> Syria; complex ones joined: ("because of",
    rain).
    """
    name = syntax.lowers[preposition]
    for child in syntax.children[preposition]:
        if syntax.deps[child] in {"pobj", "pcomp"} and syntax.poses[child] not in {"ADP", "PUNCT"}:
            for noun in conjuncts(syntax, child):
                yield name, noun
        elif syntax.deps[child] in {"prep", "pcomp", "fixed"} and syntax.poses[child] in {
            "ADP",
            "SCONJ",
        }:
            complex_name = (name, syntax.lowers[child])
            joined = (
                " ".join(complex_name)
                if complex_name in COMPLEX_PREPOSITIONS
                else syntax.lowers[child]
            )
            for _, noun in prepositional_phrases(syntax, child):
                yield joined, noun
        elif syntax.deps[child] in {"conj"} and syntax.poses[child] == "ADP":
            yield from prepositional_phrases(syntax, child)


def prepositional_objects(syntax: Syntax, preposition: int) -> list[int]:
    return [noun for _, noun in prepositional_phrases(syntax, preposition)]


def counted(syntax: Syntax, noun: int) -> list[int]:
    """What a noun of quantity counts: hundreds of [hostages], a series of [attacks]; else the noun
    itself.
    """
    if is_quantity(syntax, noun):
        for child in syntax.children[noun]:
            if syntax.deps[child] == "prep" and syntax.lowers[child] == "of" and child == noun + 1:
                return prepositional_objects(syntax, child) or [noun]
    return [noun]


def is_quantity(syntax: Syntax, noun: int) -> bool:
    return syntax.lemmas[noun] in QUANTITIES or syntax.poses[noun] in {"DET", "PRON", "NUM"}


def counted_phrase(syntax: Syntax, noun: int) -> tuple[int, int]:
    """The noun phrase of a participant with the quantity before it: [hundreds of young
    hostages].
    """
    start, end = noun_phrase(syntax, noun)
    preposition = syntax.heads[noun]
    if syntax.deps[noun] == "pobj" and syntax.lowers[preposition] == "of":
        quantity = syntax.heads[preposition]
        if quantity + 1 == preposition and is_quantity(syntax, quantity):
            start = base_phrase(syntax, quantity)[0]
    return start, end


def governing_preposition(syntax: Syntax, noun: int) -> tuple[str, int]:
    """(preposition, the word it is attached to) above a noun or its coordination: accused of theft
    and [murder] -> ("of", accused); ("", the noun) where none governs it.
    """
    first = first_conjunct(syntax, noun)
    preposition = syntax.heads[first]
    if syntax.deps[first] != "pobj" or syntax.deps[preposition] not in {"prep", "agent", "dative"}:
        return "", noun
    return syntax.lowers[preposition], syntax.heads[preposition]


def is_aim(syntax: Syntax, noun: int) -> bool:
    """True for the noun of "to that end"."""
    return (
        syntax.lowers[noun] == "end"
        and governing_preposition(syntax, noun)[0] == "to"
        and determiner(syntax, noun) in {"that", "this", "which"}
    )
