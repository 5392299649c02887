"""Articles by the thousand, from templates of our own: each differs, and they share people, places
and occurrences.
"""

from __future__ import annotations

import os
from pathlib import Path

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
NUMBER = 2000 if THOROUGH else 200  # articles of the whole builds with faults
SHIPPED = len(list((Path(__file__).parents[2] / "sources").iterdir()))
FIRST = "Ada Ben Carla Dmitri Elena Farid Grace Hugo Ines Jonas Kofi".split()
LAST = ("Holm", "Okoro", "Pryce", "Ivanov", "Lindt", "Haddad", "Moreau", "Silva", "Tanaka")
TOWNS = ("Berga", "Kessa", "Leeds", "Harlow", "Goma", "Idlib", "Sochi", "Lagos", "Turin", "Osaka")
POSTS = ("mayor", "army spokesman", "interior minister", "union leader", "police chief")
TEMPLATES = (
    "Flood hits {town}\n\n{day} March 2024\n\nA flood killed {number} people in {town} on Monday, "
    "said {name}, the {post}. {name} denied that the dam had collapsed.\n",
    "{name} leaves {town}\n\n{day} April 2023\n\nThe {post} {name} left {town} last week after "
    "{number} workers went on strike. “We will sign the agreement,” {name} told reporters.\n",
    "Troops withdraw from {town}\n\n{day} May 2022\n\nThe army said that its troops had withdrawn "
    "from {town}. According to {name}, {number} soldiers were wounded before the ceasefire.\n",
    "Court sentences {name}\n\n{day} June 2021\n\nA court in {town} sentenced {name}, a former "
    "{post}, to {number} months in prison on Friday. The lawyers of {name} will appeal.\n",
    "{town} elects {name}\n\n{day} July 2020\n\nVoters in {town} elected {name} on Sunday. The "
    "{post} accused {name} of fraud, but {number} observers found none.\n",
)


def write_articles(folder: Path, number: int) -> None:
    """So many articles as `00000.txt` and on."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        (folder / f"{n:05}.txt").write_text(text_of(n), encoding="utf-8")


def text_of(n: int) -> str:
    """The text of the article with this number."""
    return TEMPLATES[n % len(TEMPLATES)].format(
        town=TOWNS[n // 5 % len(TOWNS)],
        name=f"{FIRST[n * 7 % len(FIRST)]} {LAST[n * 5 % len(LAST)]}",
        post=POSTS[n // 3 % len(POSTS)],
        number=n + 2,
        day=n % 28 + 1,
    )
