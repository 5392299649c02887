"""Large packages are imported without the parts that newskg never uses, and work all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from kg.lean import ENGLISH, SPACY

ROOT = Path(__file__).parents[2]


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
        *(
            ("from kg.pipeline import read_text; read_text('Rain fell on the town.')", part)
            for part in (*SPACY, *ENGLISH)
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


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("import spacy; print(len(spacy.blank('en')('I don\\'t know Mr. X\\'s'))) ", "7"),
        ("import spacy; print(spacy.info(silent=True)['pipelines'])", ""),
        ("import srsly; print(srsly.yaml_dumps({'a': 1}))", "a: 1"),
        ("from spacy.util import Requirement; print(Requirement('kg>1'))", "kg>1"),
        ("from tqdm import tqdm; print(list(tqdm([1], disable=True)))", "[1]"),
        ("from pydantic.v1 import BaseModel; print(BaseModel.__name__)", "BaseModel"),
        (
            "from spacy.lang.en.tokenizer_exceptions import TOKENIZER_EXCEPTIONS as rules; "
            "from spacy.lang.en import English; found = English.Defaults.tokenizer_exceptions; "
            "print(dict(found) == rules, len(found) == len(rules), found['Mr.'] == rules['Mr.'])",
            "True True True",
        ),
    ],
)
def test_what_was_left_out_works_where_it_is_used(code: str, printed: str) -> None:
    read = "from kg.annotate.nlp import build_nlp; build_nlp('md'); "
    done = subprocess.run([sys.executable, "-c", read + code], capture_output=True, text=True)
    assert printed in done.stdout, done.stderr
    assert done.returncode == 0, done.stderr


def test_a_part_left_out_can_be_imported_later() -> None:
    code = (
        "from kg.annotate.nlp import build_nlp; build_nlp(); "
        "from spacy.cli import info; print(*info())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "spacy_version" in done.stdout, done.stderr


END = "import sys, threading, time; from kg.lean import end_at_once; "


@pytest.mark.parametrize(
    ("code", "printed", "exit_code"),
    [
        ("print('x' * 100_000); end_at_once(0); print('more')", "x" * 100_000, 0),
        ("end_at_once(3)", "", 3),
        ("end_at_once(None)", "", 0),
        ("end_at_once('said by Python'); print('more'); sys.exit(4)", "more\n", 4),
        ("import atexit; atexit.register(print, 'end'); print(1); end_at_once(0)", "1\nend\n", 0),
        (
            "threading.Thread(target=lambda: (time.sleep(0.2), print('late'))).start(); "
            "end_at_once(0); sys.exit(5)",
            "late\n",
            5,
        ),
        ("sys.stdout.close(); end_at_once(2); sys.exit(6)", "", 6),
    ],
)
def test_a_process_that_ends_at_once_leaves_nothing_undone(
    code: str, printed: str, exit_code: int
) -> None:
    done = subprocess.run([sys.executable, "-c", END + code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == (printed.strip(), exit_code), done.stderr


def test_the_cache_of_no_cache_goes_with_the_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell on the town of Kessa.", "utf-8")
    (tmp_path / "tmp").mkdir()
    command = [sys.executable, "-m", "kg.cli", "build", "a.txt", "--cache", "none"]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "tmp"), "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=environment)
    assert (tmp_path / "output" / "graph.nq").is_file()
    assert not list((tmp_path / "tmp").iterdir())
