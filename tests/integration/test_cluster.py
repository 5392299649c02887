"""A Dask scheduler with two workers, of which one is killed, makes the bytes of a local build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from kg.errors import NewskgError
from kg.pipeline import build, read_cached
from kg.settings import Settings

from integration.articles import write_articles
from integration.outputs import content

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers in processes of their own, kept by nannies."""
    from distributed import LocalCluster

    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_a_killed_worker_of_a_cluster_loses_nothing(scheduler: str, tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 210)
    local = Settings(output=str(tmp_path / "local"), cache="none", jobs=1)
    build([tmp_path / "articles"], local)
    killed: list[int] = []

    def kill_one(article: object, read: int) -> None:
        """Kills a worker once the first batch is back, when others are on their way."""
        if read and not killed:
            from distributed import Client

            with Client(scheduler, set_as_default=False) as client:
                killed.extend(list(client.run(os.getpid).values())[:1])
            os.kill(killed[0], signal.SIGKILL)

    far = Settings(output=str(tmp_path / "far"), cache="none", cluster=scheduler)
    address = (tmp_path / "articles").as_posix()
    built = build([address], far, tell=kill_one)
    assert killed
    assert built.refusals == ()
    assert content(tmp_path / "far") == content(tmp_path / "local")


def test_articles_come_from_an_object_store(scheduler: str, tmp_path: Path) -> None:
    import fsspec

    store = fsspec.filesystem("memory")
    store.pipe_file("/news/a.txt", b"Police arrested Bob Ray in Leeds on Monday, the BBC said.")
    store.pipe_file("/news/b.md", b"\xff\xfe\xfa")
    settings = Settings(language="en", cache="none", cluster=scheduler)
    made = read_cached(["memory://news"], settings, lambda article, read: None)
    assert (list(made.keys), made.read) == (["a"], 1)
    assert made.readings()[0].article.source == "memory:///news/a.txt"
    assert [refusal.path for refusal in made.refusals] == ["memory:///news/b.md"]


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.run.cluster.SECONDS", 0.5)
    settings = Settings(cache="none", cluster="tcp://127.0.0.1:9")
    with pytest.raises(NewskgError, match=r"^tcp://127.0.0.1:9: no scheduler answers"):
        read_cached([ROOT / "sources"], settings, lambda article, read: None)


def test_without_dask_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "from kg.run.cluster import connect\n"
        "try:\n    connect('tcp://x:1')\nexcept Exception as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "--cluster: needs Dask; run: pip install 'newskg[cluster]'\n"
