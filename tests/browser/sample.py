# ruff: noqa: E501  (rows of a table)
"""Knowledge for the page's tests, made by hand from an invented article, so that every passage is
true.

"The regional court in Harvik ruled on Tuesday ..." is no real news: all names are invented.
"""

from __future__ import annotations

from datetime import date

from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Event,
    EventPlace,
    EventTime,
    Knowledge,
    MainEvent,
    Mention,
    Node,
    Participant,
    Passage,
    Post,
    Reading,
    Relation,
    Segment,
    Stamp,
    Time,
)  # fmt: skip

TITLE = "Court halts Orrin dam as thousands march in Harvik"
SENTENCES = [
    "Court halts Orrin dam as thousands march in Harvik.",
    "The regional court in Harvik ruled on Tuesday that the construction of the Orrin dam must stop.",
    "Judge Selma Aasen read the ruling to a crowded room.",
    "The energy company Nordkraft had begun the construction in March 2031.",
    "Prime Minister Jonas Vedel said the government would appeal the ruling.",
    "“We will not abandon the valley,” said Mayor Ingrid Tofte.",
    "Tofte thanked the Lake Alliance for its campaign.",
    "According to the Lake Alliance, Nordkraft concealed a report on the fish of Lake Orrin.",
    "Nordkraft denied that it had concealed the report.",
    "Thousands marched through Harvik on Monday.",
    "Police arrested twelve demonstrators near the Old Bridge.",
    "The Lake Alliance accused the police of violence.",
    "Police chief Karl Brandt rejected the accusation.",
    "Brandt said two officers were injured.",
    "The investor Helmut Grau bought shares of Nordkraft for 40 million crowns.",
    "Shares of Nordkraft may fall further, analysts at Sund Bank warned.",
    "Sund Bank had financed the dam.",
    "The Ministry of Environment published a new assessment of the valley.",
    "Scientists of Tarn University studied the river for six years.",
    "Professor Maja Lind of Tarn University found that the dam would probably destroy the spawning grounds.",
    "The Norrland Sami Council demanded talks with the government.",
    "Vedel met the Norrland Sami Council in the capital Vestby last week.",
    "The opposition leader Petra Holm called for the resignation of Energy Minister Anders Kvist.",
    "Kvist did not resign.",
    "Holm visited the protest camp at Lake Orrin.",
    "The European Rivers Trust supported the Lake Alliance with 2 million crowns.",
    "Parliament will vote on the Rivers Act in June 2032.",
    "The Rivers Act would ban dams in the valley.",
    "A storm flooded the building site in January.",
    "The flood killed the engineer Oskar Lund.",
    "Nordkraft paid his family compensation.",
]
TEXT = " ".join(SENTENCES)
STAMP = Stamp("0", "none", "0", "0", "0")

PEOPLE = "Selma Aasen|Jonas Vedel|Ingrid Tofte|Karl Brandt|Helmut Grau|Maja Lind|Petra Holm|Anders Kvist|Oskar Lund"
BODIES = (
    "Nordkraft|Lake Alliance|Sund Bank|Ministry of Environment|Tarn University|Norrland Sami Council"
    "|European Rivers Trust|Parliament|regional court|government"
)
GROUPS = "Thousands|twelve demonstrators|two officers|Scientists|analysts|Police|his family"
PLACES = "Harvik|Orrin dam|Lake Orrin|Old Bridge|Vestby|valley|protest camp|building site|spawning grounds"
THINGS = (
    "Rivers Act|Shares|40 million crowns|2 million crowns|new assessment|river|report|compensation"
)
OTHER_NAMES = {"Vedel": "Jonas Vedel", "Tofte": "Ingrid Tofte", "Brandt": "Karl Brandt"} | {
    "Holm": "Petra Holm", "Kvist": "Anders Kvist", "police": "Police", "shares": "Shares",
}  # fmt: skip

# sentence, trigger, type, label, roles (role=words; a second name after @ is the place), source,
# firmness
EVENTS = """
1|ruled|Ruling|ruling on the Orrin dam|agent=regional court,topic=Orrin dam@Harvik|-|certain|Tuesday
1|stop|End|construction of the dam must stop|patient=Orrin dam|regional court|certain|
2|read|Statement|Aasen reads the ruling|agent=Selma Aasen|-|certain|
3|begun|Start|Nordkraft begins construction|agent=Nordkraft,patient=Orrin dam|-|certain|March 2031
4|appeal|Appeal|appeal against the ruling|agent=government,patient=regional court|Jonas Vedel|certain future|
5|abandon|Departure|abandoning the valley|origin=valley|Ingrid Tofte|negative|
6|campaign|Campaign|campaign of the Lake Alliance|agent=Lake Alliance|Ingrid Tofte|certain|
7|concealed|Action|Nordkraft conceals a report|agent=Nordkraft,patient=report,topic=Lake Orrin|Lake Alliance|certain|
8|concealed|Action|concealing the report|agent=Nordkraft,patient=report|Nordkraft|negative|
9|marched|Demonstration|thousands march through Harvik|agent=Thousands@Harvik|-|certain|Monday
10|arrested|Arrest|arrest of twelve demonstrators|agent=Police,patient=twelve demonstrators@Old Bridge|-|certain|
11|violence|Abuse|violence by the police|agent=Police|Lake Alliance|certain|
12|rejected|Denial|Brandt rejects the accusation|agent=Karl Brandt,recipient=Lake Alliance|-|certain|
13|injured|Injury|two officers injured|patient=two officers|Karl Brandt|certain|
14|bought|Purchase|Grau buys shares of Nordkraft|agent=Helmut Grau,patient=Shares,source=Nordkraft,instrument=40 million crowns|-|certain|
15|fall|Fall|shares may fall further|patient=Shares|analysts|possible|
16|financed|Financing|Sund Bank finances the dam|agent=Sund Bank,beneficiary=Orrin dam|-|certain|
17|published|Publication|new assessment of the valley|agent=Ministry of Environment,patient=new assessment,topic=valley|-|certain|
18|studied|Research|six years of river research|agent=Scientists,patient=river|-|certain|
19|destroy|Destruction|dam destroys spawning grounds|cause=Orrin dam,patient=spawning grounds|Maja Lind|probable future|
20|demanded|Demand|demand for talks|agent=Norrland Sami Council,recipient=government|-|certain|
21|met|Meeting|Vedel meets the Sami Council|agent=Jonas Vedel,recipient=Norrland Sami Council@Vestby|-|certain|last week
22|resignation|Resignation|resignation of Kvist|agent=Anders Kvist|Petra Holm|unknown|
23|resign|Resignation|Kvist resigns|agent=Anders Kvist|-|negative|
24|visited|Visit|Holm visits the protest camp|agent=Petra Holm,destination=protest camp@Lake Orrin|-|certain|
25|supported|Donation|Rivers Trust supports the Alliance|agent=European Rivers Trust,beneficiary=Lake Alliance,instrument=2 million crowns|-|certain|
26|vote|Vote|vote on the Rivers Act|agent=Parliament,topic=Rivers Act|-|certain future|June 2032
27|ban|Ban|ban on dams in the valley|cause=Rivers Act@valley|-|possible|
28|flooded|NaturalDisaster|storm floods the building site|patient=building site|-|certain|January
29|killed|Death|death of engineer Oskar Lund|patient=Oskar Lund|-|certain|
30|paid|Payment|compensation for the family|agent=Nordkraft,recipient=his family,patient=compensation|-|certain|
""".strip().splitlines()
TIMES = {
    "Tuesday": (date(2031, 11, 18), date(2031, 11, 18)), "Monday": (date(2031, 11, 17), date(2031,
    11, 17)),
    "March 2031": (date(2031, 3, 1), date(2031, 3, 31)), "last week": (date(2031, 11, 10),
    date(2031, 11, 16)),
    "June 2032": (date(2032, 6, 1), date(2032, 6, 30)), "January": (date(2031, 1, 1), date(2031, 1,
    31)),
}  # fmt: skip


def build_sample() -> Knowledge:
    """One article of about 40 entities and 30 events; claims of the publisher and of seven sources."""
    article = Article(
        "2031-11-19-orrin-dam", TITLE, TEXT, date(2031, 11, 19), "Vestby Courier",
        "https://news.example/orrin-dam", "en", "orrin-dam.md", (Segment(0, len(TEXT), "paragraph",
        1),),
    )  # fmt: skip
    return _knowledge([_sample_reading(article)])


def build_hostile() -> Knowledge:
    """An article whose title, names, quotes and addresses try to run scripts, with an emoji before
    the marks.
    """
    evil = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=2"> href='
    name = "Eve <!--<script> {{7*7}} 𝒦\u2028"
    text = f"🚀🚀 {evil} {name} attacked the city."
    article = Article(
        "hostile",
        f"Title {evil}",
        text,
        None,
        f"Pub {evil}",
        "javascript:window.hacked=3",
        "en",
        "-",
    )
    begin = text.index(name)
    passage = article.passage(begin, begin + len(name))
    trigger = article.passage(text.index("attacked"), text.index("attacked") + 8)
    whole = article.passage(0, len(text))
    entity = Entity("Person", name, True, (Mention(passage, passage, "name", evil),), (evil,))
    event = Event(
        "Attack", evil, (trigger,), (Participant("agent", passage, passage, 0, rule=evil),), (), (),
        evil, f"attack {evil}",
    )  # fmt: skip
    told = Attribution(0, passage, passage, trigger, (whole,), True, None, None, evil)
    claims = (
        Claim(0, None, "positive", "certain", "non-future", (), False, whole, (), evil),
        Claim(
            0, 0, "negative", "possible", "future", ("hypothetical",), True, whole, (trigger,), evil
        ),
    )
    main = MainEvent(0, passage, trigger, None, None, evil)
    reading = Reading(
        article, STAMP, (whole,), (entity,), (), (event,), (told,), claims, (), (), main
    )
    return _knowledge([reading])


def build_large(events: int) -> Knowledge:
    """A graph of `events` attacks by as many people on one city."""
    text = " ".join(f"Person{i} attacked Harvik." for i in range(events))
    article = Article("large", "Large", text, date(2031, 1, 1), "Courier", None, "en", "-")
    city = _passage(article, "Harvik")
    entities = [Entity("City", "Harvik", True, (Mention(city, city, "name", ""),))]
    found, claims, sentences = [], [], []
    for i in range(events):
        sentence = _passage(article, f"Person{i} attacked Harvik.")
        who = _passage(article, f"Person{i} ")
        who = article.passage(who.begin, who.end - 1)
        trigger = article.passage(who.end + 1, who.end + 9)
        entities.append(Entity("Person", who.text, True, (Mention(who, who, "name", ""),)))
        parts = (
            Participant("agent", who, who, i + 1),
            Participant("patient", article.passage(sentence.end - 7, sentence.end - 1), trigger, 0),
        )
        found.append(Event("Attack", "attack", (trigger,), parts, (), (), "", f"attack {i}"))
        claims.append(
            Claim(i, None, "positive", "certain", "non-future", (), False, sentence, (), "")
        )
        sentences.append(sentence)
    reading = Reading(
        article, STAMP, tuple(sentences), tuple(entities), (), tuple(found), (), tuple(claims), (),
        (),
        None,
    )  # fmt: skip
    return _knowledge([reading])


def _passage(article: Article, words: str, begin: int = 0) -> Passage:
    at = article.text.index(words, begin)
    return article.passage(at, at + len(words))


def _sample_reading(article: Article) -> Reading:
    sentences = []
    for sentence in SENTENCES:
        sentences.append(_passage(article, sentence, sentences[-1].end if sentences else 0))
    entities = []
    for kind, names in (
        ("Person", PEOPLE), ("Organization", BODIES), ("Group", GROUPS), ("Place", PLACES),
        ("Thing", THINGS),
    ):  # fmt: skip
        for name in names.split("|"):
            words = [name, *(short for short, long in OTHER_NAMES.items() if long == name)]
            mentions = []
            for sentence in sentences:
                for word in words:
                    if word in sentence.text:
                        at = _passage(article, word, sentence.begin)
                        mentions.append(Mention(at, at, "name", "mentions.name"))
                        break
            entities.append(Entity(kind, name, True, tuple(mentions), tuple(words[1:])))
    times = []
    for words, (earliest, latest) in TIMES.items():
        edtf = earliest.isoformat() if earliest == latest else f"{earliest}/{latest}"
        passage = _passage(article, words)
        times.append(
            Time(passage, "DATE", edtf, edtf, earliest, latest, "day", "publication day", "times")
        )
    return _with_events(article, tuple(sentences), tuple(entities), tuple(times))


def _with_events(
    article: Article,
    sentences: tuple[Passage, ...],
    entities: tuple[Entity, ...],
    times: tuple[Time, ...],
) -> Reading:
    index = {entity.name: i for i, entity in enumerate(entities)}
    events, claims, told = [], [], []
    for row in EVENTS:
        number, words, kind, label, roles, source, firmness, when = row.split("|")
        sentence = sentences[int(number)]
        trigger = _passage(article, words, sentence.begin)
        roles, _, where = roles.partition("@")
        parts = []
        for role, name in (pair.split("=") for pair in roles.split(",")):
            inside = [
                m.passage for m in entities[index[name]].mentions if m.passage.overlaps(sentence)
            ]
            passage = inside[0] if inside else trigger
            parts.append(Participant(role, passage, passage, index[name], rule="events.role"))  # type: ignore[arg-type]
        places = (EventPlace(trigger, trigger, index[where], "events.place"),) if where else ()
        at = tuple(
            EventTime(i) for i, t in enumerate(times) if t.passage and t.passage.text == when
        )
        events.append(
            Event(kind, words, (trigger,), tuple(parts), places, at, "events.verb", label)
        )
        attribution = None
        if source != "-":
            attribution = len(told)
            told.append(
                Attribution(
                    index[source], None, None, None, (sentence,), False, None, None, "claims"
                )
            )
        polarity = "negative" if "negative" in firmness else "positive"
        certainty = next(
            (w for w in firmness.split() if w in ("probable", "possible", "unknown")), "certain"
        )
        tense = "future" if "future" in firmness else "non-future"
        claims.append(
            Claim(len(events) - 1, attribution, polarity, certainty, tense, (),
            "“" in sentence.text,
                  sentence, (), "claims.narration" if source == "-" else "claims.indirect")  # type: ignore[arg-type]
        )  # fmt: skip
    post = Post(
        index["Anders Kvist"],
        "Energy Minister",
        None,
        None,
        None,
        None,
        None,
        sentences[22],
        "posts",
    )
    flood = _passage(article, "flood", sentences[29].begin)
    relation = Relation("causes", len(events) - 3, len(events) - 2, flood, "relations.cause")
    return Reading(
        article, STAMP, sentences, entities, times, tuple(events), tuple(told), tuple(claims),
        (relation,), (post,), MainEvent(0, None, None, None, None, TITLE),
    )  # fmt: skip


def _knowledge(readings: list[Reading]) -> Knowledge:
    nodes: dict[str, Node] = {}
    node_of = {}
    for reading in readings:
        for i, entity in enumerate(reading.entities):
            key = f"{entity.type.lower()}/{entity.name.lower().replace(' ', '-')}"
            node_of[reading.article.id, i] = key
            nodes[key] = Node(
                key, entity.type, entity.name, True, ((reading.article.id, i),), "name"
            )
    return Knowledge(tuple(readings), tuple(nodes[key] for key in sorted(nodes)), node_of)


def build_two_articles() -> Knowledge:
    """The sample beside a large article of 60 events."""
    one, other = build_sample(), build_large(60)
    return Knowledge(
        (one.readings[0], other.readings[0]),
        (*one.nodes, *other.nodes),
        {**one.node_of, **other.node_of},
    )
