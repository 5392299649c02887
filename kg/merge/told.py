"""All events of all articles by number: telling 7 is the third event of "b.md", made when it is
asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict

from kg.extract.sameness import SUFFERED
from kg.merge.excerpts import Excerpt, Excerpts, Told
from kg.merge.recent import keep_recent
from kg.merge.stories import NodeOf
from kg.merge.tellings import Telling, tell
from kg.ontology import load_ontology

AT_HAND = 256  # articles whose tellings are held
GROUP = 12  # events of one word in an article that are compared
INSIDE = "inside:"  # of groups that meet only inside an article
_NEVER = frozenset({"Statement", "State"})  # types of which each telling stands for itself

Groups = dict[str, list[int]]  # tellings of one article by word and by type


class AllTold:
    """The tellings of all articles. They are numbered article by article, in order of the ids."""

    def __init__(self, excerpts: Excerpts, node_of: NodeOf) -> None:
        self._excerpts = excerpts
        self._node_of = node_of
        self._firsts = array("I", [0])  # number of each article's first telling
        for row in excerpts.rows:
            self._firsts.append(self._firsts[-1] + len(row.events))
        self._of_article = keep_recent(self._tell, AT_HAND)
        self.groups = keep_recent(self._group, AT_HAND)

    def __len__(self) -> int:
        return self._firsts[-1]

    def __getitem__(self, number: int) -> Telling:
        article = self.article(number)
        return self._of_article(article)[number - self._firsts[article]]

    def article(self, number: int) -> int:
        """The position of the article that has a telling."""
        return bisect_right(self._firsts, number) - 1

    def number(self, member: tuple[str, int]) -> int:
        """The number of an event, which is given as (article id, index)."""
        return self._firsts[self._excerpts.find(member[0])] + member[1]

    def number_in(self, article: int, event: int) -> int:
        """The number of an event of the article at this position."""
        return self._firsts[article] + event

    def member(self, number: int) -> tuple[str, int]:
        """Article id and index of the event with this number."""
        article = self.article(number)
        return self.row(article).article, number - self._firsts[article]

    def event(self, number: int) -> Told:
        """The event with this number, as its article's excerpt has it."""
        article = self.article(number)
        return self.row(article).events[number - self._firsts[article]]

    def row(self, article: int) -> Excerpt:
        """The excerpt of the article at this position."""
        return self._excerpts.rows[article]

    def turn(self, number: int) -> tuple[int, int]:
        """The order of publication, then of the text."""
        article = self.article(number)
        return self._excerpts.turn(article), number

    def _tell(self, article: int) -> list[Telling]:
        return tell(self.row(article), article, self._node_of)

    def _group(self, article: int) -> Groups:
        """The tellings of one article by word and by type; of each at most `GROUP`, the first."""
        ontology = load_ontology()
        found: Groups = defaultdict(list)
        for number, event in enumerate(self.row(article).events, self._firsts[article]):
            if event.type in _NEVER or ontology.upper_type(event.type) in _NEVER:
                continue
            keys = [event.lemma]
            if event.type != "Action":
                keys.append(f"type:{event.type}")
            suffered = SUFFERED.get(event.type, event.type)
            if suffered in SUFFERED.values():
                keys.append(f"{INSIDE}{suffered}")
            for key in keys:
                if len(found[key]) < GROUP:
                    found[key].append(number)
        return found
