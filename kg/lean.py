"""Imports of large packages without the parts never used here, work without what only slows it:
spaCy without its command line, the reading of "Putin said ..." without the garbage collector.

`import spacy` loads the code of every `spacy` command, `import pyvis` all of IPython and networkx:
half a second each before the first word of an article is read. While such a package is imported,
an empty module stands in for that part; what asks that module later gets the part itself.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class Later:
    """A function or a mapping of a module that was left out: imported when it is used."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _found(self) -> Any:
        return getattr(import_module(self._module), self._name)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._found()(*given, **named)

    def __getitem__(self, key: Any) -> Any:
        return self._found()[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._found())

    def __len__(self) -> int:
        return len(self._found())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._found(), name)


# modules, and what is taken from them by name
Parts = Mapping[str, Mapping[str, Any]]


def later(module: str, *names: str) -> dict[str, dict[str, Any]]:
    return {module: {name: Later(module, name) for name in names}}


SPACY: Parts = {
    **later("spacy.cli"),
    **later("spacy.cli.info", "info"),
    **later("packaging.requirements", "Requirement"),
    **later(
        "srsly._yaml_api",
        "read_yaml", "write_yaml", "yaml_dumps", "yaml_loads", "is_yaml_serializable",
    ),
    **later("tqdm"),
    "pydantic.v1": {"BaseModel": None, "ValidationError": None},  # as where it is not installed
}  # fmt: skip
ENGLISH: Parts = later("spacy.lang.en.tokenizer_exceptions", "TOKENIZER_EXCEPTIONS")
PYVIS: Parts = {
    **later("IPython"),
    **later("IPython.display", "IFrame"),
    **later("jsonpickle"),
    **later("networkx"),
}


class StandIn(ModuleType):
    """Has only what it was given, until the module that it stands for can be imported."""

    def __getattr__(self, name: str) -> Any:
        module = import_module(self.__name__)
        if module is self:
            raise AttributeError(f"{self.__name__} is left out, with its {name}")
        return getattr(module, name)


@contextmanager
def left_out(parts: Parts) -> Iterator[None]:
    """While it lasts, modules that are not loaded yet are empty but for the given names.

    Afterwards they can be imported as always.
    """
    stands: dict[str, ModuleType] = {}
    for name, attributes in parts.items():
        if name not in sys.modules:
            stands[name] = StandIn(name)
            vars(stands[name]).update(attributes)
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name, module in stands.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


@contextmanager
def without_collector() -> Iterator[None]:
    """While it lasts, nobody looks for garbage in cycles: for work that makes many small facts and
    keeps them.

    The facts of one article are thousands of objects in no cycle; the collector would go through
    them, and often through the lexicons and the model, hundreds of times: a fifth of the CPU of
    extraction. What it finds otherwise it finds afterwards.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def end_at_once(code: object) -> None:
    """Ends the process without giving back its memory object by object: of a language model that
    takes a tenth of a second or two.

    What is registered to be done at the end is done, and what was printed is written. Returns, for
    Python to end in its own way, if there is more to it: threads that are still at work, an output
    that nobody takes, an exit code that is no number.
    """
    if threading.active_count() > 1 or not isinstance(code, int | None):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # none, broken, or closed
        return
    os._exit(code or 0)
