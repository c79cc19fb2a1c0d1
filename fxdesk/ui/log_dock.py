# SPDX-License-Identifier: MIT
"""Show every request and answer under the sheet: to follow, filter, copy and save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from fxdesk.ui import exchange_log, safe, theme
from fxdesk.ui.buttons import Button, IconButton
from fxdesk.ui.exchange_log import ExchangeLog, Shown, line, passes
from fxdesk.ui.fields import SearchField
from fxdesk.ui.naming import named
from fxdesk.ui.save_file import SaveFile

if TYPE_CHECKING:
    from fxdesk.core.model import LeaseId
    from fxdesk.core.notice import Exchange
    from fxdesk.ui.clipboard import Clipboard
    from fxdesk.ui.tokens import Role
    from fxdesk.workers.link import Link

HEIGHT, BAR = 216, 42
FILTER_WIDTH = 144
LINES_LEAST = 78
# Lines are written in bursts: the view is touched five times a second at most.
FLUSH_MS = 200
TONES: dict[str, Role] = {"→": "text2", "←": "text", "!": "bad", "?": "warn"}


class LogDock(QDockWidget):
    """The log; no SMS text and no secrets ever reach it.

    Signal: `shown_changed(bool)` when it opens or closes.
    """

    shown_changed = Signal(bool)

    def __init__(self, link: Link, clipboard: Clipboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logDock")
        self.setWindowTitle(self.tr("Log"))
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(named(QWidget(self), "logTitle"))
        self._link, self._clipboard = link, clipboard
        self._log = ExchangeLog()
        self._lease_id: LeaseId | None = None
        self._fresh: list[Exchange] = []
        self._file = SaveFile(self)
        self._file.chosen.connect(self._save_to)
        self._build()
        self._flush = QTimer(self)
        self._flush.setInterval(FLUSH_MS)
        self._flush.setSingleShot(True)
        self._flush.timeout.connect(self._write_fresh)
        link.exchanged.connect(self._add)
        theme.current().changed.connect(self._measure)
        theme.current().changed.connect(self._rewrite)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """With little room the words of the buttons give way, and stay in their tooltips."""
        narrow = self.width() < self._bar_width
        self._masked.setVisible(not narrow)
        for button, words in self._words.items():
            button.setText("" if narrow else words)

    def _measure(self) -> None:
        """Take the heights and the widths that the text size asks for."""
        dress = theme.current()
        self._filter.setFixedWidth(dress.px(FILTER_WIDTH))
        self.view.setFont(dress.font("log"))
        self._head.setFixedHeight(dress.px(BAR))
        self._body.setMinimumHeight(dress.px(BAR) + LINES_LEAST)
        # Below this the buttons show their icons only.
        self._masked.show()
        for button, words in self._words.items():
            button.setText(words)
        self._bar.invalidate()
        self._bar_width = self._bar.sizeHint().width()
        self._fit_words()

    def _build(self) -> None:
        self._body = body = named(QWidget(self), "logBody")
        body.setBackgroundRole(QPalette.ColorRole.Base)
        body.setAutoFillBackground(True)
        self._filter = SearchField(self.tr("Filter"), name=self.tr("Filter the log"))
        self._filter.setObjectName("logFilterEdit")
        self._level = named(QComboBox(body), "logLevelBox")
        self._level.addItem(self.tr("All levels"), exchange_log.ALL)
        self._level.addItem(self.tr("Trouble only"), exchange_log.TROUBLE)
        self._level.setAccessibleName(self.tr("Level"))
        self._level.view().setAccessibleName(self.tr("Level"))
        self._one = Button(
            self.tr("This number only"),
            kind="quiet",
            icon="funnel",
            checkable=True,
            object_name="logThisNumberButton",
        )
        self._follow = Button(
            self.tr("Follow"), kind="quiet", icon="arrow-down", checkable=True, object_name="logFollowButton"
        )
        self._follow.setChecked(True)
        self._copy = Button(self.tr("Copy"), kind="quiet", icon="copy", object_name="logCopyButton")
        self._save = Button(self.tr("Save log…"), kind="quiet", icon="download", object_name="logSaveButton")
        self._close = IconButton("x", self.tr("Close the log"), object_name="logCloseButton")
        self.view = named(QPlainTextEdit(body), "logView")
        self.view.setReadOnly(True)
        self.view.setAccessibleName(self.tr("Requests and answers"))
        self.view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.view.setMaximumBlockCount(exchange_log.KEPT)
        self.view.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.view.setTabChangesFocus(True)

        bar = QHBoxLayout()
        bar.setContentsMargins(16, 0, 12, 0)
        bar.setSpacing(8)
        bar.addWidget(safe.label(self.tr("Log"), role="body", object_name="logHead"))
        for widget in (self._filter, self._level, self._one, self._follow):
            bar.addWidget(widget)
        bar.addStretch(1)
        self._masked = safe.label(
            self.tr("secrets masked"), role="small", tone="muted", object_name="logMasked"
        )
        bar.addWidget(self._masked)
        for button in (self._copy, self._save, self._close):
            bar.addWidget(button)
        head = named(QWidget(body), "logBar")
        head.setLayout(bar)
        self._words = {button: button.text() for button in (self._one, self._follow, self._copy, self._save)}
        for button, words in self._words.items():
            button.setAccessibleName(words)
            safe.set_tooltip(button, words)
        head.setMinimumWidth(1)
        self._head, self._bar = head, bar
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.view, 1)
        self.setWidget(body)
        self._measure()

        self._filter.textChanged.connect(self._rewrite)
        self._level.currentIndexChanged.connect(self._rewrite)
        self._one.toggled.connect(self._rewrite)
        self._follow.toggled.connect(self._follow_now)
        self._copy.clicked.connect(self._copy_shown)
        self._save.clicked.connect(self.save)
        self._close.clicked.connect(self.hide)
        self._filter.escaped.connect(self.hide)

    def look_at(self, lease_id: LeaseId | None) -> None:
        """Take the number that "this number only" means."""
        if lease_id == self._lease_id:
            return
        self._lease_id = lease_id
        if self._one.isChecked():
            self._rewrite()

    def save(self) -> None:
        """Ask for a file and save what is shown there."""
        self._file.ask(
            self.tr("Save log"), "fxdesk-log", self.tr("Text (*.txt)"), object_name="saveLogDialog"
        )

    def _save_to(self, path: str) -> None:
        self._link.papers.save_text(path, self._log.text(self._shown()))

    def _shown(self) -> Shown:
        only = self._lease_id if self._one.isChecked() else None
        return Shown(self._filter.text(), self._level.currentData(), only)

    def _copy_shown(self) -> None:
        self._clipboard.copy_text(self._log.text(self._shown()))

    def _add(self, exchange: Exchange) -> None:
        exchange = self._log.add(exchange)
        if self.isVisible() and passes(exchange, self._shown()):
            self._fresh.append(exchange)
            if not self._flush.isActive():
                self._flush.start()

    def _write_fresh(self) -> None:
        fresh, self._fresh = self._fresh, []
        if fresh:
            self._write(fresh)

    def _rewrite(self) -> None:
        self._fresh.clear()
        self.view.setFont(theme.current().font("log"))
        if not self.isVisible():
            return
        with QSignalBlocker(self.view):
            self.view.clear()
        self._write(list(self._log.shown(self._shown())))

    def _write(self, exchanges: list[Exchange]) -> None:
        cursor = QTextCursor(self.view.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for exchange in exchanges:
            if not self.view.document().isEmpty():
                cursor.insertBlock()
            form = QTextCharFormat()
            form.setForeground(self._tone(exchange.direction))
            cursor.insertText(line(exchange), form)
        cursor.endEditBlock()
        if self._follow.isChecked():
            self._follow_now(True)

    def _tone(self, direction: str) -> QColor:
        return theme.current().colour(TONES.get(direction, "text"))

    def _follow_now(self, on: bool) -> None:
        if on:
            bar = self.view.verticalScrollBar()
            bar.setValue(bar.maximum())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self._rewrite()
        self.shown_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the view's text: it is written anew when shown."""
        super().hideEvent(event)
        self._flush.stop()
        self.shown_changed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the log."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
