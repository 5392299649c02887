"""Formats: real-shaped files give title, day, byline, publisher and language; the bad are named."""

from __future__ import annotations

import gzip
import sys
from datetime import date
from pathlib import Path

import pytest
from kg.model import Article
from kg.readers import Refusal, read_articles
from kg.settings import Settings

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "formats"
sys.path.insert(0, str(FILES))

import format_samples as samples  # noqa: E402

COURIER, SITE = "The Harlow Courier", "https://courier.example.org"
HARLOW = (date(2024, 3, 8), COURIER, "en-GB", ("Anna Pryce",))
GDANSK = (date(2024, 3, 6), "Baltic Times", "en-GB", ("Piotr Lewan",))
READ: dict[str, dict[str, tuple[object, ...]]] = {
    ".html": {"Strike shuts Gdansk port for third day": GDANSK},
    ".csv": {
        "Flood hits Harlow": (date(2024, 3, 8), COURIER, "en", ("Anna Pryce", "Tom Okoro")),
        "The council rejected the bridge.": (date(2024, 3, 8), None, "en", ()),
        "Last": (date(2024, 3, 9), None, "en", ()),
    },
    ".rss": {
        "Flood hits Harlow as river bursts & dam fails": HARLOW,
        "Council rejects new bridge": (date(2024, 3, 7), COURIER, "en-GB", ("Tom Okoro",)),
    },
    ".atom": {
        "Ferry & tug collide off Port Ellen": (
            date(2024, 2, 2), "Coast Watch", "en", ("Mairi Bell",),
        )
    },
    ".nitf": {
        "Three states open talks on Nile dam": (
            date(2024, 3, 8), "Northern Press Agency", "en", ("Samira Hadi",),
        )
    },
    ".newsml": {
        "Senate passes budget": (
            date(2024, 3, 7), "Northern Press", "en-US", ("Carla Diaz", "Ben Otto"),
        ),
        "Mine reopens": (date(2024, 3, 8), "NP-wire", "en", ()),
    },
    ".warc": {
        "Strike shuts Gdansk port for third day": GDANSK,
        "Strike shuts Gdansk port for fourth day": GDANSK,
    },
    ".pdf": {"Flood hits Harlow": (date(2024, 3, 8), None, "en-GB", ("Anna Pryce",))},
    ".epub": {"Council rejects bridge": HARLOW, "Town has no money": HARLOW},
}  # fmt: skip
READ[".warc.gz"] = READ[".warc"]
OPTIONAL = {".html": "trafilatura", ".warc": "warcio", ".warc.gz": "warcio", ".pdf": "pypdf"}
SAMPLES = samples.build_samples()


def read_bytes(content: bytes, name: str, folder: Path, **settings: int) -> list[Article | Refusal]:
    (folder / name).write_bytes(content)
    return list(read_articles([folder / name], Settings(**settings)))  # type: ignore[arg-type]


def articles_of(found: list[Article | Refusal]) -> list[Article]:
    return [article for article in found if isinstance(article, Article)]


def messages_of(found: list[Article | Refusal]) -> list[str]:
    return [refusal.message for refusal in found if isinstance(refusal, Refusal)]


@pytest.mark.parametrize("suffix", READ)
def test_a_real_shaped_file_is_read_with_all_that_it_tells(suffix: str, tmp_path: Path) -> None:
    pytest.importorskip(OPTIONAL.get(suffix, "kg"))
    articles = articles_of(read_bytes(SAMPLES[suffix], f"x{suffix}", tmp_path))
    told = {a.title: (a.published, a.publisher, a.language, a.authors) for a in articles}
    assert told == READ[suffix]
    assert len({article.id for article in articles}) == len(articles)
    for article in articles:
        assert article.segments
        for segment in article.segments:
            words = article.text[segment.begin : segment.end]
            assert words == words.strip() != ""


@pytest.mark.parametrize("suffix", READ)
def test_the_same_file_gives_the_same_article_twice(suffix: str, tmp_path: Path) -> None:
    pytest.importorskip(OPTIONAL.get(suffix, "kg"))
    first = read_bytes(SAMPLES[suffix], f"x{suffix}", tmp_path)
    assert read_bytes(SAMPLES[suffix], f"x{suffix}", tmp_path) == first


def test_the_text_of_a_page_is_its_story(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (article,) = articles_of(read_bytes(SAMPLES[".html"], "x.html", tmp_path))
    assert article.url == "https://baltic.example.org/news/gdansk-port-strike"
    assert article.id == "gdansk-port-strike"
    kinds = [segment.kind for segment in article.segments]
    assert kinds == ["title", *["paragraph"] * 2, "heading", "paragraph", "quote", "paragraph"]
    for alien in ("cookies", "Politics", "Most read", "All rights", "buy this"):
        assert alien not in article.text
    assert "“We will not go back without it,”" in article.text


def test_a_page_without_a_day_has_none(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = SAMPLES[".html"].replace(b"2024-03-06T07:45:00+01:00", b"").replace(b"2019", b"that")
    page = page.replace(b"Copyright 2024", b"Copyright")
    (article,) = articles_of(read_bytes(page, "x.html", tmp_path))
    assert article.published is None
    assert article.warnings == (
        "no date, so relative times stay open; a <meta> or <time> element with the day of "
        "publication gives it, or pass --date 2024-05-15",
    )


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", b"utf-8"), ("cp1252", b"windows-1252"), ("cp1252", b"nonsense"), ("utf-16", b"")],
)
def test_pages_in_other_encodings(charset: str, declared: bytes, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = SAMPLES[".html"].replace(b'"utf-8"', b'"' + declared + b'"').decode()
    page = page.replace("Ewa Nowak", "Éwa Nówak").replace("Gdansk", "Gdañsk")
    (article,) = articles_of(read_bytes(page.encode(charset), "x.html", tmp_path))
    assert "Éwa Nówak" in article.text


def test_feeds_say_what_is_only_a_summary_and_keep_links(tmp_path: Path) -> None:
    found = read_bytes(SAMPLES[".rss"], "x.rss", tmp_path)
    full, summary = articles_of(found)
    assert full.warnings == ()
    assert summary.warnings == (
        "only a summary of 58 characters; "
        "for the whole article save the page that the entry links to",
    )
    assert messages_of(found) == [
        "entry 3: no text, not even a summary; read the page that it links to"
    ]
    assert full.keywords == ("Weather", "Harlow")
    (link,) = full.links
    assert link.passage is not None
    assert (link.url, link.passage.text) == (f"{SITE}/tag/harlow", "Harlow")
    assert full.text.endswith("Schools stay closed.\n\nTrains run again on Sunday.")
    assert "not this" not in full.text


def test_rss_1_has_its_items_beside_the_channel(tmp_path: Path) -> None:
    feed = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<channel><title>Old News</title></channel><item><title>Dam fails</title>"
        b"<link>https://old.example.org/dam-fails</link><dc:date>2004-02-01</dc:date>"
        b"<description>The dam of Harlow failed on Friday.</description></item></rdf:RDF>"
    )
    (article,) = articles_of(read_bytes(feed, "x.xml", tmp_path))
    assert (article.id, article.publisher) == ("dam-fails", "Old News")
    assert article.published == date(2004, 2, 1)


def test_wires_name_what_is_no_article(tmp_path: Path) -> None:
    found = read_bytes(SAMPLES[".newsml"], "x.xml", tmp_path)
    assert messages_of(found) == [
        "item 2: a news item without text (a picture, a package?); leave it out",
        "item 3: withdrawn by its provider (pubStatus 'stat:canceled'); leave it out",
    ]
    assert articles_of(found)[0].id == "urn-newsml-np-example-org-20240308-1"


def test_cells_are_kept_exactly_and_bad_rows_harm_no_other(tmp_path: Path) -> None:
    found = read_bytes(SAMPLES[".csv"], "x.csv", tmp_path)
    first = articles_of(found)[0]
    assert (first.id, first.segments[0].line) == ("a-1", 2)
    assert first.text == (
        "The river Stort, swollen by rain, burst its banks.\n\n"
        '"We rescued 40 people," Dan Moore said.'
    )
    assert messages_of(found) == [
        "line 6: 2 cells under 10 columns; put cells with commas or line breaks in quotes",
        "line 7: row 'a-4': 'text' must be words, found none; add a \"text\"",
        "line 8: language 'fr' (French) is not supported, as declared; the languages are en; "
        "pass --language en to read it all the same",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.tsv", b"id\ttext\na\tWater, rose.\n"),
        ("x.csv", b"\xef\xbb\xbfid;text\r\na;Water, rose.\r\n"),
        ("y.csv", 'id,text\na,"Water, rose."\n'.encode("utf-16")),
    ],
)
def test_tables_as_programs_write_them(name: str, content: bytes, tmp_path: Path) -> None:
    (article,) = articles_of(read_bytes(content, name, tmp_path))
    assert (article.id, article.text) == ("a", "Water, rose.")


def test_lines_of_a_pdf_are_joined_and_page_numbers_left_out(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    (article,) = articles_of(read_bytes(SAMPLES[".pdf"], "x.pdf", tmp_path))
    assert "government sent soldiers" in article.text.replace("\n", " ")
    assert not article.text.rstrip().endswith("3")


def test_an_archive_names_the_record_without_article(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    for packed in (False, True):
        found = read_bytes(samples.build_warc(packed=packed), "x.warc.gz", tmp_path)
        assert messages_of(found) == [
            "record 5, https://baltic.example.org/news/empty: no article on this page; "
            "save the page whole, or give its text as Markdown"
        ]
        assert articles_of(found)[1].url == "https://baltic.example.org/news/second"


LOLS = b"".join(b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
BOMB = b"<!DOCTYPE rss [<!ENTITY l0 'lol'>" + LOLS + b"]><rss><channel>&l9;</channel></rss>"
REFUSED = {
    "bomb.rss": (BOMB, "it declares the entity 'l0'; entities are not read, write them out"),
    "file.xml": (
        b"<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><rss>&f;</rss>",
        "it declares the entity 'f'; entities are not read, write them out",
    ),
    "deep.xml": (b"<a>" * 5_000, "XML nested deeper than 100 levels; leave it out"),
    "map.xml": (
        b"<urlset/>",
        "XML with the root 'urlset'; those that are read are rss, RDF, feed, newsMessage, "
        "newsItem, nitf",
    ),
    "open.xml": (
        b"<rss>\n<channel>",
        "line 2, column 10: no well-formed XML (no element found); "
        "correct it, or save the file anew",
    ),
    "none.rss": (
        b"<rss><channel/></rss>",
        "a feed without entries; save it when it has some, or leave it out",
    ),
    "empty.csv": (b"", "empty file; write the articles into it, or leave it out"),
    "head.csv": (
        b"name,body\n",
        "line 1: no column 'id'; the first line names the columns: "
        "id,text and any of title,date,publisher,url,language,authors,keywords",
    ),
    "twice.csv": (b"id,text,id\n", "line 1: the column 'id' twice; leave one of them out"),
    "norows.csv": (
        b"id,text\n",
        "no rows under the header; write the articles into it, or leave it out",
    ),
    "quote.csv": (
        b'id,text\na,"Water rose.\n',
        "line 2: no CSV (unexpected end of data); correct the quotes there, "
        "the lines after it are not read",
    ),
    "latin.csv": (
        "id,text\na,Köln\n".encode("latin-1"),
        "line 2: bytes that are no UTF-8; save the table as UTF-8",
    ),
    "x.epub": (b"PK", "no EPUB (file is not a zip file); save the book anew"),
    "y.epub": (
        samples.build_epub({"a": "b"}),
        "no 'META-INF/container.xml' in it; save the book anew",
    ),
    "drm.epub": (
        samples.build_epub({**samples.BOOK, "META-INF/encryption.xml": "<EncryptedData/>"}),
        "locked by its publisher (encryption.xml); get it without DRM",
    ),
    "bomb.epub": (
        samples.build_epub({"META-INF/container.xml": b" " * 30_000_000}),
        "unpacks to more than max_bytes = 20,000,000; set it in kg.toml",
    ),
    "old.doc": (
        b"x",
        "files of kind '.doc' are not read; the kinds are .md, .markdown, .txt, .text, .jsonl, "
        ".ndjson, .html, .htm, .xhtml, .csv, .tsv, .xml, .rss, .atom, .rdf, .nitf, .newsml, "
        ".warc, .warc.gz, .pdf, .epub",
    ),
}
WITH_LIBRARIES = {
    "menu.html": (
        b"<html><body><a href='/'>Home</a></body></html>",
        "no article on this page; save the page whole, or give its text as Markdown",
    ),
    "deep.html": (
        b"<div>" * 5_000,
        "line 1: nested deeper than 200 levels; give its text as Markdown",
    ),
    "tags.html": (
        b"<b>" * 200_000,
        "200,000 tags are more than 100,000; save a page of one article",
    ),
    "blank.htm": (b" \n", "empty file; save the page into it, or leave it out"),
    "x.pdf": (
        b"%PDF-1.4\n",
        "no PDF that can be read (Stream has ended unexpectedly); save it anew",
    ),
    "scan.pdf": (
        samples.build_pdf([]),
        "no text in it (a scan?); read it with OCR first, such as ocrmypdf",
    ),
    "x.warc": (b"WARC/1.0\r\n", "no web pages among its records; leave it out"),
    "page.warc.gz": (
        gzip.compress(samples.build_record("https://a.example.org/b", b"<p>" + b" " * 30_000_000)),
        "record 1, https://a.example.org/b: "
        "unpacks to more than max_bytes = 20,000,000; set it in kg.toml",
    ),
}


@pytest.mark.parametrize("name", [*REFUSED, *WITH_LIBRARIES])
def test_a_bad_file_is_refused_and_the_good_one_read(name: str, tmp_path: Path) -> None:
    if name in WITH_LIBRARIES:
        pytest.importorskip("trafilatura")
    content, message = (REFUSED | WITH_LIBRARIES)[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text("Water rose.")
    found = list(read_articles([tmp_path / name, tmp_path / "zz.txt"], Settings()))
    assert messages_of(found) == [message]
    assert len(articles_of(found)) == 1


def test_an_archive_that_unpacks_to_one_endless_line_is_given_up(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    bomb = gzip.compress(b"WARC/1.0 " + bytes(120_000_000), 1)
    assert messages_of(read_bytes(bomb, "x.warc.gz", tmp_path)) == [
        "near record 1: no end of a line in 50,000,000 bytes; the records after it are not read"
    ]


def test_a_torn_archive_gives_what_came_before(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    whole = samples.build_warc(packed=True)
    found = read_bytes(whole[: len(whole) - 700], "x.warc.gz", tmp_path)
    assert articles_of(found)[0].id == "gdansk-port-strike"


@pytest.mark.parametrize("suffix", [".html", ".xml", ".pdf", ".epub", ".rss"])
def test_a_gigabyte_is_refused_unread(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"x{suffix}"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    assert messages_of(list(read_articles([path], Settings()))) == [
        "1,000,000,000 bytes are more than max_bytes = 20,000,000; "
        "split it, or set max_bytes in kg.toml"
    ]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_line_of_a_gigabyte_is_refused_before_it_fills_the_memory(
    suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"x{suffix}"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    limit = "200,000" if suffix == ".csv" else "1,300,000"
    assert messages_of(list(read_articles([path], Settings(max_characters=100_000)))) == [
        f"line 1: longer than {limit}; the lines after it are not read; "
        "break it, or set max_characters in kg.toml"
    ]


def test_a_folder_with_all_kinds_and_links_that_go_round(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    for suffix, content in SAMPLES.items():
        (tmp_path / f"x{suffix}").write_bytes(content)
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.html").symlink_to("self.html")
    found = list(read_articles([tmp_path], Settings()))
    assert {Path(article.source).name for article in articles_of(found)} == {
        f"x{suffix}" for suffix in SAMPLES
    }
    (refusal,) = read_articles([tmp_path / "self.html"], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.message == "cannot be opened (too many levels of symbolic links); check the path"


@pytest.mark.parametrize(
    ("suffix", "library"),
    [(".html", "trafilatura"), (".pdf", "pypdf"), (".warc", "warcio"), (".html", "lxml")],
)
def test_a_format_without_its_library_says_what_to_install(
    suffix: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    found = read_bytes(SAMPLES[suffix], f"x{suffix}", tmp_path)
    assert messages_of(found) == [f"needs {library}; run: pip install 'newskg[formats]'"]
