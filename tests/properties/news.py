"""Strategies of articles: sentences of news with any names, scraps of any characters, real articles
with their lines and letters mixed up.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from kg.model import Article
from kg.readers import read_articles, read_string
from kg.settings import Settings

SOURCES = Path(__file__).parents[2] / "sources"
PLAIN = Settings(language="en")
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def examples(default: int) -> settings:
    """As many examples as a dear test can afford in scripts/check; 2,000 in the thorough run."""
    return settings(max_examples=2000 if THOROUGH else default)


NAMES = st.sampled_from(
    ["Ada Holm", "Holm", "Norland", "the Dockers Union (DUN)", "DUN", "Berga", "Mr. Holm's",
     "Russia",
     "the U.S.", "President Vladimir Putin", "Ministry of Defence", "O’Neil", "al-Bab", "Łódź",
     "李明",
     "محمد", "\U0001f600", "5", "$3 million", "12 soldiers", "he", "she", "they", "it", "who",
     "I", "we",
     "The Times", "the mayor", "its president", "the man who fled", "a", "-", "’s", "EU-led"]
)  # fmt: skip
VERBS = st.sampled_from(
    ["attacked", "said", "told", "was arrested by", "has been killed", "will meet", "denied",
     "signed",
     "did not agree with", "may withdraw from", "accused", "promised to leave", "claimed that",
     "is expected to visit", "resigned", "began providing support to", "liberated", "was named",
     "according to", "reportedly sold", "failed to stop", "says", "asked whether", "and", "shot"]
)  # fmt: skip
TIMES = st.sampled_from(
    ["on Monday", "in 2015", "last week", "by 31 February", "since 1990", "tomorrow", "08/12/2017",
     "from 3 to 5 May", "two years ago", "at 25:99", "", ""]
)  # fmt: skip
FRAMES = st.sampled_from(
    ["{a} {v} {b} {t}.", "“{a} {v} {b},” {c} said {t}.", "{c} said that {a} {v} {b} {t}.",
     "{a} {v} {b}, according to {c}.", "'{a} {v}' - {c}", "{c}: {a} {v} {b}", "{t}, {a} {v} {b}.",
     "“{a} {v} {b}", "{a}, {b} and {c} {v} {t};", "The attack by {a} on {b} {t} was {v} {c}.",
     "{a} was {v}", "({a} ({v} [{b} {{{c}}}]))", "{c} denied that {a} {v} {b}.", 
     "{a}, {c} of {b}, {v}.",
     "If {a} {v} {b}, {c} would {v} {t}!", "- {a} {v}", "# {a} {v} {b}", "Did {a} {v} {b}?",
     "{c} told {a} that “{b} {v}” {t}.", "Photo: {a} / {b}", "{a} {v} {a} {v} {a} {v} {a}"]
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence of news language: a frame with names, verbs and times in it."""
    return draw(FRAMES).format(
        a=draw(NAMES), b=draw(NAMES), c=draw(NAMES), v=draw(VERBS), t=draw(TIMES)
    )


BREAKS = st.sampled_from([" ", " ", " ", "\n", "\n\n", "\n\n", "\t", "\r\n", "\u2028", "\u00a0"])
SCRAPS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet=st.characters(codec=None), max_size=12),
    st.sampled_from(
        ["“", "”", "\"", "'", "’", "(", ")", "[", "]", "—", "...", "!!!", "\ud800", "\udfff",
         "\x07",
         "\x1b[31m", "\u202e", "\u200f", "\ufeff", "e\u0301", "\U0001f469\u200d\U0001f680",
         "x" * 3000,
         "“" * 400, "((((" * 60, "<script>alert(1)</script>", "\"\"\" . <a> <b> <c>", "\\u0000",
         "¶",
         "https://a.org/?q=<b>&c=%20#d", "@ann #news", "1,2,3,4", "%", "A.B.C.D.", "-" * 80]
    ),
)  # fmt: skip


@st.composite
def written(draw: st.DrawFn) -> str:
    """Sentences of news and scraps in any order, with breaks of any kind."""
    parts = draw(st.lists(st.one_of(sentences(), sentences(), SCRAPS), min_size=1, max_size=8))
    return "".join(part + draw(BREAKS) for part in parts)


@cache
def shipped() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted(SOURCES.iterdir()) if path.is_file())


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A stretch of a shipped article with lines and letters deleted, doubled and swapped."""
    lines = draw(st.sampled_from(shipped())).split("\n")
    begin = draw(st.integers(0, max(0, len(lines) - 4)))
    lines = lines[begin : begin + draw(st.integers(2, 14))]
    for _ in range(draw(st.integers(0, 6))):
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        change = draw(st.sampled_from(["delete", "double", "swap", "cut", "scrap"]))
        at = draw(st.integers(0, len(lines[one])))
        if change == "delete" and len(lines) > 1:
            del lines[one]
        elif change == "double":
            lines.insert(one, lines[other])
        elif change == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        elif change == "cut":
            lines[one] = lines[one][:at] + lines[one][at + draw(st.integers(1, 9)) :]
        elif change == "scrap":
            lines[one] = lines[one][:at] + draw(SCRAPS) + lines[one][at:]
    return "\n".join(lines)


PUNCTUATION = st.text(alphabet="“”\"'’‘.,;:!?()[]{}-–—… \n#*_>|", min_size=1, max_size=300)
HEADLINES = st.lists(sentences(), min_size=1, max_size=6).map(
    lambda titles: "".join(f"# {title}\n\n" for title in titles)
)
TEXTS = st.one_of(written(), written(), written(), mutated(), PUNCTUATION, HEADLINES)


def article_of(text: str, *, name: str = "x.md") -> Article | None:
    """The article of a text as a file of this name would hold it; None if it is refused."""
    content = text.encode("utf-8", "replace")
    if name.endswith(".md") and not content.startswith(b"---"):
        content = b"---\n---\n" + content  # what makes the standard input Markdown
    found = next(iter(read_string(content, PLAIN)))
    return found if isinstance(found, Article) else None


__all__ = ["PLAIN", "SOURCES", "TEXTS", "article_of", "examples", "read_articles", "written"]
