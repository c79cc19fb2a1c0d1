# SPDX-License-Identifier: MIT
"""Bring what Qt says of itself into the log of the program, not onto the terminal; end with the screen."""

from __future__ import annotations

import logging
import os

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger("qt")
# Without a log file, as in the tour, its words are nobody's: they must not mix with the tour's own.
log.addHandler(logging.NullHandler())

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

# The first words are the display system's name.
_SCREEN_IS_GONE = "connection broke"


class QtMessages:
    """Qt's messages go to the log from construction to `close`."""

    def __init__(self) -> None:
        self._before = qInstallMessageHandler(_take)

    def close(self) -> None:
        """Let Qt speak for itself again."""
        qInstallMessageHandler(self._before)


def _take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS[kind], "%s", message)
    if kind is QtMsgType.QtWarningMsg and _SCREEN_IS_GONE in message:
        # Qt ends the process next, and takes running threads apart on the way, which aborts. What is rented
        # is in the journal: to end as a kill does is the more orderly way.
        logging.shutdown()
        os._exit(1)
