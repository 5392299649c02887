"""Phrases: the words that may refer to an entity, as token ranges, before anybody knows to which
entity.

"General Valery Gerasimov" gives the name phrase [Valery Gerasimov], "the terrorists" a nominal one,
"he" a pronoun.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.syntax import Syntax
from kg.model.entity import MentionKind

FIRST_PERSON = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})


def find_phrases(
    syntax: Syntax, names: tuple[Phrase, ...], *, lexicon: Lexicon
) -> tuple[Phrase, ...]:
    """All phrases, the names among them, in text order, the longer first where two begin together."""
    taken = {token for name in names for token in range(name.start, name.end)}
    others = [*find_nominals(syntax, lexicon, taken), *find_pronouns(syntax, taken)]
    return tuple(sorted([*names, *others], key=lambda phrase: (phrase.start, -phrase.end)))


# --- nominals and pronouns --------------------------------------------------------------------------------------


def find_nominals(syntax: Syntax, lexicon: Lexicon, taken: set[int]) -> Iterator[Phrase]:
    """Noun phrases with a common noun as head: [the Syrian army], [23 Somali pirates]; no times, no compounds."""
    timed = {
        t
        for start, end, label in syntax.ents
        if label in {"DATE", "TIME", "PERCENT"}
        for t in range(start, end)
    }
    deps, poses, tags = syntax.deps, syntax.poses, syntax.tags
    for token, pos in enumerate(poses):
        is_noun = pos == "NOUN" or (pos == "PROPN" and tags[token] in PROPER)
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
        kind = lexicon.nominals.get(syntax.lemmas[token], "Thing")
        start = grammar.base_phrase(syntax, token)[0]
        yield Phrase(
            start, token + 1, token, "nominal", kind, gender_of(syntax.lemmas[token], lexicon),
            tags[token] in {"NNS", "NNPS"}, "mentions.nominal",
        )  # fmt: skip


def gender_of(lemma: str, lexicon: Lexicon) -> str:
    row = lexicon.genders.get(lemma)
    return row.gender if row and row.gender in {"f", "m"} else ""


def find_pronouns(syntax: Syntax, taken: set[int]) -> Iterator[Phrase]:
    """Personal and possessive pronouns; "it" without reference (it rains, it is clear that) is left out."""
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `[start, end)` with their head; `type` is an ontology type, "" where only the context
    can tell.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: str
    gender: str = ""  # "m", "f", "n" or unknown
    plural: bool = False
    rule: str = ""

    def key(self, syntax: Syntax) -> str:
        """The words in lower case, one space between, without full stops and apostrophes: "u.s." ->
        "us".
        """
        return normal_words(" ".join(syntax.lowers[self.start : self.end]))


def normal_words(words: str) -> str:
    """Words in lower case without the punctuation in which spellings of one name differ."""
    return " ".join(words.lower().replace(".", "").replace("’", "'").replace("-", " ").split())


# superclasses of the entity types that other rules need to compare
BROAD = {
    "Government": "Organization", "MilitaryForce": "Organization", "ArmedGroup": "Organization",
    "Company": "Organization", "PoliticalParty": "Organization", "Media": "Organization",
    "InternationalOrganization": "Organization", "Court": "Organization", "Country": "Place",
    "Region": "Place",
    "City": "Place", "Waterbody": "Place", "Facility": "Place",
}  # fmt: skip


def broad_type(kind: str) -> str:
    """Person, Organization, Place, Group ... for any finer entity type."""
    return BROAD.get(kind, kind)
