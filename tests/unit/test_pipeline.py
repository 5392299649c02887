"""The stages in order: what a build leaves behind, whatever goes wrong on the way."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import chdir
from pathlib import Path

import kg.pipeline
import kg.publish.swap
import pytest
from kg.errors import ArticleError, OutputError
from kg.model import Article, Reading
from kg.pipeline import BATCH, build, nothing_read, read, read_found, read_text
from kg.readers import Refusal
from kg.settings import Settings

TEXT = "Police arrested Bob Ray in Leeds on Monday."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder that was built before, with a file of somebody's own."""
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / "graph.ttl").write_text("old")
    (folder / "mine.txt").write_text("mine")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def assert_old(output: Path) -> None:
    """The old output is as it was, and nothing stands beside it."""
    assert names(output) == ["graph.ttl", "mine.txt"]
    assert (output / "graph.ttl").read_text() == "old"
    assert [name for name in names(output.parent) if name.startswith(".")] == []


def test_a_text_is_read_and_an_empty_one_refused() -> None:
    (event,) = [event for event in read_text(TEXT).events if event.lemma == "arrest"]
    assert (event.type, event.triggers[0].text) == ("Arrest", "arrested")
    with pytest.raises(ArticleError, match=r"^-: empty file; write the article into it"):
        read_text("")


def test_refusals_stand_in_the_order_of_the_sources(source: Path, tmp_path: Path) -> None:
    found = list(read([tmp_path / "no.md", source, tmp_path / "no.txt"]))
    assert [type(one) for one in found] == [Refusal, Reading, Refusal]


def test_readings_come_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def articles() -> Iterator[Article | Refusal]:
        for number in range(3 * BATCH):
            taken.append(number)
            yield Refusal(str(number), "x")

    next(read_found(articles(), Settings()))
    assert len(taken) == BATCH


def test_a_build_replaces_what_is_ours_and_keeps_the_rest(source: Path, output: Path) -> None:
    built = build([source, source.parent / "no.md"], Settings(output=str(output)))
    assert len(built.knowledge.readings) == len(built.refusals) == 1
    assert (output / "mine.txt").read_text() == "mine"
    assert (output / "graph.ttl").read_text() != "old"
    assert [name for name in names(output.parent) if name.startswith(".")] == []


@pytest.mark.parametrize(
    ("refusals", "message"),
    [
        ([], "no articles found; name files or folders of .md, .txt or .jsonl articles"),
        ([Refusal("a.md", "empty file")], "a.md: empty file"),
        (
            [Refusal("a.md", "empty file"), Refusal("b.md", "no text")],
            "none of 2 sources could be read; the first: a.md: empty file",
        ),
    ],
)
def test_a_build_of_nothing_says_why(refusals: list[Refusal], message: str) -> None:
    assert nothing_read(refusals) == message


def test_a_full_disk_leaves_the_old_output(
    source: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.write_bytes

    def write_bytes(path: Path, content: bytes) -> int:
        if path.name == "graph.ttl":
            whole(path, content[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    with pytest.raises(OutputError) as caught:
        build([source], Settings(output=str(output)))
    assert str(caught.value) == (
        f"{output}: cannot be written (no space left on device); "
        "make room, or choose another folder with -o"
    )
    assert_old(output)


@pytest.mark.parametrize(
    ("step", "exchange"), [(0, True), (1, True), *((n, False) for n in (1, 2, 3))]
)
def test_an_interrupted_build_leaves_the_old_output(
    step: int, exchange: bool, source: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the page is written, and between the steps of the swap."""
    if not exchange:
        monkeypatch.setattr(kg.publish.swap, "exchange", lambda one, other: False)
    whole, renames = Path.rename, iter(range(9))

    def rename(path: Path, target: Path) -> Path:
        if next(renames) == step - 1:
            raise KeyboardInterrupt
        return whole(path, target)

    def write_page(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    if step == 0:
        monkeypatch.setattr("kg.publish.output.write_page", write_page)
    else:
        monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        build([source], Settings(output=str(output)))
    assert_old(output)


def unread(_: Iterable[object], __: Settings) -> Iterator[Reading | Refusal]:
    pytest.fail("articles were read before the output folder was looked at")


def test_an_output_that_cannot_be_is_refused_before_anything_is_read(
    source: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.pipeline, "read_found", unread)
    with pytest.raises(OutputError) as caught:
        build([source], Settings(output=str(output / "mine.txt")))
    assert str(caught.value) == (
        f"{output / 'mine.txt'}: is a file, not a folder; choose another with -o"
    )
    for folder, place in ((output, "."), (output, ".."), (output, "/")):
        with chdir(folder), pytest.raises(OutputError) as caught:
            build([source], Settings(output=place))
        assert str(caught.value) == (
            f"{(folder / place).resolve()}: holds the folder that you work in; "
            "choose a folder of its own with -o"
        )
    assert_old(output)


def test_a_folder_that_may_not_be_written_is_refused(
    source: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(kg.publish.swap.tempfile, "mkdtemp", refuse)
    with pytest.raises(OutputError) as caught:
        build([source], Settings(output=str(output)))
    assert str(caught.value) == (
        f"{output}: cannot be written (permission denied); choose another folder with -o"
    )
    assert_old(output)
