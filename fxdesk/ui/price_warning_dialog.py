# SPDX-License-Identifier: MIT
"""Ask before something is bought at a price that may not be the one that was seen, or is bought twice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from fxdesk.core.guards import Doubt, PriceRange, Question, Taken
from fxdesk.core.notice import Notice, PricesProgress, Topic
from fxdesk.core.text import clean, isolate
from fxdesk.ui.buttons import Button
from fxdesk.ui.country_names import country_name
from fxdesk.ui.deaf_time import DeafTime
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.price_words import age_words, price_words
from fxdesk.ui.safe import SafeLabel, label
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.tokens import SPACE_L

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 592
_NAME_LIMIT = 60


class PriceWarningDialog(SheetDialog):
    """Says what was seen, what it costs now and how old the list is. Its signals are QDialog's.

    Enter and Esc leave it; only its button, or Space and Enter on that, buys. What changes while it is open
    is said, and not agreed to by a finger that was already on its way.
    """

    def __init__(self, link: Link, question: Question, parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="priceWarningDialog", parent=parent)
        self.setWindowTitle(self.tr("Before you buy"))
        self._link = link
        self._asked = self._agreed_to = question
        self._deaf = DeafTime(link.clock)
        self._heading = label(role="price", wrap=True, object_name="priceWarningHeading")
        self._sentence = label(tone="text2", wrap=True, object_name="priceWarningSentence")
        self.body.addWidget(self._heading)
        self.body.addWidget(label(self._subject(), weight=600, wrap=True, object_name="priceWarningOffer"))
        self.body.addWidget(self._sentence)
        self.body.addSpacing(4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._shown = self._line(self.tr("Price seen"), "priceSeen")
        self._now = self._line(self.tr("In the list"), "priceNow")
        self._age = self._line(self.tr("Price list"), "priceListAge")
        self.note = NoticeBox(object_name="priceWarningNote")
        self.body.addWidget(self.note)
        self._add_buttons()
        self._say(question)
        link.prices_progress.connect(self._take_progress)
        link.noticed.connect(self._take_notice)
        link.catalogue_changed.connect(self._take_catalogue)

    def showEvent(self, event: QShowEvent) -> None:
        """The second half of a double click that came upon this buys nothing."""
        self._deaf.wake()
        super().showEvent(event)

    def accept(self) -> None:
        """Buy, if what is on screen has been there long enough to be read, and holds still."""
        if not self._deaf.over():
            return
        self._deaf.wake()
        if self._link.purchase.agree(self._agreed_to) == Taken.NO:
            self.note.say(self.tr("Another request that costs is on its way. Wait for its answer first."))
            return
        super().accept()

    def _add_buttons(self) -> None:
        cancel = Button(self.tr("Cancel"), object_name="priceWarningCancelButton")
        cancel.clicked.connect(self.reject)
        self.refresh = Button(
            self.tr("Refresh prices first"), icon="refresh", object_name="priceWarningRefreshButton"
        )
        self.refresh.clicked.connect(self._refresh)
        self.confirm = Button(self.tr("Get it anyway"), kind="primary", object_name="confirmButton")
        self.confirm.clicked.connect(self.accept)
        self.add_left(cancel)
        self.add_act(self.refresh)
        self.add_act(self.confirm)
        # Enter presses the button that has the focus, and that is Cancel until somebody moves it.
        for button in (self.refresh, self.confirm):
            button.setAutoDefault(True)
        cancel.setDefault(True)
        cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, name: str, object_name: str) -> SafeLabel:
        place = self._grid.rowCount()
        value = label(wrap=True, weight=500, object_name=object_name)
        self._grid.addWidget(label(name, tone="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, place, 1)
        return value

    def _subject(self) -> str:
        order = self._asked.wish.order
        service = isolate(clean(order.service, _NAME_LIMIT, one_line=True))
        if not order.country_id:
            return self.tr("{service}, any country").format(service=service)
        country = isolate(country_name(order.country, order.country_id))
        return self.tr("{service}, {country}").format(service=service, country=country)

    def _say(self, question: Question) -> None:
        doubts = question.doubts
        self._heading.setText(self._heading_of(doubts))
        self._sentence.setText(" ".join(self._sentences(question)))
        self._shown.setText(self._price(question.wish.shown))
        self._now.setText(self._price(question.known.price))
        self._age.setText(self._age_of(question))
        self.refresh.setVisible(doubts != {Doubt.SAME_AGAIN})
        self.confirm.setText(self.tr("Get it anyway") if doubts else self.tr("Get number"))
        if self._asked.wish.again is not None and not doubts:
            self.confirm.setText(self.tr("Use again"))

    def _heading_of(self, doubts: frozenset[Doubt]) -> str:
        if Doubt.PRICE_ROSE in doubts:
            return self.tr("The price has risen")
        if Doubt.SAME_AGAIN in doubts:
            return self.tr("The same again?")
        if Doubt.LIST_OLD in doubts:
            return self.tr("The price list is old")
        if Doubt.NO_LIST in doubts:
            return self.tr("There is no price list")
        return self.tr("The price has not risen")

    def _sentences(self, question: Question) -> list[str]:
        doubts, said = question.doubts, []
        if Doubt.PRICE_ROSE in doubts:
            said.append(self.tr("It costs more now than when you saw it."))
        if Doubt.LIST_OLD in doubts:
            said.append(self.tr("The service may ask for another price than the list says."))
        if Doubt.NO_LIST in doubts:
            said.append(self.tr("What the service asks for can't be compared with what you saw."))
        if Doubt.SAME_AGAIN in doubts:
            words = self.tr("The same was asked for {n} s ago. Each number is charged on its own.")
            said.append(words.format(n=math.ceil(question.since or 0.0)))
        return said or [self.tr("Nothing has been asked for yet.")]

    def _price(self, price: PriceRange | None) -> str:
        return self.tr("not known") if price is None else price_words(price.least, price.most)

    def _age_of(self, question: Question) -> str:
        if question.known.listed is None:
            return self.tr("none")
        if question.age is None:
            return self.tr("age not known: the clock went back")
        return self.tr("{age} old").format(age=age_words(question.age))

    def _refresh(self) -> None:
        self.note.say("")
        self._link.refresh_prices()

    def _take_progress(self, progress: PricesProgress) -> None:
        if progress.running:
            self.note.say(self.tr("Loading prices…"), "info", "refresh")
        elif self.note.text() == self.tr("Loading prices…"):
            self.note.say("")
        self.refresh.setEnabled(not progress.running)

    def _take_notice(self, notice: Notice) -> None:
        if notice.topic is Topic.PRICES_FAILED:
            self.note.say(self.tr("The prices could not be loaded. What is said above is what is known."))

    def _take_catalogue(self) -> None:
        """Another list: say what it changes, and give it time to be read."""
        self._deaf.wake()
        self._agreed_to = self._link.purchase.question_now(self._asked)
        self._say(self._agreed_to)
