"""The model's convolutions with fewer steps between the products: what "told" is beside its
neighbours, in the same numbers.

A net's layer puts each token beside the two around it, takes the greatest of three sums for each of
its outputs, evens them out and adds what it began with. Here that is done some hundred tokens at a
time, which stay in the processor's cache; the three sums stand in three blocks, so that the
greatest is found for many at once; and nothing is kept for training.
"""

from __future__ import annotations

import logging
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from numpy import ndarray
    from spacy.language import Language

    Numbers = ndarray[Any, Any]

logger = logging.getLogger(__name__)

CONVOLUTION = "residual(expand_window>>maxout>>layernorm>>dropout)"  # as thinc names what it does
FEWEST = 16  # tokens; products of fewer rows are summed in another order
TOGETHER = 512  # tokens whose sums fit the cache
PIECES = 3
EVEN = 1e-08  # is added to a variance, as in thinc's layernorm


def quicken_convolutions(nlp: Language) -> None:
    """Let the convolutions of the model's nets take fewer steps; others stay as they are."""
    for name, component in nlp.components:
        model: Any = getattr(component, "model", None)
        if model is None or name not in {"tok2vec", "ner"}:
            continue
        found = [part for part in model.walk() if is_convolution(part)]
        quick = {id(part): build_quick(part) for part in found}
        for parent in [part for part in model.walk() if id(part) not in quick]:
            parent.layers[:] = [quick.get(id(layer), layer) for layer in parent.layers]
        if not found:
            logger.info("the layers of %s stay in use", name)


def is_convolution(model: Model[Any, Any]) -> bool:
    """True for what adds to its input the greatest of three sums over three tokens, evened out."""
    steps = steps_of(model)
    return (
        model.name == CONVOLUTION
        and len(steps) == 4
        and steps["expand_window"].attrs["window_size"] == 1
        and steps["maxout"].get_dim("nP") == PIECES
        and steps["maxout"].get_dim("nI") == 3 * steps["maxout"].get_dim("nO")
        and isinstance(model.ops, NumpyOps)
    )


def steps_of(model: Model[Any, Any]) -> dict[str, Model[Any, Any]]:
    """The layers that a net is made of, by name."""
    return {part.name: part for part in model.walk() if not part.layers}


def build_quick(net: Model[Any, Any]) -> Model[Any, Any]:
    """The same convolution in fewer steps."""
    steps: dict[str, Any] = dict(steps_of(net))
    scale, shift = (steps["layernorm"].get_param(name) for name in ("G", "b"))
    width, _, inputs = steps["maxout"].get_param("W").shape
    weights = steps["maxout"].get_param("W").transpose(1, 0, 2).reshape(-1, inputs).T.copy()
    bias = steps["maxout"].get_param("b").T.reshape(-1).copy()

    def convolve(model: Model[Any, Any], vectors: Numbers, is_train: bool) -> tuple[Any, Any]:
        import numpy

        if is_train or not isinstance(vectors, numpy.ndarray) or len(vectors) < FEWEST:
            return net(vectors, is_train)
        none = numpy.zeros((1, width), dtype=vectors.dtype)
        padded = numpy.concatenate([none, vectors, none])
        made = numpy.empty_like(vectors)
        for begin, end in pairwise(even_bounds(len(vectors))):
            beside: Any = numpy.hstack([padded[begin + n : end + n] for n in range(3)])
            sums: Any = net.ops.gemm(beside, weights)
            sums += bias
            greatest = numpy.maximum(sums[:, :width], sums[:, width : 2 * width])
            numpy.maximum(greatest, sums[:, 2 * width :], out=greatest)
            even_out(greatest, scale, shift)
            numpy.add(vectors[begin:end], greatest, out=made[begin:end])
        return made, None

    return Model("kg_convolution", convolve, layers=[net], dims={"nO": width, "nI": width})


def even_bounds(count: int) -> list[int]:
    """The bounds of equal parts, of at most `TOGETHER` each."""
    parts = -(-count // TOGETHER)
    return [count * part // parts for part in range(parts + 1)]


def even_out(rows: Numbers, scale: Numbers, shift: Numbers) -> None:
    """Gives each row the mean 0 and the variance 1, then a scale and a shift for each column; step
    by step as thinc's layernorm, so that each bit is the same.
    """
    import numpy

    rows -= rows.mean(axis=1, keepdims=True)
    count = rows.dtype.type(rows.shape[1])
    variance = numpy.add.reduce(rows * rows, axis=1, keepdims=True) / count + EVEN
    rows *= variance ** (-1.0 / 2.0)
    rows *= scale
    rows += shift
