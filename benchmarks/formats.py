"""How fast archives of crawled news are read, before any language model: answers a second.

    python benchmarks/formats.py [--records 2000] [--keep FOLDER]

Makes a WARC file as Common Crawl's news crawl has them (https://commoncrawl.org/news-crawl): for
each page a request and an answer, one member of gzip a record, pages of some 70 KB of which 3 KB
are the story, every tenth answer a redirect, a picture or an error. The pages are made of templates
of our own; the same bytes each time. CPU seconds are those of this process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from kg.model import Article
from kg.readers import read_articles
from kg.settings import Settings

SITE = "https://www.harlow-courier.example/2024/03"
TOWNS = ("Harlow", "Berga", "Kessa", "Leeds", "Goma", "Sochi", "Lagos", "Turin", "Osaka")
STORY = (
    "The council of {town} met on Friday and rejected the plans for bridge number {number}, which "
    "would have cost {number} million. The mayor said that the town had no money for it.",
    "“We have waited {number} years,” said a shopkeeper whose street was closed again last month. "
    "“Nobody in {town} believes them any more, and the winter has only begun.”",
    "According to the police, {number} people marched to the town hall of {town} on Monday. Two "
    "were arrested after stones had been thrown at the windows of a bank.",
)
SCRIPT = "(function(w,d,i){{w.q{0}=w.q{0}||[];w.q{0}.push({{e:{0},t:'pageview',u:d.URL}});}})(w,d);"
STYLE = ".c{0}>li:hover{{margin:0 {0}px;background:#f{0:03x};display:flex;color:rgba(0,0,0,.{0})}}"
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title} - Harlow Courier</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harlow Courier">
<meta property="article:published_time" content="2024-03-08T07:45:00Z">
<script type="application/ld+json">{about}</script><style>{style}</style><script>{script}</script>
</head><body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>
<p class="byline">By Anna Pryce</p>{story}</article></main><aside><h3>Most read</h3><ul>{more}</ul>
</aside><footer>{menu}<p>Copyright 2024 Harlow Courier.</p></footer><script>{script}</script></body>
</html>
"""
OTHERS = (
    ("301 Moved Permanently", "text/html"),
    ("200 OK", "image/jpeg"),
    ("404 Gone", "text/html"),
)


def build_page(number: int) -> str:
    """The page with this number; some 70 KB."""
    town = TOWNS[number % len(TOWNS)]
    title = f"{town} rejects bridge {number}"
    about = {"@type": "NewsArticle", "headline": title, "datePublished": "2024-03-08"}
    told = (STORY[n % 3].format(town=town, number=number + n) for n in range(15))
    link = '<li class="m"><a href="{0}/{1}.html" data-t="{1}">{2} and the bridge {1}</a></li>'
    return PAGE.format(
        title=title,
        about=json.dumps(about),
        style="".join(STYLE.format(n) for n in range(200)),
        script="".join(SCRIPT.format(number * 7 + n) for n in range(130)),
        menu="".join(link.format(SITE, n, TOWNS[n % 9]) for n in range(120)),
        more="".join(link.format(SITE, number + n, town) for n in range(40)),
        story="".join(f"<p>{words}</p>" for words in told),
    )


def build_record(kind: str, url: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-03-08T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def build_records(number: int) -> Iterator[bytes]:
    """The request for a page and its answer."""
    url = f"{SITE}/{number}.html"
    yield build_record(
        "request", url, b"GET / HTTP/1.1\r\nHost: www.harlow-courier.example\r\n\r\n"
    )
    status, kind = OTHERS[number // 10 % 3] if number % 10 == 9 else ("200 OK", "text/html")
    body = build_page(number).encode() if number % 10 != 9 else b"x" * 3_000
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n".encode()
    yield build_record("response", url, http + body)


def write_archives(folder: Path, records: int) -> dict[str, Path]:
    """The archive plain and packed, with so many answers."""
    paths = {"plain": folder / "news.warc", "packed": folder / "news.warc.gz"}
    with paths["plain"].open("wb") as plain, paths["packed"].open("wb") as packed:
        for record in chain.from_iterable(build_records(n) for n in range(records)):
            plain.write(record)
            packed.write(gzip.compress(record, 6, mtime=0))
    return paths


def measure(path: Path, records: int) -> tuple[int, float]:
    """Articles that were read, and the CPU seconds that it took."""
    began = time.process_time()
    articles = sum(isinstance(found, Article) for found in read_articles([path], Settings()))
    seconds = time.process_time() - began
    assert articles == sum(number % 10 != 9 for number in range(records)), articles
    return articles, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2_000, help="answers in the archive")
    parser.add_argument("--keep", type=Path, help="write the archives here and keep them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(write_archives(Path(name), 10)["plain"], 10)  # whatever is imported only once
        folder = options.keep or Path(name)
        folder.mkdir(exist_ok=True)
        paths = write_archives(folder, options.records)
        unpacked = paths["plain"].stat().st_size / 1e6
        print("| archive | MB | MB unpacked | articles | CPU s | answers/s | MB unpacked/s |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for kind, path in paths.items():
            articles, seconds = measure(path, options.records)
            megabytes = path.stat().st_size / 1e6
            print(
                f"| {kind} | {megabytes:.0f} | {unpacked:.0f} | {articles:,} | {seconds:.1f} "
                f"| {options.records / seconds:,.0f} | {unpacked / seconds:.1f} |"
            )
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"\nmost memory: {memory:.0f} MB")


if __name__ == "__main__":
    main()
