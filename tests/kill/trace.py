# SPDX-License-Identifier: MIT
"""Read from strace what a program did to its files and asked for, and build what a disk has of it then."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from tests.kill.launcher import SAID

_CALLS = "pwrite64,write,sendto,fdatasync,fsync,ftruncate,rename,unlink,openat"
_BEGUN = re.compile(r"(\d+) +(\w+)\((.*)")
_RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_RETURNED = re.compile(r"= (-?\d+)[^=]*$")
SECTOR = 512


@lru_cache(maxsize=1)
def may_trace() -> bool:
    """Whether strace is there and the system lets it look into a program."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    tried = subprocess.run([strace, "-f", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def command(log: Path) -> tuple[str, ...]:
    """What is put before a program's command so that `log` tells what it does."""
    return (
        "strace",
        "-f",
        "-qq",
        "-xx",
        "-s",
        "70000",
        "--seccomp-bpf",
        "-o",
        str(log),
        "-e",
        f"trace={_CALLS}",
    )


class Call(NamedTuple):
    """A system call as it began, or ended: `returned` None is its begin."""

    thread: str
    name: str
    arguments: str
    returned: int | None

    @property
    def descriptor(self) -> int:
        return int(re.split(r"[,)<]", self.arguments, maxsplit=1)[0])

    @property
    def texts(self) -> list[bytes]:
        return [bytes.fromhex(found.replace("\\x", "")) for found in _TEXT.findall(self.arguments)]

    @property
    def last_number(self) -> int:
        """The last argument: an offset, or a length."""
        return int(re.findall(r", (\d+)", self.arguments)[-1])


def calls(log: Path) -> Iterator[Call]:
    """Each call twice, as it began and as it ended, in the order in which that was seen."""
    open_calls: dict[str, Call] = {}
    for line in log.read_text(encoding="ascii").splitlines():
        if resumed := _RESUMED.match(line):
            begun = open_calls.pop(resumed[1])
            yield begun._replace(returned=_returned(resumed[3]))
        elif found := _BEGUN.match(line):
            unfinished = line.endswith("<unfinished ...>")
            arguments = found[3].removesuffix(" <unfinished ...>")
            if not unfinished:
                arguments = arguments[: arguments.rindex(")")]
            call = Call(found[1], found[2], arguments, None)
            yield call
            if unfinished:
                open_calls[call.thread] = call
            else:
                yield call._replace(returned=_returned(line))


def _returned(text: str) -> int:
    found = _RETURNED.search(text)
    return -1 if found is None else int(found[1])


class Asked(NamedTuple):
    """A request whose first byte leaves."""

    act: str
    pkey: str


def said(call: Call) -> str | None:
    """The step that the program says it has reached."""
    if call.name == "write" and call.returned is None and call.arguments.startswith("2, "):
        (text,) = call.texts
        if text.startswith(SAID):
            return text.removeprefix(SAID).decode().strip()
    return None


def asked(call: Call) -> Asked | None:
    """The request that the call hands over, as it begins."""
    if call.name == "sendto" and call.returned is None and call.texts[0].startswith(b"GET "):
        query = parse_qs(urlsplit(call.texts[0].split(b" ")[1].decode()).query)
        return Asked(query["act"][0], query.get("pkey", [""])[0])
    return None


@dataclass
class _Write:
    """A write, or where `data` is None a new length, that no sync has made durable yet."""

    offset: int
    data: bytes | None
    ended: bool = False


@dataclass
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[_Write] = field(default_factory=list)

    def content(self, chance: random.Random | None) -> bytes:
        """What a disk has that lost the pending writes, or, by chance, some sectors of them."""
        content = bytearray(self.durable)
        if chance is not None:
            for write in self.pending:
                if chance.random() < 0.5:
                    _apply(content, write, chance)
        return bytes(content)


def _apply(content: bytearray, write: _Write, chance: random.Random | None) -> None:
    if write.data is None:
        _set_length(content, write.offset)
        return
    end = write.offset + len(write.data)
    if len(content) < end:
        _set_length(content, end)
    if chance is None or chance.random() < 0.7:
        content[write.offset : end] = write.data
        return
    for place in range(write.offset, end, SECTOR):
        if chance.random() < 0.5:
            until = min(place + SECTOR, end)
            content[place:until] = write.data[place - write.offset : until - write.offset]


def _set_length(content: bytearray, length: int) -> None:
    if length <= len(content):
        del content[length:]
    else:
        content.extend(bytes(length - len(content)))


class Disk:
    """The journal's files as a disk has them: what was synced is there, what was not may be lost."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, _File] = {}
        self._durable_names: dict[str, _File] = {}
        self._files: dict[int, _File] = {}
        self._folders: set[int] = set()
        # What each sync that is under way will have made durable.
        self._syncing: dict[str, list[_Write]] = {}
        self._writing: dict[str, _Write] = {}
        self.writes_back = False
        """Whether the last change was one of the file itself, not of its log."""

    def take(self, call: Call) -> bool:
        """Let the call happen; whether that changed what the disk has or may have."""
        happen = {
            "openat": self._open,
            "unlink": self._unlink,
            "rename": self._rename,
            "pwrite64": self._write,
            "ftruncate": self._truncate,
            "fdatasync": self._sync,
            "fsync": self._sync,
        }.get(call.name)
        return happen is not None and happen(call)

    def image(self, folder: Path, chance: random.Random | None) -> None:
        """Write what is left after the power went: all that was not synced is lost, or, by `chance`, some."""
        folder.mkdir(mode=0o700)
        for name in self._names.keys() | self._durable_names.keys():
            where = self._durable_names if chance is None or chance.random() < 0.5 else self._names
            if (file := where.get(name)) is not None:
                (folder / name).write_bytes(file.content(chance))

    def _named(self, path: bytes) -> str | None:
        found = Path(path.decode())
        # Its shared memory is built anew at each start.
        ours = found.parent == self._folder and found.name.startswith("journal.sqlite")
        return found.name if ours and not found.name.endswith("-shm") else None

    def _open(self, call: Call) -> bool:
        if call.returned is None or call.returned < 0:
            return False
        (path,) = call.texts
        self._files.pop(call.returned, None)
        self._folders.discard(call.returned)
        if path == bytes(self._folder):
            self._folders.add(call.returned)
        name = self._named(path)
        if name is None:
            return False
        new = name not in self._names
        self._files[call.returned] = self._names.setdefault(name, _File())
        assert "O_TRUNC" not in call.arguments
        return new

    def _unlink(self, call: Call) -> bool:
        name = self._named(call.texts[0])
        return call.returned == 0 and name is not None and self._names.pop(name, None) is not None

    def _rename(self, call: Call) -> bool:
        source, target = map(self._named, call.texts)
        if call.returned == 0:
            assert source is None
            assert target is None
        return False

    def _write(self, call: Call) -> bool:
        file = self._files.get(call.descriptor)
        if file is None:
            return False
        if call.returned is not None:
            self._writing.pop(call.thread).ended = True
            return False
        return self._begin(call, file, _Write(call.last_number, call.texts[0]))

    def _truncate(self, call: Call) -> bool:
        file = self._files.get(call.descriptor)
        if file is None:
            return False
        if call.returned is not None:
            self._writing.pop(call.thread).ended = True
            return False
        return self._begin(call, file, _Write(call.last_number, None))

    def _begin(self, call: Call, file: _File, write: _Write) -> bool:
        self.writes_back = file is self._names.get("journal.sqlite")
        file.pending.append(write)
        self._writing[call.thread] = write
        return True

    def _sync(self, call: Call) -> bool:
        if call.descriptor in self._folders:
            if call.returned == 0:
                self._durable_names = dict(self._names)
            return call.returned == 0
        file = self._files.get(call.descriptor)
        if file is None:
            return False
        if call.returned is None:
            # What is written while it is under way may miss it.
            self._syncing[call.thread] = [write for write in file.pending if write.ended]
            return False
        covered = self._syncing.pop(call.thread)
        if call.returned == 0:
            for write in covered:
                _apply(file.durable, write, None)
            file.pending = [write for write in file.pending if all(write is not one for one in covered)]
        return call.returned == 0
