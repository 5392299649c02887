"""Which nominals mean something said before: "the ministry", "the country", "those terrorists".

By the same noun with no word that tells otherwise, by an office, or by the kind that a bare
description names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kg.extract import grammar
from kg.extract.coref.clusters import Cluster, Clusters
from kg.extract.coref.offices import OfficeSieve, has_restriction, is_role
from kg.extract.phrases import Phrase, broad_type
from kg.lexicon import Lexicon

DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
DEFINITE = frozenset({"the", "its", "his", "her", "their"}) | DEMONSTRATIVES
NON_SPECIFIC = frozenset(
    {"every", "each", "any", "no", "another", "either", "neither", "such", "what", "which"}
)
SAME_HEAD = 16  # sentences that the same noun looks back
MOST = 300  # phrases with the same noun in them; lists without a full stop have thousands
CLEARLY = 0.8  # a description means the most salient if the second has less than this share
DESCRIBED = 3  # sentences that a description looks back
# types whose bare description ("the company") fits any name; others need a word in common
DESCRIBABLE = {
    "Country": {"Country"}, "City": {"City"}, "Region": {"Region"},
    "Company": {"Company", "Organization"}, "ArmedGroup": {"ArmedGroup"},
    "PoliticalParty": {"PoliticalParty"},
    "InternationalOrganization": {"InternationalOrganization"},
}  # fmt: skip
DESCRIPTIONS = {
    "group": {"ArmedGroup", "Organization"}, "militia": {"ArmedGroup"},
    "organization": {"Organization", "InternationalOrganization"},
    "organisation": {"Organization", "InternationalOrganization"},
    "movement": {"ArmedGroup", "PoliticalParty"},
    "agency": {"InternationalOrganization", "Government", "Organization", "Media"},
}  # fmt: skip
# nouns that say after a name what it is: "the Islamic State group" is Islamic State
NAME_NOUNS = frozenset(
    "group organization organisation party company firm movement militia agency network gang "
    "newspaper airline".split()
)
VAGUE = frozenset(
    "kind sort type part number majority lot term end way time case rest thing one other example "
    "side area place point level result matter issue problem fact reason addition order year month "
    "week day people".split()
)


class NominalSieve:
    """Puts nominals into the clusters of what they mean, in text order."""

    def __init__(self, clusters: Clusters, offices: OfficeSieve, lexicon: Lexicon) -> None:
        self.clusters, self.offices, self.lexicon = clusters, offices, lexicon
        self.syntax = clusters.syntax
        self.by_noun: dict[str, list[Phrase]] = defaultdict(list)
        self.by_name_word: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in sorted(clusters.phrases, key=lambda phrase: phrase.head):
            if phrase.kind == "nominal":
                self.by_noun[self.syntax.lemmas[phrase.head]].append(phrase)
            elif phrase.kind == "name" and phrase.end - phrase.start > 1:
                for token in (phrase.start, phrase.end - 1):
                    self.by_name_word[self.syntax.lowers[token]].append(phrase)
        self.countries: Counter[str] = Counter()  # how often the article speaks of a country

    def place_nominal(self, phrase: Phrase) -> None:
        cluster, rule = self.antecedent(phrase)
        if cluster is None:
            cluster = self.clusters.open(phrase, phrase.rule)
        else:
            self.clusters.add(phrase, cluster, rule)
        cluster.lemmas.add(self.syntax.lemmas[phrase.head])

    def antecedent(self, phrase: Phrase) -> tuple[Cluster | None, str]:
        syntax, head = self.syntax, phrase.head
        lemma = syntax.lemmas[head]
        if phrase.type == "Person" and (holder := self.offices.holder(phrase)):
            return holder, "coreference.office"
        if named := self.named_before(phrase, lemma):
            return named, "coreference.name-noun"
        determiner = grammar.determiner(syntax, head)
        if lemma in VAGUE or phrase.type in {"Quantity", "Money"} or has_restriction(syntax, head):
            return None, ""
        if is_role(syntax, head) and determiner not in DEMONSTRATIVES:
            return None, ""
        proper = syntax.poses[head] == "PROPN"
        if determiner not in DEFINITE and not grammar.possessors(syntax, head) and not proper:
            return None, ""
        if same := self.same_noun(phrase, lemma):
            if not self.is_contested(phrase, lemma, same):
                return same, "coreference.same-head"
            if same.type == "Person":
                return None, ""
        if determiner in {"the", "this", "that"} and not phrase.plural:
            return self.described(phrase, lemma), "coreference.definite-description"
        return None, ""

    def named_before(self, phrase: Phrase, lemma: str) -> Cluster | None:
        """The organisation of "the Islamic State group", "the Sea Org organization"."""
        if lemma not in NAME_NOUNS or phrase.plural:
            return None
        cluster = self.clusters.of.get(phrase.head - 1)
        if (
            cluster is None
            or not cluster.named
            or self.syntax.heads[phrase.head - 1] != phrase.head
        ):
            return None
        kind = broad_type(cluster.type)
        return cluster if kind in {"Organization", "Group"} and not cluster.plural else None

    def is_contested(self, phrase: Phrase, lemma: str, same: Cluster) -> bool:
        """True where "the coach" or "the group" may mean another who fits and is nearer."""
        if not same.named or self.modifiers_of(phrase):
            return False
        if phrase.type == "Person":
            return len(self.offices.known_holders(phrase)) > 1
        wanted = DESCRIPTIONS.get(lemma) or DESCRIBABLE.get(phrase.type, set())
        for other in self.clusters.before(phrase, sentences=DESCRIBED):
            cluster = self.clusters.of[other.head]
            if cluster is same:
                return False
            if other.kind == "name" and cluster.type in wanted:
                return True
        return False

    # --- the same noun -----------------------------------------------------------------------

    def same_noun(self, phrase: Phrase, lemma: str) -> Cluster | None:
        """The cluster of the nearest earlier phrase with this noun, unless their words differ."""
        ours, owner = self.modifiers_of(phrase), self.owner(phrase)
        if phrase.plural and not ours and self.is_counted_twice(phrase, lemma):
            return None
        tried: set[int] = set()  # clusters
        for other in self.earlier(phrase, self.by_noun.get(lemma, ())):
            cluster = self.clusters.of[other.head]
            if id(cluster) in tried:
                continue
            if self.may_be_same(phrase, other, ours, owner):
                return cluster
            tried.add(id(cluster))
        if phrase.plural or self.syntax.poses[phrase.head] == "PROPN":
            return None
        return self.same_name_word(phrase, lemma, ours)

    def is_counted_twice(self, phrase: Phrase, lemma: str) -> bool:
        """True for "the soldiers" after "two soldiers" and "14 soldiers": nobody knows which."""
        counts = {
            self.syntax.lowers[token]
            for other in self.earlier(phrase, self.by_noun.get(lemma, ()))
            for token in grammar.modifiers(self.syntax, other.head)
            if self.syntax.poses[token] == "NUM"
        }
        return len(counts) > 1

    def earlier(self, phrase: Phrase, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
        """Those of some phrases that stand placed before a phrase, the latest first."""
        sentence_of, of = self.syntax.sentence_of, self.clusters.of
        first = sentence_of[phrase.head] - SAME_HEAD
        at = bisect_left(phrases, phrase.head, key=lambda other: other.head)
        for n in range(at - 1, max(-1, at - 1 - MOST), -1):
            other = phrases[n]
            if sentence_of[other.head] < first:
                return
            if other.end <= phrase.start and other.head in of:
                yield other

    def may_be_same(
        self, phrase: Phrase, other: Phrase, ours: set[str], owner: Cluster | str | None
    ) -> bool:
        if other.plural != phrase.plural:
            return False
        if grammar.determiner(self.syntax, other.head) in NON_SPECIFIC:
            return False
        if owner is not None and self.owner(other) != owner:
            return False
        return ours <= self.modifiers_of(other)

    def owner(self, phrase: Phrase) -> Cluster | str | None:
        """The possessor's cluster, its word if it has none: [their] company, [Russia]'s army."""
        for token in grammar.possessors(self.syntax, phrase.head):
            return self.clusters.of.get(token) or self.syntax.lowers[token]
        return None

    def modifiers_of(self, phrase: Phrase) -> set[str]:
        """What narrows a noun down: adjectives, compounds, possessors, prepositional objects."""
        syntax, head = self.syntax, phrase.head
        tokens = [m for m in grammar.modifiers(syntax, head) if syntax.tags[m] != "PRP$"]
        tokens += [noun for _, at, noun in grammar.prepositions(syntax, head) if at > head]
        return {syntax.lowers[token] for token in tokens}

    def same_name_word(self, phrase: Phrase, lemma: str, ours: set[str]) -> Cluster | None:
        """A name with the noun at its end or beginning: the ministry -> Ministry of Defence."""
        for other in self.earlier(phrase, self.by_name_word.get(lemma, ())):
            cluster = self.clusters.of[other.head]
            if cluster.type == "Person" or not self.agrees(phrase, cluster):
                continue
            if ours <= set(other.key(self.syntax).split()):
                return cluster
        return None

    def agrees(self, phrase: Phrase, cluster: Cluster) -> bool:
        kind, theirs = broad_type(phrase.type), broad_type(cluster.type)
        return (
            kind == theirs
            or "Thing" in {kind, theirs}
            or {kind, theirs} <= {"Group", "Organization"}
        )

    # --- descriptions ------------------------------------------------------------------------

    def described(self, phrase: Phrase, lemma: str) -> Cluster | None:
        """The named entity of the kind that a bare description names, where one clearly leads."""
        if self.modifiers_of(phrase):
            return None
        wanted = DESCRIPTIONS.get(lemma) or DESCRIBABLE.get(phrase.type)
        if wanted is None:
            return None

        def fits(other: Phrase, cluster: Cluster) -> bool:
            if not cluster.named or cluster.plural:
                return False
            return cluster.type in wanted or ("Country" in wanted and bool(cluster.country))

        ranked = self.clusters.salient(phrase, fits, sentences=DESCRIBED)
        if "Country" in wanted:
            leading = [cluster for _, cluster, _ in ranked if not self.is_side_country(cluster)]
            return leading[0] if len(leading) == 1 else None
        if not ranked or (len(ranked) > 1 and ranked[1][0] > CLEARLY * ranked[0][0]):
            return None
        return ranked[0][1]

    def is_side_country(self, cluster: Cluster) -> bool:
        """True if the article speaks more often of another country, by name or "Gambian"."""
        if not self.countries:
            for other in self.clusters.all:
                if other.country:
                    self.countries[other.country] += len(other.phrases)
            for token, pos in enumerate(self.syntax.poses):
                if pos not in {"ADJ", "PROPN", "NOUN"} or token in self.clusters.of:
                    continue
                if country := self.offices.gazetteer.demonym(self.syntax.words[token]):
                    self.countries[country] += 1
        return self.countries[cluster.country] < max(self.countries.values())
