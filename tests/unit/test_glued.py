"""Seams: where sentences of scraped pages run into each other."""

from __future__ import annotations

import pytest
from kg.annotate.glued import find_seams
from kg.annotate.nlp import build_nlp, make_doc
from kg.model import Article


@pytest.mark.parametrize(
    "pieces",
    [
        ("The town fell.", "The army left."),
        ("He resigned in 2018.", "His party lost."),
        ("It began at noon (0930 UTC).", "The rest is known."),
        ("“We left.”", "“They stayed,” he said."),
        ('"We left the house."', "They stayed."),
        ("We left the house.", '"They stayed," he said.'),
        ('He called it a "raid".', '"They came," he said.'),
        ("Two men are in custody", "Police have named them."),
        ("Nine were killed.", "== Aftermath ==", "The mine closed."),
        ("It rose by 3%.", "Prices fell."),
        ("Did they leave?", "A witness said no."),
    ],
)
def test_seams(pieces: tuple[str, ...]) -> None:
    ends = [len("".join(pieces[: n + 1])) for n in range(len(pieces) - 1)]
    assert list(find_seams("".join(pieces))) == ends


@pytest.mark.parametrize(
    "text",
    [
        "He sold it on YouTube, LinkedIn and eBay.Com, with help from PayPal.",
        "Booking.Com and the U.S.Army, Dr.Holm and Prof.Brandt, St.Petersburg.",
        "See https://example.org/longPathName and @someHandle, #blackFriday.",
        'He said "Yes." Then he left. "No," she said.',
        "a == b, and the iPhone of Mr. McDonald.",
    ],
)
def test_no_seam(text: str) -> None:
    assert list(find_seams(text)) == []


def test_seams_begin_sentences_and_keep_the_text() -> None:
    text = 'The bridge is closed"Nobody was hurt.The mayor spoke in the squarePolice left.'
    article = Article("seams", "", text, None, None, None, "en", "-")
    doc = make_doc(build_nlp(), article, 0, len(text))
    assert doc.text == text
    starts = [token.text for token in doc if token.is_sent_start]
    assert starts == ["The", "The", "Police"]
