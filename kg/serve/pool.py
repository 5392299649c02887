"""Workers that answer, and are killed if they take too long: the server lives on.

"Who met whom met whom ..." gets its seconds; then its process is killed, who asked gets a 503, and
a fresh process takes its place. One more process does the writing, and alone has the store open for
it; readers see a copy of each state (hard links, made in milliseconds), and so no half update.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg.errors import NewskgError
from kg.serve.frames import Head, pack, receive_frame


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost."""

    seconds: float = 20.0  # until its worker is killed
    megabytes: int = 32  # of the answer
    memory: int = 1500  # megabytes that a worker may allocate
    workers: int = 4  # questions answered at once
    waiting: int = 32  # questions that wait for a worker


class NoAnswerError(NewskgError):
    """A question that was given up: out of time, out of memory, or too many at once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says: a status of HTTP, a media type and bytes."""

    status: int
    type: str
    body: bytes


class Worker:
    """One process of `kg/serve/worker.py`."""

    def __init__(self, process: Process, folder: Path) -> None:
        self.process = process
        self.folder = folder

    @classmethod
    async def start(cls, kind: Literal["read", "write"], folder: Path, limits: Limits) -> Worker:
        command = [sys.executable, "-m", "kg.serve.worker", kind, str(folder)]
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
        )
        worker = cls(process, folder)
        await worker.ask(pack({"do": "ready", "memory": limits.memory}))
        return worker

    async def ask(self, frame: bytes) -> Answer:
        """Raises asyncio.IncompleteReadError or ConnectionError if the process ends meanwhile."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(frame)
        await self.process.stdin.drain()
        head, body = await receive_frame(self.process.stdout)
        return Answer(head["status"], head.get("type", ""), body)

    @property
    def has_ended(self) -> bool:
        return self.process.returncode is not None

    async def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


class Pool:
    """Readers of one folder; after each change of the folder, `move` gives them the next."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self.idle: asyncio.LifoQueue[Worker | None] = asyncio.LifoQueue()
        self.workers: set[Worker] = set()
        self.waiting = 0

    async def start(self) -> None:
        for _ in range(self.limits.workers):
            self.idle.put_nowait(await self._fresh())

    async def stop(self) -> None:
        for worker in list(self.workers):
            await self._end(worker)

    async def ask(self, question: Head) -> Answer:
        """The answer; raises NoAnswerError."""
        if self.waiting >= self.limits.waiting:
            raise NoAnswerError("too many questions at once; ask again in a few seconds")
        self.waiting += 1
        try:
            worker = await asyncio.wait_for(self.idle.get(), self.limits.seconds)
        except TimeoutError:
            raise NoAnswerError("all workers are busy; ask again in a few seconds") from None
        finally:
            self.waiting -= 1
        try:
            if worker is not None and (worker.has_ended or worker.folder != self.folder):
                await self._end(worker)
                worker = None
            worker = worker or await self._fresh()
            answer = await answer_in_time(worker, question, b"", self.limits)
        except BaseException:
            if worker is not None:
                await self._end(worker)
            self.idle.put_nowait(None)  # the next question starts a worker in its place
            raise
        self.idle.put_nowait(worker)
        return answer

    async def move(self, folder: Path) -> None:
        """The folder that is read from now on; folders that nobody reads any more are removed."""
        self.folder = folder
        read = {worker.folder for worker in self.workers} | {folder}
        for old in sorted(folder.parent.iterdir()):
            if old not in read:
                shutil.rmtree(old, ignore_errors=True)

    async def _fresh(self) -> Worker:
        worker = await Worker.start("read", self.folder, self.limits)
        self.workers.add(worker)
        return worker

    async def _end(self, worker: Worker) -> None:
        self.workers.discard(worker)
        await worker.kill()


class Writer:
    """The process that alone may change the store; one change after the other."""

    def __init__(self, folder: Path, pool: Pool) -> None:
        self.folder = folder
        self.pool = pool
        self.lock = asyncio.Lock()
        self.worker: Worker | None = None
        self.states = 0

    async def change(self, question: Head, body: bytes = b"") -> Answer:
        """The answer, after which all readers see the change; raises NoAnswerError, after which
        nothing is changed.
        """
        async with self.lock:
            self.states += 1
            keep = self.pool.folder.parent / f"state-{self.states}"
            limits = self.pool.limits
            try:
                self.worker = self.worker or await Worker.start("write", self.folder, limits)
                asked = {**question, "keep": str(keep)}
                answer = await answer_in_time(self.worker, asked, body, limits)
            except BaseException:
                await self.stop()
                raise
            if answer.status < 300:
                await self.pool.move(keep)
            return answer

    async def stop(self) -> None:
        if self.worker is not None:
            await self.worker.kill()
        self.worker = None


async def answer_in_time(worker: Worker, question: Head, body: bytes, limits: Limits) -> Answer:
    """The answer; raises NoAnswerError where time or memory does not suffice."""
    asked: dict[str, Any] = {
        **question,
        "most": limits.megabytes * 1_000_000,
        "seconds": limits.seconds,
    }
    try:
        return await asyncio.wait_for(worker.ask(pack(asked, body)), limits.seconds)
    except TimeoutError:
        raise NoAnswerError(
            f"no answer after {limits.seconds:g} seconds; join fewer patterns, or add a LIMIT"
        ) from None
    except (asyncio.IncompleteReadError, ConnectionError):
        raise NoAnswerError(
            f"the answer needs more than {limits.memory} MB of memory; join fewer patterns, "
            "or add a LIMIT"
        ) from None
