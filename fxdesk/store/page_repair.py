# SPDX-License-Identifier: MIT
"""Put sound pages in the place of those by which SQLite knows a journal's tables."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from functools import cache

from fxdesk.store import schema, snapshot

_PAGE = 4096
_INTERIOR = 5
"""The first byte of a page that only points to others."""


def attempts(content: bytes, like: bytes) -> Iterator[bytes]:
    """The file as it is, and with the header, or all pages that name the tables, of a sound one.

    Each journal of ours begins alike; SQLite lays its pages out otherwise when it writes a file anew.
    """
    yield content
    templates = [like] if like else []
    templates += [_template(vacuumed=vacuumed) for vacuumed in (False, True)]
    pages = struct.pack(">I", len(content) // _PAGE)
    for template in templates:
        head = bytearray(template[: snapshot.HEADER])
        head[28:32] = pages
        # No list of free pages, and a change counter that says that the page count is right.
        head[32:40] = bytes(8)
        head[92:96] = head[24:28]
        yield bytes(head) + content[snapshot.HEADER :]
        patched = bytearray(content)
        for number in schema_pages(template):
            patched[(number - 1) * _PAGE : number * _PAGE] = template[(number - 1) * _PAGE : number * _PAGE]
        patched[: snapshot.HEADER] = head
        yield bytes(patched)


def schema_pages(content: bytes) -> list[int]:
    """The pages of a sound file that name its tables."""
    found, left = [], [1]
    while left:
        number = left.pop()
        found.append(number)
        start = (number - 1) * _PAGE
        page, head = content[start : start + _PAGE], snapshot.HEADER if number == 1 else 0
        if page[head] == _INTERIOR:
            left.append(int.from_bytes(page[head + 8 : head + 12], "big"))
            for cell in range(int.from_bytes(page[head + 3 : head + 5], "big")):
                place = head + 12 + 2 * cell
                pointer = int.from_bytes(page[place : place + 2], "big")
                left.append(int.from_bytes(page[pointer : pointer + 4], "big"))
    return found


@cache
def _template(*, vacuumed: bool) -> bytes:
    """An empty journal of today's version."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        if vacuumed:
            connection.execute("VACUUM")
        return connection.serialize()
