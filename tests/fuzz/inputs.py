"""Inputs for the fuzzer: good files of each format, broken in one to six places.

Half of the inputs are changed in their bytes. The others are changed in what the bytes mean (the
elements of XML, the values of JSON, the objects of a PDF, the files of a book, the pages of an
archive) and written again without a fault, so that they come further than the first line of a
reader: "<p>Water rose.</p>" becomes "<hl1>Water rose.</hl1>" instead of "<p>Water rose./p>".
Everything follows from one number, so that each input can be made again.
"""

from __future__ import annotations

import copy
import gzip
import io
import json
import random
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import format_samples as samples

ROOT = Path(__file__).parents[2]
MOST = 200_000  # bytes of an input
SMALL_PAGE = (
    b"<html lang=en><title>Flood</title><article><h1>Flood hits Harlow</h1><p>The river burst its"
    b" banks on Friday, the mayor of Harlow said. Forty people were rescued from their homes.</p>"
    b'<p>"We had no warning," she told reporters. The council will meet on Monday to decide'
    b" whether the dam, which was built in 1962, has to be repaired or pulled down.</p>"
    b"<p>Soldiers brought food and water to two villages that the flood had cut off.</p>"
)
MARKDOWN = """---
title: "Council rejects bridge"
date: 2024-03-08
tags: [council, bridge]
authors: Anna Pryce
---
# Council rejects bridge

*HARLOW, 8 March 2024* – The **council** [met](https://example.org/a "x") on Friday.\\
It rejected `the` plans, ![map](a.png) <https://example.org>.

> “No money,” she said.
> > Twice.

1. One &amp; two
   - three ~~four~~

| party | seats |
| :-- | --: |
| Green | 3 |

```py
print("x")
```
<div>raw <b>words</b></div>

Related: [Another story](other.md)

Setext
======
"""
TEXT = """Council rejects bridge

By Anna Pryce and Tom Okoro
Published: 8 March 2024, 10:15 GMT

HARLOW, England (Reuters) - The council met on Friday and rejected the plans.

WHAT NEXT
* The mayor resigns
* A vote on 12/04/2024

“We have no money,” she said. Read more: https://example.org/more
© 2024 The Courier. All rights reserved.
"""
RECORDS = [
    {"id": "a", "text": "Water rose in Harlow.\n\nIt fell on Friday.", "date": "2024-03-08"},
    {"id": 7, "text": "Council meets", "title": "Council", "authors": ["Anna Pryce"],
     "keywords": ["a", "b"], "url": "https://example.org/a", "publisher": "Courier",
     "language": "en"},
]  # fmt: skip
VALUES: list[object] = [
    None, True, 5, -1, 1e308, "", " ", "x", "\ud800", "\0", "\u2028", "en", "fr", "2024-13-45",
    "08/12/2017", "9" * 400, "<p>" * 40, [], ["x"], [["x"]], {}, {"a": [{}]}, [None], "http://",
    "https://example.org/2024/03/08/a", "éé" * 200,
]  # fmt: skip
TOKENS = [
    b"<", b">", b"</p>", b"<p>", b"<!--", b"<![CDATA[", b"]]>", b"&#xD800;", b"&lt;", b"&a;", b'"',
    b'""', b"\0", b"\xff", b"\r", b"\n\n", b",", b"\xe2\x80\xa8", b"<script>", b"<a href='", b"]",
    b"[" * 50, b"<div>" * 300, b"</table>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"2024-13-45",
    b"9" * 30, b"endobj", b"stream", b"<<", b">>", b"/Kids [3 0 R]", b"Content-Length: -1", b"-",
    b"Content-Length: 99999999999", b"Content-Encoding: gzip\r\n", b"WARC/1.0\r\n", b"lang='fr'",
    b"\x1f\x8b\x08", b"PK\x03\x04", b'{"@type":"NewsArticle","author":[[7]]}', b"charset=",
    b"---\n", b"```", b"> ", b"* ", b"![](", b"[a]: b\n", b"|--|\n", b"    ", b"\t", b"# ",
    b"Transfer-Encoding: chunked\r\n", b"\r\n\r\n", b"/Filter /FlateDecode ", b" R", b"\\u0000",
]  # fmt: skip


@cache
def build_seeds() -> dict[str, list[bytes]]:
    """Some good files of each format by its suffix."""
    seeds = {suffix: [content] for suffix, content in samples.build_samples().items()}
    seeds[".md"] += [MARKDOWN.encode()]
    seeds[".txt"] += [TEXT.encode(), TEXT.encode("utf-16")]
    for path in sorted((ROOT / "sources").iterdir()):
        seeds[path.suffix].append(path.read_bytes()[:3_000])
    seeds[".jsonl"] += ["\n".join(map(json.dumps, RECORDS)).encode()]
    seeds[".html"] += [SMALL_PAGE] * 2
    small = b"".join(samples.build_record(f"https://a.example/{n}", SMALL_PAGE) for n in "ab")
    seeds[".warc"] += [small] * 3
    seeds[".warc.gz"] += [gzip.compress(small, 1, mtime=0)] * 3
    return seeds


def build_input(suffix: str, chance: random.Random) -> bytes:
    """A broken file of a format."""
    if suffix in WITHIN and chance.random() < 0.5:
        return WITHIN[suffix](chance)[:MOST]
    return change(chance.choice(build_seeds()[suffix]), chance)


def change(content: bytes, chance: random.Random) -> bytes:
    """The content after one to six changes of its bytes."""
    whole = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(whole) + 1), chance.choice((1, 2, 5, 40, 300))
        kind = chance.randrange(6)
        if kind == 0:
            del whole[at : at + length]
        elif kind == 1:
            whole[at:at] = whole[at : at + length] * chance.randint(1, 20)
        elif kind == 2 and at < len(whole):
            whole[at] = chance.randrange(256)
        elif kind == 3:
            whole[at:at] = chance.choice(TOKENS)
        elif kind == 4:
            whole[at:at] = chance.randbytes(length)
        else:
            other = chance.randrange(len(whole) + 1)
            whole[at : at + length] = whole[other : other + length]
    return bytes(whole[:MOST])


def change_words(words: str, chance: random.Random) -> str:
    """Words that XML can hold, after some changes."""
    changed = change(words.encode("utf-8", "replace"), chance).decode("utf-8", "replace")
    return "".join(
        c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "?" for c in changed
    )


def change_xml(content: bytes, chance: random.Random) -> bytes:
    """A document whose elements are changed, well-formed as before."""
    root = copy.deepcopy(read_tree(content))
    for _ in range(chance.randint(1, 6)):
        elements = list(root.iter())
        one, other = chance.choice(elements), chance.choice(elements)
        kind = chance.randrange(8)
        if kind == 0 and len(one):
            del one[chance.randrange(len(one))]
        elif kind == 1 and len(one):
            one.append(copy.deepcopy(chance.choice(list(one))))
        elif kind == 2:
            one.tag = other.tag
        elif kind == 3 and len(elements) < 500:
            one.insert(chance.randrange(len(one) + 1), copy.deepcopy(other))
        elif kind == 4 and one.attrib:
            name = chance.choice(sorted(one.attrib))
            one.set(name, change_words(one.attrib[name], chance))
        elif kind == 5 and other.attrib:
            one.attrib = dict(other.attrib)
        elif kind == 6:
            one.text = chance.choice((None, other.text, "", " ", str(chance.choice(VALUES[:10]))))
        else:
            one.text = change_words(one.text or "", chance)
    clean = (c for c in ElementTree.tostring(root, "unicode") if c >= " " or c in "\t\n")
    return "".join(clean).encode("utf-8", "replace")


@cache
def read_tree(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)


def change_records(chance: random.Random) -> bytes:
    """JSON Lines whose values are changed."""
    records: list[object] = []
    for record in copy.deepcopy(RECORDS) * chance.randint(1, 3):
        for _ in range(chance.randint(0, 3)):
            name = chance.choice(sorted(record) or ["id"])
            record[chance.choice((name, name, "text", "date", "x"))] = chance.choice(VALUES)
        records.append(chance.choice((record, record, record, list(record.values()))))
    plain = chance.random() < 0.5
    lines = (json.dumps(record, ensure_ascii=plain) for record in records)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def change_table(chance: random.Random) -> bytes:
    """A table whose cells are changed, quoted as they must be."""
    import csv

    source = io.StringIO(samples.build_samples()[".csv"].decode(), newline="")
    rows = [list(row) for row in csv.reader(source)]
    for _ in range(chance.randint(1, 6)):
        row = chance.choice(rows)
        at = chance.randrange(len(row))
        kind = chance.randrange(4)
        if kind == 0:
            row[at] = str(chance.choice(VALUES))
        elif kind == 1:
            row[at] = change(row[at].encode("utf-8", "replace"), chance).decode(
                "utf-8", "surrogateescape"
            )
        elif kind == 2:
            rows.append(list(row))
        elif len(row) > 1:
            del row[at]
    whole = io.StringIO(newline="")
    csv.writer(whole, delimiter=chance.choice(",,;\t")).writerows(rows)
    return whole.getvalue().encode("utf-8", "surrogatepass" if chance.random() < 0.1 else "replace")


def change_pdf(chance: random.Random) -> bytes:
    """A PDF of which some objects are changed, each at its place; its text may be packed."""
    objects = samples.build_pdf_objects(samples.PDF_LINES)
    text = objects[3].partition(b"stream\n")[2].removesuffix(b"\nendstream")
    if chance.random() < 0.6:
        text = change(text, chance)
    packed = chance.random() < 0.5
    more = b"/Filter /FlateDecode " if packed else b""
    objects[3] = samples.build_pdf_stream(zlib.compress(text, 1) if packed else text, more=more)
    for _ in range(chance.randrange(3)):
        at = chance.randrange(len(objects))
        objects[at] = change(objects[at], chance)
    return samples.pack_pdf(objects)


def change_book(chance: random.Random) -> bytes:
    """A book of which one file is changed, then packed."""
    parts: dict[str, str | bytes] = dict(samples.BOOK)
    name = chance.choice(sorted(parts))
    content = str(parts[name]).encode()
    well_formed = name.endswith(("xml", "opf")) and chance.random() < 0.7
    parts[name] = change_xml(content, chance) if well_formed else change(content, chance)
    return samples.build_epub(parts)


def change_archive(chance: random.Random) -> bytes:
    """An archive whose answers are changed, with lengths that are right; its pages are small."""
    head = chance.choice((b"", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n"))
    body = change(SMALL_PAGE, chance)
    if b"gzip" in head:
        body = gzip.compress(body, 1, mtime=0)
    elif head:
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    if chance.random() < 0.3:
        body = change(body, chance)
    kind = "text/html; charset=" + chance.choice(("utf-8", "latin-1", "utf-16", "x", "idna"))
    kind += "\r\n" + head.decode().strip() if head else ""
    records = [samples.build_record("https://a.example/a", body, kind=kind)]
    records.append(samples.build_record("https://a.example/b", SMALL_PAGE))
    return b"".join(records)


def change_packed_archive(chance: random.Random) -> bytes:
    content = change_archive(chance)
    if chance.random() < 0.5:
        content = change(content, chance)
    return gzip.compress(content, 1, mtime=0)


def change_sample(suffix: str) -> Callable[[random.Random], bytes]:
    """What changes the elements of the XML of a format."""
    return lambda chance: change_xml(build_seeds()[suffix][0], chance)


WITHIN: dict[str, Callable[[random.Random], bytes]] = {
    **{suffix: change_sample(suffix) for suffix in (".rss", ".atom", ".nitf", ".newsml")},
    ".jsonl": change_records,
    ".csv": change_table,
    ".pdf": change_pdf,
    ".epub": change_book,
    ".warc": change_archive,
    ".warc.gz": change_packed_archive,
}
