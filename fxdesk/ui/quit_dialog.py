# SPDX-License-Identifier: MIT
"""Ask, before the window closes, what becomes of the numbers that may still be charged."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from fxdesk.core.figures import format_money
from fxdesk.core.lease_state import Mark
from fxdesk.core.model import Lease
from fxdesk.ui.buttons import Button
from fxdesk.ui.departure import LIMIT, AtMost, Departure
from fxdesk.ui.departure_words import departure_heading, departure_sentences, keys_text
from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.open_numbers import OpenNumbersFrame
from fxdesk.ui.release_progress import ReleaseProgress
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.tokens import SPACE_M, SPACE_S

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 592
DEAF_SECONDS = 1.0
"""After the buttons have changed: the second click of a double click would fall on another one."""


FEW = 20
"""So many rows are shown anew at each word of one of them."""
TOGETHER_MS = 100
"""Of more rows what is told within this time is shown at once: hundreds of releases are told in a burst."""


class _Phase(IntEnum):
    ASKS = 0
    WAITS = 1
    OVER = 2


class QuitDialog(SheetDialog):
    """Releases all, leaves them open, or stays; waits 30 seconds at most and says what did not succeed.

    leave() -- the person has decided to go, and what was to be released is released or given up.

    `copy` puts a text into the clipboard. With `ends_session` nobody may be there to answer: when the time is
    up it leaves, and what is open stays open.
    """

    leave = Signal()

    def __init__(
        self,
        link: Link,
        leases: Sequence[Lease],
        copy: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        ends_session: bool = False,
    ) -> None:
        super().__init__("", width=WIDTH, object_name="quitDialog", parent=parent)
        self.setWindowTitle(self.tr("Leave FX Desk"))
        self._link, self._copy = link, copy
        self._numbers_now = Departure(leases)
        self._phase = _Phase.ASKS
        self._releasing = self._leaving = False
        self._answer_until: float | None = None
        self._deaf_until = 0.0
        self._heading = label(role="price", wrap=True, object_name="quitHeading")
        self._sentence = label(tone="text2", wrap=True, object_name="quitSentence")
        self.body.addWidget(self._heading)
        self.body.addWidget(self._sentence)
        self.body.addSpacing(SPACE_S)
        self._frame = OpenNumbersFrame(self)
        self._numbers = self._frame.list
        self.body.addWidget(self._frame)
        self._sum_words, self._sum, line = self._sum_line("quitSum")
        self.body.addLayout(line)
        self._more_words, self._more, line = self._sum_line("quitMore")
        self.body.addLayout(line)
        self.body.addLayout(self._doubt_line())
        self._unsaved_part = self._unsaved_line()
        self.body.addWidget(self._unsaved_part)
        self._add_buttons()
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(self._show)
        self._ticker.start()
        self._together = QTimer(self, singleShot=True, interval=TOGETHER_MS)
        self._together.timeout.connect(self._show)
        link.lease_changed.connect(self._take)
        link.purchase.buying_changed.connect(self._show)
        if ends_session:
            self.end_session()
        self._show()
        self.release_all.setFocus()

    def end_session(self) -> None:
        """The system is about to end the session: without an answer in time it leaves."""
        if self._answer_until is None:
            self._answer_until = self._link.clock.elapsed() + LIMIT

    def session_goes_on(self) -> None:
        """The session does not end after all: there is time to answer."""
        self._answer_until = None
        self._show()

    # What is shown

    @staticmethod
    def _sum_line(name: str) -> tuple[QLabel, QLabel, QHBoxLayout]:
        line = QHBoxLayout()
        line.setContentsMargins(0, SPACE_S, SPACE_M + 1, 0)
        words = label(tone="text2", object_name=f"{name}Words")
        figure = label(weight=600, object_name=name)
        line.addWidget(words)
        line.addStretch(1)
        line.addWidget(figure)
        return words, figure, line

    def _doubt_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, SPACE_S, 0, 0)
        line.setSpacing(SPACE_S)
        self._doubt_icon = IconLabel("triangle-alert", "warn")
        self._doubt = label(wrap=True, object_name="quitDoubt")
        line.addWidget(self._doubt_icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._doubt, 1)
        return line

    def _unsaved_line(self) -> QWidget:
        part = QWidget(self)
        line = QHBoxLayout(part)
        line.setContentsMargins(0, SPACE_S, 0, 0)
        line.setSpacing(SPACE_M)
        self._keys: QLabel = label(wrap=True, selectable=True, object_name="quitKeys")
        copy = Button(self.tr("Copy"), icon="copy", height=30, object_name="quitCopyKeysButton")
        copy.clicked.connect(lambda: self._copy(self._keys.text()))
        line.addWidget(self._keys, 1)
        line.addWidget(copy)
        return part

    def _add_buttons(self) -> None:
        self.stay = Button(self.tr("Stay"), object_name="stayButton")
        self.stay.clicked.connect(self.reject)
        # Their words depend on how many numbers there are.
        self.leave_open = Button(object_name="leaveOpenButton")
        self.leave_open.clicked.connect(self._leave_open)
        self.release_all = Button(kind="primary", object_name="releaseAllButton")
        self.release_all.setDefault(True)
        self.release_all.clicked.connect(self._release_all)
        self._progress = ReleaseProgress(self)
        self.add_left(self.stay)
        self.foot.addWidget(self._progress)
        self.add_act(self.leave_open)
        self.add_act(self.release_all)

    def _show(self) -> None:
        if self._leaving or self._went_on():
            return
        numbers, now = self._numbers_now, self._link.clock.now()
        unanswered = numbers.unanswered(now)
        # The try that hangs is given up as the person leaves: its row says what is known then.
        marks = frozenset({Mark.RELEASE_UNCONFIRMED})
        rows = [
            LeaseRow(
                lease._replace(marks=lease.marks | marks, due=None, trouble=None)
                if lease.lease_id in unanswered
                else lease,
                now,
            )
            for lease in numbers.owing()
        ]
        self._frame.setVisible(bool(rows))
        self._numbers.show_rows(rows)
        self._show_sum()
        is_over = self._phase is _Phase.OVER and self._releasing
        self._heading.setText(departure_heading(numbers, now, over=is_over, paying=self._is_paying()))
        self._sentence.setText(self._sentence_words())
        self._sentence.setVisible(bool(rows or self._is_paying() or self._answer_until is not None))
        said = departure_sentences(numbers, now, released=self._releasing, paying=self._is_paying())
        self._doubt.setText("\n".join(said))
        for part in (self._doubt, self._doubt_icon):
            part.setVisible(bool(said))
        self._keys.setText(keys_text(numbers.unsaved()))
        self._unsaved_part.setVisible(bool(self._keys.text()))
        self._show_foot()
        self.fit()

    def _show_sum(self) -> None:
        known, unknown = self._numbers_now.at_most()
        if self._is_one() and not unknown:
            words = self.tr("If its SMS arrives, at most")
        elif self._is_one():
            words = self.tr("If its SMS arrives: the price is unknown")
        elif not unknown:
            words = self.tr("If every SMS arrives, at most")
        elif unknown == 1:
            words = self.tr("If every SMS arrives, at most, without one of unknown price")
        else:
            words = self.tr("If every SMS arrives, at most, without {n} of unknown price").format(n=unknown)
        self._sum_words.setText(words)
        self._sum.setText(format_money(known) if known or not unknown else "–")
        for part in (self._sum, self._sum_words):
            part.setVisible(bool(self._numbers_now.owing()))
        self._show_more(self._numbers_now.in_doubt())

    def _show_more(self, more: AtMost | None) -> None:
        """What comes on top if the service charged what it gave no answer to."""
        for part in (self._more, self._more_words):
            part.setVisible(more is not None)
        if more is not None:
            self._more_words.setText(self.tr("If what has no answer yet was charged, besides"))
            unknown = self.tr("not known") if more.unknown else ""
            known = format_money(more.known) if more.known or not unknown else ""
            self._more.setText(" + ".join(part for part in (known, unknown) if part))

    def _sentence_words(self) -> str:
        words = self.tr(
            "A number left open is charged if its SMS arrives before the service closes it. What stays "
            "open is back in the table at the next start."
        )
        if self._answer_until is None:
            return words
        left = max(0, math.ceil(self._answer_until - self._link.clock.elapsed()))
        if self._is_one():
            end = self.tr("The session ends: without an answer in {n} s it stays open.")
        else:
            end = self.tr("The session ends: without an answer in {n} s they stay open.")
        return f"{words} {end.format(n=left)}"

    def _show_foot(self) -> None:
        busy = self._phase is _Phase.WAITS
        self._progress.setVisible(busy)
        self.release_all.setVisible(self._phase is _Phase.ASKS and bool(self._numbers_now.releasable()))
        one = self._is_one()
        self.release_all.setText(self.tr("Release it and leave") if one else self.tr("Release all and leave"))
        if busy:
            self._show_progress()
        if busy or self._numbers_now.unsaved() or (self._phase is _Phase.OVER and self._is_paying()):
            self.leave_open.setText(self.tr("Leave anyway"))
        elif len(self._numbers_now.owing()) == 1:
            self.leave_open.setText(self.tr("Leave it open"))
        elif self._numbers_now.owing():
            self.leave_open.setText(self.tr("Leave it open") if one else self.tr("Leave them open"))
        elif self._is_paying():
            self.leave_open.setText(self.tr("Leave after the answer"))
        else:
            self.leave_open.setText(self.tr("Leave"))

    def _is_one(self) -> bool:
        return len(self._numbers_now.owing()) == 1

    def _show_progress(self) -> None:
        numbers, elapsed = self._numbers_now, self._link.clock.elapsed()
        self._progress.say(numbers.released(), numbers.wanted, (numbers.until or elapsed) - elapsed)

    # What is done

    def _release_all(self) -> None:
        self._releasing = True
        self._begin_to_wait()
        self._release(self._numbers_now.releasable())
        self.stay.setFocus()
        self._show()

    def _release(self, leases: Sequence[Lease]) -> None:
        lease_ids = [lease.lease_id for lease in leases]
        if lease_ids:
            self._numbers_now.release(lease_ids)
            self._link.numbers.release_all(lease_ids)

    def _enter(self, phase: _Phase) -> None:
        self._phase = phase
        self._deaf_until = self._link.clock.elapsed() + DEAF_SECONDS

    def _begin_to_wait(self) -> None:
        self._enter(_Phase.WAITS)
        limit = self._link.clock.elapsed() + LIMIT
        self._numbers_now.until = limit if self._answer_until is None else min(limit, self._answer_until)

    def _leave_open(self) -> None:
        if self._link.clock.elapsed() < self._deaf_until:
            return
        if self._phase is _Phase.ASKS and self._is_paying():
            self._begin_to_wait()
            self._show()
        else:
            self._go()

    def _take(self, lease: Lease) -> None:
        if self._numbers_now.take(lease) and self._releasing and self._phase is _Phase.WAITS:
            # What was paid for while leaving goes the way of the others.
            self._release([lease])
        if self._numbers.lines.rowCount() <= FEW:
            self._show()
        elif not self._together.isActive():
            self._together.start()

    def _is_paying(self) -> bool:
        return self._link.purchase.is_buying or bool(self._numbers_now.paying())

    def _went_on(self) -> bool:
        """Leave when there is nothing left to ask; stop waiting when nothing is awaited, or for too long."""
        now, numbers = self._link.clock.now(), self._numbers_now
        paying, unsaved = self._is_paying(), bool(numbers.unsaved())
        timed_out = self._answer_until is not None and now.elapsed >= self._answer_until
        if timed_out or not (numbers.owing() or unsaved or numbers.arrived() or paying):
            self._go()
            return True
        in_time = numbers.until is not None and now.elapsed < numbers.until
        if self._phase is not _Phase.WAITS or numbers.awaited(now) or (paying and in_time):
            return False
        if self._releasing or paying or unsaved:
            self._enter(_Phase.OVER)
            return False
        # They were to be left open; only the purchase was waited for.
        self._go()
        return True

    def _go(self) -> None:
        self._leaving = True
        self._ticker.stop()
        self._together.stop()
        self.leave.emit()
        self.accept()
