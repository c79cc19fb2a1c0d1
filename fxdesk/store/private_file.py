# SPDX-License-Identifier: MIT
"""Make files and folders that only their owner can read, whatever the umask says."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_folder(folder: Path) -> None:
    """Make the folder, with those above it that are missing, and close it to others. Raises OSError."""
    missing = [folder]
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    for part in reversed(missing):
        part.mkdir(mode=FOLDER_MODE, exist_ok=True)
        _close_to_others(part, FOLDER_MODE)


def close_files(files: Iterable[Path]) -> None:
    """Close files to others that somebody has put there open, as copying does."""
    for file in files:
        # Where nothing can be written the closed folder keeps others out.
        with suppress(OSError):
            if file.is_file() and not file.is_symlink():
                _close_to_others(file, FILE_MODE)


def _close_to_others(path: Path, mode: int) -> None:
    # Where nothing can be written, what is closed already must not be a failure.
    if stat.S_IMODE(path.stat().st_mode) != mode:
        path.chmod(mode)


def make_file(path: Path) -> None:
    """Make an empty file if there is none, and close it to others. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT, FILE_MODE)
    os.close(descriptor)
    _close_to_others(path, FILE_MODE)


def sync_folder(folder: Path) -> None:
    """Make names given or taken in the folder durable, where the system can. Raises OSError."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Replace the file at once and durably: it has the old content or the new one. Raises OSError."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(beside, flags, FILE_MODE)
    try:
        with open(descriptor, "wb") as file:
            beside.chmod(FILE_MODE)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
