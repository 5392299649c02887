"""Settings: every key and its type, and what is said of a wrong one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from kg.errors import SettingsError
from kg.settings import KEYS, Settings, read_settings

ALL_KEYS = ", ".join(KEYS)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_need_no_file() -> None:
    assert read_settings() == Settings()


@pytest.mark.parametrize("head", ["", "[kg]\n"])
def test_a_file_and_overrides(head: str) -> None:
    Path("kg.toml").write_text(
        head + 'output = "out"\nlexicons = ["my"]\ndate_order = "mdy"\nmax_characters = 50\n'
        "date = 2024-05-15\n"
    )
    settings = read_settings(output="other", model=None)
    assert settings.output == "other"
    assert settings.lexicons == ("my",)
    assert settings.date_order == "MDY"
    assert settings.max_characters == 50
    assert settings.date == date(2024, 5, 15)
    assert settings.model == "md"


def test_paths_are_relative_to_the_file() -> None:
    Path("sub").mkdir()
    Path("sub/kg.toml").write_text('sources = ["news"]\noutput = "/tmp/out"\n')
    settings = read_settings("sub/kg.toml")
    assert settings.sources == ("sub/news",)
    assert settings.output == "/tmp/out"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            'modle = "md"',
            f"kg.toml: unknown key 'modle'; did you mean 'model'? the keys are {ALL_KEYS}",
        ),
        ("[other]\nx = 1", f"kg.toml: unknown key 'other'; the keys are {ALL_KEYS}"),
        (
            "max_characters = 0",
            "kg.toml: 'max_characters' must be a whole number of at least 1, found 0; correct it",
        ),
        (
            "max_characters = true",
            "kg.toml: 'max_characters' must be a whole number of at least 1, found True; "
            "correct it",
        ),
        ("model = 3", "kg.toml: 'model' must be words, found 3; correct it"),
        ("sources = [3]", "kg.toml: 'sources' must be a list of paths, found [3]; correct it"),
        (
            'date = "soon"',
            "kg.toml: 'date' must be a day such as 2024-05-15, found 'soon'; correct it",
        ),
        (
            'date_order = "x"',
            "kg.toml: 'date_order' must be one of auto, DMY, MDY, found 'X'; correct it",
        ),
        ('language = "fr"', "kg.toml: 'language' must be one of en, found 'fr'; correct it"),
        (
            'base = "data"',
            "kg.toml: 'base' must be an http or https address that ends in '/' or '#', "
            "found 'data'; correct it",
        ),
        (
            "model = ",
            "kg.toml: no valid TOML (Invalid value (at end of document)); correct that line",
        ),
    ],
)
def test_wrong_settings_say_what_is_right(content: str, message: str) -> None:
    Path("kg.toml").write_text(content)
    with pytest.raises(SettingsError, match=re.escape(message)):
        read_settings()


def test_a_missing_file_that_was_asked_for() -> None:
    with pytest.raises(SettingsError, match=r"no\.toml: there is no such file; check --config"):
        read_settings("no.toml")


def test_the_example_in_the_checkout_holds_every_key_with_its_default() -> None:
    example = Path(__file__).parents[2] / "kg.toml"
    words = example.read_text(encoding="utf-8")
    for key in KEYS:
        assert re.search(rf"^# ?{key} = ", words, re.MULTILINE), f"kg.toml does not show '{key}'"
    uncommented = "\n".join(re.findall(r"^# ?(\w+ = .*)$", words, re.MULTILINE))
    optional = [
        line
        for line in uncommented.splitlines()
        if not line.startswith(("date =", "language", "jobs", "cluster"))
    ]
    Path("kg.toml").write_text("\n".join(optional))
    assert read_settings() == Settings()
