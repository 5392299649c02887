"""Reading in several processes: one of them is killed over "a.md", and nothing is lost.

A worker that ends takes one batch with it, which is read again; if it fails again it is cut in
half, until the article that ends workers stands alone and is refused by name. Workers send packed
readings only, never a Doc, and each has one thread for matrices: two would cost half as much again
per word.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path

from kg.annotate.nlp import is_numpy_faster
from kg.errors import NewskgError
from kg.run.work import BATCH, Done, Read, Task, batches, blame, finish, read_here
from kg.run.worker import READY

MEMORY = 1_000_000_000  # bytes that a worker may need
TRIES = 2  # times that a batch is read before it is cut in half
STILLBORN = 3  # workers in a row that end before they are ready, until we give up
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
ROOT = Path(__file__).parents[2]  # where `import kg` finds us


def read_locally(tasks: Iterator[Task], read: Read, *, jobs: int | None) -> Iterator[list[Done]]:
    """What is done, here or in `jobs` processes; with None in as many as pay: one for each
    processor, but none for two batches or less.
    """
    if jobs is None:
        first = list(islice(tasks, 2 * BATCH + 1))
        tasks = chain(first, tasks)
        jobs = count_workers() if len(first) > 2 * BATCH else 1
    if jobs == 1:
        yield from read_here(tasks, read)
    else:
        yield from read_in_processes(tasks, read, jobs=jobs)


def count_workers() -> int:
    """The processors that we may use, as far as there is memory for a worker on each."""
    usable = getattr(os, "sched_getaffinity", None)
    processors = len(usable(0)) if usable else os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return int(max(1, min(processors, memory // MEMORY - 1)))


@dataclass(slots=True)
class Batch:
    """Tasks that go together, and how often a worker has ended over them."""

    tasks: list[Task]
    deaths: int = 0


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, and what it is reading."""

    process: subprocess.Popen[bytes]
    pipe: Connection
    batch: Batch | None = None
    ready: bool = False

    def give(self, batch: Batch) -> None:
        self.batch = batch
        try:
            self.pipe.send([task.article for task in batch.tasks])
        except ConnectionError:
            return  # it has ended, which `hear` will find

    def hear(self) -> object:
        """What the worker says; None if it has ended."""
        try:
            return self.pipe.recv()
        except (EOFError, ConnectionError):
            return None

    def end(self) -> int:
        """Ends the process, however it is; its exit code, minus the signal if it was killed."""
        self.pipe.close()
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait()


def start_worker(read: Read) -> Worker:
    """A new process that knows how to read."""
    ours, theirs = Pipe()
    backend = "numpy" if is_numpy_faster() else "blis"
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.run.worker", str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={
            **os.environ,
            **dict.fromkeys(ONE_THREAD, "1"),
            "KG_BACKEND": backend,
            "PYTHONPATH": path,
        },
        start_new_session=True,
    )
    theirs.close()
    worker = Worker(process, ours)
    worker.pipe.send(read)
    return worker


@dataclass(slots=True)
class Crew:
    """The workers and what is still to be read."""

    read: Read
    fresh: Iterator[list[Task]]
    workers: list[Worker] = field(default_factory=list)
    again: deque[Batch] = field(default_factory=deque)
    stillborn: int = 0

    def next_batch(self) -> Batch | None:
        if self.again:
            return self.again.popleft()
        batch = next(self.fresh, None)
        return None if batch is None else Batch(batch)

    def hire(self, jobs: int) -> None:
        """Gives every worker a batch, as long as there are any; starts those that are missing."""
        while len(self.workers) < jobs or any(worker.batch is None for worker in self.workers):
            batch = self.next_batch()
            if batch is None:
                return
            idle = next((worker for worker in self.workers if worker.batch is None), None)
            if idle is None:
                idle = start_worker(self.read)
                self.workers.append(idle)
            idle.give(batch)

    def hear(self, worker: Worker) -> Iterator[list[Done]]:
        """What a worker has done; raises what newskg refuses as a whole."""
        said, batch = worker.hear(), worker.batch
        if said == READY:
            worker.ready, self.stillborn = True, 0
        elif isinstance(said, NewskgError):
            raise said
        elif isinstance(said, list) and batch is not None:
            worker.batch = None
            yield finish(batch.tasks, said)
        else:
            self.workers.remove(worker)
            code = worker.end()
            fault = f"a fault of newskg ({said})" if isinstance(said, str) else ended(code)
            if not worker.ready:
                self.note_stillborn(fault)
            if batch is not None:
                yield from self.bury(batch, fault)

    def note_stillborn(self, fault: str) -> None:
        self.stillborn += 1
        if self.stillborn >= STILLBORN:
            raise NewskgError(f"workers: none can start ({fault}); read with --jobs 1")

    def bury(self, batch: Batch, fault: str) -> Iterator[list[Done]]:
        """Puts a batch that ended a worker back, in halves if it has done so before; an article
        that ended several alone is done.
        """
        batch.deaths += 1
        if batch.deaths < TRIES:
            self.again.append(batch)
        elif len(batch.tasks) > 1:
            middle = len(batch.tasks) // 2
            self.again += [Batch(batch.tasks[:middle]), Batch(batch.tasks[middle:])]
        else:
            yield [blame(batch.tasks[0], fault)]


def ended(code: int) -> str:
    """How a process ended, in words."""
    return f"signal {-code} ended the worker" if code < 0 else f"the worker ended with code {code}"


def read_in_processes(tasks: Iterator[Task], read: Read, *, jobs: int) -> Iterator[list[Done]]:
    """What is done, batch by batch, in the order in which workers finish."""
    crew = Crew(read, batches(tasks))
    try:
        crew.hire(jobs)
        while crew.workers:
            pipes = {worker.pipe: worker for worker in crew.workers if worker.batch is not None}
            if not pipes:
                return
            for pipe in wait(list(pipes)):
                yield from crew.hear(pipes[pipe])  # type: ignore[index]
            crew.hire(jobs)
    finally:
        for worker in crew.workers:
            worker.end()
