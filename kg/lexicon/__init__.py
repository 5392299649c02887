"""The words that the rules know: "liberation" tells an event, "declare" a claim, "General" a rank.

`load_lexicon()` reads `kg/data/lexicons` once, and refuses a user's row that is wrong;
`kg.lexicon.check.check_lexicons()` checks the shipped rows, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import LexiconError
from kg.lexicon.authority import Authority, AuthorityEntry, build_authority, read_authority
from kg.lexicon.check import check_row
from kg.lexicon.files import SHIPPED, Row, find_files, read_file
from kg.lexicon.rows import (
    Demonym,
    EventNoun,
    FactualityCue,
    Gender,
    GivenName,
    Group,
    Idiom,
    LightVerb,
    Metonym,
    NamedOrganization,
    NameWord,
    Nominal,
    NotEvent,
    ReportingCue,
    Title,
    Trigger,
    VerbLemma,
)
from kg.ontology import load_ontology

__all__ = [
    "SHIPPED",
    "Demonym",
    "EventNoun",
    "FactualityCue",
    "Gender",
    "GivenName",
    "Group",
    "Idiom",
    "Lexicon",
    "LightVerb",
    "Metonym",
    "NameWord",
    "NamedOrganization",
    "Nominal",
    "NotEvent",
    "ReportingCue",
    "Title",
    "Trigger",
    "VerbLemma",
    "find_fingerprint",
    "forget_changed",
    "load_lexicon",
]

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All rows by the words that find them: lemmas in lower case, names as they are written.

    Rows of one key stand in the order in which they are to be tried: those with a particle first,
    then those with more conditions; the user's before the shipped.
    """

    triggers: dict[tuple[str, str], tuple[Trigger, ...]]  # by (lemma, pos)
    reporting: dict[str, tuple[ReportingCue, ...]]  # by cue
    factuality: dict[str, tuple[FactualityCue, ...]]  # by cue
    event_nouns: dict[str, EventNoun]  # by noun lemma
    idioms: dict[str, tuple[tuple[str, ...], ...]]  # by first word: the words
    not_events: dict[str, NotEvent]  # by verb lemma or idiom
    light_verbs: dict[str, frozenset[str]]  # by noun lemma: the verbs that only help it
    lemmas: dict[str, str]  # by form of a verb, lower case: what the model gets wrong
    nominals: dict[str, str]  # by noun lemma: an entity type
    titles: dict[str, Title]  # by title
    genders: dict[str, Gender]  # by noun
    given_names: dict[str, str]  # by name: "f", "m" or what the list says
    name_words: dict[str, NameWord]  # by words
    demonyms: dict[str, tuple[Demonym, ...]]  # by form
    groups: dict[str, Group]  # by name
    organizations: dict[str, NamedOrganization]  # by name
    metonyms: dict[str, Metonym]  # by words
    authority: Authority  # the user's own names with their ids
    fingerprint: str  # sha256 over the names and bytes of all files, first 16 hex digits


@cache
def load_lexicon(extra: tuple[Path, ...] = ()) -> Lexicon:
    """The shipped lexicons, extended and overridden by the files of the folders in `extra`.

    A row of a later folder replaces the row with the same words and conditions. What is no folder
    is an authority file. Raises LexiconError for a folder that is not there, for files that cannot
    be read and for rows of `extra` that are wrong, AuthorityError for authority files.
    """
    digest = sha256()
    rows: list[Row] = []
    entries: list[AuthorityEntry] = []
    for folder in (SHIPPED, *extra):
        if folder.suffix and not folder.is_dir():
            entries += read_authority(folder)
            digest.update(_hashed(folder.name, folder.read_bytes()))
            continue
        if not folder.is_dir():
            raise LexiconError(
                f"{folder}: no such folder; 'lexicons' names folders with .toml files"
            )
        found: list[Row] = []
        for name, path in find_files(folder):
            content = path.read_bytes()
            digest.update(_hashed(name, content))
            found += read_file(name, content)
        if folder != SHIPPED:
            for row in found:
                check_row(row, load_ontology())
        rows = found + rows
    return _build_lexicon(rows, build_authority(tuple(entries)), digest.hexdigest()[:16])


def find_fingerprint(extra: tuple[Path, ...] = ()) -> str:
    """The fingerprint of the lexicon that would be loaded now, without loading it."""
    digest = sha256()
    for folder in (SHIPPED, *extra):
        files = find_files(folder) if folder.is_dir() else [(folder.name, folder)]
        for name, path in files:
            digest.update(_hashed(name, path.read_bytes()))
    return digest.hexdigest()[:16]


def forget_changed(extra: tuple[Path, ...] = ()) -> None:
    """Makes `load_lexicon` load anew what was saved since; a process may outlive many savings."""
    try:
        current = load_lexicon(extra).fingerprint == find_fingerprint(extra)
    except OSError:
        current = False
    if not current:
        load_lexicon.cache_clear()


def _hashed(name: str, content: bytes) -> bytes:
    return b"%s\0%d\0" % (name.encode(), len(content)) + content


def _build_lexicon(rows: list[Row], authority: Authority, fingerprint: str) -> Lexicon:
    kinds: dict[type, list[Any]] = {}
    for row in rows:
        kinds.setdefault(type(row.value), []).append(row.value)

    def grouped(cls: type[T], key: str) -> dict[str, tuple[T, ...]]:
        return _group(kinds.get(cls, []), attrgetter(key))

    def single(cls: type[T], key: str) -> dict[str, T]:
        return {name: found[0] for name, found in grouped(cls, key).items()}

    return Lexicon(
        triggers=_triggers(kinds.get(Trigger, [])),
        reporting=grouped(ReportingCue, "cue"),
        factuality=grouped(FactualityCue, "cue"),
        event_nouns=single(EventNoun, "noun"),
        idioms=_group((tuple(row.words.split()) for row in kinds.get(Idiom, [])), itemgetter(0)),
        not_events=single(NotEvent, "verb"),
        light_verbs={
            noun: frozenset(row.verb for row in found)
            for noun, found in grouped(LightVerb, "noun").items()
        },
        lemmas={form: row.lemma for form, row in single(VerbLemma, "form").items()},
        nominals={noun: row.type for noun, row in single(Nominal, "noun").items()},
        titles=single(Title, "title"),
        genders=single(Gender, "noun"),
        given_names={name: row.gender for name, row in single(GivenName, "name").items()},
        name_words=single(NameWord, "words"),
        demonyms=grouped(Demonym, "form"),
        groups=single(Group, "name"),
        organizations=single(NamedOrganization, "name") | bodies_of(authority),
        metonyms=single(Metonym, "words"),
        authority=authority,
        fingerprint=fingerprint,
    )


def bodies_of(authority: Authority) -> dict[str, NamedOrganization]:
    """The organisations of the user's files as rows, so that their names are found in texts."""
    base = load_ontology().base_type
    return {
        entry.name: NamedOrganization(entry.name, entry.type, ";".join(entry.aliases))
        for entry in authority.entries
        if entry.type and base(entry.type) == "Organization"
    }


def _group(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    found: dict[K, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {name: tuple(values) for name, values in found.items()}


def _triggers(rows: Iterable[Trigger]) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    """Rows by lemma and part of speech in trial order; of rows with equal conditions the first."""
    found: dict[tuple[str, str], tuple[Trigger, ...]] = {}
    for key, several in _group(rows, attrgetter("lemma", "pos")).items():
        unique = {row.conditions: row for row in reversed(several)}
        if len(several) == 1:
            found[key] = several
        else:
            found[key] = tuple(sorted(reversed(unique.values()), key=_looseness))
    return found


def _looseness(row: Trigger) -> tuple[bool, int, bool, bool]:
    """Particles first, then more conditions, then those that ask for a predicate, then those that
    ask for words and not for types.
    """
    typed = any(word[0].isupper() for word in row.object + row.subject)
    return not row.particle, -sum(map(bool, row.conditions)), not row.predicate, typed
