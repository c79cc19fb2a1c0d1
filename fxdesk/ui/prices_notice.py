# SPDX-License-Identifier: MIT
"""Stands where services would be while there is no price list: says why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.notice import Notice, PricesProgress, Topic
from fxdesk.ui.buttons import Button
from fxdesk.ui.moments import time_of
from fxdesk.ui.safe import label

if TYPE_CHECKING:
    from fxdesk.workers.link import Link


class PricesNotice(QWidget):
    """One sentence and one link: load, stop loading, or try again."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pricesNotice")
        self._link = link
        self._progress = PricesProgress(False)
        self._failed_at = ""
        self._listed_nothing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 16, 0)
        column.setSpacing(4)
        self._sentence = label("", tone="text2", wrap=True, object_name="pricesNoticeLabel")
        self._button = Button("", kind="link", object_name="pricesNoticeButton")
        self._button.clicked.connect(self._press)
        # The link's words, not its invisible outline, stand under the sentence.
        self._sentence.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self._sentence)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        link.prices_progress.connect(self._take_progress)
        link.noticed.connect(self._take_notice)
        link.catalogue_changed.connect(self._take_catalogue)
        self._say()

    def _take_progress(self, progress: PricesProgress) -> None:
        self._progress = progress
        self._say()

    def _take_notice(self, notice: Notice) -> None:
        if notice.topic is Topic.PRICES_FAILED:
            now = self._link.clock.now()
            self._failed_at = time_of(now, now)
            self._say()

    def _take_catalogue(self, catalogue: Catalogue) -> None:
        self._listed_nothing = not catalogue.services
        self._say()

    def _say(self) -> None:
        if self._progress.running:
            words = self.tr("Loading prices…")
            if self._progress.read:
                words += " " + size_words(self._progress.read)
            act = self.tr("Cancel")
        elif self._failed_at:
            words = self.tr("Prices could not be loaded; last try {time}.").format(time=self._failed_at)
            act = self.tr("Try again")
        elif self._listed_nothing:
            words, act = self.tr("The service's price list is empty."), self.tr("Try again")
        else:
            words, act = self.tr("There is no price list yet."), self.tr("Load the prices")
        self._sentence.setText(words)
        self._button.setText(act)

    def _press(self) -> None:
        if self._progress.running:
            self._link.cancel_prices()
        else:
            self._link.refresh_prices()


def size_words(size: int) -> str:
    """A number of bytes as it is read: "240 kB", "1.2 MB"."""
    decimals = 1 if size >= 1_000_000 else 0
    return QLocale().formattedDataSize(size, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)
