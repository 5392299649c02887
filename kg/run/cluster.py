"""Reading on a Dask cluster: articles go out to whatever workers there are, packed readings come
back.

"a.md" is read by a worker in another rack just as it is read here: the same bytes come back, as
every worker has the same newskg (that is asked first) and is told which matrix library to use. A
worker that dies is started again by its nanny and its batch goes to another; a batch that keeps
ending workers is cut into parts, until one article is left. As a scheduler blames all that a worker
had before it, that article is read once more with nothing else on its way, and refused by name only
if workers end over it then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.annotate.nlp import is_numpy_faster
from kg.errors import NewskgError
from kg.run.work import BATCH, Done, Read, Task, batches, blame, finish

if TYPE_CHECKING:
    from distributed import Client, Future, as_completed

AHEAD = 3  # batches on their way for each worker
SECONDS = 30  # to wait for the scheduler
WORKERLESS = 300  # seconds to wait for workers once the last one has gone
PAUSE = 0.02  # seconds between looks for what is done
PARTS = 8  # that a batch before which workers ended is cut into


def read_on_cluster(
    tasks: Iterator[Task],
    read: Read,
    *,
    address: str,
    stamp_words: str,
    code_of: Callable[[], str],
) -> Iterator[list[Done]]:
    """What is done, batch by batch, in the order in which workers finish.

    `code_of`, run on a worker, gives its hash of the code, which `stamp_words` must hold.
    """
    with connect(address) as client:
        check_workers(client, stamp_words, code_of)
        crowd = Crowd(client, Remote(read, "numpy" if is_numpy_faster() else "blis"))
        try:
            yield from crowd.read(tasks)
        except OSError as error:
            raise NewskgError(
                f"{address}: the cluster has ended or has dropped its work ({error}); start "
                "scheduler and workers and build again, what was read by then is kept"
            ) from error


def connect(address: str) -> Client:
    """A client of the scheduler; raises NewskgError if there is none, or no `distributed`."""
    try:
        from distributed import Client
    except ImportError:
        raise NewskgError("--cluster: needs Dask; run: pip install 'newskg[cluster]'") from None
    try:
        return Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise NewskgError(
            f"{address}: no scheduler answers ({reason}); start one with: dask scheduler"
        ) from error


def check_workers(client: Client, stamp_words: str, code_of: Callable[[], str]) -> None:
    """Raises NewskgError if there is no worker, or one that would read otherwise."""
    address = client.scheduler_info(n_workers=0)["address"]
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except TimeoutError as error:
        raise NewskgError(
            f"{address}: has no workers; start some with: dask worker {address} --nthreads 1"
        ) from error
    for worker, code in client.run(code_of).items():
        if code not in stamp_words:
            raise NewskgError(
                f"{worker}: has another newskg ({code}); install the same version on all workers"
            )


@dataclass(frozen=True, slots=True)
class Remote:
    """The reading of a batch on a worker, one at a time however many threads it has."""

    read: Read
    backend: str

    def __call__(self, tasks: list[Task]) -> list[bytes]:
        import os

        from kg.run.lock import ONE_AT_A_TIME

        os.environ["KG_BACKEND"] = self.backend
        with ONE_AT_A_TIME:
            return self.read([task.article for task in tasks])


@dataclass(frozen=True, slots=True)
class Sent:
    """A batch on its way, and whether nothing else is."""

    tasks: list[Task]
    alone: bool = False


class Crowd:
    """The batches that are on their way."""

    def __init__(self, client: Client, remote: Remote) -> None:
        self._client = client
        self._remote = remote
        self._away: dict[object, Sent] = {}  # key of a future -> its batch
        self._doubted: list[Task] = []  # single articles while workers ended

    def read(self, tasks: Iterator[Task]) -> Iterator[list[Done]]:
        from distributed import as_completed

        fresh = batches(tasks, BATCH)
        coming = as_completed(loop=self._client.loop, raise_errors=False)
        while True:
            while len(self._away) < self.room() and (batch := next(fresh, None)) is not None:
                coming.add(self.send(Sent(batch)))
            if not self._away and self._doubted:
                coming.add(self.send(Sent([self._doubted.pop()], alone=True)))
            if not self._away:
                return
            future = self.next_of(coming)
            done, again = self.receive(future, self._away.pop(future.key))
            for part in again:
                coming.add(self.send(part))
            if done:
                yield done

    def next_of(self, coming: as_completed) -> Future[Any]:
        """The next batch that is done; raises ConnectionError if there is nobody to do it."""
        seen = looked = time.monotonic()
        while not coming.has_ready():
            time.sleep(PAUSE)
            now = time.monotonic()
            if now - looked < 1:
                continue
            looked = now
            seen = now if self.count_workers() else seen
            if now - seen > WORKERLESS:
                raise ConnectionError("no worker is left")
        return next(coming)

    def count_workers(self) -> int:
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def room(self) -> int:
        return AHEAD * max(1, self.count_workers())

    def send(self, batch: Sent) -> Future[Any]:
        future = self._client.submit(self._remote, batch.tasks, pure=False)
        self._away[future.key] = batch
        return future

    def receive(self, future: Future[Any], batch: Sent) -> tuple[list[Done], list[Sent]]:
        """What a future brings: packed readings, or the batch again in parts; raises what newskg
        refuses as a whole, and ConnectionError if the scheduler is gone.
        """
        if future.status == "finished":
            return finish(batch.tasks, future.result()), []
        if future.status != "error":
            raise ConnectionError(f"work was {future.status}")
        error = future.exception()
        if isinstance(error, NewskgError):
            raise error
        if len(batch.tasks) > 1:
            size = -(-len(batch.tasks) // PARTS)
            return [], [Sent(part) for part in batches(batch.tasks, size)]
        if type(error).__name__ != "KilledWorker":
            fault = f"a fault of newskg ({type(error).__name__}: {error})"
            return [blame(batch.tasks[0], fault)], []
        if not batch.alone:
            self._doubted += batch.tasks
            return [], []
        return [blame(batch.tasks[0], "several workers ended")], []
