"""Small readings made by hand: `Draft` finds words in a text and collects facts about them."""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.model import (
    Article,
    Attribution,
    Claim,
    DateReading,
    Entity,
    Event,
    EventPlace,
    EventTime,
    Link,
    Links,
    MainEvent,
    Mention,
    Participant,
    Passage,
    Post,
    Reading,
    Relation,
    Segment,
    Stamp,
    Time,
)

STAMP = Stamp("0.1.0", "en_core_web_md 3.7.1", "aaaa000011112222", "bbbb", "cccc")


class Draft:
    """A reading under construction; every method that adds a fact gives its index."""

    def __init__(self, article_id: str, text: str, **fields: Any) -> None:
        known = {"title": text.split("\n")[0], "published": date(2020, 3, 9)}
        known |= {"publisher": None, "url": None}
        self.article = Article(
            id=article_id,
            text=text,
            language="en",
            source=f"{article_id}.md",
            **{**known, **fields},
        )
        self.entities: list[Entity] = []
        self.times: list[Time] = []
        self.events: list[Event] = []
        self.attributions: list[Attribution] = []
        self.claims: list[Claim] = []
        self.relations: list[Relation] = []
        self.posts: list[Post] = []
        self.main: MainEvent | None = None

    def at(self, words: str, nth: int = 0) -> Passage:
        """The nth occurrence of some words."""
        begin = -1
        for _ in range(nth + 1):
            begin = self.article.text.index(words, begin + 1)
        return self.article.passage(begin, begin + len(words))

    def sentence_of(self, passage: Passage) -> Passage:
        text = self.article.text
        begin = max(text.rfind(". ", 0, passage.begin) + 2, text.rfind("\n", 0, passage.begin) + 1)
        begin = begin if begin > 1 else 0
        ends = [at for at in (text.find(".", passage.end), text.find("\n", passage.end)) if at >= 0]
        end = min(ends, default=len(text))
        return self.article.passage(begin, end + (text[end : end + 1] == "."))

    def entity(self, kind: str, name: str, *words: str, named: bool = True, **fields: Any) -> int:
        kind_of_words: Any = "name" if named else "nominal"
        mentions = tuple(
            Mention(
                self.at(each),
                self.at(each),
                kind_of_words,
                "coreference.acronym" if each.isupper() and len(words) > 1 else "mentions.name",
            )
            for each in (words or (name,))
        )
        self.entities.append(Entity(kind, name, named, mentions, **fields))
        return len(self.entities) - 1

    def time(self, words: str | None, edtf: str, earliest: date | None, latest: date | None) -> int:
        passage = None if words is None else self.at(words)
        self.times.append(
            Time(passage, "DATE", edtf, edtf, earliest, latest, "day", "explicit", "times.date")
        )
        return len(self.times) - 1

    def event(
        self,
        kind: str,
        trigger: str,
        *,
        lemma: str = "",
        coded_as: str = "",
        times: tuple[int, ...] = (),
        places: tuple[tuple[str, int], ...] = (),
        events: tuple[tuple[Any, str, int], ...] = (),
        **roles: tuple[str, int | None],
    ) -> int:
        passage = self.at(trigger)
        people = [
            Participant(role.rstrip("_"), self.at(words), self.at(words), entity, None, "roles.x")  # type: ignore[arg-type]
            for role, (words, entity) in roles.items()
        ]
        people += [
            Participant(role, self.at(words), self.at(words), None, event, "roles.clause")
            for role, words, event in events
        ]
        self.events.append(
            Event(
                type=kind,
                lemma=lemma or trigger.lower(),
                triggers=(passage,),
                participants=tuple(people),
                places=tuple(
                    EventPlace(self.at(words), self.at(words), entity, "places.in")
                    for words, entity in places
                ),
                times=tuple(EventTime(time, "times.in") for time in times),
                rule="events.verb",
                label=f"{trigger} ...",
                coded_as=coded_as,
            )
        )
        return len(self.events) - 1

    def says(
        self,
        source: tuple[str, int | None] | None,
        cue: str | None,
        *content: str,
        quoted: bool = False,
        event: int | None = None,
        within: int | None = None,
    ) -> int:
        passage = None if source is None else self.at(source[0])
        self.attributions.append(
            Attribution(
                source=None if source is None else source[1],
                source_passage=passage,
                source_head=passage,
                cue=None if cue is None else self.at(cue),
                content=tuple(self.at(part) for part in content),
                quoted=quoted,
                event=event,
                within=within,
                rule="claims.indirect",
            )
        )
        return len(self.attributions) - 1

    def claim(self, event: int, attribution: int | None = None, **fields: Any) -> int:
        known: dict[str, Any] = {
            "polarity": "positive",
            "certainty": "certain",
            "temporality": "non-future",
            "modes": (),
            "quoted": False,
            "evidence": self.sentence_of(self.events[event].triggers[0]),
            "cues": (),
            "rule": "claims.narration" if attribution is None else "claims.indirect",
        }
        self.claims.append(Claim(event=event, attribution=attribution, **{**known, **fields}))
        return len(self.claims) - 1

    def done(self) -> Reading:
        sentences = {self.sentence_of(event.triggers[0]) for event in self.events}
        return Reading(
            article=self.article,
            stamp=STAMP,
            sentences=tuple(sorted(sentences)),
            entities=tuple(self.entities),
            times=tuple(self.times),
            events=tuple(self.events),
            attributions=tuple(self.attributions),
            claims=tuple(self.claims),
            relations=tuple(self.relations),
            posts=tuple(self.posts),
            main=self.main,
        )


NORLAND = Links("Q9001", "9001", 61.5, 10.25, "NL", (), "country", "links.country")
BERGA = Links(None, "9002", 61.0, 10.0, "NL", ("Norland",), "city", "links.place")


def build_strike() -> Reading:
    """A strike, a denial, a quoted promise and an arrest without an agent, in one invented
    country.
    """
    draft = Draft(
        "2020-03-09-berga-strike",
        "Dockers strike in Berga\n"
        "The Dockers Union of Norland (DUN) said its members had stopped work in Berga on Monday. "
        "Transport Minister Ada Holm denied that the government had cut wages. "
        '"We will raise wages in 2021," Holm told reporters. '
        "Three strikers were arrested. The DUN might extend the strike until April 2020.",
        publisher="Berga Post",
        url="https://post.example/2020/strike?id=1&x=y",
        keywords=("dock strike", "Norland"),
        authors=("Jon Vik",),
        links=(Link("Wages in Norland", "https://post.example/wages", None),),
        segments=(Segment(0, 23, "title", 1), Segment(24, 342, "paragraph", 3)),
        date_reading=DateReading(
            "09/03/2020", date(2020, 3, 9), "DMY", "default", date(2020, 9, 3)
        ),
        warnings=("1 line without text",),
    )
    union = draft.entity(
        "Organization",
        "Dockers Union of Norland",
        "Dockers Union of Norland",
        "DUN",
        aliases=("DUN",),
    )
    norland = draft.entity("Country", "Norland", links=NORLAND)
    berga = draft.entity("City", "Berga", links=BERGA, part_of=norland)
    holm = draft.entity("Person", "Ada Holm", "Ada Holm", "Holm told", aliases=("Holm",))
    state = draft.entity("Organization", "the government", named=False, head="government")
    strikers = draft.entity("Group", "Three strikers", named=False, head="striker")
    monday = draft.time("on Monday", "2020-03-09", date(2020, 3, 9), date(2020, 3, 9))
    year = draft.time("2021", "2021", date(2021, 1, 1), date(2021, 12, 31))
    today = draft.time(None, "2020-03-09", date(2020, 3, 9), date(2020, 3, 9))
    until = draft.time("until April 2020", "../2020-04", None, date(2020, 4, 30))
    stop = draft.event(
        "Strike", "stopped", lemma="stop", agent=("its members", None),
        times=(today, monday), places=(("Berga", berga),),
    )  # fmt: skip
    said = draft.event(
        "Statement", "said", lemma="say", agent=("The Dockers Union of Norland", union),
        events=(("topic", "its members had stopped work", stop),),
    )  # fmt: skip
    cut = draft.event("Fall", "cut", agent=("the government", state), patient=("wages", None))
    denied = draft.event(
        "Denial", "denied", lemma="deny", agent=("Ada Holm", holm),
        events=(("topic", "the government had cut wages", cut),),
    )  # fmt: skip
    lift = draft.event("Increase", "raise", patient=("wages", None), times=(year,))
    arrest = draft.event("Arrest", "arrested", lemma="arrest", patient=("Three strikers", strikers))
    extend = draft.event(
        "Continuation", "extend", agent=("The DUN", union), times=(until,),
        beneficiary=("Norland", norland), coded_as="Threat",
    )  # fmt: skip
    by_union = draft.says(
        ("The Dockers Union of Norland", union), "said", "its members had stopped work", event=said
    )
    by_holm = draft.says(("Ada Holm", holm), "denied", "the government had cut wages", event=denied)
    quote = draft.says(("Holm", holm), "told", "We will raise wages in 2021", quoted=True)
    draft.claim(stop, by_union)
    draft.claim(said)
    draft.claim(cut, by_holm, polarity="negative", cues=(draft.at("denied"),), modes=("negation",))
    draft.claim(denied)
    draft.claim(lift, quote, temporality="future", modes=("future",), quoted=True)
    draft.claim(arrest)
    draft.claim(extend, certainty="possible", temporality="future", cues=(draft.at("might"),))
    draft.relations.append(
        Relation("before", stop, arrest, draft.at("Three strikers were arrested"), "relations.x")
    )
    draft.posts.append(
        Post(holm, "Transport Minister", None, norland, None, "2019", None,
             draft.at("Transport Minister Ada Holm"), "posts.title")
    )  # fmt: skip
    draft.main = MainEvent(
        stop, draft.at("The Dockers Union of Norland"), draft.at("had stopped work"),
        draft.at("on Monday"), draft.at("Berga", 1), draft.article.title,
    )  # fmt: skip
    return draft.done()


def build_visit() -> Reading:
    """Another day's article about some of the same people, told without a publisher."""
    draft = Draft(
        "2020-03-12-holm-visit",
        "Holm in Berga\n"
        "Norland sent Ada Holm to Berga on Thursday, two sources said. Holm met DUN leaders there.",
        published=date(2020, 3, 12),
    )
    norland = draft.entity("Country", "Norland", links=NORLAND)
    holm = draft.entity("Person", "Ada Holm", "Ada Holm", aliases=("Holm",))
    berga = draft.entity("City", "Berga", links=BERGA, part_of=norland)
    union = draft.entity("Organization", "DUN")
    sources = draft.entity("Group", "two sources", named=False, head="source")
    thursday = draft.time("on Thursday", "2020-03-12", date(2020, 3, 12), date(2020, 3, 12))
    sent = draft.event(
        "Travel", "sent", lemma="send", agent=("Norland", norland), patient=("Ada Holm", holm),
        destination=("Berga", berga), times=(thursday,), places=(("Berga", berga),),
    )  # fmt: skip
    met = draft.event(
        "Meeting", "met", lemma="meet", agent=("Holm", holm), patient=("DUN", union),
        places=(("there", berga),),
    )  # fmt: skip
    by_sources = draft.says(("two sources", sources), "said", "Norland sent Ada Holm to Berga")
    nobody = draft.says(None, None, "Norland sent Ada Holm", within=by_sources)
    draft.claim(sent, by_sources)
    draft.claim(sent, nobody, certainty="probable")
    draft.claim(met)
    draft.main = MainEvent(sent, None, draft.at("sent"), None, None, draft.article.title)
    return draft.done()


def build_flood() -> Reading:
    """A third article: a cause, a sum of money and an accusation."""
    draft = Draft(
        "2020-03-14-berga-flood",
        "Berga under water\n"
        "Heavy rain flooded Berga. Norland paid 3 million crowns. "
        "Ada Holm accused Norland of neglect.",
        published=date(2020, 3, 14),
    )
    norland = draft.entity("Country", "Norland", links=NORLAND)
    berga = draft.entity("City", "Berga", "flooded Berga", links=BERGA, part_of=norland)
    holm = draft.entity("Person", "Ada Holm")
    sum_paid = draft.entity("Money", "3 million crowns", named=False, head="crown")
    rain = draft.event("NaturalDisaster", "rain")
    flooded = draft.event("NaturalDisaster", "flooded", lemma="flood", patient=("Berga", berga))
    paid = draft.event(
        "Payment", "paid", lemma="pay", agent=("Norland", norland),
        patient=("3 million crowns", sum_paid),
    )  # fmt: skip
    accused = draft.event(
        "Accusation", "accused", lemma="accuse", agent=("Ada Holm", holm),
        recipient=("Norland", norland), topic=("neglect", None),
    )  # fmt: skip
    words = draft.at("flooded")
    draft.relations.append(Relation("causes", rain, flooded, words, "relations.cause"))
    for event in (rain, flooded, paid, accused):
        draft.claim(event)
    return draft.done()
