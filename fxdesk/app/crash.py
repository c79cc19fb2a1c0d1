# SPDX-License-Identifier: MIT
"""Catch what no part of the program expected: log it without secrets and tell the person once."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from fxdesk.core.redact import Redactor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Takes over the interpreter's and the threads' last handlers.

    `_happened` carries the redacted report from whatever thread to the window's.
    """

    _happened = Signal(str)

    def __init__(self, redactor: Redactor, parent: QObject) -> None:
        super().__init__(parent)
        self._redactor = redactor
        self._box: QMessageBox | None = None
        self.window: QWidget | None = None
        self._happened.connect(self._tell)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def close(self) -> None:
        """Give the handlers back."""
        sys.excepthook, threading.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback

        report = self._redactor.redact("".join(traceback.format_exception(kind, error, trace)))
        log.critical("unexpected: %s", report)
        self._happened.emit(report)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    @Slot(str)
    def _tell(self, report: str) -> None:
        # One box: whatever follows the first fault is in the log.
        if self._box is not None:
            return
        from PySide6.QtWidgets import QMessageBox

        from fxdesk.ui import safe

        text = self.tr(
            "Something unexpected happened. What was rented is kept, and the program goes on as far as it "
            "can. The report holds no secrets."
        )
        copy = safe.Choice(self.tr("Copy report"), QMessageBox.ButtonRole.ActionRole)
        close = safe.Choice(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        self._box = safe.box(
            self.window,
            self.tr("Unexpected error"),
            text,
            (copy, close),
            icon=QMessageBox.Icon.Warning,
            default=1,
            escape=1,
            object_name="crashDialog",
        )
        self._box.setDetailedText(report)
        button = self._box.buttons()[0]
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self._box.open()
