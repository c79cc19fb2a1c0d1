# SPDX-License-Identifier: MIT
"""Hold what the care of the journal tells: texts deleted, copies seen, what a broken file still gave."""

from __future__ import annotations

from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FxError
from fxdesk.core.model import LeaseId


class TextCount(NamedTuple):
    """How many SMS texts are kept: of numbers that are over, and of those still open or not settled.

    `left` are the names of files that were put aside as they were, and may hold texts.
    """

    over: int = 0
    open: int = 0
    left: tuple[str, ...] = ()


class TextsDeleted(NamedTuple):
    """How many SMS lost their text; `left` are the names of kept files that could not be cleaned."""

    texts: int = 0
    left: tuple[str, ...] = ()


class BackupSeen(NamedTuple):
    """What a backup holds, or the `error` that says why it can't be used.

    `last` is its last event; `added` numbers of it are not known here, `newer` ones are known only here;
    `brings` whether there is anything in it that is not known here.
    """

    path: str
    numbers: int = 0
    open: int = 0
    last: Stamp | None = None
    added: int = 0
    newer: int = 0
    brings: bool = False
    error: FxError | None = None


class Salvage(NamedTuple):
    """What became of a journal that was no good at the start.

    `kind` is "damaged", "foreign" (another program's file), "missing" or "empty" (only its copies were there)
    or "behind" (a copy knew more). `aside` is the name of the file that was put aside, "" for none; `leases`
    are the numbers that are back, `read` how many of them the file itself told of, `mended` those of them
    whose own row was lost, `unread` the rows that could not be read, `texts` the SMS of which only is known
    that they came; `copied` is the last entry of the copy
    that told of the others, None where none did.
    """

    kind: str
    aside: str = ""
    leases: tuple[LeaseId, ...] = ()
    mended: tuple[LeaseId, ...] = ()
    unread: int = 0
    read: int = 0
    texts: int = 0
    copied: Stamp | None = None
