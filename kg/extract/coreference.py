"""Finds the entities that phrases refer to, by sieves from precise to loose; links name their rule.

"Gen. Valery Gerasimov said ... Gerasimov ... he added ... Russia's president": exact names,
surnames, acronyms, appositions, offices, definite nominals, pronouns. No link is better than a
wrong link. The order of sieves follows Lee et al. (2013), "Deterministic coreference resolution
based on entity-centric, precision-ranked rules"; nominals and pronouns are placed together in text
order, since "its website" depends on who "its" is.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.coref.clusters import Cluster, Clusters
from kg.extract.coref.names import NameSieve
from kg.extract.coref.nominals import NominalSieve
from kg.extract.coref.offices import OfficeSieve
from kg.extract.coref.pronouns import PronounSieve
from kg.extract.name_lists import name_lists
from kg.extract.phrases import Phrase, broad_type
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.lexicon.gazetteer import Gazetteer
from kg.model import Entity, Mention


def find_entities(
    syntax: Syntax, phrases: tuple[Phrase, ...], *, lexicon: Lexicon, gazetteer: Gazetteer
) -> tuple[Entity, ...]:
    """The entities of an article in text order; names are their longest frequent forms."""
    found = find_clusters(syntax, phrases, lexicon, gazetteer)
    return tuple(build_entity(syntax, cluster) for cluster in found)


def find_clusters(
    syntax: Syntax, phrases: tuple[Phrase, ...], lexicon: Lexicon, gazetteer: Gazetteer
) -> list[Cluster]:
    """The clusters of an article by their first phrases, each with its phrases in text order."""
    clusters, lists = Clusters(syntax, phrases), name_lists(lexicon)
    NameSieve(clusters, lists, gazetteer).place()
    offices = OfficeSieve(clusters, lists, gazetteer)
    offices.place()
    nominals = NominalSieve(clusters, offices, lexicon)
    pronouns = PronounSieve(clusters, lexicon)
    for phrase in sorted(phrases, key=lambda phrase: phrase.head):
        if phrase.kind == "nominal" and phrase.head not in clusters.of:
            nominals.place_nominal(phrase)
        elif phrase.kind == "pronoun":
            pronouns.place_pronoun(phrase)
    for cluster in clusters.all:
        cluster.phrases.sort(key=lambda pair: (pair[0].start, pair[0].end))
    return sorted(clusters.all, key=lambda c: (c.phrases[0][0].start, c.phrases[0][0].end))


def build_entity(syntax: Syntax, cluster: Cluster) -> Entity:
    mentions = tuple(
        Mention(syntax.passage(p.start, p.end), syntax.passage(p.head, p.head + 1), p.kind, rule)
        for p, rule in cluster.phrases
    )
    names = [m.passage.text for m in mentions if m.kind == "name"]
    first = cluster.phrases[0][0]
    name = (
        canonical(names, cluster.type)
        if names
        else syntax.passage(*grammar.noun_phrase(syntax, first.head)).text
    )
    return Entity(
        type=type_of(cluster, first, named=bool(names)),
        name=" ".join(name.split()),
        named=bool(names),
        mentions=mentions,
        aliases=other_names(names, name) if len(names) > 1 else (),
        head=syntax.lemmas[first.head],
    )


def other_names(names: list[str], name: str) -> tuple[str, ...]:
    """The spellings of an entity beside its name, sorted."""
    return tuple(sorted({" ".join(n.split()) for n in names} - {" ".join(name.split())}))


def type_of(cluster: Cluster, first: Phrase, *, named: bool) -> str:
    """The ontology type of a cluster; several persons without name, "two soldiers", are a Group."""
    if cluster.country:
        return "Country"
    if cluster.type == "Person" and first.plural and not named:
        return "Group"
    return cluster.type or "Thing"


def canonical(names: list[str], kind: str) -> str:
    """A person's longest name, else the longest that is at least half as frequent as any.

    An organisation's short name gives way to the fuller one: "Halden" to "Halden Robotics", and an
    acronym to the words that it stands for: "ISIS" to "Islamic State".
    """
    if kind == "Person":
        return max(names, key=lambda n: (n.count(" "), names.count(n), len(n), n))
    if broad_type(kind) in {"Organization", "Group"}:
        names = [n for n in names if " " in n and not n.isupper()] or names
    most = max(names.count(n) for n in names)
    often = [n for n in names if 2 * names.count(n) >= most] or names
    name = max(often, key=lambda n: (not n.isupper(), len(n), n))
    fuller = [n for n in names if n.startswith(f"{name} ")]
    if fuller and broad_type(kind) == "Organization":
        return min(fuller, key=lambda n: (-names.count(n), len(n), n))
    return name
