"""The model's attribute ruler as a table: "VBD" + "was" -> AUX, the same annotations ten times
faster.

spaCy's AttributeRuler runs some 180 token patterns through a matcher. They look at a token's tag,
lower-case form, dependency label and white space alone, so what they set is a function of these
four, remembered here; the few patterns of two tokens ("gonna", "there is") are checked where their
first token occurs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language

from kg.annotate.stand_in import stand_in

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.strings import StringStore
    from spacy.tokens import Doc


KEYS = (TAG, LOWER, DEP, IS_SPACE)
NAMES = {"TAG": 0, "LOWER": 1, "DEP": 2, "IS_SPACE": 3}
Key = tuple[int, ...]
Condition = tuple[int, Callable[[int], bool]]
Set = tuple[int, int, int]  # ids of POS, MORPH and LEMMA; 0 sets nothing


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern: the conditions of each of its tokens, and what the token at `index` gets. Higher
    numbers win.
    """

    number: int
    tokens: tuple[list[Condition], ...]
    index: int
    attrs: dict[str, str]


class AttributeTable:
    """A component that sets what an AttributeRuler would set."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.strings, self.morphology = ruler.vocab.strings, ruler.vocab.morphology
        self.single: list[Rule] = []
        self.longer: list[Rule] = []
        self.table: dict[Key, Set] = {}
        self.reduced: dict[Key, Set] = {}  # the same by keys without the words that no rule names
        self.starts: dict[Key, list[Rule]] = {}  # the longer rules whose first token a key may be
        self.words: set[int] = set()  # the lower-case forms that rules name
        self.forms: list[re.Pattern[str]] = []
        patterns: list[dict[str, Any]] = ruler.patterns
        for number, pattern in enumerate(patterns):
            for tokens in pattern["patterns"]:
                for token in tokens:
                    self.name_words(token.get("LOWER"))
                parts = tuple(conditions(token, self.strings) for token in tokens)
                rule = Rule(number, parts, pattern["index"], pattern["attrs"])
                (self.single if len(parts) == 1 else self.longer).append(rule)

    def __call__(self, doc: Doc) -> Doc:
        import numpy

        rows = [tuple(row) for row in doc.to_array(KEYS).tolist()]  # type: ignore[arg-type]
        table = self.table
        values = [table.get(row) or self.learn(row) for row in rows]
        if not self.starts.keys().isdisjoint(rows):
            self.add_longer(rows, values)
        if values:
            doc.from_array([POS, MORPH, LEMMA], numpy.asarray(values, dtype="uint64"))  # type: ignore[arg-type]
        return doc

    def learn(self, key: Key) -> Set:
        """What the rules of one token set for a key."""
        lower = key[1] if self.is_named(key[1]) else 0
        reduced = (key[0], lower, *key[2:])
        if reduced not in self.reduced:
            self.reduced[reduced] = self.settle(reduced, [])
        starts = [rule for rule in self.longer if fits(key, rule.tokens[0])]
        if starts:
            self.starts[key] = starts
        self.table[key] = self.reduced[reduced]
        return self.table[key]

    def name_words(self, lower: Any) -> None:
        if isinstance(lower, str):
            self.words.add(self.strings.add(lower))
        elif isinstance(lower, dict) and "REGEX" in lower:
            self.forms.append(re.compile(lower["REGEX"]))
        elif isinstance(lower, dict):
            self.words |= {self.strings.add(word) for words in lower.values() for word in words}

    def is_named(self, lower: int) -> bool:
        """True if any rule looks at this lower-case form."""
        return lower in self.words or any(form.search(self.strings[lower]) for form in self.forms)

    def add_longer(self, rows: list[Key], values: list[Set]) -> None:
        """Change the values of tokens that stand in a match of several tokens ("gonna", "there
        is").
        """
        matched: dict[int, list[Rule]] = {}
        for at, row in enumerate(rows):
            for rule in self.starts.get(row, ()):
                after = rows[at + 1 : at + len(rule.tokens)]
                if len(after) + 1 == len(rule.tokens) and all(map(fits, after, rule.tokens[1:])):
                    matched.setdefault(at + rule.index, []).append(rule)
        for at, rules in matched.items():
            values[at] = self.settle(rows[at], rules)

    def settle(self, key: Key, longer: list[Rule]) -> Set:
        """What the rules of one token and the matched longer ones set together."""
        matching = [rule for rule in self.single if fits(key, rule.tokens[0])]
        pos = morph = lemma = 0
        for rule in sorted([*matching, *longer], key=lambda rule: rule.number):
            attrs = rule.attrs
            pos = self.strings.add(attrs["POS"]) if "POS" in attrs else pos
            morph = self.morphology.add(attrs["MORPH"]) if "MORPH" in attrs else morph
            lemma = self.strings.add(attrs["LEMMA"]) if "LEMMA" in attrs else lemma
        return pos, morph, lemma


def fits(key: Key, wanted: list[Condition]) -> bool:
    return all(holds(key[place]) for place, holds in wanted)


def conditions(token: dict[str, Any], strings: StringStore) -> list[Condition]:
    """(part of the key, test of its value) for each attribute of a pattern's token.

    Raises ValueError for what the table cannot hold.
    """
    found: list[Condition] = []
    for name, value in token.items():
        if name not in NAMES:
            raise ValueError(f"attribute {name}")
        for operator, operand in (value if isinstance(value, dict) else {"IN": [value]}).items():
            if operator == "REGEX":
                holds = matcher(re.compile(str(operand)), strings)
            elif operator in {"IN", "NOT_IN"}:
                numbers = [int(v) if name == "IS_SPACE" else strings.add(v) for v in operand]
                holds = membership(frozenset(numbers), wanted=operator == "IN")
            else:
                raise ValueError(f"condition {operator}")
            found.append((NAMES[name], holds))
    return found


def matcher(pattern: re.Pattern[str], strings: StringStore) -> Callable[[int], bool]:
    return lambda number: pattern.search(strings[number]) is not None


def membership(numbers: frozenset[int], *, wanted: bool) -> Callable[[int], bool]:
    return lambda number: (number in numbers) is wanted


@Language.factory("kg_attribute_table", assigns=["token.pos", "token.morph", "token.lemma"])
def build_attribute_table(nlp: Language, name: str) -> AttributeTable:
    """The table of a pipeline's own attribute ruler, which it is to stand in for."""
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return AttributeTable(ruler)


def replace_ruler(nlp: Language) -> None:
    """Put the table where a pipeline has its attribute ruler; leave a ruler whose patterns it
    cannot hold.
    """
    unless = (ValueError, KeyError)
    stand_in(nlp, "kg_attribute_table", "attribute_ruler", called="attribute ruler", unless=unless)
