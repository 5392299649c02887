"""`kg undo`: the row that it prints takes the merge apart again."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.errors import OutputError
from kg.merge import build_knowledge
from kg.model import Reading
from kg.publish.files import write_output
from kg.publish.undo import explain_undo
from kg.rdf.iris import DEFAULT_BASE
from kg.readers.corrections import read_corrections
from samples import Draft

IRI = f"{DEFAULT_BASE}person/ada-holm"


def article(name: str) -> Reading:
    draft = Draft(name, "Ada Holm opened the bridge.")
    holm = draft.entity("Person", "Ada Holm")
    draft.event("Inauguration", "opened", lemma="open", agent=("Ada Holm", holm))
    draft.claim(0)
    return draft.done()


@pytest.mark.parametrize("iri", [IRI, f"{DEFAULT_BASE}occurrence/a-1"])
def test_the_row_takes_the_merge_apart(iri: str, tmp_path: Path) -> None:
    readings = [article("a"), article("b")]
    merged = build_knowledge(readings)
    assert (len(merged.nodes), len(merged.occurrences)) == (1, 1)
    write_output(merged, tmp_path / "output")
    row = explain_undo(iri, tmp_path / "output", DEFAULT_BASE)
    path = tmp_path / "corrections.toml"
    path.write_text(row.replace('""', '"We asked."'), encoding="utf-8")
    apart = build_knowledge(readings, read_corrections(path, DEFAULT_BASE))
    if iri == IRI:
        assert len(apart.nodes) == 2
    else:
        assert apart.occurrences == ()
    write_output(apart, tmp_path / "apart")
    where = f"{DEFAULT_BASE}correction/1"
    assert explain_undo(where, tmp_path / "apart", DEFAULT_BASE).startswith("delete the row at ")


def test_what_was_not_merged_cannot_be_undone(tmp_path: Path) -> None:
    write_output(build_knowledge([article("a")]), tmp_path / "output")
    with pytest.raises(OutputError, match="nothing was merged into"):
        explain_undo(IRI, tmp_path / "output", DEFAULT_BASE)
    with pytest.raises(OutputError, match="no IRI"):
        explain_undo("ada holm", tmp_path / "output", DEFAULT_BASE)
