"""Small real-shaped files of the formats that are no text: a PDF, an EPUB, WARC archives."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE = (FOLDER / "page.html").read_bytes()
CHAPTER = (
    "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>{title}</h1>"
    + "<p>The council of Harlow met on Friday and rejected the plans for a new bridge, the mayor"
    " said. She told reporters that the town had no money.</p>" * 2 + "</body></html>"
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Courier Weekly</dc:title>'
    "<dc:publisher>The Harlow Courier</dc:publisher><dc:date>2024-03-08</dc:date>"
    "<dc:language>en-GB</dc:language><dc:creator>Anna Pryce</dc:creator></metadata>"
    '<manifest><item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    '<item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="text/b%20two.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="a"/>'
    '<itemref idref="b"/></spine></package>'
)
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/content.opf": PACKAGE,
    "OEBPS/cover.xhtml": "<html><body><img src='a.jpg'/></body></html>",
    "OEBPS/nav.xhtml": "<html><body><ol><li>One</li></ol></body></html>",
    "OEBPS/text/a.xhtml": CHAPTER.replace("{title}", "Council rejects bridge"),
    "OEBPS/text/b two.xhtml": CHAPTER.replace("{title}", "Town has no money"),
}


def build_epub(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of these files, the same bytes each time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return whole.getvalue()


def build_pdf(lines: list[str], *, title: str = "Flood hits Harlow") -> bytes:
    """A PDF of one page with these lines."""
    return pack_pdf(build_pdf_objects(lines, title=title))


def build_pdf_objects(lines: list[str], *, title: str = "Flood hits Harlow") -> list[bytes]:
    """The objects of a PDF of one page with these lines."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 72 720 Td {shown}ET".encode("latin-1")
    return [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        build_pdf_stream(stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) /Author (Anna Pryce) /CreationDate (D:20240308174000Z) >>".encode(),
    ]


def build_pdf_stream(content: bytes, *, more: bytes = b"") -> bytes:
    """A stream object of this content, with `more` in its dictionary."""
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), more, content)


def pack_pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects: the first is its catalogue, the sixth tells title and author."""
    whole, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return whole + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, len(whole))
    )


def build_record(
    url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """A WARC record of a server's answer."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-03-06T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def build_warc(*, packed: bool) -> bytes:
    """An archive: about itself, an article, an answer 404, a picture, an empty page, an article."""
    site = "https://baltic.example.org/news/"
    about = b"software: test\r\n"
    records = [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(about), about),
        build_record(f"{site}gdansk-port-strike", PAGE, kind="text/html; charset=utf-8"),
        build_record(f"{site}gone", b"<p>gone</p>", status="404 Not Found"),
        build_record(f"{site}a.jpg", b"\xff\xd8", kind="image/jpeg"),
        build_record(f"{site}empty", b"<html><body></body></html>"),
        build_record(f"{site}second", PAGE.replace(b"third", b"fourth")),
    ]
    return b"".join(gzip.compress(r, mtime=0) if packed else r for r in records)


PDF_LINES = [
    "Flood hits Harlow",
    "",
    "The river Stort burst its banks on Friday, and the govern-",
    "ment sent soldiers to the town of Harlow.",
    "The mayor said that 40 people had been rescued.",
    "3",
]


def build_samples() -> dict[str, bytes]:
    """A good file of each format by its suffix."""
    files = {p.suffix: p.read_bytes() for p in sorted(FOLDER.iterdir()) if p.suffix != ".py"}
    files.pop("", None)
    return {
        **files,
        ".pdf": build_pdf(PDF_LINES),
        ".epub": build_epub(dict(BOOK)),
        ".warc": build_warc(packed=False),
        ".warc.gz": build_warc(packed=True),
        ".md": b"---\ntitle: Flood\ndate: 2024-03-08\n---\n# Flood\n\n**Water** [rose](#).\n",
        ".txt": b"Flood hits Harlow\n\n8 March 2024\n\nWater rose.\n",
        ".jsonl": b'{"id": "a", "text": "Water rose."}\n{"id": "b", "text": "It fell."}\n',
    }
