"""Finds the phrases that refer to something beside names: nominals and pronouns.

"the general ... he": a nominal whose noun tells a Person, and a pronoun.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.phrases import Phrase
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon

PROPER = frozenset({"NNP", "NNPS"})
PRONOUNS = {
    "he": ("Person", "m", False), "him": ("Person", "m", False), "his": ("Person", "m", False),
    "himself": ("Person", "m", False), "she": ("Person", "f", False), "her": ("Person", "f", False),
    "hers": ("Person", "f", False), "herself": ("Person", "f", False), "it": ("", "n", False),
    "its": ("", "n", False), "itself": ("", "n", False), "they": ("", "", True),
    "them": ("", "", True), "their": ("", "", True), "themselves": ("", "", True),
    "i": ("Person", "", False), "me": ("Person", "", False), "my": ("Person", "", False),
    "myself": ("Person", "", False), "we": ("", "", True), "us": ("", "", True),
    "our": ("", "", True), "ourselves": ("", "", True),
}  # fmt: skip

SEVERAL = frozenset("many several some both most few all".split())


def find_phrases(
    syntax: Syntax, names: tuple[Phrase, ...], *, lexicon: Lexicon
) -> tuple[Phrase, ...]:
    """All phrases with the names, in text order, the longer first where two begin together."""
    taken = {token for name in names for token in range(name.start, name.end)}
    others = [*find_nominals(syntax, lexicon, taken), *find_pronouns(syntax, taken)]
    return tuple(sorted([*names, *others], key=lambda phrase: (phrase.start, -phrase.end)))


# --- nominals and pronouns ------------------------------------------------------------------


def find_nominals(syntax: Syntax, lexicon: Lexicon, taken: set[int]) -> Iterator[Phrase]:
    """Noun phrases with a common noun as head: [the Syrian army]; no times, no compounds."""
    timed = {
        t
        for start, end, label in syntax.ents
        if label in {"DATE", "TIME", "PERCENT"}
        for t in range(start, end)
    }
    deps, poses, tags = syntax.deps, syntax.poses, syntax.tags
    for token, pos in enumerate(poses):
        is_noun = pos == "NOUN" or (pos == "PROPN" and tags[token] in PROPER)
        if pos in {"ADJ", "DET"} and is_speaker(syntax, lexicon, token):
            yield speaker_phrase(syntax, token)
            continue
        if (
            not is_noun
            or token in taken
            or token in timed
            or deps[token] in {"compound", "nmod", "npadvmod"}
        ):
            continue
        if pos == "PROPN" and (
            deps[token] in {"dep", "punct"} or not syntax.words[token][:1].isalpha()
        ):
            continue
        kind = kind_of(syntax, lexicon, token)
        if syntax.lemmas[token] == "bank" and is_of_water(syntax, lexicon, token):
            kind = "Place"
        start = grammar.base_phrase(syntax, token)[0]
        yield Phrase(
            start, token + 1, token, "nominal", kind, gender_of(syntax.lemmas[token], lexicon),
            tags[token] in {"NNS", "NNPS"}, "mentions.nominal",
        )  # fmt: skip


def is_speaker(syntax: Syntax, lexicon: Lexicon, token: int) -> bool:
    """True for who says something without a noun: "Many fear ...", "the 19-year-old said"."""
    if syntax.deps[token] != "nsubj" or syntax.lemmas[syntax.heads[token]] not in lexicon.reporting:
        return False
    return syntax.lowers[token] in SEVERAL or syntax.words[token - 1] == "-" != syntax.words[token]


def speaker_phrase(syntax: Syntax, token: int) -> Phrase:
    """The phrase of a speaker without a noun: a group, or one person of some age."""
    several = syntax.lowers[token] in SEVERAL
    start = grammar.base_phrase(syntax, token)[0]
    kind = "Group" if several else "Person"
    return Phrase(start, token + 1, token, "nominal", kind, "", several, "mentions.speaker")


def kind_of(syntax: Syntax, lexicon: Lexicon, noun: int) -> str:
    """The entity type that a noun tells; plurals that the model does not know lose their s."""
    kind = lexicon.nominals.get(syntax.lemmas[noun])
    if kind is None and syntax.lemmas[noun] == syntax.lowers[noun]:
        kind = lexicon.nominals.get(syntax.lowers[noun].removesuffix("s"))
    return kind or "Thing"


def is_of_water(syntax: Syntax, lexicon: Lexicon, noun: int) -> bool:
    """True for "both banks of the Euphrates River": no banks that lend money."""
    return any(
        name == "of" and lexicon.nominals.get(syntax.lowers[of]) == "Waterbody"
        for name, _, of in grammar.prepositions(syntax, noun)
    )


def gender_of(lemma: str, lexicon: Lexicon) -> str:
    row = lexicon.genders.get(lemma)
    return row.gender if row and row.gender in {"f", "m"} else ""


def find_pronouns(syntax: Syntax, taken: set[int]) -> Iterator[Phrase]:
    """Personal and possessive pronouns; "it" without reference (it rains) is left out."""
    for token, tag in enumerate(syntax.tags):
        if tag in {"PRP", "PRP$"} and token not in taken:
            row = PRONOUNS.get(syntax.lowers[token])
            if row and not is_pleonastic(syntax, token):
                kind, gender, plural = row
                yield Phrase(
                    token, token + 1, token, "pronoun", kind, gender, plural, "mentions.pronoun"
                )


def is_pleonastic(syntax: Syntax, token: int) -> bool:
    """True for the "it" of "it is clear that", "it took a year to", "it seems"."""
    if syntax.lowers[token] != "it":
        return False
    if syntax.words[token - 1] == "(" and syntax.words[token + 1 : token + 2] == [")"]:
        return True  # the mark of a language
    if syntax.deps[token] == "expl":
        return True
    verb = syntax.heads[token]
    if syntax.deps[token] not in {"nsubj", "nsubjpass"}:
        return False
    clauses = [
        c
        for c in syntax.children[verb]
        if syntax.deps[c] in {"ccomp", "advcl", "xcomp", "csubj"} and c > verb
    ]
    if syntax.lemmas[verb] in {"seem", "appear", "happen", "rain", "snow", "turn"}:
        return True
    return syntax.lemmas[verb] in {"be", "take", "become", "make"} and any(
        any(
            syntax.lowers[m] in {"that", "to", "for", "whether"}
            for m in grammar.subordinators(syntax, c)
        )
        for clause in [
            *clauses,
            *(c for a in syntax.children[verb] for c in syntax.children[a] if a > verb),
        ]
        for c in (clause,)
        if grammar.is_verb(syntax, c)
    )
