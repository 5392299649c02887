"""spaCy components: quotations, datelines and boilerplate sentences of a Doc.

'GOMA, Congo (Reuters) - "We left," he said. Read more on our site.' gets the dateline "GOMA,
Congo (Reuters) -", the quotation "We left," and the boilerplate sentence "Read more on our
site.", each in `doc.spans`. All three look at the Doc once and never change a token; they run per
piece of a long article, so nothing here looks beyond a paragraph that a piece may end with.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from kg.annotate.furniture import find_boilerplate, find_datelines
from kg.annotate.quotations import MARKS, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc


def register(nlp: Language) -> None:
    """Add the three components at the end of a pipeline, once."""
    for name in ("kg_quotations", "kg_datelines", "kg_boilerplate"):
        if name not in nlp.pipe_names:
            nlp.add_pipe(name, last=True)


@Language.factory("kg_quotations", assigns=["doc.spans"])
def build_quotations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets `doc.spans["quotations"]`: words inside quotation marks."""
    marks = {nlp.vocab.strings.add(mark): mark for mark in sorted(MARKS)}

    def mark_quotations(doc: Doc) -> Doc:
        doc.spans["quotations"] = [
            Span(doc, start, end) for start, end in find_quotations(doc, marks)
        ]
        return doc

    return mark_quotations


@Language.factory("kg_datelines", assigns=["doc.spans"])
def build_datelines(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets `doc.spans["datelines"]`: "GOMA, Congo (Reuters) -"."""

    def mark_datelines(doc: Doc) -> Doc:
        found = (
            doc.char_span(a, b, alignment_mode="contract") for a, b in find_datelines(doc.text)
        )
        doc.spans["datelines"] = [span for span in found if span is not None and len(span)]
        return doc

    return mark_datelines


@Language.factory("kg_boilerplate", requires=["doc.sents"], assigns=["doc.spans"])
def build_boilerplate(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets `doc.spans["boilerplate"]`: sentences of the page, not the news."""

    def mark_boilerplate(doc: Doc) -> Doc:
        doc.spans["boilerplate"] = [Span(doc, a, b) for a, b in find_boilerplate(doc)]
        return doc

    return mark_boilerplate
