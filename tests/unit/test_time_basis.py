"""The day of an event can be checked: its time has words in the same article, with their basis."""

from __future__ import annotations

import pytest
from graphs import build_dataset
from kg.merge import build_knowledge
from kg.pipeline import read_syntax
from kg.vocab import GAF, KG, NIF, SEM
from rdflib import Dataset

from cases.frozen import FOLDER, frozen_syntax, read_cases, read_parses


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """The cases about times and places of events as a graph: an article each."""
    parses = read_parses("events")
    cases = [c for c in read_cases(FOLDER / "events.toml") if "time" in str(c.expected)]
    return build_dataset(
        build_knowledge([read_syntax(frozen_syntax(case, parses)) for case in cases])
    )


def test_every_time_of_an_event_has_words_with_basis_and_rule(dataset: Dataset) -> None:
    links = list(dataset.subject_objects(SEM.hasTime))
    assert len(links) >= 8
    for event, when in links:
        [context] = {
            dataset.value(words, NIF.referenceContext)
            for words in dataset.objects(event, GAF.denotedBy)
        }
        told = [
            words
            for words in dataset.objects(when, GAF.denotedBy)
            if dataset.value(words, NIF.referenceContext) == context
        ]
        assert told, (event, when)
        for words in told:
            assert dataset.value(words, KG.basis) is not None
            assert str(dataset.value(words, KG.rule)).startswith("times.")


def test_relative_days_are_counted_from_the_publication_day(dataset: Dataset) -> None:
    bases = {str(basis) for basis in dataset.objects(None, KG.basis)}
    assert {"explicit", "publication day"} <= bases


def test_bounds_of_events_follow_from_their_times(dataset: Dataset) -> None:
    for when in set(dataset.objects(None, SEM.hasTime)):
        assert (when, SEM.hasEarliestBeginTimeStamp, None) in dataset
        assert (when, SEM.hasLatestEndTimeStamp, None) in dataset
