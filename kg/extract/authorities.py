"""Gives entities the ids, type and name that the user's authority files have for them.

"Keller resigned" is Anna Keller, Q123, where a file says so. Files win over the gazetteer; a name
that means two things of a file stays open, since no link is better than a wrong one.
"""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.authority import Authority, AuthorityEntry
from kg.model import Article, Entity, Links
from kg.ontology import Ontology

RULE = "linking.authority"
OPEN_TYPES = frozenset({"Thing", "Organization", "Place", "Group"})


def link_authorities(
    entities: tuple[Entity, ...], article: Article, authority: Authority, ontology: Ontology
) -> tuple[Entity, ...]:
    """The same entities, in the same order; those that a file names have its type and name, and its
    ids with what the gazetteer knows of the same place.
    """
    if not authority.entries:
        return entities
    found = []
    for entity in entities:
        entry = choose_entry(entity, article, authority, ontology) if entity.named else None
        found.append(with_entry(entity, entry) if entry else entity)
    return tuple(found)


def choose_entry(
    entity: Entity, article: Article, authority: Authority, ontology: Ontology
) -> AuthorityEntry | None:
    """The one entry for an entity's canonical name, else for its other names."""
    names = [entity.name, *entity.aliases]
    names += [mention.passage.text for mention in entity.mentions if mention.kind == "name"]
    for name in dict.fromkeys(names):
        entries = [e for e in authority.find(name) if e.is_valid_on(article.published)]
        alike = [e for e in entries if is_alike(entity, e, ontology)]
        exact = [e for e in alike if e.name == name]
        for several in (exact, alike):
            if len(several) == 1:
                return several[0]
        if alike:
            return None
    return None


def is_alike(entity: Entity, entry: AuthorityEntry, ontology: Ontology) -> bool:
    """False for a person where the file has a place, and for other things of another kind.

    Where the model may have erred (an organisation, a place, a thing), the file's type is taken.
    """
    if not entry.type or entity.type in OPEN_TYPES:
        return True
    return ontology.base_type(entity.type) == ontology.base_type(entry.type)


def with_entry(entity: Entity, entry: AuthorityEntry) -> Entity:
    known = entity.links or Links()
    if any(ours and theirs and ours != theirs for ours, theirs in (
        (known.wikidata, entry.wikidata), (known.geonames, entry.geonames),
        (known.dbpedia, entry.dbpedia),
    )):  # fmt: skip
        known = Links()  # the gazetteer took another for it
    links = replace(
        known,
        wikidata=entry.wikidata or known.wikidata,
        geonames=entry.geonames or known.geonames,
        dbpedia=entry.dbpedia or known.dbpedia,
        iri=entry.iri or None,
        authority=entry.file,
        rule=RULE,
    )
    aliases = dict.fromkeys((entity.name, *entity.aliases))
    aliases.pop(entry.name, None)
    return replace(
        entity, name=entry.name, type=entry.type or entity.type, aliases=tuple(aliases), links=links
    )
