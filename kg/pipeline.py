"""The stages in order: articles -> readings -> knowledge -> output. Read this first.

    Article --annotate--> Doc --extract--> Reading --merge--> Knowledge --publish--> files

"Russia agreed on Friday, said the Kremlin" goes through `read` (annotate and extract, the dear
part, article by article) and `build` (merge and publish, cheap, from readings alone).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import ArticleError
from kg.extract.attachments import find_attachments
from kg.extract.attributions import find_attributions
from kg.extract.authorities import link_authorities
from kg.extract.cast import Cast
from kg.extract.claims import find_claims
from kg.extract.coding import code_events
from kg.extract.contexts import mark_contexts
from kg.extract.coreference import find_entities
from kg.extract.events import find_events
from kg.extract.first_person import resolve_first_person
from kg.extract.groups import tie_members
from kg.extract.linking import link_entities
from kg.extract.mentions import find_phrases
from kg.extract.names import find_names
from kg.extract.place_parts import find_place_parts
from kg.extract.posts import find_posts
from kg.extract.prune import prune
from kg.extract.relations import find_relations
from kg.extract.salience import find_main_event
from kg.extract.syntax import Syntax
from kg.extract.times import find_times
from kg.lean import without_collector
from kg.lexicon import forget_changed, load_lexicon
from kg.lexicon.gazetteer import load_gazetteer
from kg.merge import build_knowledge
from kg.model import Article, Knowledge, Reading, Stamp
from kg.ontology import load_ontology
from kg.readers import Refusal, read_articles, read_string, with_unique_ids
from kg.readers.corrections import find_corrections
from kg.readers.passing import passing_files
from kg.run.built import Built, nothing_read
from kg.run.collect import is_kept
from kg.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.run.collect import Collected, Tell
    from kg.run.work import Done, Task

Source = str | PathLike[str]
DEFAULTS = Settings()
BATCH = 64  # articles that are annotated together
AT_ONCE = 200  # articles whose readings are held in memory; of more they are fetched one by one


@passing_files()
def build(
    paths: Iterable[Source],
    settings: Settings = DEFAULTS,
    *,
    tell: Tell = lambda article, read: None,
) -> Built:
    """Read all articles, merge what they say and replace the output folder.

    What was read before is taken from the cache, and an output that is current stays as it is.
    Articles that cannot be read are listed in `refusals` and harm no other; raises ArticleError if
    none can be read, GraphError if what was found breaks a shape or a promise. The old output stays
    on any failure, and what was read by then need not be read again. `tell` is called with each
    article that is found, and with how many more were read.
    """
    from kg.publish.output import publish
    from kg.run.origin import find_origin
    from kg.run.unchanged import find_earlier, find_unchanged, note_output

    folder, paths = Path(settings.output), tuple(paths)
    origin = find_origin(paths, settings)
    if kept := find_unchanged(settings, origin):
        return Built(partial(know_again, kept.collected, paths, settings), kept.report, folder)
    collected = read_cached(paths, settings, tell)
    if not collected.keys:
        raise ArticleError(nothing_read(collected.refusals))
    base, refusals = settings.base, collected.refusals
    knowledge = know(collected, paths, settings)
    earlier = find_earlier(settings, collected)
    published = publish(knowledge, refusals, folder, base=base, earlier=earlier)
    collected.cache.forget(collected.keys.values())
    note_output(collected, published.files, paths, settings, origin)
    return Built(lambda: knowledge, published.report, folder)


def know(collected: Collected, paths: tuple[Source, ...], settings: Settings) -> Knowledge:
    """What articles that were read say together, as the corrections beside them have it."""
    readings = collected.readings()
    known = tuple(readings) if len(readings) <= AT_ONCE else readings
    return build_knowledge(known, find_corrections(sorted(paths, key=str), settings.base))


def know_again(collected: Collected, paths: tuple[Source, ...], settings: Settings) -> Knowledge:
    """The same, read anew if the cache has lost something since."""
    whole = all(is_kept(collected.cache, key) for key in collected.keys.values())
    again = collected if whole else read_cached(paths, settings)
    return know(again, paths, settings)


def read_cached(
    paths: Iterable[Source], settings: Settings, tell: Tell = lambda article, read: None
) -> Collected:
    """Where the readings of all articles are; those that are new are read, in one process or in
    several.

    Files are found in the order of their names, however the paths are ordered, so that ids do not
    depend on that.
    """
    from kg.run.cache import open_cache
    from kg.run.cluster import read_on_cluster
    from kg.run.collect import collect
    from kg.run.keys import build_stamp_words
    from kg.run.local import read_locally
    from kg.run.remote import read_anywhere

    lexicons = settings.word_files
    forget_changed(lexicons)
    words = build_stamp_words(stamp_of(settings.model, lexicons), model=settings.model)
    read = partial(read_packed, model=settings.model, lexicons=lexicons)

    def reader(tasks: Iterator[Task]) -> Iterator[list[Done]]:
        if settings.cluster:
            where = settings.cluster
            return read_on_cluster(tasks, read, address=where, stamp_words=words, code_of=code_hash)
        return read_locally(tasks, read, jobs=settings.jobs)

    found = with_unique_ids(read_anywhere(sorted(paths, key=str), settings))
    return collect(found, open_cache(settings.cache), words, reader, tell)


def read_packed(
    articles: list[Article], *, model: str, lexicons: tuple[Path, ...] = ()
) -> list[bytes]:
    """The readings of some articles, packed: what a worker sends back and the cache keeps."""
    from kg.publish.readings import reading_to_line
    from kg.run.work import pack

    forget_changed(lexicons)
    return [pack(reading_to_line(r)) for r in read_all(articles, model=model, lexicons=lexicons)]


def read(paths: Iterable[Source], settings: Settings = DEFAULTS) -> Iterator[Reading | Refusal]:
    """The Reading of each article of files and folders, in order; a Refusal for what cannot be
    read.
    """
    return read_found(read_articles(paths, settings), settings)


def read_found(
    articles: Iterable[Article | Refusal], settings: Settings
) -> Iterator[Reading | Refusal]:
    """Readings in the place of articles, batch by batch; refusals pass."""
    lexicons = settings.word_files
    batch: list[Article | Refusal] = []
    for found in articles:
        batch.append(found)
        if len(batch) >= BATCH:
            yield from read_batch(batch, model=settings.model, lexicons=lexicons)
            batch = []
    yield from read_batch(batch, model=settings.model, lexicons=lexicons)


def read_batch(
    batch: list[Article | Refusal], *, model: str, lexicons: tuple[Path, ...]
) -> Iterator[Reading | Refusal]:
    readings = read_all(
        (a for a in batch if isinstance(a, Article)), model=model, lexicons=lexicons
    )
    for found in batch:
        yield next(readings) if isinstance(found, Article) else found


def read_text(text: str, settings: Settings = DEFAULTS) -> Reading:
    """The Reading of a string, as if it were a file; raises ArticleError if it cannot be read."""
    found = next(iter(read_string(text.encode("utf-8", "replace"), settings)))
    if isinstance(found, Refusal):
        raise ArticleError(str(found))
    lexicons = settings.word_files
    return next(read_all([found], model=settings.model, lexicons=lexicons))


def read_doc(doc: Doc, article: Article | None = None, settings: Settings = DEFAULTS) -> Reading:
    """The Reading of a Doc of your own spaCy pipeline, of which `article` tells title and day.

    Raises ArticleError if the article has another text than the Doc, ModelError if the Doc lacks
    tags, lemmas, a parse or names.
    """
    from kg.annotate.given import complete_doc
    from kg.readers.given import article_of

    article = article or article_of(doc.text, settings)
    if article.text != doc.text:
        raise ArticleError(
            f"{article.id}: the text of the article is not that of the Doc; "
            "make the Doc of article.text"
        )
    lexicons = settings.word_files
    return read_syntax(Syntax.from_doc(complete_doc(doc), article), model="own", lexicons=lexicons)


def read_all(
    articles: Iterable[Article], *, model: str = "md", lexicons: tuple[Path, ...] = ()
) -> Iterator[Reading]:
    """The Reading of each article, in order."""
    from kg.annotate.nlp import annotate, model_name

    name = model_name(model)
    for article, doc in annotate(articles, model=model):
        yield read_syntax(Syntax.from_doc(doc, article), model=name, lexicons=lexicons)


@without_collector()
def read_syntax(syntax: Syntax, *, model: str = "", lexicons: tuple[Path, ...] = ()) -> Reading:
    """All that a parsed article says. Depends on nothing but the parse, the lexicons, the ontology
    and the code.
    """
    lexicon, gazetteer, ontology = load_lexicon(lexicons), load_gazetteer(), load_ontology()
    syntax = find_attachments(syntax.with_lemmas(lexicon.lemmas), lexicon)
    names = find_names(syntax, lexicon=lexicon, gazetteer=gazetteer)
    phrases = find_phrases(syntax, names, lexicon=lexicon)
    entities = find_entities(syntax, phrases, lexicon=lexicon, gazetteer=gazetteer)
    times = find_times(syntax)
    cast = Cast(syntax, entities, lexicon, gazetteer)
    events = find_events(syntax, cast, times, lexicon=lexicon, ontology=ontology)
    attributions = find_attributions(syntax, lexicon, tuple(cast.entities), events)
    posts = find_posts(syntax, cast, lexicon=lexicon)
    cast.entities = list(resolve_first_person(syntax, tuple(cast.entities), attributions, posts))
    cast.entities = list(tie_members(syntax, cast))
    parts, events = find_place_parts(syntax, tuple(cast.entities), events)
    cast.entities = list(parts)
    relations = find_relations(syntax, events, lexicon=lexicon, ontology=ontology)
    claims = find_claims(syntax, lexicon, events, attributions, times, relations)
    claims = mark_contexts(syntax, events, claims, times, relations, ontology=ontology)
    reading = Reading(
        article=syntax.article,
        stamp=Stamp(__version__, model, lexicon.fingerprint, ontology.stamp, code_hash()),
        sentences=tuple(
            syntax.passage(a, b) for a, b in syntax.sents if not is_blank(syntax, a, b)
        ),
        entities=tuple(cast.entities),
        times=times,
        events=code_events(syntax, events, claims, lexicon=lexicon, ontology=ontology),
        attributions=attributions,
        claims=claims,
        relations=relations,
        posts=posts,
        main=find_main_event(syntax, cast, events, attributions, times, relations),
        warnings=syntax.article.warnings,
    )
    reading = prune(reading)
    linked = link_entities(reading.entities, syntax.article, gazetteer)
    linked = link_authorities(linked, syntax.article, lexicon.authority, ontology)
    return replace(reading, entities=linked)


def is_blank(syntax: Syntax, start: int, end: int) -> bool:
    return all(word.isspace() for word in syntax.words[start:end])


def stamp_of(model: str, lexicons: tuple[Path, ...] = ()) -> Stamp:
    """The stamp of readings that are made now; the model is not loaded."""
    from kg.annotate.nlp import model_name

    words, types = load_lexicon(lexicons).fingerprint, load_ontology().stamp
    return Stamp(__version__, model_name(model), words, types, code_hash())


@cache
def code_hash() -> str:
    """sha256 over the code that readings depend on, first 16 hex digits: a changed rule makes a new
    stamp.
    """
    digest = sha256()
    folder = Path(__file__).parent
    for part in ("annotate", "extract", "lexicon", "model", "readers"):
        for path in sorted((folder / part).rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
