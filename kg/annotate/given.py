"""Docs of somebody else's spaCy pipeline: checked, and completed with what our rules read.

`kg.read_doc(nlp("Rebels left Kessa, he said."))` needs tags, lemmas, a parse and names; quotations,
date lines and boilerplate are marked here if the pipeline did not have our components.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.annotate.components import build_boilerplate, build_datelines, build_quotations
from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEEDED = {"TAG": "tagger", "DEP": "parser", "LEMMA": "lemmatizer", "ENT_IOB": "ner"}
COMPONENTS = {
    "quotations": build_quotations,
    "datelines": build_datelines,
    "boilerplate": build_boilerplate,
}


def complete_doc(doc: Doc) -> Doc:
    """The Doc with all span groups that are missing; raises ModelError for one without a parse."""
    from spacy.language import Language

    missing = [pipe for layer, pipe in NEEDED.items() if len(doc) and not doc.has_annotation(layer)]
    if missing:
        raise ModelError(
            f"doc: nothing of {', '.join(missing)} in it; "
            "use a pipeline with these components, such as en_core_web_md"
        )
    absent = [name for name in COMPONENTS if name not in doc.spans]
    nlp = Language(doc.vocab) if absent else None
    for name in absent:
        doc = COMPONENTS[name](nlp, f"kg_{name}")(doc)
    return doc
