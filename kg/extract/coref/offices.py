"""Who is described: "Anna Keller, the Swiss ambassador", "Defence Minister Sergey Shoigu".

An office means the one person whom the article has shown to hold it before, with the country and
the words of the office fitting: "the Tunisian coach" is not the coach of Panama.
"""

from __future__ import annotations

from collections import defaultdict

from kg.extract import grammar
from kg.extract.coref.clusters import Cluster, Clusters
from kg.extract.name_lists import HONORIFICS, NameLists
from kg.extract.phrases import Phrase, broad_type
from kg.extract.syntax import Syntax
from kg.lexicon.gazetteer import Gazetteer

COPULAS = frozenset({"be", "become", "remain"})
LEADERS = frozenset({"president", "premier", "leader", "king", "chancellor", "chief", "head"})
NO_HOLDER = frozenset(
    "a an any no another every each some former vice deputy ex acting new next then other "
    "first second incoming".split()
)
DEFINITE = frozenset({"the", "its", "his", "her", "their"})
PLACE_NOUNS = frozenset(
    "town city village province region state district island port capital republic kingdom "
    "county governorate municipality suburb settlement peninsula territory".split()
)
BREAKS = frozenset({"–", "—", "-", ":", "("})
# abbreviated titles and the nouns by which an article calls their holders later
TITLE_NOUNS = {
    "capt": "captain", "cmdr": "commander", "col": "colonel", "dr": "doctor", "gen": "general",
    "gov": "governor", "lt": "lieutenant", "maj": "major", "prof": "professor",
    "rep": "representative", "rev": "reverend", "sen": "senator", "sgt": "sergeant",
}  # fmt: skip
NAMING = frozenset({"name", "call", "identify", "know", "nickname", "dub"})
HOLDER_NEAR, HOLDER_APART = 1, 3  # sentences: how near the one meant is, how far all others are


class OfficeSieve:
    """Puts appositions, copulas and titles to the persons and things that they describe."""

    def __init__(self, clusters: Clusters, lists: NameLists, gazetteer: Gazetteer) -> None:
        self.clusters, self.lists, self.gazetteer = clusters, lists, gazetteer
        self.syntax = clusters.syntax
        # (words of the office, its countries, cluster, where it is said) by the office's noun
        self.holders: dict[str, list[tuple[set[str], set[str], Cluster, int]]] = defaultdict(list)
        self.names_at = {p.start: p for p in clusters.phrases if p.kind == "name"}

    def place(self) -> None:
        for phrase in self.clusters.phrases:
            if phrase.kind == "nominal":
                self.place_description(phrase)
            elif phrase.kind == "name" and phrase.type == "Person":
                self.note_title(phrase)

    # --- appositions, copulas, "the town of Kessa" -------------------------------------------

    def place_description(self, phrase: Phrase) -> None:
        for other, rule in self.described_names(phrase):
            cluster = self.clusters.of.get(other)
            if cluster is not None and self.can_describe(phrase, cluster, rule):
                self.clusters.add(phrase, cluster, rule)
                cluster.lemmas.add(self.syntax.lemmas[phrase.head])
                self.note_office(phrase.head, phrase.start, cluster)
                return

    def described_names(self, phrase: Phrase) -> list[tuple[int, str]]:
        """(head token of a name, rule) of the names that a nominal stands beside."""
        syntax, head = self.syntax, phrase.head
        near: list[tuple[int, str]] = []
        if syntax.deps[head] == "appos":
            near.append((syntax.heads[head], "coreference.apposition"))
        near += [(a, "coreference.apposition") for a in grammar.appositions(syntax, head)]
        near += [(name, "coreference.named-as") for name in self.names_given(head)]
        if syntax.deps[head] == "attr":
            verb = syntax.heads[head]
            subject = grammar.own_subject(syntax, verb)
            if subject is not None and self.is_assertive(verb):
                subject = grammar.resolve_relative(syntax, subject)
                near.append((subject, "coreference.copula"))
        if syntax.lemmas[head] in PLACE_NOUNS and grammar.determiner(syntax, head) == "the":
            near += [
                (noun, "coreference.named-by")
                for name, at, noun in grammar.prepositions(syntax, head)
                if name == "of" and at == head + 1
            ]
        if phrase.type == "Person" and not phrase.plural:
            near += [(name, "coreference.apposition") for name in self.names_after(phrase)]
        by_head = self.clusters.by_head
        return [
            (token, rule)
            for token, rule in near
            if token in by_head
            and by_head[token].kind == "name"
            and not self.is_parted(token, head)
        ]

    def names_given(self, head: int) -> list[int]:
        """The names of "a man named Osei", "a group called M23", "a woman known as Kaya"."""
        syntax = self.syntax
        names = []
        for verb in syntax.children[head]:
            if syntax.deps[verb] != "acl" or syntax.lemmas[verb] not in NAMING:
                continue
            names += [
                c for c in syntax.children[verb] if syntax.deps[c] in {"oprd", "dobj", "attr"}
            ]
            names += [noun for name, _, noun in grammar.prepositions(syntax, verb) if name == "as"]
        return names

    def names_after(self, phrase: Phrase) -> list[int]:
        """The name between commas after a description: "the mayor of Van, [Ayse Kaya], said".

        Parsers attach such names to the noun before the comma or to the verb, so order decides.
        """
        syntax, words = self.syntax, self.syntax.words
        comma = grammar.noun_phrase(syntax, phrase.head)[1]
        if comma + 1 >= len(words) or words[comma] != "," or not self.is_the_one(phrase):
            return []
        name = self.names_at.get(comma + 1)
        if name is None or name.type != "Person" or name.end + 1 >= len(words):
            return []
        listed = syntax.poses[name.end + 1] in {"PROPN", "CCONJ", "DET"}
        closed = words[name.end] == "," and not listed
        return [name.head] if closed or words[name.end] in {".", ")"} else []

    def is_the_one(self, phrase: Phrase) -> bool:
        """True for "the mayor", "its chairman", "Norsk's chairman"."""
        determiner = grammar.determiner(self.syntax, phrase.head)
        return determiner in DEFINITE or bool(grammar.possessors(self.syntax, phrase.head))

    def is_assertive(self, verb: int) -> bool:
        """True for "is", "was", "became" without negation, modal or condition."""
        syntax = self.syntax
        return (
            syntax.lemmas[verb] in COPULAS
            and not grammar.negations(syntax, verb)
            and all(syntax.tags[a] != "MD" for a in grammar.auxiliaries(syntax, verb))
        )

    def is_parted(self, one: int, other: int) -> bool:
        """True if a dash, colon or bracket stands between, as before the source of a headline."""
        first, last = sorted((one, other))
        return any(word in BREAKS for word in self.syntax.words[first + 1 : last])

    def can_describe(self, phrase: Phrase, cluster: Cluster, rule: str) -> bool:
        kind, theirs = broad_type(phrase.type), broad_type(cluster.type)
        if rule == "coreference.named-by":
            return theirs == "Place" and not phrase.plural
        if phrase.plural and not cluster.plural and theirs in {"Person", "Place"}:
            return False
        if phrase.type in {"Thing", "Quantity", "Money"}:
            return False
        if phrase.gender and cluster.gender in {"f", "m"} and phrase.gender != cluster.gender:
            return False
        return kind == theirs

    # --- offices -----------------------------------------------------------------------------

    def note_title(self, phrase: Phrase) -> None:
        """Remember the title before a name: [Russian Defence Minister] Sergey Shoigu."""
        before, syntax = phrase.start - 1, self.syntax
        if before < 0 or not self.lists.is_title(syntax.lowers[before]):
            return
        if syntax.lowers[before].rstrip(".") not in HONORIFICS:
            start = before
            while start > 0 and self.is_title_part(start - 1, before):
                start -= 1
            self.note_office(before, start, self.clusters.of[phrase.head])

    def is_title_part(self, token: int, title: int) -> bool:
        syntax = self.syntax
        return (
            syntax.sentence_of[token] == syntax.sentence_of[title]
            and syntax.poses[token] in {"PROPN", "NOUN", "ADJ"}
            and syntax.words[token][:1].isalpha()
        ) or syntax.words[token] in {"'s", "’s", "-"}

    def note_office(self, noun: int, start: int, cluster: Cluster) -> None:
        if cluster.type == "Person":
            words, countries = self.words_around(noun, start)
            lemma = self.syntax.lemmas[noun].lower().rstrip(".")
            if not words & NO_HOLDER:
                self.holders[TITLE_NOUNS.get(lemma, lemma)].append(
                    (words, countries, cluster, noun)
                )

    def words_around(self, noun: int, start: int) -> tuple[set[str], set[str]]:
        """The words and countries of an office: (defence, {RU}) of Russian defence minister."""
        syntax, words, countries = self.syntax, set(), set()
        tokens = list(range(start, noun))
        for name, _, other in grammar.prepositions(syntax, noun):
            if name in {"of", "for", "to"}:
                tokens += range(grammar.base_phrase(syntax, other)[0], other + 1)
        for token in tokens:
            if syntax.poses[token] in {"DET", "PART", "PUNCT", "ADP", "CCONJ"}:
                if syntax.lowers[token] in NO_HOLDER:
                    words.add(syntax.lowers[token])
            elif country := self.country_of(token):
                countries.add(country)
            elif syntax.tags[token] != "PRP$":
                words.add(syntax.lemmas[token])
        return words, countries

    def country_of(self, token: int) -> str:
        word = self.syntax.words[token]
        if not word[:1].isupper():
            return ""
        if iso := self.gazetteer.demonym(word):
            return iso
        country = self.gazetteer.country(word)
        return country.country if country else ""

    def holder(self, phrase: Phrase) -> Cluster | None:
        """The one person known to hold an office; None if nobody does, or nobody knows which."""
        if phrase.plural or not self.is_definite(phrase):
            return None
        _, countries = self.words_around(phrase.head, phrase.start)
        known = self.known_holders(phrase)
        found = [cluster for cluster, _ in known]
        if len(found) > 1 and countries:
            found = [cluster for cluster, lands in known if countries <= lands] or found
        if len(found) > 1:
            found = self.nearest(phrase, found)
        return found[0] if len(found) == 1 else None

    def known_holders(self, phrase: Phrase) -> list[tuple[Cluster, set[str]]]:
        """The persons said to hold an office before a phrase, each once, with its countries."""
        lemma = self.syntax.lemmas[phrase.head]
        rows = list(self.holders.get(lemma, ()))
        if lemma == "leader":
            rows += [
                row for office in sorted(LEADERS - {lemma}) for row in self.holders.get(office, ())
            ]
        words, countries = self.words_around(phrase.head, phrase.start) if rows else (set(), set())
        found: list[tuple[Cluster, set[str]]] = []
        for theirs, lands, cluster, said in rows if not words & NO_HOLDER else ():
            if said >= phrase.start or cluster.phrases[0][0].start >= phrase.start:
                continue
            fits = words <= theirs and (countries <= lands or not countries or not lands)
            if fits and all(cluster is not other for other, _ in found):
                found.append((cluster, lands))
        return found

    def nearest(self, phrase: Phrase, found: list[Cluster]) -> list[Cluster]:
        """The one of several holders whom this or the last sentence names, if no other is near."""
        number, sentence_of = self.syntax.sentence_of[phrase.head], self.syntax.sentence_of
        gaps = sorted(
            (
                min(number - sentence_of[p.head] for p, _ in c.phrases if p.head < phrase.head),
                order,
            )
            for order, c in enumerate(found)
        )
        (first, order), (second, _) = gaps[0], gaps[1]
        return [found[order]] if first <= HOLDER_NEAR and second >= HOLDER_APART else []

    def is_definite(self, phrase: Phrase) -> bool:
        """True for "the president", "Russia's president", "Russian leader"; not for roles."""
        syntax, head = self.syntax, phrase.head
        if has_restriction(syntax, head) or is_role(syntax, head):
            return False
        if grammar.determiner(syntax, head) in {"the", "this", "that"}:
            return True
        if grammar.determiner(syntax, head):
            return False
        if grammar.possessors(syntax, head):
            return True
        return any(self.country_of(m) for m in grammar.modifiers(syntax, head))


def is_role(syntax: Syntax, head: int) -> bool:
    """True where a noun says what somebody is or becomes: "as chief", "elected president"."""
    if syntax.deps[head] in {"attr", "oprd"}:
        return True
    return syntax.deps[head] == "pobj" and syntax.lowers[syntax.heads[head]] == "as"


def has_restriction(syntax: Syntax, head: int) -> bool:
    """True if a clause without comma says which one is meant: the company that lost the bid."""
    return any(
        child > head
        and syntax.deps[child] in {"relcl", "acl"}
        and "," not in syntax.words[head + 1 : syntax.lefts[child] + 1]
        for child in syntax.children[head]
    )
