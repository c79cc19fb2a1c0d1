# SPDX-License-Identifier: MIT
"""Let the person say what became of what had no answer, with all that is known before their eyes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from fxdesk.core.lease_state import POLLED, Mark, State
from fxdesk.core.model import Lease
from fxdesk.core.notice import SignInPhase
from fxdesk.core.service_address import site_of
from fxdesk.core.unsettled import Unsettled
from fxdesk.ui.buttons import Button
from fxdesk.ui.fields import Field
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.safe import label
from fxdesk.ui.settle_words import (
    asked_words,
    balance_words,
    moment_words,
    price_words,
    settle_words,
    step_words,
    verdict_words,
)
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.tokens import SPACE_L, SPACE_S

if TYPE_CHECKING:
    from fxdesk.core.notice import Accounts, AccountState
    from fxdesk.workers.link import Link

WIDTH = 600
NOTE_LIMIT = 200


def act_in_doubt(lease: Lease, *, of_act: bool) -> bool:
    """Whether there is still something to settle: of the last act on the number, or of the number itself."""
    if of_act:
        return Mark.UNCERTAIN_ACT in lease.marks
    return lease.state is State.UNCERTAIN or (
        lease.state in POLLED and Mark.UNKNOWN_TO_SERVICE in lease.marks
    )


class SettleDialog(SheetDialog):
    """Settles an uncertain purchase, a number that the service no longer knows, or with `of_act` an uncertain
    act on the number. Signals: QDialog's.

    When the answer comes after all, it says so and asks no more.
    """

    def __init__(
        self, link: Link, lease: Lease, *, of_act: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", width=WIDTH, object_name="settleDialog", parent=parent)
        self.setWindowTitle(self.tr("Settle"))
        self._link, self._lease, self._of_act = link, lease, of_act
        self._unsettled: Unsettled | None = None
        self._refresh_at: float | None = None
        self._balance_seen: float | None = None
        self._build()
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(self._show)
        self._ticker.start()
        link.papers.unsettled_ready.connect(self._take)
        link.lease_changed.connect(self._take_lease)
        link.accounts_changed.connect(self._take_accounts)
        self._take_accounts(link.accounts)
        self._ask()

    # How it is built

    def _build(self) -> None:
        self._question = label(role="price", wrap=True, object_name="settleQuestion")
        self._known = label(tone="text2", wrap=True)
        self._late = NoticeBox(object_name="settleLate", parent=self)
        for part in (self._question, self._known, self._late):
            self.body.addWidget(part)
        self.body.addSpacing(SPACE_S)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._asked = self._add_line(self.tr("Asked for"), "askedForLabel")
        self._time = self._add_line(self.tr("Sent at"), "askedAtLabel")
        self._price = self._add_line(self.tr("Price"), "askedPriceLabel")
        self._before = self._add_line(self.tr("Balance before"), "balanceBeforeLabel")
        self._first = self._add_line(self.tr("First balance since"), "balanceFirstLabel")
        self._first_title = self._title
        self._last = self._add_line(self.tr("Last balance since"), "balanceAfterLabel")
        self.body.addSpacing(SPACE_S)
        self._verdict = label(weight=500, wrap=True, object_name="settleVerdict")
        self._steps = label(wrap=True, object_name="settleSteps")
        self._refresh = Button(
            self.tr("Ask for the balance now"), icon="refresh", height=30, object_name="settleRefreshButton"
        )
        self._refresh.set_telling(True)
        self._refresh.clicked.connect(lambda: self._link.refresh_account(self._lease.account_id))
        self.body.addWidget(self._verdict)
        self.body.addWidget(self._steps)
        self.body.addWidget(self._refresh, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(SPACE_S)
        words = self.tr("Note, such as the number that the site shows")
        self._note = Field(words, name=self.tr("Note"), object_name="settleNoteEdit")
        self._note.setMaxLength(NOTE_LIMIT)
        self._effect = label(tone="text2", wrap=True, object_name="settleEffect")
        self.body.addWidget(self._note)
        self.body.addWidget(self._effect)
        self._add_buttons()

    def _add_line(self, name: str, object_name: str) -> QLabel:
        place = self._grid.rowCount()
        self._title = label(name, tone="muted", object_name=f"{object_name}Title")
        value = label(self.tr("…"), wrap=True, selectable=True, object_name=object_name)
        self._grid.addWidget(self._title, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, place, 1)
        return value

    def _add_buttons(self) -> None:
        self.later = Button(self.tr("Later"), object_name="settleLaterButton")
        self.later.clicked.connect(self.reject)
        self.lost = Button(object_name="settleLostButton")
        self.lost.clicked.connect(lambda: self._settle(charged=True))
        self.not_charged = Button(object_name="settleNotChargedButton")
        self.not_charged.clicked.connect(lambda: self._settle(charged=False))
        for button in (self.lost, self.not_charged):
            # What was asked is read first.
            button.hide()
        self.add_left(self.later)
        self.add_act(self.lost)
        self.add_act(self.not_charged)
        self.later.setFocus()

    # What is told

    def _ask(self) -> None:
        self._link.papers.ask_unsettled(self._lease.lease_id, of_act=self._of_act)

    def _take(self, unsettled: Unsettled) -> None:
        if unsettled.lease_id != self._lease.lease_id or self._is_over:
            return
        self._unsettled = unsettled
        words = settle_words(unsettled.act, self._lease.again_until)
        self._question.setText(words.question)
        self._known.setText(words.known)
        self.lost.setText(words.charged)
        self.not_charged.setText(words.not_charged)
        self._effect.setText(words.effect)
        for button in (self.lost, self.not_charged):
            button.show()
        self._show()

    def _take_lease(self, lease: Lease) -> None:
        if lease.lease_id != self._lease.lease_id:
            return
        self._lease = lease
        if self._is_over:
            self._close_question(lease)
        else:
            self._ask()

    def _take_accounts(self, accounts: Accounts) -> None:
        state = self._account(accounts)
        self._refresh_at = state.refresh_at if state is not None and self._is_in(state) else None
        seen = state.balance.seen.elapsed if state is not None and state.balance is not None else None
        if seen != self._balance_seen and self._unsettled is not None:
            self._ask()
        self._balance_seen = seen
        self._show()

    def _account(self, accounts: Accounts) -> AccountState | None:
        return next(
            (one for one in accounts.states if one.account.account_id == self._lease.account_id), None
        )

    @staticmethod
    def _is_in(state: AccountState) -> bool:
        return state.phase is SignInPhase.IN

    @property
    def _is_over(self) -> bool:
        return not act_in_doubt(self._lease, of_act=self._of_act)

    # What is shown

    def _show(self) -> None:
        self._count_down()
        unsettled, now = self._unsettled, self._link.clock.now()
        if unsettled is None or self._is_over:
            return
        self._asked.setText(asked_words(unsettled, self._lease))
        self._time.setText(moment_words(unsettled.asked, now))
        self._price.setText(price_words(unsettled, self._lease))
        self._before.setText(balance_words(unsettled.before, now))
        last, first = unsettled.last, unsettled.first
        self._last.setText(balance_words(last.balance if last else None, now))
        self._first.setText(balance_words(first.balance if first else None, now))
        for part in (self._first, self._first_title):
            part.setVisible(first is not None and first != last)
        self._verdict.setText(verdict_words(unsettled))
        site = "" if self._link.demo else site_of(self._link.endpoint_url)
        self._steps.setText(step_words(unsettled, signed_in=self._refresh_at is not None, site=site))
        self.fit()

    def _count_down(self) -> None:
        if self._refresh_at is None:
            self._refresh.setEnabled(False)
            self._refresh.setText(self.tr("Ask for the balance now"))
            return
        left = math.ceil(self._refresh_at - self._link.clock.elapsed())
        self._refresh.setEnabled(left <= 0)
        if left > 0:
            self._refresh.setText(self.tr("Ask for the balance in {n} s").format(n=left))
        else:
            self._refresh.setText(self.tr("Ask for the balance now"))

    def _close_question(self, lease: Lease) -> None:
        """Nothing is left to settle: an answer came, or the row moved on by itself."""
        self._ticker.stop()
        row = LeaseRow(lease, self._link.clock.now())
        words = self.tr("An answer came after all: {state}. There is nothing left to settle.")
        self._late.say(words.format(state=row.words.text), "info", "circle-check")
        for part in (self._known, self._verdict, self._steps, self._refresh, self._effect, self._note):
            part.hide()
        for button in (self.lost, self.not_charged):
            button.hide()
        self.later.setText(self.tr("Close"))
        self.later.setFocus()
        self.fit()

    # What is done

    def _settle(self, *, charged: bool) -> None:
        note = self._note.text().strip()
        # What follows is the person's own word and no late answer.
        self._link.lease_changed.disconnect(self._take_lease)
        if self._of_act:
            self._link.numbers.settle_act(self._lease.lease_id, charged=charged, note=note)
        else:
            self._link.numbers.settle(self._lease.lease_id, charged=charged, note=note)
        self.accept()
