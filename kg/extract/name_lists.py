"""The lexicons' names, arranged for what rules ask about a word: is it a title, of which type?

"General" is a title, "UNICEF" an InternationalOrganization, "Ltd" ends a company's name, "Anna" is
a given name.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract.phrases import normal_words
from kg.lexicon import Group, Lexicon, NamedOrganization

HONORIFICS = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lady": "f", "lord": "m",
    "madam": "f", "shri": "m", "smt": "f", "mme": "f", "herr": "m", "frau": "f", "sheikh": "m",
    "sheikha": "f", "king": "m", "queen": "f", "prince": "m", "princess": "f",
}  # fmt: skip

# acronyms that name no organisation, person or place
COMMON_ACRONYMS = frozenset(
    "ai atm bid ceo cfo coo covid cpi cv dna dr ev evs faq fir fta gdp gm gmt gnp gps gst hiv hr "
    "id ied ip ipo it km kpi led lgbt lng lpg ma mba mou mous mp mps mvp ngo ngos nft ok pdf phd "
    "pm ppe ptsd qr r&d rna roi sim sme smes sms sos suv tv uav ufo url usb usd utc uv vat vip vpn "
    "vr wifi".split()
)


class NameLists:
    """One lexicon's names; keys are normalised (`normal_words`) but `known` has them as written."""

    def __init__(self, lexicon: Lexicon) -> None:
        titles = [title.lower().rstrip(".") for title in lexicon.titles]
        self.titles = frozenset(titles) | HONORIFICS.keys()
        self.last_title_words = frozenset(title.split()[-1] for title in self.titles)
        self.types: dict[str, str] = {}
        self.aliases: dict[str, str] = {}  # normalised alias -> normalised name
        self.known: set[str] = set()
        rows: list[Group | NamedOrganization] = [
            *lexicon.organizations.values(),
            *lexicon.groups.values(),
        ]
        for row in rows:
            for name in (row.name, *filter(None, row.aliases.split(";"))):
                key = normal_words(name)
                self.types.setdefault(key, row.type)
                self.aliases.setdefault(key, normal_words(row.name))
                self.known.add(as_tokens(name))
        self.longest_by_start: dict[str, int] = {}  # first word -> words of the longest name
        for name in sorted(self.known):
            start, width = name.partition(" ")[0], name.count(" ") + 1
            self.longest_by_start[start] = max(width, self.longest_by_start.get(start, 0))
        words = {normal_words(w): row for w, row in lexicon.name_words.items()}
        self.suffixes = {w: row.type for w, row in words.items() if row.where in {"after", "both"}}
        self.prefixes = {w: row.type for w, row in words.items() if row.where in {"before", "both"}}
        self.given_names = lexicon.given_names
        self.nominals = lexicon.nominals
        self.demonyms = frozenset(form.casefold() for form in lexicon.demonyms)
        self.generic = frozenset(lexicon.nominals) | frozenset(lexicon.event_nouns)

    def is_title(self, lower: str) -> bool:
        """True for the last word of a title: "general", "minister", "mr."."""
        return lower.rstrip(".") in self.last_title_words

    def gender(self, name: str) -> str:
        """ "f" or "m" for a given name that tells, "" for others."""
        found = self.given_names.get(name, "")
        return found if found in {"f", "m"} else ""

    def is_given_name(self, name: str) -> bool:
        return name in self.given_names

    def type_by_parts(self, words: list[str]) -> str:
        """The type that the last or first words of a name tell ("... Ltd", "University of ...")."""
        for width in (3, 2, 1):
            if len(words) > width and (kind := self.suffixes.get(" ".join(words[-width:]))):
                return kind
        for width in (3, 2, 1):
            if len(words) > width and (kind := self.prefixes.get(" ".join(words[:width]))):
                return kind
        return ""


def as_tokens(name: str) -> str:
    """A name with spaces where tokens end: "People's Army" -> "People 's Army"."""
    parted = name.replace("'s", " 's").replace("’s", " 's").replace("-", " - ").replace("/", " / ")
    return " ".join(parted.split())


@lru_cache(maxsize=4)
def name_lists(lexicon: Lexicon) -> NameLists:
    """The lists of a lexicon, made once."""
    return NameLists(lexicon)
