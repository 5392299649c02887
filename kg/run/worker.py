"""A worker process: takes batches of articles over a pipe, "a.md" among them, and sends packed
readings back.

Started as `python -m kg.run.worker NUMBER`, the number of an open pipe, by `kg/run/local.py`. It
ends when the other end of the pipe is closed, so none outlives a build that was killed. A fault is
told to the other end before the process ends; what newskg refuses as a whole (a missing model) is
an answer like any other.
"""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from kg.errors import NewskgError

if TYPE_CHECKING:
    from types import TracebackType

    from kg.model import Article
    from kg.run.work import Read

READY = "ready"


def work(pipe: Connection) -> None:
    """Reads batch after batch until nobody asks any more."""
    read: Read = pipe.recv()

    def tell(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if os.environ.get("KG_TRACEBACK"):
            sys.__excepthook__(kind, fault, trace)
        pipe.send(f"{kind.__name__}: {fault}")

    sys.excepthook = tell
    pipe.send(READY)
    while (batch := next_batch(pipe)) is not None:
        try:
            answer: object = read(batch)
        except NewskgError as error:
            answer = error
        pipe.send(answer)


def next_batch(pipe: Connection) -> list[Article] | None:
    """The next articles; None once the other end is closed."""
    try:
        batch: list[Article] = pipe.recv()
    except (EOFError, ConnectionError):
        return None
    return batch


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which then ends us
    try:
        work(Connection(int(sys.argv[1])))
    except (EOFError, ConnectionError):
        sys.exit(1)
