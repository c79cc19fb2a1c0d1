# SPDX-License-Identifier: MIT
"""Write the log into the profile, bounded, and without secrets whoever logs."""

from __future__ import annotations

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from fxdesk.core.redact import RedactingFilter, Redactor

NAME = "fxdesk.log"
CRASH_NAME = "crash.log"
_BYTES = 10_000_000
_OLDER = 2


class LogFile:
    """The log of this run, from construction to `close`."""

    def __init__(self, folder: Path, redactor: Redactor) -> None:
        self._handler = RotatingFileHandler(
            folder / NAME, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8", delay=True
        )
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
