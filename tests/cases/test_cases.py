"""Every case of tests/cases/*.toml, read with its frozen parse."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from kg.extract.times import find_times

from cases.expect import problems, time_problems
from cases.frozen import Case, families, frozen_syntax, parses_path, read_cases, read_parses

TIMES_ONLY = {"time", "absent_time"}


def parameters() -> list[Any]:
    cases = [case for path in families() for case in read_cases(path)]
    return [
        pytest.param(
            case,
            id=case.name,
            marks=pytest.mark.xfail(strict=True, reason=case.fails) if case.fails else (),
        )
        for case in cases
    ]


@cache
def parses(family: str) -> dict[str, dict[str, Any]]:
    return read_parses(family)


@pytest.mark.parametrize("case", parameters())
def test_case(case: Case) -> None:
    syntax = frozen_syntax(case, parses(case.family))
    if set(case.expected) <= TIMES_ONLY:
        wrong = time_problems(case, find_times(syntax))
    else:
        from kg.pipeline import read_syntax

        wrong = problems(case, read_syntax(syntax))
    assert not wrong, "\n".join([case.text, *wrong])


@pytest.mark.parametrize("path", families(), ids=lambda path: path.stem)
def test_no_stale_parses(path: Any) -> None:
    texts = {case.article.text for case in read_cases(path)}
    stale = sorted(set(read_parses(path.stem)) - texts)
    assert not stale, f"{parses_path(path.stem).name}: run scripts/freeze_cases; unused: {stale}"
