# SPDX-License-Identifier: MIT
"""Read a journal's file with its write-ahead log into memory, and change neither.

For files that must stay as they are: one that is broken, a backup, one in a folder that can't be written.
SQLite itself would make a lock file beside them, or write the log back into them.
"""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

MAGIC = b"SQLite format 3\x00"
HEADER = 100
BROKEN = (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError)
"""What a broken file raises: its tables' names, even SQLite's words about them, may be no text any more."""
_WAL_HEADER, _FRAME_HEADER = 32, 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_LEGACY = 1
"""The two bytes that say "this file has a write-ahead log", which memory has not."""


def read_bytes(path: Path) -> bytes:
    """The file as it stands after its log, for a database in memory. Raises OSError."""
    return with_log(path.read_bytes(), _log_of(path))


def open_bytes(content: bytes) -> sqlite3.Connection:
    """A connection to a database in memory. Raises one of BROKEN for what is none."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        if content:
            connection.deserialize(content)
        # Deserialized pages are looked at only now.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BROKEN:
        connection.close()
        raise
    return connection


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to what the file holds now. Raises OSError, one of BROKEN."""
    return open_bytes(read_bytes(path))


def with_log(content: bytes, log: bytes) -> bytes:
    """The pages of the file with those of every whole transaction of its log over them."""
    pages = bytearray(content)
    for number, page, total in _frames(log):
        if number:
            start = (number - 1) * len(page)
            if len(pages) < start:
                pages.extend(bytes(start - len(pages)))
            pages[start : start + len(page)] = page
        if total:
            del pages[total * len(page) :]
    if pages[: len(MAGIC)] == MAGIC:
        pages[18:20] = bytes((_LEGACY, _LEGACY))
    return bytes(pages)


def _log_of(path: Path) -> bytes:
    try:
        return path.with_name(path.name + "-wal").read_bytes()
    except FileNotFoundError:
        return b""


def _frames(log: bytes) -> list[tuple[int, bytes, int]]:
    """Page number, page and size of the file in pages after a commit, of all frames up to the last commit.

    The first frame whose salt or sum is wrong ends the log, as it does for SQLite.
    """
    if len(log) < _WAL_HEADER:
        return []
    magic, _, size, _, salt1, salt2, *_ = struct.unpack(">8I", log[:_WAL_HEADER])
    if magic not in _WAL_MAGIC or not 512 <= size <= 65536:
        return []
    words = "<" if magic == _WAL_MAGIC[0] else ">"
    sums = _sum(words, log[:24], (0, 0))
    if sums != struct.unpack(">2I", log[24:32]):
        return []
    found: list[tuple[int, bytes, int]] = []
    whole = 0
    for start in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        head, page = log[start : start + _FRAME_HEADER], log[start + _FRAME_HEADER :][:size]
        number, total, *salts = struct.unpack(">4I", head[:16])
        sums = _sum(words, head[:8] + page, sums)
        if salts != [salt1, salt2] or sums != struct.unpack(">2I", head[16:]):
            break
        found.append((number, page, total))
        if total:
            whole = len(found)
    return found[:whole]


def _sum(words: str, content: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    numbers = struct.unpack(f"{words}{len(content) // 4}I", content)
    for place in range(0, len(numbers), 2):
        first = (first + numbers[place] + second) & 0xFFFFFFFF
        second = (second + numbers[place + 1] + first) & 0xFFFFFFFF
    return first, second
