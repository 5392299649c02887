"""The registered spaCy components: quotations, datelines, boilerplate."""

from __future__ import annotations

import pytest
from kg.annotate.nlp import build_nlp
from spacy.tokens import Doc

STORY = "Rebels took the town on Friday after three days of heavy fighting."


def spans(text: str, key: str) -> list[str]:
    doc = build_nlp()(text)
    return [span.text for span in doc.spans[key]]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('"We left," he said. "We will be back."', ["We left,", "We will be back."]),
        ("“We left. All of us,” she said.", ["We left. All of us,"]),
        ("''It is no reform,'' said the clerk.", ["It is no reform,"]),
        ("The owner called it a ‘disaster’ for the town.", ["disaster"]),
        ("The boss called it a 'disaster' for the town.", ["disaster"]),
        ("“She said ‘go away’ to us,” he said.", ["She said ‘go away’ to us,"]),
        ("»We left,« he said.", []),
        ("«We left,» he said.", ["We left,"]),
        ("The workers' union met in the '90s. It's the miners' hall.", []),
        ('He is 6\'2" tall and carried a 5" gun.', []),
        ('The clerk opened the door" and left.', []),
        ("”We left,” he said.", ["We left,"]),
        ("“One thing.\n\n“Another thing,” he added.", ["One thing.", "Another thing,"]),
        ("“One thing.\n\nHe left the room.", []),
        ("“One thing.\n\nAnother thing,” he said.", ["One thing.\n\nAnother thing,"]),
    ],
)
def test_quotations(text: str, quotations: list[str]) -> None:
    assert spans(text, "quotations") == quotations


@pytest.mark.parametrize(
    ("begin", "dateline"),
    [
        ("GOMA, Congo (Reuters) - ", "GOMA, Congo (Reuters) -"),
        ("WASHINGTON — ", "WASHINGTON —"),
        ("London (CNN) -- ", "London (CNN) --"),
        ("BEIRUT, Lebanon, Nov. 3 (AP) – ", "BEIRUT, Lebanon, Nov. 3 (AP) –"),
        ("BANJUL, 17 March – ", "BANJUL, 17 March –"),
        ("MOSCOW, December 8. /TASS/. ", "MOSCOW, December 8. /TASS/."),
    ],
)
def test_datelines(begin: str, dateline: str) -> None:
    assert spans(begin + STORY, "datelines") == [dateline]


@pytest.mark.parametrize(
    "text",
    [STORY, "The army – Russia said – left the town after three days of fighting.", "GOMA –"],
)
def test_no_dateline(text: str) -> None:
    assert spans(text, "datelines") == []


@pytest.mark.parametrize(
    "text",
    [
        "Read more: Rebels leave the town",
        "Follow us on Twitter for the news of the day.",
        "Sign up for our newsletter.",
        "Photo: Reuters/John Smith",
        "(Photo by Ann Smith)",
        "Copyright 2016 by The Daily Crab. All rights reserved.",
        "Related: How the town fell",
        "Additional reporting by Ann Smith in Goma.",
        "Soldiers walk past a burnt-out car. John Smith/Getty Images",
    ],
)
def test_boilerplate(text: str) -> None:
    assert spans(text, "boilerplate")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "The minister read more than ten letters.",
        "Copyright law was changed in May.",
        "Photographs of the wreck were shown in court.",
        "Editing the film took nine years.",
    ],
)
def test_news_is_no_boilerplate(text: str) -> None:
    assert spans(text, "boilerplate") == []


def test_pieces_joined_keep_their_spans() -> None:
    nlp = build_nlp()
    joined = Doc.from_docs([nlp(STORY), nlp("“We left,” he said."), nlp("Sign up now.")])
    assert [span.text for span in joined.spans["quotations"]] == ["We left,"]
    assert [span.text for span in joined.spans["boilerplate"]] == ["Sign up now."]


def test_components_are_registered_once_at_the_end() -> None:
    names = build_nlp().pipe_names
    assert names[-3:] == ["kg_quotations", "kg_datelines", "kg_boilerplate"]
    assert len(names) == len(set(names))
