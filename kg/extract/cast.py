"""The cast of an article: which entity stands behind a token, also where a people or a capital
stands for another.

"Russian help" has Russia as its giver, "a request from Damascus" comes from Syria's government:
such words are found here, not in the coreference sieves, because they count only where they take
part in something.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract import grammar
from kg.extract.phrases import broad_type
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.lexicon.gazetteer import Gazetteer
from kg.model import Entity, Mention

ACTING_ROLES = frozenset({"agent", "source", "recipient", "patient", "beneficiary"})
GOVERNING_TYPES = frozenset(
    {"Communication", "Diplomacy", "Sanction", "Aid", "LawMaking", "ForceMovement"}
)

# nouns behind the name of what they are: the Hamra group, the Volna network
NAMED_KINDS = frozenset("group movement militia network broadcaster newspaper magazine".split())
ORGANIZED = frozenset({"Organization", "ArmedGroup", "Media", "PoliticalParty", "Company"})


class Cast:
    """The entities of one article, found by token; grows by the countries and governments that take
    part.
    """

    def __init__(
        self, syntax: Syntax, entities: tuple[Entity, ...], lexicon: Lexicon, gazetteer: Gazetteer
    ) -> None:
        self.syntax, self.gazetteer, self.lexicon = syntax, gazetteer, lexicon
        self.entities = list(entities)
        self.by_head: dict[int, int] = {}
        self.spans: dict[int, tuple[int, int]] = {}  # head token -> offsets of the mention
        for index, entity in enumerate(entities):
            for mention in entity.mentions:
                token = syntax.token_at.get(mention.head.begin)
                if token is not None:
                    self.by_head.setdefault(token, index)
                    self.spans.setdefault(token, (mention.passage.begin, mention.passage.end))
        self.countries: dict[str, int] = {}
        self.governments: dict[int, int] = {}
        for index, entity in enumerate(entities):
            if entity.named and broad_type(entity.type) == "Place":
                country = gazetteer.country(entity.name)
                if country:
                    self.countries.setdefault(country.country, index)

    def at(self, token: int) -> int | None:
        """The entity whose mention this token heads; None if it heads none."""
        return self.by_head.get(grammar.resolve_relative(self.syntax, token))

    def is_one_name(self, head: int, token: int) -> bool:
        """True if one name has both words: the [World] Cup."""
        span = self.spans.get(head)
        named = self.syntax.poses[head] == "PROPN" and span is not None
        return named and span is not None and span[0] <= self.syntax.begins[token] < span[1]

    def type_at(self, token: int) -> str:
        """The entity type behind a token, else what the lexicon says of the noun, else ""."""
        index = self.at(token)
        if index is not None:
            return self.entities[index].type
        return self.lexicon.nominals.get(self.syntax.lemmas[token], "")

    def named_by(self, noun: int) -> int:
        """The name that stands beside a description and means the same: the minister, Ada [Holm];
        the [Islamic State] group; else the noun itself.
        """
        if self.syntax.poses[noun] != "NOUN":
            return noun
        described = self.at(noun)
        for name in grammar.appositions(self.syntax, noun):
            if described is not None and self.is_name(name) and self.at(name) == described:
                return name
        if self.syntax.lemmas[noun] in NAMED_KINDS or self.is_news_agency(noun):
            for name in grammar.modifiers(self.syntax, noun):
                if self.is_name(name) and self.type_at(name) in ORGANIZED:
                    return name
        return noun

    def is_name(self, token: int) -> bool:
        return self.syntax.poses[token] == "PROPN" and self.at(token) is not None

    def is_news_agency(self, noun: int) -> bool:
        return self.syntax.lemmas[noun] == "agency" and self.syntax.lowers[noun - 1] == "news"

    def people_of(self, token: int) -> int | None:
        """The country behind a demonym ("Russian" help, "Turkish-backed"); None for other words."""
        word = self.syntax.words[token]
        if not word[:1].isupper():
            return None
        iso = self.gazetteer.demonym(word.split("-")[0])
        if not iso:
            return None
        if iso not in self.countries:
            country = self.gazetteer.country(iso)
            if country is None:
                return None
            passage = self.syntax.passage(token, token + 1)
            mention = Mention(passage, passage, "nominal", "cast.demonym")
            self.countries[iso] = self.append(
                Entity("Country", country.name, True, (mention,), head=country.name.lower())
            )
        return self.countries[iso]

    def government_of(self, index: int, role: str, upper_type: str, token: int) -> int:
        """The government for which a capital or a seat of power acts in such an event; else the
        entity itself.
        """
        entity = self.entities[index]
        if role not in ACTING_ROLES or upper_type not in GOVERNING_TYPES or not entity.named:
            return index
        if (
            broad_type(entity.type) not in {"Place", "Organization", "Thing"}
            or entity.type == "Country"
        ):
            return index
        row = self.lexicon.metonyms.get(entity.name)
        iso = self.gazetteer.capital_of(entity.name)
        if row is None and (iso is None or broad_type(entity.type) != "Place"):
            return index
        if index not in self.governments:
            country = self.gazetteer.country(iso) if iso else None
            name = row.acts_for if row else f"government of {country.name}" if country else ""
            if not name:
                return index
            passage = self.syntax.passage(token, token + 1)
            mention = Mention(passage, passage, "nominal", "cast.metonym")
            self.governments[index] = self.append(
                Entity("Government", name, True, (mention,), acts_for=index, head="government")
            )
        government = self.governments[index]
        self.add_mention(government, token)
        return government

    def add_mention(self, index: int, token: int) -> None:
        entity, passage = self.entities[index], self.syntax.passage(token, token + 1)
        if all(m.passage != passage for m in entity.mentions):
            mention = Mention(passage, passage, "nominal", "cast.metonym")
            mentions = tuple(sorted((*entity.mentions, mention), key=lambda m: m.passage))
            self.entities[index] = replace(entity, mentions=mentions)

    def append(self, entity: Entity) -> int:
        self.entities.append(entity)
        return len(self.entities) - 1
