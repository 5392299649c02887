"""Settings from kg.toml and the command line: "date_order = 'MDY'" reads 08/12/2017 as 12 August.

A key that is unknown or has the wrong type is refused with the list of keys; paths are relative to
the folder of kg.toml.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from kg.errors import SettingsError

CONFIG = "kg.toml"
NO_CACHE = "none"  # instead of a folder
LANGUAGES = ("en",)
DATE_ORDERS = ("auto", "DMY", "MDY")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can choose; the defaults need no kg.toml."""

    sources: tuple[str, ...] = ("sources",)  # files and folders that `kg build` reads
    output: str = "output"  # the folder that `kg build` writes
    model: str = "md"  # the shipped spaCy pipeline, or the name or folder of another
    lexicons: tuple[str, ...] = ()  # folders with further lexicons
    authorities: tuple[str, ...] = ()  # files with names and ids of one's own: .csv, .tsv, .ttl
    base: str = "https://w3id.org/newskg/data/"  # what the IRIs of the graph begin with
    date_order: str = "auto"  # how 08/12/2017 is read: DMY, MDY, or auto (by signs in the article)
    date: date | None = None  # day of publication of articles that give none
    language: str | None = None  # read every article as this language
    max_characters: int = 1_000_000  # longer articles are refused
    max_bytes: int = 20_000_000  # larger pages, feeds, PDFs, books, records are refused
    jobs: int | None = None  # worker processes that read (none: as many as pay)
    cluster: str | None = None  # address of a Dask scheduler whose workers read
    cache: str = ".kg-cache"  # the folder of what was read before, or "none"

    @property
    def word_files(self) -> tuple[Path, ...]:
        """The folders of lexicons, then the authority files: what `load_lexicon` is given."""
        return tuple(Path(name) for name in (*self.lexicons, *self.authorities))


KEYS = tuple(field.name for field in fields(Settings))
PATHS = ("sources", "output", "lexicons", "authorities", "cache")
LISTS = ("sources", "lexicons", "authorities")
NUMBERS = ("max_characters", "max_bytes", "jobs")


def read_settings(path: str | PathLike[str] | None = None, **overrides: Any) -> Settings:
    """The settings of a kg.toml (that of the working folder if there is one and no path is given),
    then the overrides that are not None; raises SettingsError.
    """
    settings = Settings()
    if path is not None or Path(CONFIG).is_file():
        file = Path(path if path is not None else CONFIG)
        settings = replace(settings, **read_config(file))
    given = {key: value for key, value in overrides.items() if value is not None}
    return replace(settings, **check_values(given, where="settings"))


def read_config(file: Path) -> dict[str, Any]:
    """The checked values of a kg.toml, under [kg] or at the top."""
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{file}: there is no such file; check --config") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read ({error}); save it as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: no valid TOML ({error}); correct that line") from error
    if set(values) == {"kg"} and isinstance(values["kg"], dict):
        values = values["kg"]
    checked = check_values(values, where=str(file))
    for key in PATHS:
        if key in checked:
            checked[key] = beside(file, checked[key])
    return checked


def beside(file: Path, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """Paths as seen from the working folder, where the file gives them as seen from its own."""
    if isinstance(value, tuple):
        return tuple((file.parent / item).as_posix() for item in value)
    if value == NO_CACHE:
        return value
    return (file.parent / value).as_posix()


def check_values(values: dict[str, Any], *, where: str) -> dict[str, Any]:
    """The values in the types of Settings; raises SettingsError for an unknown key or a wrong
    value.
    """
    for key in values:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1)
            hint = f"did you mean '{near[0]}'? " if near else ""
            raise SettingsError(
                f"{where}: unknown key '{key}'; {hint}the keys are {', '.join(KEYS)}"
            )
    return {key: check_value(key, value, where) for key, value in values.items()}


def check_value(key: str, value: Any, where: str) -> Any:
    """One value in its type, so that equal settings are equal however they were written."""
    if key in LISTS:
        items = [value] if isinstance(value, str | Path) else value
        if not isinstance(items, list | tuple) or not all(isinstance(i, str | Path) for i in items):
            raise wrong(where, key, "a list of paths", value)
        return tuple(Path(item).as_posix() for item in items)
    if key in NUMBERS:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise wrong(where, key, "a whole number of at least 1", value)
        return value
    if key == "date":
        return check_date(value, where)
    if not isinstance(value, str | Path) or not str(value).strip():
        raise wrong(where, key, "words", value)
    return check_words(key, str(value), where)


def check_date(value: Any, where: str) -> date:
    try:
        return value if type(value) is date else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise wrong(where, "date", "a day such as 2024-05-15", value) from None


def check_words(key: str, value: str, where: str) -> str:
    if key == "date_order":
        value = "auto" if value.lower() == "auto" else value.upper()
        if value not in DATE_ORDERS:
            raise wrong(where, key, f"one of {', '.join(DATE_ORDERS)}", value)
    if key == "language" and value.split("-")[0].lower() not in LANGUAGES:
        raise wrong(where, key, f"one of {', '.join(LANGUAGES)}", value)
    if key == "base" and not (value.startswith(("http://", "https://")) and value[-1] in "/#"):
        raise wrong(where, key, "an http or https address that ends in '/' or '#'", value)
    return value


def wrong(where: str, key: str, right: str, value: Any) -> SettingsError:
    shown = str(value) if isinstance(value, date) else repr(value)
    return SettingsError(f"{where}: '{key}' must be {right}, found {shown}; correct it")
