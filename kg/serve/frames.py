"""Messages between the server and its workers: a head of JSON and a body of bytes.

"SELECT * { ?s ?p ?o }" goes to a worker as `{"do": "query", "text": "SELECT ..."}`; back comes
`{"status": 200, "type": "application/sparql-results+json"}` with the answer as its body. Each part
is preceded by its length, four bytes, the highest first.
"""

from __future__ import annotations

import json
import struct
from asyncio import StreamReader
from collections.abc import Mapping
from typing import Any, BinaryIO

Head = dict[str, Any]
_LENGTHS = struct.Struct(">II")


def pack(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """The message as bytes."""
    words = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _LENGTHS.pack(len(words), len(body)) + words + body


def read_frame(stream: BinaryIO) -> tuple[Head, bytes] | None:
    """The next message of a stream, None at its end."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    return unpack(stream.read(head)), stream.read(body)


async def receive_frame(stream: StreamReader) -> tuple[Head, bytes]:
    """The next message; raises asyncio.IncompleteReadError where the stream ends before."""
    head, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    return unpack(await stream.readexactly(head)), await stream.readexactly(body)


def unpack(words: bytes) -> Head:
    head: Head = json.loads(words.decode("utf-8", "surrogatepass"))
    return head
