"""Finds the entities that phrases refer to, by sieves from precise to loose; each link names its rule.

"Gen. Valery Gerasimov said ... Gerasimov ... he added ... Russia's president": exact names, surnames, acronyms, appositions,
offices, definite nominals, pronouns. No link is better than a wrong link. The order of sieves follows Lee et al.
(2013), "Deterministic coreference resolution based on entity-centric, precision-ranked rules".
"""

from __future__ import annotations

from collections import defaultdict

from kg.extract import grammar
from kg.extract.mentions import FIRST_PERSON
from kg.extract.name_lists import HONORIFICS, name_lists
from kg.extract.phrases import Phrase, broad_type, normal_words
from kg.extract.syntax import Syntax
from kg.lexicon import Lexicon
from kg.lexicon.gazetteer import Gazetteer
from kg.model import Entity, Mention

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
NEAR_SENTENCES = 4  # how far a nominal or pronoun looks back
GENERIC = {
    "country": {"Country"}, "nation": {"Country"}, "state": {"Country"}, "city": {"City"}, "town": {"City"},
    "province": {"Region"}, "region": {"Region"}, "river": {"Waterbody"},
    "group": {"ArmedGroup", "Organization"}, "organization": {"Organization", "InternationalOrganization"},
    "organisation": {"Organization", "InternationalOrganization"}, "company": {"Company"}, "firm": {"Company"},
    "party": {"PoliticalParty"}, "movement": {"ArmedGroup", "Organization", "PoliticalParty"},
    "militia": {"ArmedGroup"}, "agency": {"Government", "InternationalOrganization", "Media"},
}  # fmt: skip


class Cluster:
    """The phrases that refer to one thing, while it is being found out; rules are those that linked each phrase."""

    def __init__(self, phrase: Phrase, rule: str) -> None:
        self.phrases: list[tuple[Phrase, str]] = [(phrase, rule)]
        self.type, self.gender, self.plural = phrase.type, phrase.gender, phrase.plural
        self.keys: set[str] = set()
        self.lemma = ""
        self.country = ""

    @property
    def named(self) -> bool:
        return bool(self.keys)

    @property
    def last(self) -> Phrase:
        return self.phrases[-1][0]


class Resolver:
    """The clusters of one article, grown phrase by phrase in text order, sieve by sieve."""

    def __init__(
        self, syntax: Syntax, phrases: tuple[Phrase, ...], lexicon: Lexicon, gazetteer: Gazetteer
    ) -> None:
        self.syntax, self.phrases, self.gazetteer = syntax, phrases, gazetteer
        self.lists = name_lists(lexicon)
        self.nominals = lexicon.nominals
        self.clusters: list[Cluster] = []
        self.of: dict[Phrase, Cluster] = {}
        self.by_head: dict[int, Phrase] = {p.head: p for p in phrases}

    def resolve(self) -> list[Cluster]:
        for phrase in self.phrases:
            if phrase.kind == "name":
                self.place_name(phrase)
        self.link_acronyms()
        self.link_appositions()
        self.find_offices()
        for phrase in self.phrases:
            if phrase.kind == "nominal" and phrase not in self.of:
                self.place_nominal(phrase)
        for phrase in self.phrases:
            if phrase.kind == "pronoun":
                self.place_pronoun(phrase)
        for cluster in self.clusters:
            cluster.phrases.sort(key=lambda pair: (pair[0].start, pair[0].end))
        return sorted(self.clusters, key=lambda c: (c.phrases[0][0].start, c.phrases[0][0].end))

    def add(self, phrase: Phrase, cluster: Cluster, rule: str) -> None:
        cluster.phrases.append((phrase, rule))
        self.of[phrase] = cluster
        cluster.gender = cluster.gender or phrase.gender

    def open(self, phrase: Phrase, rule: str) -> Cluster:
        cluster = Cluster(phrase, rule)
        self.clusters.append(cluster)
        self.of[phrase] = cluster
        return cluster

    def merge(self, kept: Cluster, other: Cluster, rule: str) -> None:
        if kept is other:
            return
        for phrase, old in other.phrases:
            kept.phrases.append((phrase, rule if phrase.kind == "name" else old))
            self.of[phrase] = kept
        kept.keys |= other.keys
        kept.gender = kept.gender or other.gender
        self.clusters.remove(other)

    # --- names ---------------------------------------------------------------------------------------------------

    def place_name(self, phrase: Phrase) -> None:
        key = phrase.key(self.syntax)
        key = self.lists.aliases.get(key, key)
        for cluster in reversed(self.clusters):
            rule = self.same_name(phrase, key, cluster)
            if rule:
                self.add(phrase, cluster, rule)
                cluster.keys.add(key)
                return
        cluster = self.open(phrase, phrase.rule)
        cluster.keys.add(key)
        if phrase.type == "Place" and (country := self.gazetteer.country(key)):
            cluster.country = country.country

    def same_name(self, phrase: Phrase, key: str, cluster: Cluster) -> str:
        """The rule by which a name is one of a cluster's names, "" if it is not."""
        if broad_type(phrase.type) != broad_type(cluster.type):
            return (
                "coreference.exact-name"
                if key in cluster.keys and len(key) > 4 and " " in key
                else ""
            )
        if key in cluster.keys:
            return "coreference.exact-name"
        if phrase.type == "Person":
            return self.same_person(key, phrase, cluster)
        if phrase.type == "Place" and cluster.country and (country := self.gazetteer.country(key)):
            return "coreference.country-name" if country.country == cluster.country else ""
        if broad_type(phrase.type) == "Organization" and any(
            is_shorter_name(key, k) for k in cluster.keys
        ):
            return "coreference.shorter-name"
        return ""

    def same_person(self, key: str, phrase: Phrase, cluster: Cluster) -> str:
        """Surname after full name; two different given names, genders or full names never meet."""
        words = key.split()
        if phrase.gender and cluster.gender and phrase.gender != cluster.gender:
            return ""
        for other in sorted(cluster.keys, key=len, reverse=True):
            full = other.split()
            if len(words) == 1 and len(full) > 1 and words[0] == full[-1]:
                return "coreference.surname"
            if len(words) == 1 and len(full) > 1 and words[0] == full[0]:
                return "coreference.first-name"
            if len(full) == 1 and len(words) > 1 and full[0] == words[-1]:
                return "coreference.surname"
            if (
                len(full) > 1
                and len(words) > 1
                and (set(words) < set(full) or set(full) < set(words))
            ):
                if words[-1] == full[-1]:
                    return "coreference.partial-name"
        return ""

    def link_acronyms(self) -> None:
        """ "World Health Organization (WHO)", and acronyms that spell the initials of a name before them."""
        named = [c for c in self.clusters if c.named and c.type != "Person" and not c.country]
        for short in [c for c in named if any(is_acronym(p, self.syntax) for p, _ in c.phrases)]:
            phrase = next(p for p, _ in short.phrases if is_acronym(p, self.syntax))
            letters = self.syntax.words[phrase.start].replace(".", "").lower()
            for cluster in named:
                if cluster is short or cluster not in self.clusters:
                    continue
                rule = self.acronym_rule(letters, short.phrases[0][0], cluster)
                if rule:
                    self.merge(cluster, short, rule)
                    break

    def acronym_rule(self, letters: str, phrase: Phrase, cluster: Cluster) -> str:
        words, starts = self.syntax.words, phrase.start
        if any(letters in initials(key) for key in cluster.keys if " " in key):
            return "coreference.acronym"
        inside = starts
        while inside > 0 and starts - inside < 6 and words[inside] != "(":
            inside -= 1
        before = {p.end for p, _ in cluster.phrases}
        if words[inside] == "(" and inside in before and starts != inside:
            return "coreference.alias-in-brackets"
        return ""

    # --- appositions, copulas and offices ------------------------------------------------------------------------

    def link_appositions(self) -> None:
        """ "Deir ez-Zor, an IS stronghold", "the ambassador, Anna Keller", "Defense Minister Sergey Shoigu"."""
        for phrase in self.phrases:
            if phrase.kind != "nominal":
                continue
            for other, rule in self.appositive_names(phrase):
                cluster = self.of.get(other)
                if cluster and self.can_describe(phrase, cluster):
                    self.add(phrase, cluster, rule)
                    break

    def appositive_names(self, phrase: Phrase) -> list[tuple[Phrase, str]]:
        syntax, head = self.syntax, phrase.head
        near: list[tuple[int, str]] = []
        if syntax.deps[head] == "appos":
            near.append((syntax.heads[head], "coreference.apposition"))
        near += [(a, "coreference.apposition") for a in grammar.appositions(syntax, head)]
        if syntax.deps[head] == "attr" and not grammar.negations(syntax, syntax.heads[head]):
            subject = grammar.own_subject(syntax, syntax.heads[head])
            if subject is not None and syntax.lemmas[syntax.heads[head]] in {
                "be",
                "become",
                "remain",
            }:
                near.append((subject, "coreference.copula"))
        near = [(t, rule) for t, rule in near if not self.is_parted(t, head)]
        found = [(self.by_head[t], rule) for t, rule in near if t in self.by_head]
        return [(p, rule) for p, rule in found if p.kind == "name"]

    def is_parted(self, one: int, other: int) -> bool:
        """True if a dash or colon stands between, as before the source of a headline."""
        first, last = sorted((one, other))
        return any(word in {"–", "—", "-", ":", "("} for word in self.syntax.words[first:last])

    def can_describe(self, phrase: Phrase, cluster: Cluster) -> bool:
        if phrase.plural and not cluster.plural and broad_type(cluster.type) in {"Person", "Place"}:
            return False
        return phrase.type != "Thing" and compatible(phrase.type, cluster.type)

    def find_offices(self) -> None:
        """Offices that persons of the article are said to hold, for "the president", "Russia's leader"."""
        self.holders: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in self.clusters:
            if cluster.type != "Person":
                continue
            for phrase, _ in cluster.phrases:
                start, lowers = phrase.start, self.syntax.lowers
                if phrase.kind == "nominal":
                    self.holders[self.syntax.lemmas[phrase.head]].append(cluster)
                elif (
                    start
                    and self.lists.is_title(lowers[start - 1])
                    and lowers[start - 1] not in HONORIFICS
                ):
                    self.holders[self.syntax.lemmas[start - 1].lower()].append(cluster)

    # --- nominals ------------------------------------------------------------------------------------------------

    def place_nominal(self, phrase: Phrase) -> None:
        cluster, rule = self.nominal_antecedent(phrase)
        if cluster is None:
            opened = self.open(phrase, phrase.rule)
            opened.lemma = self.syntax.lemmas[phrase.head]
        else:
            self.add(phrase, cluster, rule)

    def nominal_antecedent(self, phrase: Phrase) -> tuple[Cluster | None, str]:
        syntax = self.syntax
        lemma = syntax.lemmas[phrase.head]
        definite = grammar.determiner(syntax, phrase.head) in DEFINITE or bool(
            grammar.possessors(syntax, phrase.head)
        )
        if (
            lemma in {"leader", "president", "chief", "premier", "minister", "head"}
            or lemma in self.holders
        ):
            if holder := self.holder(phrase, lemma):
                return holder, "coreference.office"
        if not definite:
            return None, ""
        same = self.same_nominal(phrase, lemma)
        if same:
            return same, "coreference.same-head"
        if grammar.determiner(syntax, phrase.head) in {"the", "this", "that"}:
            return self.described(phrase, lemma), "coreference.definite-description"
        return None, ""

    def holder(self, phrase: Phrase, lemma: str) -> Cluster | None:
        """The one person who is known to hold an office; none if two do or the country does not fit."""
        wanted = (
            {lemma}
            if lemma != "leader"
            else {"president", "premier", "leader", "king", "chancellor"}
        )
        holders: list[Cluster] = []
        for office in sorted(wanted):
            holders += [
                c for c in self.holders.get(office, []) if c not in holders and c in self.clusters
            ]
        before = [c for c in holders if c.phrases[0][0].start < phrase.start]
        if len(before) != 1 or phrase.plural:
            return None
        if grammar.determiner(self.syntax, phrase.head) in {"a", "an", "any", "no", "another"}:
            return None
        words = {self.syntax.lowers[m] for m in grammar.modifiers(self.syntax, phrase.head)}
        if words & {"former", "vice", "deputy", "ex", "acting"}:
            return None
        countries = {self.country_of(m) for m in grammar.modifiers(self.syntax, phrase.head)} - {""}
        theirs = self.countries_around(before[0])
        return before[0] if not countries or not theirs or countries & theirs else None

    def countries_around(self, cluster: Cluster) -> set[str]:
        found = set()
        for phrase, _ in cluster.phrases:
            start = grammar.base_phrase(self.syntax, phrase.head)[0]
            found |= {self.country_of(t) for t in range(start, phrase.start)}
        return found - {""}

    def country_of(self, token: int) -> str:
        word = self.syntax.words[token]
        if not word[:1].isupper():
            return ""
        if iso := self.gazetteer.demonym(word):
            return iso
        country = self.gazetteer.country(word)
        return country.country if country else ""

    def same_nominal(self, phrase: Phrase, lemma: str) -> Cluster | None:
        """The nearest earlier cluster headed by the same noun, unless their modifiers say they differ."""
        ours = self.modifier_words(phrase)
        for cluster in self.recent(
            phrase, sentences=10 if phrase.type != "Thing" else NEAR_SENTENCES
        ):
            last = next((p for p, _ in reversed(cluster.phrases) if p.kind == "nominal"), None)
            if (
                last
                and self.syntax.lemmas[last.head] == lemma
                and last.plural == phrase.plural
                and last.head != phrase.head
            ):
                theirs = self.modifier_words(last)
                if not ours or ours <= theirs:
                    return cluster
            if (
                cluster.named
                and any(key.split()[-1] == lemma for key in cluster.keys)
                and not phrase.plural
            ):
                if not ours or any(ours <= set(key.split()) for key in cluster.keys):
                    return cluster
        return None

    def modifier_words(self, phrase: Phrase) -> set[str]:
        of = [n for name, _, n in grammar.prepositions(self.syntax, phrase.head) if name == "of"]
        return {self.syntax.lowers[t] for t in [*grammar.modifiers(self.syntax, phrase.head), *of]}

    def described(self, phrase: Phrase, lemma: str) -> Cluster | None:
        """The nearest named entity of the kind that a bare description names: "the country", "the group"."""
        if phrase.plural or self.modifier_words(phrase) or lemma not in GENERIC:
            return None
        for cluster in self.recent(phrase, sentences=3):
            if cluster.named and (
                cluster.type in GENERIC[lemma] or ("Country" in GENERIC[lemma] and cluster.country)
            ):
                return cluster
            if (
                cluster.named
                and lemma in {"company", "firm", "group", "organization"}
                and cluster.type == "Organization"
            ):
                return cluster
        return None

    def recent(self, phrase: Phrase, *, sentences: int) -> list[Cluster]:
        """Clusters mentioned before a phrase within so many sentences, the latest mention first."""
        number = self.syntax.sentence_of[phrase.start]
        found: dict[int, tuple[int, Cluster]] = {}
        for other in self.before(phrase, sentences=number - sentences):
            cluster = self.of.get(other)
            if cluster is not None:
                found.setdefault(id(cluster), (other.start, cluster))
        return [cluster for _, cluster in found.values()]

    def before(self, phrase: Phrase, *, sentences: int) -> list[Phrase]:
        """Placed phrases that begin before a phrase, not before a sentence number, the latest first."""
        at = self._positions()[phrase]
        found = []
        for other in reversed(self.phrases[:at]):
            if self.syntax.sentence_of[other.start] < sentences:
                break
            if other.end <= phrase.start and other in self.of:
                found.append(other)
        return found

    def _positions(self) -> dict[Phrase, int]:
        if not hasattr(self, "_at"):
            self._at = {phrase: number for number, phrase in enumerate(self.phrases)}
        return self._at

    # --- pronouns ------------------------------------------------------------------------------------------------

    def place_pronoun(self, phrase: Phrase) -> None:
        lower = self.syntax.lowers[phrase.start]
        if lower in FIRST_PERSON:
            return  # resolved by who speaks, after attributions are known
        cluster = self.pronoun_antecedent(phrase, lower)
        if cluster is not None:
            self.add(phrase, cluster, "coreference.pronoun")

    def pronoun_antecedent(self, phrase: Phrase, lower: str) -> Cluster | None:
        """The nearest fitting subject of this and the three sentences before, else the nearest fitting phrase."""
        syntax = self.syntax
        number = syntax.sentence_of[phrase.start]
        quotation = syntax.quotation_of[phrase.start]
        best: tuple[tuple[int, int, int], Cluster] | None = None
        for other in self.before(phrase, sentences=number - 3):
            cluster = self.of[other]
            distance = number - syntax.sentence_of[other.start]
            if not self.fits(phrase, cluster, other) or self.is_bound(phrase, other, lower):
                continue
            if quotation >= 0 and cluster.type == "Person" and self.speaks(other, phrase):
                continue
            rank = (
                distance,
                0 if self.is_subject(other) else 1,
                -other.start if distance == 0 else other.start,
            )
            if best is None or rank < best[0]:
                best = (rank, cluster)
        return best[1] if best else None

    def fits(self, phrase: Phrase, cluster: Cluster, other: Phrase) -> bool:
        kind, gender = broad_type(cluster.type), cluster.gender
        if phrase.type == "Person":
            return kind == "Person" and not other.plural and (not gender or gender == phrase.gender)
        if phrase.plural:
            return (other.plural or kind in {"Group", "Organization"}) and kind != "Place"
        if kind in {"Person", "Group"} or other.plural:
            return False
        return other.kind != "nominal" or grammar.determiner(self.syntax, other.head) != ""

    def is_bound(self, phrase: Phrase, other: Phrase, lower: str) -> bool:
        """True if a pronoun cannot mean another argument of its own verb ("He praised him")."""
        syntax = self.syntax
        if lower.endswith(("self", "selves")) or syntax.tags[phrase.start] == "PRP$":
            return other.start <= phrase.start < other.end
        return (
            syntax.heads[phrase.head] == syntax.heads[other.head]
            and syntax.deps[phrase.head] != "poss"
        )

    def is_subject(self, phrase: Phrase) -> bool:
        return self.syntax.deps[phrase.head] in {"nsubj", "nsubjpass"}

    def speaks(self, other: Phrase, phrase: Phrase) -> bool:
        """True if a phrase is the subject of the verb that reports the quotation a pronoun stands in."""
        verb = self.syntax.heads[other.head]
        return self.is_subject(other) and verb in {
            a for a, _ in grammar.governors(self.syntax, phrase.head)
        }


def compatible(one: str, other: str) -> bool:
    """True if two entity types can be of one thing."""
    return "" in {one, other} or broad_type(one) == broad_type(other)


def is_acronym(phrase: Phrase, syntax: Syntax) -> bool:
    word = syntax.words[phrase.start].replace(".", "")
    return (
        phrase.kind == "name"
        and phrase.end - phrase.start == 1
        and word.isupper()
        and 2 <= len(word) <= 7
    )


def is_shorter_name(one: str, other: str) -> bool:
    """True for "syrian army" beside "syrian arab army": same first and last word, the rest left out."""
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) < 2 or len(short) == len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def initials(key: str) -> set[str]:
    """The ways in which the words of a name make an acronym, with and without its small words."""
    words = key.replace("-", " ").split()
    content = [w for w in words if w not in {"of", "the", "for", "and", "in", "on", "de", "la"}]
    return {"".join(w[0] for w in words), "".join(w[0] for w in content)}


def find_entities(
    syntax: Syntax, phrases: tuple[Phrase, ...], *, lexicon: Lexicon, gazetteer: Gazetteer
) -> tuple[Entity, ...]:
    """The entities of an article in text order; a name's canonical form is its longest frequent one."""
    clusters = Resolver(syntax, phrases, lexicon, gazetteer).resolve()
    return tuple(build_entity(syntax, cluster) for cluster in clusters)


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
    kind = "Country" if cluster.country else cluster.type
    return Entity(
        type=kind or "Thing",
        name=" ".join(name.split()),
        named=bool(names),
        mentions=mentions,
        aliases=tuple(sorted({" ".join(n.split()) for n in names} - {" ".join(name.split())})),
        head=syntax.lemmas[first.head],
    )


def canonical(names: list[str], kind: str) -> str:
    """A person's longest name, else the longest name that is no rarer than half of the most frequent one."""
    if kind == "Person":
        return max(names, key=lambda n: (n.count(" "), names.count(n), len(n), n))
    most = max(names.count(n) for n in names)
    often = [n for n in names if 2 * names.count(n) >= most] or names
    return max(often, key=lambda n: (not n.isupper(), len(n), n))
