"""A reader without a model, for tests of workers: some articles end who reads them."""

from __future__ import annotations

import os
import signal
import zlib
from pathlib import Path

from kg.errors import ModelError
from kg.model import Article


def article(name: str, text: str = "x") -> Article:
    return Article(name, name, text, None, None, None, "en", f"{name}.md")


def read_fake(articles: list[Article]) -> list[bytes]:
    """The ids, compressed. "poison" kills the process, "fault" is a fault of ours, "model" refuses
    everything, "marker:PATH" kills the process that comes first.
    """
    for each in articles:
        if each.id == "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        if each.id == "fault":
            raise ZeroDivisionError("no rule")
        if each.id == "model":
            raise ModelError("model 'xx' is not installed")
        if each.text.startswith("marker:"):
            marker = Path(each.text.removeprefix("marker:"))
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
    return [zlib.compress(each.id.encode()) for each in articles]
