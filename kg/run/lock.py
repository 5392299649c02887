"""One batch at a time in a process, "a.md" after "b.md": spaCy is not made for several threads."""

from __future__ import annotations

from threading import Lock

ONE_AT_A_TIME = Lock()
