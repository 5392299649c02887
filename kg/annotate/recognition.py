"""The model's entity recognizer without its state machine: "Gerasimov told Sochi" -> the same
names, its decisions twenty times faster.

spaCy decides token by token whether a name begins, goes on or ends, and asks each of its 74 moves
at each token whether it is allowed. What a move scores depends on the token and, inside a name, on
where that began, on nothing before. So all tokens are decided at once as if no name were open, and
only the names that may begin are followed to their ends, all of them side by side. The network, its
weights and its sums are those of the model, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from spacy.attrs import ENT_IOB, ENT_TYPE, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Span

from kg.annotate.stand_in import in_batches, stand_in

if TYPE_CHECKING:
    from numpy import ndarray
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc


FEATURES = 3  # of a state: the token, the first token of the open name, the token before
TOKENS = 8_000  # that are decided together


class NameTable:
    """A component that sets the names that an EntityRecognizer would set."""

    def __init__(self, recognizer: EntityRecognizer) -> None:
        import numpy

        model: Any = recognizer.model
        cfg: Any = recognizer.cfg
        self.recognizer = recognizer
        self.tok2vec, self.lower = model.get_ref("tok2vec"), model.get_ref("lower")
        self.upper = model.get_ref("upper")
        if cfg["beam_width"] != 1 or model.attrs["unseen_classes"] or not model.attrs["has_upper"]:
            raise ValueError("a search, a class without examples or a net of one layer")
        if self.lower.get_dim("nF") != FEATURES or self.lower.get_dim("nP") != 2:
            raise ValueError("other features of a state")
        names = [recognizer.moves.get_class_name(n) for n in range(recognizer.moves.n_moves)]
        labels = [name.partition("-")[2] for name in names]
        self.labels = [recognizer.vocab.strings.add(label) if label else 0 for label in labels]
        closed = [n for n, name in enumerate(names) if name == "O" or is_opening(name)]
        self.closed = numpy.array(closed)  # the moves where no name is open
        self.begins = numpy.array([names[n][0] == "B" for n in closed])
        self.names = numpy.array([names[n] != "O" for n in closed])
        place = {name: n for n, name in enumerate(names)}
        self.goes_on = numpy.array([place.get(f"I-{label}", -1) for label in labels])
        self.ends = numpy.array([place.get(f"L-{label}", -1) for label in labels])

    def __call__(self, doc: Doc) -> Doc:
        self.recognize([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The Docs in order, with names; decided by about `TOKENS` tokens at a time."""
        return in_batches(docs, self.recognize, TOKENS)

    def recognize(self, docs: list[Doc]) -> None:
        """Sets the names of some Docs; what is set in them already is left to spaCy's own."""
        import numpy

        docs = [doc for doc in docs if len(doc)]
        rows = [doc.to_array([SENT_START, IS_SPACE, ENT_IOB, ENT_TYPE]) for doc in docs]
        if not docs:
            return
        if any(row[:, 2:].any() for row in rows):
            for doc in docs:
                self.recognizer(doc)
            return
        starts = numpy.concatenate([row[:, 0] for row in rows]) == 1
        firsts = numpy.cumsum([0, *map(len, docs)])
        starts[firsts[:-1]] = True
        may_go_on = numpy.append(~starts[1:], False)
        spaces = numpy.concatenate([row[:, 1] for row in rows]) != 0
        found = self.find_names(self.tok2vec.predict(docs), may_go_on, spaces)
        for number, doc in enumerate(docs):
            first, last = firsts[number], firsts[number + 1]
            spans = [Span(doc, a - first, b - first, c) for a, b, c in found if first <= a < last]
            doc.set_ents(spans, default="outside")

    def find_names(
        self, vectors: ndarray[Any, Any], may_go_on: ndarray[Any, Any], spaces: ndarray[Any, Any]
    ) -> list[tuple[int, int, int]]:
        """(first token, token after it, label) of each name, in order."""
        import numpy

        features = self.lower.predict(vectors)
        moves = self.decide_closed(features, may_go_on, spaces)
        begun = numpy.flatnonzero(numpy.isin(moves, self.closed[self.begins]))
        end_of = dict(
            zip(begun.tolist(), self.follow(features, begun, moves, may_go_on), strict=True)
        )
        found = []
        free = 0
        for token in numpy.flatnonzero(numpy.isin(moves, self.closed[self.names])).tolist():
            if token >= free:
                free = end_of.get(token, token + 1)
                found.append((token, free, self.labels[moves[token]]))
        return found

    def decide_closed(
        self, features: ndarray[Any, Any], may_go_on: ndarray[Any, Any], spaces: ndarray[Any, Any]
    ) -> ndarray[Any, Any]:
        """The move at each token if no name is open there."""
        import numpy

        sums = features[1:, 0] + features[0, 1]
        sums += features[0, 2]
        scores = self.score(sums)[:, self.closed]
        scores[numpy.ix_(~may_go_on, self.begins)] = -numpy.inf
        scores[numpy.ix_(spaces, self.names)] = -numpy.inf
        best: ndarray[Any, Any] = self.closed[scores.argmax(axis=1)]
        return best

    def follow(
        self,
        features: ndarray[Any, Any],
        begun: ndarray[Any, Any],
        moves: ndarray[Any, Any],
        may_go_on: ndarray[Any, Any],
    ) -> list[int]:
        """The token after each name that begins at one of the tokens `begun`."""
        import numpy

        ends = numpy.zeros(len(begun), dtype=int)
        left = numpy.arange(len(begun))
        at = begun + 1
        while len(left):
            first = begun[left]
            sums = features[1 + at, 0] + features[1 + first, 1]
            sums += features[at, 2]
            scores = self.score(sums)
            here = numpy.arange(len(left))
            goes_on, ends_here = self.goes_on[moves[first]], self.ends[moves[first]]
            on, off = scores[here, goes_on], scores[here, ends_here]
            more = may_go_on[at] & ((on > off) | ((on == off) & (goes_on < ends_here)))
            ends[left[~more]] = at[~more] + 1
            left, at = left[more], at[more] + 1
        return [int(end) for end in ends]

    def score(self, sums: ndarray[Any, Any]) -> ndarray[Any, Any]:
        """What each move scores in states of which the sums of their features are given."""
        import numpy
        from blis.py import gemm

        sums += self.lower.get_param("b")
        hidden = numpy.maximum(sums[..., 0], sums[..., 1])
        scores: ndarray[Any, Any] = gemm(hidden, self.upper.get_param("W"), trans2=True)
        scores += self.upper.get_param("b")
        return scores


def is_opening(name: str) -> bool:
    """True for moves by which a name begins, or is one token: "B-PERSON", "U-GPE"."""
    return name[:2] in {"B-", "U-"} and len(name) > 2


@Language.factory("kg_name_table", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def build_name_table(nlp: Language, name: str) -> NameTable:
    """The table of a pipeline's own recognizer, which it is to stand in for."""
    recognizer: Any = nlp.get_pipe("ner")
    return NameTable(recognizer)


def replace_recognizer(nlp: Language) -> None:
    """Put the table where a pipeline has its recognizer; leave one that is made another way."""
    unless = (ValueError, KeyError, AttributeError)
    stand_in(nlp, "kg_name_table", "ner", called="recognizer", unless=unless)
