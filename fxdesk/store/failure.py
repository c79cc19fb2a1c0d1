# SPDX-License-Identifier: MIT
"""Name in the program's words why the system or SQLite could not keep something."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fxdesk.core.errors import FileFailed, JournalFailed

if TYPE_CHECKING:
    import sqlite3

# SQLite's primary result codes, which its file format and interface promise to keep: whoever only reads a
# file must not load the database for them.
_SQLITE = {
    3: "read-only",  # PERM
    5: "in use",  # BUSY
    6: "in use",  # LOCKED
    8: "read-only",  # READONLY
    10: "i/o error",  # IOERR
    11: "damaged",  # CORRUPT
    13: "disk full",  # FULL
    14: "i/o error",  # CANTOPEN
    15: "in use",  # PROTOCOL
    23: "read-only",  # AUTH
    26: "damaged",  # NOTADB
}

# No room for the file that its connections share.
_EXTENDED = {10 | 19 << 8: "disk full"}  # IOERR_SHMSIZE

_SYSTEM = {
    errno.ENOSPC: "disk full",
    errno.EFBIG: "disk full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
}
if hasattr(errno, "EDQUOT"):
    _SYSTEM[errno.EDQUOT] = "disk full"


def sqlite_cause(error: sqlite3.Error) -> str | None:
    """The cause of a failure of the machine; None: a fault of the program, which is not to be hidden."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _EXTENDED.get(code) or _SQLITE.get(code & 0xFF)


def system_cause(error: OSError) -> str:
    """The cause in one of the words that JournalFailed and FileFailed carry."""
    return _SYSTEM.get(error.errno or 0, "i/o error")


@contextmanager
def journal_failures() -> Iterator[None]:
    """Raise JournalFailed for what SQLite or the system refused inside."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        cause = sqlite_cause(error)
        if cause is None:
            raise
        raise JournalFailed(cause) from error
    except OSError as error:
        raise JournalFailed(system_cause(error)) from error


@contextmanager
def file_failures(name: str) -> Iterator[None]:
    """Raise FileFailed for what the system refused inside."""
    try:
        yield
    except OSError as error:
        raise FileFailed(name, system_cause(error)) from error
