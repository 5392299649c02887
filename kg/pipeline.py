"""The stages in order: articles -> readings -> knowledge -> output. Read this first.

    Article --annotate--> Doc --extract--> Reading --merge--> Knowledge --publish--> files

"Russia agreed on Friday, said the Kremlin" goes through `read` (annotate and extract, the dear part, article by article)
and `build` (merge and publish, cheap, from readings alone).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from kg import __version__
from kg.extract.cast import Cast
from kg.extract.claims import find_claims
from kg.extract.attributions import find_attributions
from kg.extract.coreference import find_entities
from kg.extract.events import find_events
from kg.extract.first_person import resolve_first_person
from kg.extract.linking import link_entities
from kg.extract.mentions import find_phrases
from kg.extract.posts import find_posts
from kg.extract.prune import prune
from kg.extract.relations import find_relations
from kg.extract.salience import find_main_event
from kg.extract.syntax import Syntax
from kg.extract.times import find_times
from kg.lexicon import load_lexicon
from kg.lexicon.gazetteer import load_gazetteer
from kg.model import Article, Reading, Stamp
from kg.ontology import load_ontology


def read_articles(articles: Iterable[Article], *, model: str = "md", lexicons: tuple[Path, ...] = ()) -> Iterator[Reading]:
    """The Reading of each article, in order."""
    from kg.annotate.nlp import annotate, model_name

    name = ""
    for article, doc in annotate(articles, model=model):
        name = name or model_name(model)
        yield read_syntax(Syntax.from_doc(doc, article), model=name, lexicons=lexicons)


def read_syntax(syntax: Syntax, *, model: str = "", lexicons: tuple[Path, ...] = ()) -> Reading:
    """All that a parsed article says. Depends on nothing but the parse, the lexicons, the ontology and the code."""
    lexicon, gazetteer, ontology = load_lexicon(lexicons), load_gazetteer(), load_ontology()
    phrases = find_phrases(syntax, lexicon=lexicon, gazetteer=gazetteer)
    entities = find_entities(syntax, phrases, lexicon=lexicon, gazetteer=gazetteer)
    times = find_times(syntax)
    cast = Cast(syntax, entities, lexicon, gazetteer)
    events = find_events(syntax, cast, times, lexicon=lexicon, ontology=ontology)
    attributions = find_attributions(syntax, lexicon, tuple(cast.entities), events)
    cast.entities = list(resolve_first_person(syntax, tuple(cast.entities), attributions))
    posts = find_posts(syntax, cast, lexicon=lexicon)
    reading = Reading(
        article=syntax.article,
        stamp=Stamp(__version__, model, lexicon.fingerprint, ontology.stamp, code_hash()),
        sentences=tuple(syntax.passage(a, b) for a, b in syntax.sents if not is_blank(syntax, a, b)),
        entities=tuple(cast.entities),
        times=times,
        events=events,
        attributions=attributions,
        claims=find_claims(syntax, lexicon, events, attributions),
        relations=find_relations(syntax, events, lexicon=lexicon, ontology=ontology),
        posts=posts,
        main=find_main_event(syntax, cast, events, attributions, times, ontology=ontology),
        warnings=syntax.article.warnings,
    )
    reading = prune(reading)
    return replace(reading, entities=link_entities(reading.entities, syntax.article, gazetteer))


def is_blank(syntax: Syntax, start: int, end: int) -> bool:
    return all(word.isspace() for word in syntax.words[start:end])


@cache
def code_hash() -> str:
    """sha256 over the sources of the package, first 16 hex digits: a changed rule makes a new stamp."""
    digest = sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
