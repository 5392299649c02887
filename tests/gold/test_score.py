"""The scorer on cases small enough to count by hand."""

from __future__ import annotations

from datetime import date

import pytest
from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Event,
    EventTime,
    Mention,
    Participant,
    Passage,
    Reading,
    Stamp,
    Time,
)

from gold.agreement import Figures, match
from gold.annotation import Annotation, GoldError, read_annotation
from gold.clusters import Ratio, b_cubed, ceaf_e, counts, muc
from gold.score import f1_of, score, score_article
from gold.score_claims import dice

TEXT = "Ana Ruiz resigned on Friday. She denied that rebels attacked Leeds."
GOLD = """
article = "a"
sentences = ["Ana Ruiz resigned on Friday.", "She denied that rebels attacked Leeds."]
[maybe]
events = ["2: Leeds"]
[[entity]]
type = "Person"
name = "Ana Ruiz"
aliases = ["Ruiz"]
mentions = ["1: Ana Ruiz", "2: She"]
[[entity]]
type = "City"
name = "Leeds"
mentions = ["2: Leeds"]
[[time]]
sentence = 1
words = "on *Friday*"
type = "DATE"
value = "2020-03-06"
[[claim]]
sentence = 2
source = "She"
who = "Ana Ruiz"
cue = "denied"
content = ["that … Leeds"]
[[event]]
sentence = 1
words = "resigned"
type = "Resignation"
agent = ["Ana Ruiz"]
time = ["Friday"]
[[event]]
sentence = 2
words = "denied"
type = "Denial"
agent = ["She"]
[[event]]
sentence = 2
words = "attacked"
type = ["Attack", "Battle"]
agent = ["rebels"]
patient = ["Leeds"]
claim = { polarity = "negative" }
"""
ARTICLE = Article("a", "", TEXT, date(2020, 3, 9), None, None, "en", "-")


def at(words: str) -> Passage:
    begin = TEXT.index(words)
    return ARTICLE.passage(begin, begin + len(words))


def mention(words: str, head: str = "") -> Mention:
    return Mention(at(words), at(head or words), "name", "")


def entity(type_: str, name: str, *mentions: Mention) -> Entity:
    return Entity(type=type_, name=name, named=True, mentions=mentions)


def event(type_: str, trigger: str, *participants: Participant, time: int | None = None) -> Event:
    times = () if time is None else (EventTime(time),)
    return Event(type_, trigger, (at(trigger),), participants, (), times, "")


def agent(words: str, role: str = "agent") -> Participant:
    return Participant(role, at(words), at(words))  # type: ignore[arg-type]


def claim(number: int, attribution: int | None, polarity: str = "positive") -> Claim:
    return Claim(
        number, attribution, polarity, "certain", "non-future", (), False, at(TEXT), (), ""
    )  # type: ignore[arg-type]


def reading(**facts: object) -> Reading:
    empty = ("entities", "times", "events", "attributions", "claims", "relations", "posts")
    everything = {name: () for name in empty} | facts
    return Reading(ARTICLE, Stamp("", "", "", "", ""), (), main=None, **everything)  # type: ignore[arg-type]


@pytest.fixture
def annotation() -> Annotation:
    return read_annotation(GOLD, TEXT)


@pytest.fixture
def figures(annotation: Annotation) -> Figures:
    """A reading that finds two of three events, one of them with a wrong type and a surplus one."""
    said = Attribution(
        0, at("She"), at("She"), at("denied"), (at("rebels attacked"),), False, 1, None, ""
    )
    return score_article(
        annotation,
        reading(
            entities=(
                entity("Person", "Ruiz", mention("Ana Ruiz", "Ruiz"), mention("She")),
                entity("Region", "Leeds", mention("Leeds")),
                entity("Group", "Rebels", mention("rebels")),
            ),
            times=(Time(at("Friday"), "DATE", "2020-03-13", "", None, None, "day", "", ""),),
            events=(
                event("Resignation", "resigned", agent("Ruiz"), time=0),
                event("Bombing", "attacked", agent("rebels", "topic"), agent("She")),
                event("Action", "Friday"),
            ),
            attributions=(said,),
            claims=(claim(0, None), claim(1, 0, "negative"), claim(2, None, "negative")),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("entities", counts(2, 3, 2)),
        ("entity classes", counts(1, 3, 2)),  # Leeds is a City, not a Region
        ("times strict", counts(0, 1, 1)),
        ("times relaxed", counts(1, 1, 1)),
        ("times value", counts(0, 1, 1)),
        ("triggers", counts(2, 3, 3)),
        ("event types", counts(1, 3, 3)),
        ("arguments", counts(3, 4, 5)),  # right: Ruiz, Friday, rebels; wrong: She
        ("arguments with role", counts(2, 4, 5)),
        ("attributions cue", counts(1, 1, 1)),
        ("attributions", counts(1, 1, 1)),
        ("claim source", counts(2, 2, 2)),
        ("attributed events", counts(1, 1, 1)),
        ("negative", counts(1, 2, 1)),
        ("future", counts(0, 0, 0)),
        ("coreference MUC", counts(1, 1, 1)),
    ],
)
def test_a_small_article_by_hand(figures: Figures, name: str, expected: Ratio) -> None:
    assert figures[name] == expected


def test_nothing_found_is_no_point(annotation: Annotation) -> None:
    figures = score_article(annotation, reading())
    assert {name: ratio.f1 for name, ratio in figures.items() if ratio.f1} == {}
    assert figures["triggers"] == counts(0, 0, 3)


def test_what_may_be_found_or_not_is_let_pass(annotation: Annotation) -> None:
    found = reading(events=(event("Action", "Leeds"),), claims=(claim(0, None),))
    assert score_article(annotation, found)["triggers"] == counts(0, 0, 3)


def test_articles_are_added_up(annotation: Annotation) -> None:
    twice = score([(annotation, reading())] * 2)
    assert twice["triggers"] == counts(0, 0, 6)


def sets(*clusters: str) -> list[frozenset[str]]:
    return [frozenset(cluster) for cluster in clusters]


# gold {a b c} {d e f g}, found {a b} {c d} {f g h i}: the example of the CoNLL scorer's paper
# (Pradhan et al. 2014, ACL): MUC R 2/5 P 2/5, B3 R 1/7 * 2.0833.., counted below
GOLD_CLUSTERS = sets("abc", "defg")
FOUND_CLUSTERS = sets("ab", "cd", "fghi")


def test_muc_counts_links() -> None:
    # abc falls into ab | c: one link of two; defg into d | e | fg: one of three
    # found: ab whole: one of one; cd none of one; fghi into fg | h | i: one of three
    assert muc(GOLD_CLUSTERS, FOUND_CLUSTERS) == Ratio(2, 5, 2, 5)


def test_b_cubed_counts_mentions() -> None:
    # recall: a 2/3, b 2/3, c 1/3, d 1/4, e 0, f 2/4, g 2/4 of 7
    # precision: a 1, b 1, c 1/2, d 1/2, f 2/4, g 2/4, h 0, i 0 of 8
    ratio = b_cubed(GOLD_CLUSTERS, FOUND_CLUSTERS)
    assert (ratio.gold, ratio.found) == (7, 8)
    assert ratio.right_gold == pytest.approx(35 / 12)
    assert ratio.right_found == pytest.approx(4)


def test_ceaf_aligns_clusters() -> None:
    # abc - ab: 2*2/5 = 0.8; defg - fghi: 2*2/8 = 0.5
    ratio = ceaf_e(GOLD_CLUSTERS, FOUND_CLUSTERS)
    assert (ratio.right_gold, ratio.found, ratio.gold) == (pytest.approx(1.3), 3, 2)


def test_equal_clusters_are_perfect() -> None:
    for measure in (muc, b_cubed, ceaf_e):
        assert measure(GOLD_CLUSTERS, GOLD_CLUSTERS).f1 == pytest.approx(1)


def test_conll_is_the_mean_of_three() -> None:
    parts = {"coreference MUC": counts(1, 1, 1), "coreference B3": counts(1, 2, 2)}
    figures = {**parts, "coreference CEAF-e": counts(0, 1, 1)}
    assert f1_of(figures)["coreference CoNLL"] == pytest.approx(0.5)


def test_f1_by_hand() -> None:
    assert counts(2, 4, 8).f1 == pytest.approx(1 / 3)  # P 1/2, R 1/4
    assert counts(0, 0, 8).f1 == 0.0


def test_matches_are_one_to_one() -> None:
    assert match([1, 1], [1, 2, 1], int.__eq__) == [(0, 0), (1, 2)]


def test_dice_by_characters() -> None:
    assert dice([(0, 4)], [(2, 6)]) == pytest.approx(0.5)
    assert dice([], []) == 0.0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("denied that rebels", "denied that no rebels"), "a: sentence 2"),
        (('words = "resigned"', 'words = "left"'), "a, sentence 1: 'left': not in that sentence"),
        (('"1: Ana Ruiz"', '"3: Ana Ruiz"'), "no such sentence; there are 1 to 2"),
        (('cue = "denied"', 'cues = "denied"'), "unknown ['cues']"),
        (('polarity = "negative"', 'polarity = "no"'), "polarity: unknown ['no']"),
    ],
)
def test_an_annotation_that_does_not_fit_is_refused(change: tuple[str, str], message: str) -> None:
    with pytest.raises(GoldError) as refused:
        read_annotation(GOLD.replace(*change), TEXT)
    assert message in str(refused.value)
