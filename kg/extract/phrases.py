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
    plain = words.lower().replace(".", "").replace("’", "'").replace("-", " ").replace(" '", "'")
    return " ".join(plain.split())


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
