"""Types names once an article: "Lalibela, a town in the north ... Lalibela residents" is a Place.

The model types one name three ways in one article. What decides is everything the article shows of
the name over all its occurrences: titles before it, nouns beside it that say what it is, words it
ends with, prepositions, verbs, the gazetteer, the lexicons, its neighbours in a list, and longer
names that it is a part of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.name_cues import (
    CALLED,
    DOCUMENTS,
    HEADED,
    HUMAN_VERBS,
    ILLNESSES,
    MOTIONS,
    REACHED,
    STAFF,
)
from kg.extract.name_lists import NameLists
from kg.extract.phrases import broad_type, normal_words
from kg.extract.syntax import Syntax
from kg.lexicon.gazetteer import Gazetteer

LABELS = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Facility",
    "NORP": "Group", "PRODUCT": "Product", "EVENT": "EventName", "WORK_OF_ART": "Work",
    "LAW": "Law",
}  # fmt: skip
LOCATIVES = frozenset({"in", "at", "near", "into", "across", "around", "outside"})
LONGEST_LIST = 300  # names; a list of more is read in pieces
CITY_SIZE = 150_000  # inhabitants from which an untagged capitalised word is taken for the city
TOLD = frozenset({"Person", "Place", "Organization", "Facility"})


class NameTypes:
    """What the occurrences of an article's names show, by the normalised name."""

    def __init__(self, syntax: Syntax, lists: NameLists, gazetteer: Gazetteer) -> None:
        self.syntax, self.lists, self.gazetteer = syntax, lists, gazetteer
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        self.evidence: dict[str, Counter[str]] = defaultdict(Counter)
        self.shouted: set[str] = set()
        self.heads: dict[int, str] = {}  # names by head token
        self.short: dict[str, str] = {}  # acronyms in brackets after a name: "TIGI" -> that name

    def key(self, start: int, end: int) -> str:
        return normal_words(" ".join(self.syntax.words[start:end]))

    def weigh(self, start: int, end: int, label: str) -> None:
        """Add what one occurrence shows of its name."""
        syntax, key = self.syntax, self.key(start, end)
        self.labels[key][LABELS[label]] += 1
        evidence = self.evidence[key]
        if label == "NORP":
            return
        word = syntax.words[start]
        if end - start == 1 and len(word) > 2 and word.isupper() and word.isalpha():
            self.shouted.add(key)
        before = syntax.lowers[start - 1] if start else ""
        capital = bool(start) and syntax.words[start - 1][:1].isupper()
        if capital and self.lists.is_title(before):
            evidence["Person"] += 1
        if before in LOCATIVES:
            evidence["Place"] += 1
        if before == "the" and end - start == 1:
            evidence["Article"] += 1
        head = head_of(syntax, start, end)
        verb = syntax.heads[head]
        if syntax.deps[head] == "dobj" and syntax.lemmas[verb] in REACHED:
            evidence["Place"] += 1
        if before in {"to", "from"} and self.is_motion(start - 1):
            evidence["Place"] += 1
        if syntax.deps[head] == "nsubj" and syntax.lemmas[syntax.heads[head]] in HUMAN_VERBS:
            evidence["Actor"] += 1
        self.heads[head] = key
        comma = end + 1 < len(syntax) and syntax.words[end] == ","
        if comma and self.gazetteer.country(syntax.words[end + 1]):
            evidence["Holder"] += 1
        for kind in self.told(start, end, head):
            evidence["told " + kind] += 1

    def told(self, start: int, end: int, head: int) -> Iterator[str]:
        """The types that nouns beside the name tell: "the town of X", "X province", "X, a firm"."""
        syntax, nouns = self.syntax, []
        if start and syntax.poses[start - 1] == "NOUN":
            nouns.append(start - 1)
        if start > 1 and syntax.lowers[start - 1] == "of" and syntax.poses[start - 2] == "NOUN":
            if syntax.lemmas[start - 2] in STAFF:
                yield "Organization"
            if syntax.lemmas[start - 2] in CALLED:
                yield "Place"
        after = syntax.lowers[end] if end + 1 < len(syntax) else ""
        if after in {"'s", "’s"} and syntax.lemmas[end + 1] in STAFF:
            yield "Organization"
        if after in HEADED or " ".join(syntax.lowers[end : end + 2]) == "chief executive":
            yield "Organization"
        compound = bool(after) and syntax.poses[end] == "NOUN" and syntax.heads[head] == end
        if compound and syntax.lemmas[end] in ILLNESSES:
            yield "Thing"
        if compound and self.kind_of(end) in {"Place", "Organization"}:
            nouns.append(end)
        nouns += grammar.appositions(syntax, head)
        if syntax.deps[head] == "appos" and syntax.poses[syntax.heads[head]] == "NOUN":
            nouns.append(syntax.heads[head])
        for noun in nouns:
            kind = self.kind_of(noun)
            if kind in TOLD:
                yield kind

    def is_motion(self, preposition: int) -> bool:
        return self.syntax.lemmas[self.syntax.heads[preposition]] in MOTIONS

    def kind_of(self, token: int) -> str:
        kind = self.lists.nominals.get(self.syntax.lemmas[token], "")
        return kind if kind == "Facility" else broad_type(kind)

    def decide_all(self) -> dict[str, str]:
        """The type of each name."""
        types = {key: self.decide(key) for key in self.labels}
        self.settle_persons(types)
        self.settle_lists(types)
        self.settle_parts(types)
        for short, name in self.short.items():
            if short in types and types.get(name, "Person") not in {"Person", "Group"}:
                types[short] = types[name]
        return types

    def decide(self, key: str) -> str:
        """The type of a name over all its occurrences; what is known of the name weighs most."""
        words, labels, evidence = key.split(), self.labels[key], self.evidence[key]
        total = sum(labels.values())
        scores = {kind: 3 * count / total for kind, count in labels.items()}

        def add(kind: str, points: float) -> None:
            scores[kind] = scores.get(kind, 0) + points

        for kind, weight in self.known_types(key, words, labels):
            add(kind, weight)
        for kind in ("Person", "Place"):
            if evidence[kind]:
                add(kind, min(3, 4 * evidence[kind] / total))
        for kind in sorted(TOLD):
            if count := evidence["told " + kind]:
                add(kind, min(4, 1.5 + 3 * count / total))
        if evidence["Holder"]:
            add("Place", 1.5 if self.lists.is_given_name(words[0].capitalize()) else 4)
        if evidence["Team"]:
            add("Organization", 6)
        if evidence["told Thing"]:
            add("Thing", 8)
        if evidence["Actor"]:
            add("Place", -1.5)
            add("Facility", -1.5)
        if evidence["Article"] * 2 >= total:
            add("Person", -2)
        if (
            labels["Person"]
            and evidence["Place"] > 1
            and not (evidence["Person"] or evidence["Actor"] or evidence["told Person"])
        ):
            add("Person", -2)
            add("Place", 1)
        if key in self.shouted:
            add("Person", -2)
            add("Facility", -2)
            add("Organization", 0.5)
        best = max(scores, key=lambda kind: (scores[kind], kind))
        listed = self.lists.types.get(key, "")
        return listed if broad_type(listed) == broad_type(best) else best

    def known_types(
        self, key: str, words: list[str], labels: Counter[str]
    ) -> Iterator[tuple[str, float]]:
        if kind := self.lists.types.get(key):
            yield kind, 6
        if kind := self.lists.type_by_parts(words) or self.type_of_branch(words):
            yield kind, 5
        last = self.lists.nominals.get(words[-1], "") if len(words) > 1 else ""
        if last in DOCUMENTS:
            yield last, 4
        given = self.lists.is_given_name(words[0].capitalize())
        if len(words) in {2, 3} and given:
            yield "Person", 3.2
        places = self.gazetteer.find_places(key) if self.may_be_place(labels) else ()
        if places:
            kind = places[0].kind
            size = (
                6
                if kind == "country"
                else 2.5
                if kind != "city" or places[0].population >= CITY_SIZE
                else 1.5
            )
            yield "Place", size if not (given and len(words) == 1) else size / 2

    def type_of_branch(self, words: list[str]) -> str:
        """The type of the body that a longer name begins with: "Islamic State in Libya"."""
        cut = next((n for n, word in enumerate(words) if word in {"in", "of"} and n > 1), 0)
        return self.lists.types.get(" ".join(words[:cut]), "") if cut else ""

    def may_be_place(self, labels: Counter[str]) -> bool:
        return any(
            broad_type(kind) in {"Place", "Organization", "Person", "Product", "Work"}
            for kind in labels
        )

    def settle_persons(self, types: dict[str, str]) -> None:
        """A name that ends or begins a person's full name is that person's, countries apart."""
        full = [key.split() for key, kind in types.items() if kind == "Person" and " " in key]
        surnames = {words[-1] for words in full}
        firsts = {words[0] for words in full if len(words) == 2}
        for key, kind in types.items():
            if kind not in {"Organization", "Product", "Work", "Facility", "Place"}:
                continue
            place = kind == "Place" and self.gazetteer.country(key)
            given = self.lists.is_given_name(key.capitalize())
            if not place and (key in surnames or (key in firsts and (given or kind != "Place"))):
                types[key] = "Person"

    def settle_parts(self, types: dict[str, str]) -> None:
        """A word that begins longer names is of their type: "Lazada Group ... Lazada"."""
        wholes: dict[str, str] = {}
        for key, kind in tuple(types.items()):
            first, _, rest = key.partition(" ")
            if rest and self.lists.type_by_parts(key.split()):
                wholes[first] = broad_type(kind)
            elif rest and broad_type(kind) == "Organization" and self.is_small_place(first, types):
                types[first] = kind  # "Halden Robotics ... Halden said"
        for key, kind in types.items():
            whole, person = wholes.get(key, ""), self.is_personal(key)
            if whole == "Organization" and kind in {"Person", "Product", "Work", "Facility"}:
                types[key] = kind if person else whole
            elif whole == "Place" and kind == "Person":
                types[key] = kind if person or self.evidence[key]["Actor"] else whole

    def is_small_place(self, key: str, types: dict[str, str]) -> bool:
        """True for a name taken for a place that acts, is never stood in, and is no large city."""
        evidence = self.evidence.get(key, Counter())
        if types.get(key) != "Place" or not evidence["Actor"]:
            return False
        if evidence["Place"] or evidence["told Place"]:
            return False
        found = self.gazetteer.find_places(key)
        return not found or (found[0].kind == "city" and found[0].population < CITY_SIZE)

    def settle_lists(self, types: dict[str, str]) -> None:
        """A name in a list of places (people) is one: "Suba, Migori and Homa Bay"."""
        lists: dict[int, list[str]] = defaultdict(list)
        for head, key in self.heads.items():
            lists[self.first_of_list(head)].append(key)
        for keys in lists.values():
            kinds = Counter(broad_type(types[key]) for key in keys)
            for key in keys if len(keys) > 1 else ():
                if " " not in key:
                    types[key] = self.settled_in_list(key, types[key], kinds)

    def settled_in_list(self, key: str, kind: str, kinds: Counter[str]) -> str:
        """The type of a single word that stands in a list of names of these types."""
        evidence = self.evidence[key]
        spoke = evidence["Actor"] or evidence["told Person"] or self.is_personal(key)
        if kind in {"Person", "Product"} and not spoke:
            places = kinds["Place"] >= max(kinds["Person"], 1) and not kinds["Organization"]
            return "Place" if places else kind
        people = kind == "Place" and kinds["Person"] > 2 * kinds["Place"]
        return "Person" if people and not self.gazetteer.find_places(key) else kind

    def first_of_list(self, head: int) -> int:
        """The first name of the list that a name stands in."""
        syntax = self.syntax
        for _ in range(LONGEST_LIST):
            if syntax.deps[head] not in {"conj", "appos"} or syntax.heads[head] not in self.heads:
                break
            head = syntax.heads[head]
        return head

    def is_personal(self, key: str) -> bool:
        """True for a given name, and for what a title stands before."""
        return self.lists.is_given_name(key.capitalize()) or bool(self.evidence[key]["Person"])


def head_of(syntax: Syntax, start: int, end: int) -> int:
    """The token of a span whose head lies outside it; the last token if none does."""
    for token in range(start, end):
        outside = not start <= syntax.heads[token] < end or syntax.heads[token] == token
        if outside and syntax.poses[token] not in {"PUNCT", "ADP", "DET"}:
            return token
    return end - 1
