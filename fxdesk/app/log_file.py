# SPDX-License-Identifier: MIT
"""Write the log into the profile, bounded, and without secrets whoever logs."""

from __future__ import annotations

import faulthandler
import logging
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from fxdesk.core.redact import RedactingFilter, Redactor

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

NAME = "fxdesk.log"
CRASH_NAME = "crash.log"
_BYTES = 10_000_000
_OLDER = 2


class _RotatingFile(logging.Handler):
    """The file, opened with its first line: a start that has nothing to tell loads nothing for it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: RotatingFileHandler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8", delay=True
            )
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


class LogFile:
    """The log of this run, from construction to `close`."""

    def __init__(self, folder: Path, redactor: Redactor) -> None:
        self._handler = _RotatingFile(folder / NAME)
        # On the handler, so that it sees what other libraries log too.
        self._handler.addFilter(RedactingFilter(redactor))
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root = logging.getLogger()
        root.setLevel(logging.INFO)
        root.addHandler(self._handler)
        # Its messages repeat the address with the whole query.
        logging.getLogger("urllib3").setLevel(logging.WARNING)
        # Asking for the name of a Qt thread leaves an object behind for each.
        logging.logThreads = False
        self._crashes: TextIO = (folder / CRASH_NAME).open("a", encoding="utf-8")
        faulthandler.enable(self._crashes)

    def close(self) -> None:
        """Write what is left and let the files go."""
        faulthandler.disable()
        self._crashes.close()
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
