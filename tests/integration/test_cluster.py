"""A Dask scheduler with two workers, of which one is killed, makes the bytes of a local build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from kg.errors import NewskgError
from kg.pipeline import build, read_cached
from kg.settings import Settings

from integration import poison
from integration.articles import THOROUGH, write_articles
from integration.outputs import REPORTS, content

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]


BATCH = 64 if THOROUGH else 16  # articles that go to a worker together
TRIES = 3 if THOROUGH else 0  # times that a scheduler sends what has ended a worker to another one


@contextmanager
def start_cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler with workers in processes of their own, kept by nannies."""
    import dask
    from distributed import LocalCluster

    found = os.pathsep.join([str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    with (
        pytest.MonkeyPatch.context() as patch,
        dask.config.set({"distributed.scheduler.allowed-failures": TRIES}),
    ):
        patch.setenv("PYTHONPATH", found)
        with LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster:
            yield cluster.scheduler_address


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A scheduler with two workers."""
    with start_cluster(2) as address:
        yield address


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles in two folders."""
    folder = tmp_path_factory.mktemp("articles")
    write_articles(folder / "a", 210)
    shutil.copytree(ROOT / "sources", folder / "b")
    return folder


@pytest.fixture(scope="module")
def local(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build without a cluster makes of them."""
    output = tmp_path_factory.mktemp("local") / "output"
    build([articles / "a", articles / "b"], Settings(output=str(output), cache="none", jobs=1))
    return content(output)


def test_a_killed_worker_of_a_cluster_loses_nothing(
    scheduler: str, articles: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill_one(article: object, read: int) -> None:
        """Kills a worker once the first batch is back, when others are on their way."""
        if read and not killed:
            from distributed import Client

            with Client(scheduler, set_as_default=False) as client:
                killed.extend(list(client.run(os.getpid).values())[:1])
            os.kill(killed[0], signal.SIGKILL)

    far = Settings(output=str(tmp_path / "far"), cache="none", cluster=scheduler)
    built = build([(articles / "a").as_posix(), articles / "b"], far, tell=kill_one)
    assert killed
    assert built.refusals == ()
    assert content(tmp_path / "far") == local


def test_one_worker_and_another_order_make_the_same_bytes(
    articles: Path, local: dict[str, bytes], tmp_path: Path
) -> None:
    with start_cluster(1) as scheduler:
        far = Settings(output=str(tmp_path / "far"), cache="none", cluster=scheduler)
        build([articles / "b", articles / "a", articles / "b"], far)
    assert content(tmp_path / "far") == local


def test_articles_that_end_workers_are_named_and_no_other_is_lost(
    scheduler: str,
    articles: Path,
    local: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two that kill their worker, and one over which a rule breaks off; the others' readings are
    the same.
    """
    monkeypatch.setattr("kg.pipeline.read_packed", poison.read_or_die)
    monkeypatch.setattr("kg.run.cluster.BATCH", BATCH)
    bad = tmp_path / "bad"
    bad.mkdir()
    for number, kind in enumerate((poison.FAULT, poison.POISON, f"{poison.POISON} again")):
        (bad / f"{number}.txt").write_text(f"{kind}, the mayor of Harlow said on Friday.")
    far = Settings(output=str(tmp_path / "far"), cache="none", cluster=scheduler)
    built = build([articles / "a", bad, articles / "b"], far)
    assert [(Path(one.path).name, one.message.partition(" while")[0]) for one in built.refusals] \
        == [("0.txt", "a fault of newskg (ZeroDivisionError: no rule)"),
            ("1.txt", "several workers ended"), ("2.txt", "several workers ended")]  # fmt: skip
    made = content(tmp_path / "far")
    assert made.keys() == local.keys()
    differing = {name for name in made if made[name] != local[name]}
    assert differing <= set(REPORTS)


@pytest.mark.parametrize("what", ["scheduler", "workers"])
def test_a_cluster_that_ends_is_told_and_blames_no_article(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.run.cluster.SECONDS", 10)
    monkeypatch.setattr("kg.run.cluster.WORKERLESS", 1)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    write_articles(tmp_path / "a", 3)
    command, pipe = [sys.executable, "-c", SCHEDULER], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as ending:
        assert ending.stdin
        assert ending.stdout
        address = ending.stdout.readline().strip()
        settings = Settings(cache="none", cluster=address)

        def end(article: object, read: int) -> None:
            if what == "scheduler":
                ending.kill()
            elif ending.stdin and not ending.stdin.closed:
                ending.stdin.close()
                assert ending.stdout
                ending.stdout.readline()

        try:
            with pytest.raises(NewskgError, match="the cluster has ended"):
                read_cached([tmp_path / "a"], settings, end)
        finally:
            ending.kill()


SCHEDULER = """
import sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, processes=True,
                           dashboard_address=None)
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
    for nanny in cluster.workers.values():
        cluster.sync(nanny.close)
    print("workers have gone", flush=True)
    time.sleep(600)
"""


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
