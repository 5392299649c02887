"""Large packages are imported without the parts that newskg never uses, and work all the same."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("code", "left_out"),
    [
        ("from kg.annotate.nlp import build_nlp; build_nlp()", "spacy.cli"),
        (
            "from kg.publish.page import page_html; from kg.model import Knowledge; "
            "page_html(Knowledge((), ()), title='x')",
            "IPython",
        ),
        (
            "from kg.publish.page import page_html; from kg.model import Knowledge; "
            "page_html(Knowledge((), ()), title='x')",
            "networkx",
        ),
        (
            "from kg.pipeline import read_text; read_text('Rain fell on the town.')",
            "spacy.cli",
        ),
    ],
)
def test_a_part_that_is_not_used_is_not_imported(code: str, left_out: str) -> None:
    tell = f"; import sys; print({left_out!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code + tell], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


def test_a_package_finds_the_part_left_out_when_it_needs_it() -> None:
    code = (
        "from kg.publish.page import page_html; from kg.model import Knowledge; "
        "page_html(Knowledge((), ()), title='x'); from pyvis.network import Network; "
        "import networkx; net = Network(); net.from_nx(networkx.path_graph(3)); "
        "print(len(net.nodes))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "3", done.stderr


def test_a_part_left_out_can_be_imported_later() -> None:
    code = (
        "from kg.annotate.nlp import build_nlp; build_nlp(); "
        "from spacy.cli import info; print(*info())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "spacy_version" in done.stdout, done.stderr
