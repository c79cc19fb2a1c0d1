# SPDX-License-Identifier: MIT
"""The head of the picker: its title, the refresh of the price list with its progress, and the star."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.notice import PricesProgress
from fxdesk.ui.buttons import IconButton
from fxdesk.ui.moments import time_of
from fxdesk.ui.prices_notice import size_words
from fxdesk.ui.safe import label

if TYPE_CHECKING:
    from fxdesk.workers.link import Link


class PickerHead(QWidget):
    """Title and two icon buttons; refreshing is done here, the star is the picker's.

    Its `star` tells clicked(bool) as any button.
    """

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pickerHead")
        self._link = link
        self._age = ""
        self._loading = False
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(0)
        row.addWidget(label(self.tr("Get a number"), role="title", object_name="offerPickerTitle"))
        row.addStretch(1)
        self._progress = label("", role="small", tone="muted", object_name="pricesProgressLabel")
        self.refresh = IconButton(
            "refresh", self.tr("Refresh the price list"), object_name="refreshPricesButton"
        )
        self.star = IconButton("star", "", checkable=True, object_name="favouriteButton")
        row.addWidget(self._progress)
        row.addWidget(self.refresh)
        row.addWidget(self.star)
        self.refresh.clicked.connect(self._press)
        link.prices_progress.connect(self._take_progress)
        link.catalogue_changed.connect(self._take_catalogue)
        self.show_star(False, False)
        self._name_refresh()

    def show_star(self, starred: bool, possible: bool) -> None:
        """Show whether the chosen service is a favourite, and whether one is chosen at all."""
        self.star.setEnabled(possible)
        self.star.setChecked(starred)
        self.star.set_name(
            self.tr("Remove from the favourites") if starred else self.tr("Add to the favourites")
        )
        self.star.set_icon("star-filled" if starred else "star", "accent_text" if starred else "text2")

    def _take_progress(self, progress: PricesProgress) -> None:
        self._loading = progress.running
        self._progress.setText(size_words(progress.read) if progress.running and progress.read else "")
        self._name_refresh()

    def _take_catalogue(self, catalogue: Catalogue) -> None:
        self._age = time_of(catalogue.listed, self._link.clock.now())
        self._name_refresh()

    def _name_refresh(self) -> None:
        self.refresh.set_icon("x" if self._loading else "refresh")
        if self._loading:
            self.refresh.set_name(self.tr("Stop loading the prices"))
        elif self._age:
            self.refresh.set_name(self.tr("Refresh the price list, as of {time}").format(time=self._age))
        else:
            self.refresh.set_name(self.tr("Refresh the price list"))

    def _press(self) -> None:
        if self._loading:
            self._link.cancel_prices()
        else:
            self._link.refresh_prices()
