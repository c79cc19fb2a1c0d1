# SPDX-License-Identifier: MIT
"""Bring what Qt says of itself into the log of the program, and not onto the terminal."""

from __future__ import annotations

import logging

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


class QtMessages:
    """Qt's messages go to the log from construction to `close`."""

    def __init__(self) -> None:
        self._before = qInstallMessageHandler(_take)

    def close(self) -> None:
        """Let Qt speak for itself again."""
        qInstallMessageHandler(self._before)


def _take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS[kind], "%s", message)
