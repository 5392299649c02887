"""What `import kg` offers: sorted, each of them there, cheap until it is used."""

from __future__ import annotations

import importlib
import subprocess
import sys
import types

import kg
import pytest


def test_public_names_are_sorted_and_few() -> None:
    assert list(kg.__all__) == sorted(set(kg.__all__))
    assert {"build", "Knowledge", "Reading", "Settings"} <= set(kg.__all__)
    assert len(kg.__all__) <= 12
    assert set(kg.__all__) <= set(dir(kg))


@pytest.mark.parametrize("name", kg.__all__)
def test_a_public_name_is_itself_however_often_it_is_asked_for(name: str) -> None:
    importlib.import_module("kg.pipeline")
    importlib.import_module("kg.cli")
    first, second = getattr(kg, name), getattr(kg, name)
    assert first is second
    assert callable(first)
    assert not isinstance(first, types.ModuleType), f"the package kg.{name} hides the public name"
    assert first.__doc__


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nope'"):
        _ = kg.nope  # type: ignore[attr-defined]


def test_importing_kg_imports_nothing_heavy() -> None:
    code = "import kg, sys; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not {"spacy", "rdflib", "numpy", "click", "yaml", "pyoxigraph"} & loaded
