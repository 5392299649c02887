"""Which names mean the same: "Valery Gerasimov ... Gerasimov", "Islamic State (IS)".

Names come first because they are the surest; a shorter name that fits two longer ones is left
alone.
"""

from __future__ import annotations

from collections import defaultdict

from kg.extract.coref.clusters import Cluster, Clusters
from kg.extract.coref.name_forms import (
    acronym_letters,
    initials,
    is_part,
    is_respelt,
    is_shorter_name,
    significant,
    sound_of,
    without_legal,
)
from kg.extract.name_lists import NameLists
from kg.extract.phrases import Phrase, broad_type
from kg.lexicon.gazetteer import Gazetteer

ALIASED = frozenset({"Organization", "Group", "Thing", "Work", "Law", "Product", "EventName"})
NAMESAKES = 6  # sentences without a namesake after which a bare surname is clear
SPELLED = 5  # letters from which a name may be another spelling of one that sounds the same
FORMERLY = frozenset({"formerly", "aka", "or", "known", "called", "also", "previously", "once"})


class NameSieve:
    """Puts the names of an article into clusters."""

    def __init__(self, clusters: Clusters, lists: NameLists, gazetteer: Gazetteer) -> None:
        self.clusters, self.lists, self.gazetteer = clusters, lists, gazetteer
        self.syntax = clusters.syntax
        # head tokens by (sort, words)
        self.heads: dict[tuple[str, str], list[int]] = defaultdict(list)

    def place(self) -> None:
        for phrase in self.clusters.phrases:
            if phrase.kind == "name":
                self.place_name(phrase)
        self.link_acronyms()

    def known(self, sort: str, words: str) -> list[Cluster]:
        """The clusters that have such a name, each once, in text order."""
        of = self.clusters.of
        return list(dict.fromkeys(of[head] for head in self.heads.get((sort, words), ())))

    def note(self, phrase: Phrase, key: str) -> None:
        words, heads = significant(key), self.heads
        heads["name", key].append(phrase.head)
        if phrase.type == "Person":
            heads["last" if len(words) > 1 else "only", words[-1]].append(phrase.head)
            if len(words) > 1:
                heads["first", words[0]].append(phrase.head)
        elif broad_type(phrase.type) == "Organization":
            heads["first word", words[0]].append(phrase.head)
            if (bare := self.without_country(key)) != key:
                heads["bare", bare].append(phrase.head)
        if phrase.type in {"Person", "Place", "Group", "ArmedGroup"} and len(key) >= SPELLED:
            heads["sound", sound_of(key)].append(phrase.head)

    def place_name(self, phrase: Phrase) -> None:
        key = phrase.key(self.syntax)
        key = self.lists.aliases.get(key, key)
        country = self.gazetteer.country(key) if phrase.type == "Place" else None
        found, rule = self.antecedent(phrase, key, country.country if country else "")
        if found is None:
            found = self.clusters.open(phrase, phrase.rule)
            found.country = country.country if country else ""
        else:
            self.clusters.add(phrase, found, rule)
        found.keys.add(key)
        self.note(phrase, key)
        if found.country:
            self.heads["country", found.country].append(phrase.head)

    def antecedent(self, phrase: Phrase, key: str, country: str) -> tuple[Cluster | None, str]:
        if phrase.type == "Person":
            return self.person(phrase, key)
        kind = broad_type(phrase.type)
        for cluster in reversed(self.known("name", key)):
            if kind == broad_type(cluster.type) or (len(key) > 4 and " " in key):
                return cluster, "coreference.exact-name"
        if country and (same := self.known("country", country)):
            return same[0], "coreference.country-name"
        if len(key) >= SPELLED and not country:
            for cluster in self.known("sound", sound_of(key)):
                if broad_type(cluster.type) == kind and is_respelt(key, cluster):
                    return cluster, "coreference.spelling"
        if kind == "Organization":
            return self.organization(key)
        return None, ""

    def is_first_word(self, word: str, cluster: Cluster) -> bool:
        """True for "Halden" in a headline before "Halden Robotics": one word, and no known body."""
        known = word in self.lists.types or word in self.lists.generic or len(word) < 4
        place = self.gazetteer.demonym(word.title()) or self.gazetteer.country(word)
        return (
            broad_type(cluster.type) == "Organization"
            and cluster.keys == {word}
            and not (known or place or self.syntax.words[cluster.phrases[0][0].start].isupper())
        )

    def first_word(self, key: str) -> tuple[Cluster | None, str]:
        """The one organisation whose longer name begins with a word: Halden Robotics ... Halden."""
        if " " in key or len(key) < 4 or key in self.lists.types or key in self.lists.generic:
            return None, ""
        if self.gazetteer.demonym(key) or self.gazetteer.country(key):
            return None, ""
        found = [
            cluster
            for cluster in self.known("first word", key)
            if any(" " in name for name in cluster.keys)
        ]
        return (found[0], "coreference.first-word") if len(found) == 1 else (None, "")

    # --- persons -----------------------------------------------------------------------------

    def person(self, phrase: Phrase, key: str) -> tuple[Cluster | None, str]:
        """Full name, surname, first name; two given names, genders or persons never meet."""
        words = significant(key)
        if len(words) == 1:
            return self.short_person(phrase, words[0])
        for cluster in reversed(self.known("name", key)):
            return cluster, "coreference.exact-name"
        for cluster in reversed(self.known("last", words[-1])):
            if self.agrees(phrase, cluster) and any(
                is_part(words, significant(k)) for k in cluster.keys
            ):
                return cluster, "coreference.partial-name"
        for cluster in self.known("sound", sound_of(key)):
            if cluster.type == "Person" and self.agrees(phrase, cluster):
                return cluster, "coreference.spelling"
        alone = [c for c in self.known("only", words[-1]) if self.agrees(phrase, c)]
        alone = [c for c in alone if all(len(significant(k)) == 1 for k in c.keys)]
        if alone:
            return alone[-1], "coreference.surname"
        return None, ""

    def short_person(self, phrase: Phrase, word: str) -> tuple[Cluster | None, str]:
        full = [c for c in self.known("last", word) if self.agrees(phrase, c)]
        if len(full) > 1:
            full = self.called_so(word, full) or self.near(phrase, full)
        if len(full) == 1:
            return full[0], "coreference.surname"
        if len(full) > 1:
            return None, ""
        alone = [c for c in self.known("only", word) if self.agrees(phrase, c)]
        if alone:
            return alone[-1], "coreference.exact-name"
        given = [c for c in self.known("first", word) if self.agrees(phrase, c)]
        if len(given) == 1 and not full:
            return given[0], "coreference.first-name"
        if len(word) >= SPELLED and not full:
            for cluster in self.known("sound", sound_of(word)):
                if cluster.type == "Person" and self.agrees(phrase, cluster):
                    return cluster, "coreference.spelling"
        return (None, "") if full or given or phrase.gender else self.first_word(word)

    def called_so(self, word: str, found: list[Cluster]) -> list[Cluster]:
        """Those of several persons of one surname whom the article has called by it alone."""
        return [c for c in found if word in c.keys]

    def near(self, phrase: Phrase, found: list[Cluster]) -> list[Cluster]:
        """Those of several persons of one surname whom the last sentences mention."""
        number = self.syntax.sentence_of[phrase.head] - NAMESAKES
        return [
            c for c in found if any(self.syntax.sentence_of[p.head] >= number for p, _ in c.phrases)
        ]

    def agrees(self, phrase: Phrase, cluster: Cluster) -> bool:
        return not phrase.gender or not cluster.gender or phrase.gender == cluster.gender

    # --- organisations -----------------------------------------------------------------------

    def organization(self, key: str) -> tuple[Cluster | None, str]:
        words = significant(key)
        if found := self.less_country(key):
            return found, "coreference.without-country"
        for cluster in self.known("name", words[0]) if len(words) in {2, 3} else ():
            if self.is_first_word(words[0], cluster):
                return cluster, "coreference.first-word"
        for cluster in reversed(self.known("first word", words[0])):
            for other in sorted(cluster.keys):
                theirs = significant(other)
                if without_legal(words) == without_legal(theirs):
                    return cluster, "coreference.company-name"
                if is_shorter_name(words, theirs):
                    return cluster, "coreference.shorter-name"
        return self.first_word(key)

    def without_country(self, key: str) -> str:
        """A name without the country in front: "us air force" -> "air force"."""
        words = key.removeprefix("the ").split()
        for width in (3, 2, 1):
            first = " ".join(words[:width]).removesuffix("'s").removesuffix(" 's")
            if len(words) > width and (
                self.gazetteer.demonym(first.title()) or self.gazetteer.country(first)
            ):
                return " ".join(words[width:])
        return key

    def less_country(self, key: str) -> Cluster | None:
        """The one body that differs by its country only: "US Air Force ... the Air Force"."""
        bare = self.without_country(key)
        found = self.known("bare", key) if bare == key else self.known("name", bare)
        found = [c for c in found if broad_type(c.type) == "Organization"]
        if len(found) != 1 or (bare != key and any(self.has_country(k) for k in found[0].keys)):
            return None
        return found[0]

    def has_country(self, key: str) -> bool:
        return self.without_country(key) != key

    # --- acronyms and aliases ----------------------------------------------------------------

    def link_acronyms(self) -> None:
        """ "World Health Organization (WHO)", and acronyms of the initials of a name."""
        named = [c for c in self.clusters.all if broad_type(c.type) in ALIASED and not c.country]
        spelt: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in named:
            for letters in sorted({i for key in cluster.keys for i in initials(key)}):
                spelt[letters].append(cluster)
        for short in named:
            phrase = short.phrases[0][0]
            alias = self.bracketed_name(phrase)
            letters = acronym_letters(phrase, self.syntax)
            full = [c for c in spelt.get(letters, ()) if c is not short] if letters else []
            if full and full[0] in self.clusters.all:
                self.clusters.merge(full[0], short, "coreference.acronym")
            elif alias and alias is not short and self.is_alias(letters, phrase, alias):
                self.clusters.merge(alias, short, "coreference.alias-in-brackets")

    def bracketed_name(self, phrase: Phrase) -> Cluster | None:
        """The cluster of the name before the bracket that a phrase stands in."""
        words, at = self.syntax.words, phrase.start
        while at > 0 and phrase.start - at < 6 and words[at] not in {"(", ")"}:
            at -= 1
        if words[at] != "(" or at == 0:
            return None
        head = next((h for h in (at - 1, at - 2) if h in self.clusters.of), None)
        cluster = self.clusters.of[head] if head is not None else None
        return cluster if cluster and broad_type(cluster.type) in ALIASED else None

    def is_alias(self, letters: str, phrase: Phrase, full: Cluster) -> bool:
        """True for letters of the name before the bracket, and after "formerly"."""
        if letters:
            firsts = {word[0] for key in full.keys for word in key.split()}
            return letters[0] in firsts or len(firsts & set(letters)) >= 2
        lowers = self.syntax.lowers
        return any(lowers[t] in FORMERLY for t in range(max(0, phrase.start - 3), phrase.start))
