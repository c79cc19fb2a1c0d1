# SPDX-License-Identifier: MIT
"""Write the log into the profile, bounded, and without secrets whoever logs."""

from __future__ import annotations

import faulthandler
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from fxdesk import __version__
from fxdesk.core.redact import RedactingFilter, Redactor
from fxdesk.store.log_tail import CRASH_NAME, NAME, RUN_BEGINS

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

_BYTES = 10_000_000
_OLDER = 2


class _RotatingFile(logging.Handler):
    """The file, opened when the window stands, or for the first error: what comes before waits in memory."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: RotatingFileHandler | None = None
        self._early: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is not None:
            self._file.emit(record)
            return
        self._early.append(record)
        if record.levelno >= logging.ERROR:
            self.open()

    def open(self) -> RotatingFileHandler:
        """Write from now on, and what has waited first."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            class QuietFile(RotatingFileHandler):
                """A full disk or a closed folder is told once, not with a traceback for each line."""

                told = False

                def handleError(self, record: logging.LogRecord) -> None:
                    error = sys.exc_info()[1]
                    if not isinstance(error, OSError):
                        super().handleError(record)
                    elif not self.told:
                        self.told = True
                        print(f"FX Desk can't write its log: {error.strerror}", file=sys.stderr)

            self._file = QuietFile(
                self._path, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8", delay=True
            )
            self._file.setFormatter(self.formatter)
            for record in self._early:
                self._file.emit(record)
            self._early.clear()
        return self._file

    def close(self) -> None:
        self.open().close()
        super().close()


class _Lines(logging.Formatter):
    """Dates each line as the journal's events are dated, so that both can be read side by side."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


class LogFile:
    """The log of this run, from construction to `close`."""

    def __init__(self, folder: Path, redactor: Redactor) -> None:
        self._handler = _RotatingFile(folder / NAME)
        # On the handler, so that it sees what other libraries log too.
        self._handler.addFilter(RedactingFilter(redactor))
        self._handler.setFormatter(_Lines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root = logging.getLogger()
        root.setLevel(logging.INFO)
        root.addHandler(self._handler)
        # Its messages repeat the address with the whole query.
        logging.getLogger("urllib3").setLevel(logging.WARNING)
        # Asking for the name of a Qt thread leaves an object behind for each.
        logging.logThreads = False
        self._crashes: TextIO | None = None
        try:
            self._crashes = (folder / CRASH_NAME).open("a", encoding="utf-8")
            faulthandler.enable(self._crashes)
        except OSError as error:
            # The window says more of a full disk or a closed folder than an end at the start would.
            logging.getLogger(__name__).warning("no crash file: %s", error.strerror)
        logging.getLogger(__name__).info("%s %s", RUN_BEGINS, __version__)

    def open(self) -> None:
        """Write each line at once from now on."""
        self._handler.open()

    def close(self) -> None:
        """Write what is left and let the files go."""
        faulthandler.disable()
        if self._crashes is not None:
            self._crashes.close()
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
