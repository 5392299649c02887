"""The model's embedding of words, computed once a batch for each word: of a hundred "the" one.

Before words influence each other, a net gives each token a vector that depends on its own form,
norm, prefix, suffix and shape alone, with a third of its work. Here equal tokens of a batch share
one pass through the same layers.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from spacy.attrs import intify_attr
from thinc.api import Model

if TYPE_CHECKING:
    from numpy import ndarray
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

logger = logging.getLogger(__name__)

# layers that look at one token at a time
ALONE = frozenset({
    "extract_features", "list2ragged", "ints-getitem", "hashembed", "static_vectors", "maxout",
    "layernorm", "dropout", "ragged2list",
})  # fmt: skip
SPREAD = 0x9E3779B97F4A7C15  # odd; its powers spread the bits of what they are multiplied with


class Words:
    """Different tokens of some Docs, as far as an embedding looks at a Doc."""

    def __init__(self, vocab: Vocab, columns: list[int], rows: ndarray[Any, Any]) -> None:
        self.vocab = vocab
        self._places = {column: place for place, column in enumerate(columns)}
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def to_array(self, wanted: Any) -> ndarray[Any, Any]:
        """Attributes of the words, as those of a Doc."""
        if isinstance(wanted, list | tuple):
            return self._rows[:, [self._places[number_of(each)] for each in wanted]]
        return self._rows[:, self._places[number_of(wanted)]]


def share_embeddings(nlp: Language) -> None:
    """Let equal tokens of a batch share their embedding; nets that are made another way stay."""
    for name, component in nlp.components:
        model: Any = getattr(component, "model", None)
        if name not in {"tok2vec", "ner"} or model is None:
            continue
        net = next((part for part in model.walk() if is_embedding(part)), None)
        if net is None:
            logger.info("the embedding of %s stays in use", name)
            continue
        shared = build_shared(net, nlp.vocab)
        for parent in list(model.walk()):
            if parent is not shared and net in parent.layers:
                parent.layers[parent.layers.index(net)] = shared


def is_embedding(model: Model[Any, Any]) -> bool:
    """True for layers that begin with the tokens of Docs and look at each token by itself."""
    names = [part.name for part in model.walk() if not part.layers]
    return "extract_features" in names and "ragged2list" in names and ALONE.issuperset(names)


def build_shared(net: Model[Any, Any], vocab: Vocab) -> Model[Any, Any]:
    """The same embedding, computed once for tokens that are equal in all that it looks at."""
    features = next(part for part in net.walk() if part.name == "extract_features")
    wanted = [*features.attrs["columns"], getattr(vocab.vectors, "attr", "ORTH")]
    columns = list(dict.fromkeys(map(number_of, wanted)))

    def embed(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        import numpy

        if is_train or not any(map(len, docs)):
            return net(docs, is_train)
        rows = numpy.concatenate([doc.to_array(columns) for doc in docs])  # type: ignore[arg-type]
        first, places = find_different(rows)
        vectors = net.predict([Words(docs[0].vocab, columns, rows[first])])[0][places]
        ends = numpy.cumsum([len(doc) for doc in docs])
        return numpy.split(vectors, ends[:-1]), None

    return Model("kg_shared_embedding", embed, layers=[net], dims={"nO": net.maybe_get_dim("nO")})


def find_different(rows: ndarray[Any, Any]) -> tuple[ndarray[Any, Any], ndarray[Any, Any]]:
    """Where the different rows stand first, and for each row the place of its equal among them."""
    import numpy

    powers = [pow(SPREAD, n + 1, 1 << 64) for n in range(rows.shape[1])]
    sums = (rows * numpy.array(powers, dtype="uint64")).sum(axis=1)
    _, first, places = numpy.unique(sums, return_index=True, return_inverse=True)
    if (rows[first][places] != rows).any():  # different rows of one sum
        _, first, places = numpy.unique(rows, axis=0, return_index=True, return_inverse=True)
    return first, places.reshape(-1)


def number_of(attribute: Any) -> int:
    """The number of an attribute of tokens, which is given by number or name."""
    found: int = intify_attr(attribute)
    return found
