"""The model's parser with all paragraphs side by side: "Gerasimov told Sochi" -> the same heads and
labels, at a fraction of the time.

spaCy parses a few Docs at a time, move by move, and takes and gives back Python's lock about ten
times a move. A paragraph (what begins where a sentence must begin) starts with an empty stack: its
moves do not depend on what stands before, and of what stands behind they see two tokens. So all
paragraphs of a batch take their first move together, then their second. The network, its weights
and its sums are those of the model, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, HEAD, SENT_START
from spacy.language import Language

from kg.annotate.stand_in import in_batches, stand_in

if TYPE_CHECKING:
    from numpy import ndarray
    from spacy.pipeline import DependencyParser
    from spacy.tokens import Doc

    Numbers = ndarray[Any, Any]

TOKENS = 7_500  # that are parsed together: what they hold (4 KB each) is given back to the heap
COMPANY = 16  # paragraphs must be that many times shorter than all, or spaCy's moves are faster


class ParseTable:
    """A component that sets the heads and labels that a DependencyParser would set."""

    def __init__(self, parser: DependencyParser) -> None:
        import numpy

        from kg.annotate.moves import FEATURES, KINDS

        own: Any = parser
        self.parser = own
        self.tok2vec, self.lower = own.model.get_ref("tok2vec"), own.model.get_ref("lower")
        self.upper = own.model.get_ref("upper")
        if own.cfg["beam_width"] != 1 or own.cfg["learn_tokens"]:
            raise ValueError("a search or tokens that are joined")
        if own.model.attrs["unseen_classes"] or not own.model.attrs["has_upper"]:
            raise ValueError("a class without examples or a net of one layer")
        if self.lower.get_dim("nF") != FEATURES or self.lower.get_dim("nP") != 2:
            raise ValueError("other features of a state")
        names = [own.moves.get_class_name(n) for n in range(own.moves.n_moves)]
        labels = [name.partition("-")[2] for name in names]
        numbers = [parser.vocab.strings.add(label) if label else 0 for label in labels]
        self.kinds = numpy.array([KINDS[name[0]] for name in names])
        self.labels = numpy.array(numbers, dtype="uint64")
        self.root = parser.vocab.strings.add("ROOT")

    def __call__(self, doc: Doc) -> Doc:
        parsed: Doc = self.parser(doc)
        return parsed

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The Docs in order, parsed; by about `TOKENS` tokens at a time."""
        return in_batches(docs, self.parse, TOKENS)

    def parse(self, docs: list[Doc]) -> None:
        """Sets heads and labels of some Docs; of those with a paragraph that is long beside the
        others, or with heads already, spaCy's own parser does.
        """
        fresh = [doc for doc in docs if len(doc) and not doc.has_annotation("DEP")]
        together = find_together(fresh)
        if together:
            self.parse_together(together)
        done = {id(doc) for doc in together}
        for _ in self.parser.pipe(doc for doc in docs if id(doc) not in done):
            pass

    def parse_together(self, docs: list[Doc]) -> None:
        """Sets heads and labels of Docs."""
        import numpy

        from kg.annotate.moves import take_moves
        from kg.annotate.paragraphs import lay_out

        sizes = [len(doc) for doc in docs]
        starts = numpy.concatenate([doc.to_array(SENT_START) for doc in docs]).astype(int)
        words = lay_out(starts, sizes)
        states = take_moves(words, self.kinds, self.scorer(docs, words.sources))
        linked = states.heads > 0
        heads = numpy.where(linked, words.sources[states.heads] - words.sources, 0)
        labels = numpy.where(linked, self.labels[states.links], self.root)
        rows: Any = numpy.stack([heads.astype("uint64"), labels], axis=1)[words.own]
        for doc, end in zip(docs, numpy.cumsum(sizes), strict=True):
            doc.from_array([HEAD, DEP], rows[end - len(doc) : end])
            for change in self.parser.postprocesses:
                change(doc)

    def scorer(self, docs: list[Doc], sources: Numbers) -> Callable[[Numbers], Numbers]:
        """What tells of the tokens that the net sees of states (features, states) what each move
        scores in each; `sources` are their numbers in the Docs.
        """
        import numpy
        from blis.py import gemm

        features = self.lower.predict(self.tok2vec.predict(docs))
        _, count, outputs, pieces = features.shape
        rows = features.reshape(-1, outputs * pieces)
        firsts, places = sources * count, numpy.arange(count)[:, None]
        bias, upper_bias = self.lower.get_param("b").reshape(-1), self.upper.get_param("b")
        weights = self.upper.get_param("W")

        def score(seen: Numbers) -> Numbers:
            sums = numpy.add.reduce(rows.take(firsts[seen] + places, axis=0))
            sums += bias
            scores: Numbers = gemm(numpy.maximum(sums[:, ::2], sums[:, 1::2]), weights, trans2=True)
            scores += upper_bias
            return scores

        return score


def find_together(docs: list[Doc]) -> list[Doc]:
    """The Docs whose paragraphs are short enough beside all of theirs, in order."""
    from kg.annotate.paragraphs import longest_paragraph

    longest = {n: longest_paragraph(doc.to_array(SENT_START)) for n, doc in enumerate(docs)}
    by_length = sorted(longest, key=lambda n: (longest[n], n))
    totals = accumulate(len(docs[n]) for n in by_length)
    fitting = [
        count
        for count, (n, total) in enumerate(zip(by_length, totals, strict=True), start=1)
        if longest[n] * COMPANY <= total
    ]
    return [docs[n] for n in sorted(by_length[: max(fitting, default=0)])]


@Language.factory("kg_parse_table", assigns=["token.dep", "token.head", "token.is_sent_start"])
def build_parse_table(nlp: Language, name: str) -> ParseTable:
    """The table of a pipeline's own parser, which it is to stand in for."""
    parser: Any = nlp.get_pipe("parser")
    return ParseTable(parser)


def replace_parser(nlp: Language) -> None:
    """Put the table where a pipeline has its parser; leave one that is made another way."""
    unless = (ValueError, KeyError, AttributeError)
    stand_in(nlp, "kg_parse_table", "parser", called="parser", unless=unless)
