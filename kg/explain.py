"""From the words to the triples: the parse, the rules, the events and claims, the triples of a
sentence.

`kg explain "Rebels shelled the town."` shows why *shelled* is a Bombing whose agent is the rebels;
given a line of a source or an IRI of the graph it shows the same for what is there. This is the
tool with which every wrong edge is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import ArticleError, OutputError
from kg.extract.syntax import Syntax
from kg.merge import build_knowledge
from kg.model import Article, Claim, Entity, Event, Passage, Reading
from kg.pipeline import read_syntax
from kg.settings import Settings

IRI = re.compile(r"""[^\s<>"{}|\\^`]+""")
AT_LINE = re.compile(r"(?P<path>.+):(?P<line>\d+)$")
# why names or events were taken for what an IRI stands for: rule, score, names or words, reason
WHY = """PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?rule ?score ?what ?reason (GROUP_CONCAT(DISTINCT ?words; SEPARATOR=", ") AS ?told) WHERE {
  { ?whole kg:identifies <%s> ; kg:hasJoin ?join . ?join rdfs:label ?what .
    OPTIONAL { ?whole kg:evidence/nif:anchorOf ?words } } UNION
  { ?whole kg:reportedAs <%s> ; rdfs:label ?what ; kg:hasJoin ?join .
    ?join kg:joins/gaf:denotedBy/nif:anchorOf ?words }
  ?join kg:rule ?rule ; kg:score ?score ; kg:reason ?reason .
} GROUP BY ?rule ?score ?what ?reason ORDER BY DESC(?score) ?rule ?what ?reason"""
LONGEST_PATH = 1_000  # characters; what is longer is a text


def explain(target: str, settings: Settings) -> str:
    """The explanation of a sentence, of a line of a source file ("x.md:12") or of an IRI of the
    output's graph.
    """
    at_line = AT_LINE.match(target)
    if not target.strip():
        raise ArticleError(
            "nothing to explain; give a sentence, a line of a source (x.md:12) or an IRI"
        )
    if at_line and looks_like_a_path(target):
        return explain_line(at_line["path"], int(at_line["line"]), settings)
    if re.match(r"https?://", target):
        return explain_iri(target, settings)
    if looks_like_a_path(target):
        article = articles_of([target], settings)[0]
        return "\n".join(parts_of(article, 0, len(article.text), settings))
    article = sentence_article(target, settings)
    return "\n".join(parts_of(article, 0, len(article.text), settings))


def looks_like_a_path(target: str) -> bool:
    """True for a file that is there, and for one word that ends as sources do ("x.md:3")."""
    path = at_line["path"] if (at_line := AT_LINE.match(target)) else target
    if "\0" in path or len(target) > LONGEST_PATH:
        return False
    return Path(target).is_file() or (
        not re.search(r"\s", path) and path.lower().endswith((".md", ".markdown", ".txt", ".jsonl"))
    )


def sentence_article(words: str, settings: Settings) -> Article:
    from kg.readers import Refusal, read_string

    found = next(
        iter(read_string(words.encode("utf-8", "replace"), replace(settings, language="en")))
    )
    if isinstance(found, Refusal):
        raise ArticleError(str(found))
    return found


def articles_of(paths: list[str], settings: Settings) -> list[Article]:
    from kg.readers import Refusal, read_articles

    found = list(read_articles(paths, settings))
    refused = [str(one) for one in found if isinstance(one, Refusal)]
    articles = [one for one in found if isinstance(one, Article)]
    if not articles:
        raise ArticleError(
            refused[0] if refused else f"{paths[0]}: no article; name a .md, .txt or .jsonl file"
        )
    return articles


def explain_line(path: str, line: int, settings: Settings) -> str:
    """What stands in the block of the source that holds a line."""
    article = articles_of([path], settings)[0]
    with Path(path).open("rb") as content:
        lines = sum(1 for _ in content)
    if line > lines:
        raise ArticleError(f"{path}:{line}: the last line is {lines}; give a line of the file")
    blocks = [segment for segment in article.segments if segment.line <= line]
    if not blocks:
        raise ArticleError(
            f"{path}:{line}: no text there; the first line of the text is {article.line_of(0)}"
        )
    return "\n".join(parts_of(article, blocks[-1].begin, blocks[-1].end, settings))


def explain_iri(iri: str, settings: Settings) -> str:
    """The triples of an IRI of the graph and, where it has words in an article, those words'
    explanation.
    """
    from kg.rdf.query import open_store, run_query

    folder = Path(settings.output)
    store = open_store(folder)
    if not IRI.fullmatch(iri):
        raise OutputError(f"{iri}: no IRI; it has characters that none may have")
    rows = run_query(
        store,
        f"SELECT DISTINCT ?p ?o WHERE {{ {{ <{iri}> ?p ?o }} "
        f"UNION {{ GRAPH ?g {{ <{iri}> ?p ?o }} }} }} ORDER BY ?p ?o",
    ).rows
    if not rows:
        raise OutputError(f"{folder}: nothing about {iri}; see the IRIs with: kg query entities")
    lines = [iri, *(f"    {predicate}  {value}" for predicate, value in rows)]
    merged = run_query(store, WHY % (iri, iri)).texts()
    lines += [f"    one because: {' | '.join(row)}" for row in merged]
    words = passage_of(iri, [str(value) for _, value in rows])
    if words is not None:
        slug, begin = words
        lines += ["", *explain_in_output(folder, slug, begin, settings)]
    return "\n".join(lines)


def passage_of(iri: str, values: Iterable[str]) -> tuple[str, int] | None:
    """(article slug, offset) of the first words that an IRI or its values point at."""
    for value in [iri, *values]:
        found = re.search(r"article/([^/#]+)#char=(\d+),", value)
        if found:
            return found[1], int(found[2])
    return None


def explain_in_output(folder: Path, slug: str, begin: int, settings: Settings) -> Iterator[str]:
    from kg.publish.readings import read_readings

    for reading in read_readings(folder / "readings"):
        if reading.article.id == slug:
            sentence = next((s for s in reading.sentences if s.begin <= begin < s.end), None)
            if sentence is not None:
                yield from parts_of(reading.article, sentence.begin, sentence.end, settings)


# --- the parts of an explanation
# ----------------------------------------------------------------------------------


def parts_of(article: Article, begin: int, end: int, settings: Settings) -> Iterator[str]:
    """Sentence by sentence: words, parse, entities, times, events with claims, then the triples of
    all of them.
    """
    from kg.annotate.nlp import annotate, model_name

    ((_, doc),) = annotate([article], model=settings.model)
    syntax = Syntax.from_doc(doc, article)
    lexicons = settings.word_files
    reading = read_syntax(syntax, model=model_name(settings.model), lexicons=lexicons)
    for sentence in reading.sentences:
        if sentence.begin < end and begin < sentence.end:
            where = f"{article.source}:{article.line_of(sentence.begin)}"
            yield f"{where}  {' '.join(sentence.text.split())}"
            yield from parse_lines(syntax, sentence)
            yield from fact_lines(reading, sentence)
    yield "triples"
    yield from triple_lines(reading, begin, end, settings)


def parse_lines(syntax: Syntax, sentence: Passage) -> Iterator[str]:
    yield "  parse (word, lemma, tag, relation -> head)"
    for token, start in enumerate(syntax.begins):
        if sentence.begin <= start < sentence.end and not syntax.words[token].isspace():
            head = f"{syntax.deps[token]} -> {syntax.words[syntax.heads[token]]}"
            word = f"{syntax.words[token]}  {syntax.lemmas[token]}  {syntax.tags[token]}"
            yield f"    {word}  {head}"


def fact_lines(reading: Reading, sentence: Passage) -> Iterator[str]:
    def inside(passage: Passage | None) -> bool:
        return passage is not None and sentence.begin <= passage.begin < sentence.end

    yield "  entities"
    for entity in reading.entities:
        for mention in entity.mentions:
            if inside(mention.passage):
                yield f"    {mention.passage.text} = {described(entity)}  [{mention.rule}]"
    times = [time for time in reading.times if inside(time.passage)]
    if times:
        yield "  times"
    for time in times:
        words = time.passage.text if time.passage else ""
        yield f"    {words} = {time.value} ({time.basis})  [{time.rule}]"
    yield "  events"
    for number, event in enumerate(reading.events):
        if inside(event.triggers[0]):
            yield from event_lines(reading, number, event)


def described(entity: Entity) -> str:
    linked = entity.links and (entity.links.wikidata or entity.links.geonames)
    return f"{entity.type} {entity.name}" + (
        f" ({linked}, {entity.links.rule})" if linked and entity.links else ""
    )


def event_lines(reading: Reading, number: int, event: Event) -> Iterator[str]:
    yield f"    {event.triggers[0].text} = {event.type} ({event.lemma})  [{event.rule}]"
    for participant in event.participants:
        yield f"      {participant.role}: {participant.passage.text}  [{participant.rule}]"
    for place in event.places:
        yield f"      place: {place.passage.text}  [{place.rule}]"
    for attached in event.times:
        passage = reading.times[attached.time].passage
        words = passage.text if passage else reading.times[attached.time].value
        yield f"      time: {words}  [{attached.rule}]"
    for claim in reading.claims:
        if claim.event == number:
            yield f"      claim: {claim_words(reading, claim)}"
    for relation in reading.relations:
        if relation.source == number:
            other = reading.events[relation.target].label
            yield f"      {relation.kind}: {other}  [{relation.rule}]"


def claim_words(reading: Reading, claim: Claim) -> str:
    """Who says it, how, and by which rules."""
    if claim.attribution is None:
        source, rule = "the publisher", ""
    else:
        attribution = reading.attributions[claim.attribution]
        source = attribution.source_passage.text if attribution.source_passage else "nobody named"
        rule = f"{attribution.rule}, "
    cues = f" because of {', '.join(repr(cue.text) for cue in claim.cues)}" if claim.cues else ""
    manner = f"{claim.polarity}, {claim.certainty}, {claim.temporality}"
    return f"{source}: {manner}{cues}  [{rule}{claim.rule}]"


def triple_lines(reading: Reading, begin: int, end: int, settings: Settings) -> Iterator[str]:
    """The triples about the events and claims of a stretch of the text, without its mentions."""
    from kg.publish.turtle import render_turtle
    from kg.rdf.mapping import build_graphs
    from kg.rdf.prefixes import prefixes_of

    numbers = [n for n, e in enumerate(reading.events, 1) if begin <= e.triggers[0].begin < end]
    claims = [n for n, c in enumerate(reading.claims, 1) if c.event + 1 in numbers]
    wanted = re.compile(
        rf"/event/(?:{'|'.join(map(str, numbers)) or 'x'})(?:/|$)"
        rf"|/claim/(?:{'|'.join(map(str, claims)) or 'x'})$"
    )
    triples = {
        triple
        for name, graph in build_graphs(build_knowledge([reading]), base=settings.base)
        for triple in graph
        if wanted.search(triple[0].strip("<>")) and "/graph/" not in name
    }
    text = render_turtle(sorted(triples), prefixes=prefixes_of(settings.base), base=settings.base)
    for line in text.splitlines():
        if not line.startswith("@prefix") and line.strip():
            yield f"  {line}"
