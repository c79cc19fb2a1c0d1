# SPDX-License-Identifier: MIT
"""Tell all about the selected number: its SMS with the code, what happened to it, and what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from fxdesk.core.balance_lines import BalanceLine
from fxdesk.core.lease_state import Act
from fxdesk.core.model import BalanceSeen, KeptSms, Lease, LeaseId, TimelineEvent
from fxdesk.core.text import clean
from fxdesk.ui import theme
from fxdesk.ui.action_button import ActionButton
from fxdesk.ui.buttons import Button, IconButton
from fxdesk.ui.flag_label import FlagLabel
from fxdesk.ui.hairline import Hairline
from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.lease_actions import Copier, LeaseActions
from fxdesk.ui.lease_model import LeaseModel
from fxdesk.ui.lease_row import LeaseRow, may
from fxdesk.ui.lease_story import lease_story
from fxdesk.ui.naming import named
from fxdesk.ui.safe import ElidedLabel, YieldingLabel, label
from fxdesk.ui.selection_copy import SelectionCopy
from fxdesk.ui.sms_text import SmsText
from fxdesk.ui.steady_scroll import SteadyScroll
from fxdesk.ui.timeline import TimelineView
from fxdesk.ui.tokens import SPACE_L, SPACE_M, SPACE_S

if TYPE_CHECKING:
    from fxdesk.core.notice import Accounts
    from fxdesk.workers.link import Link

HEAD = 44
SERVICE = 280
LEAST_HEIGHT = 160
FIRST_HEIGHT = 212
ASK_AFTER_MS = 100
DOCKING_LIMIT = 60


class LeaseDetails(QWidget):
    """The pane below the table. It follows the selected number by its lease_id.

    back_wanted() -- the person wants to go back to the table, which has no room beside the details.
    """

    back_wanted = Signal()

    def __init__(
        self,
        link: Link,
        model: LeaseModel,
        actions: LeaseActions,
        copier: Copier,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("leaseDetails")
        self.setAccessibleName(self.tr("Details"))
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._link, self._model, self._acts, self._copier = link, model, actions, copier
        self._lease_id: LeaseId | None = None
        self._events: tuple[TimelineEvent, ...] = ()
        self._balances: tuple[BalanceLine, ...] = ()
        self._seen: BalanceSeen | None = None
        self._asker = QTimer(self, interval=ASK_AFTER_MS, singleShot=True)
        self._asker.timeout.connect(self._ask_timeline)
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(self.say_anew)
        self._build()
        link.papers.timeline_ready.connect(self._take_timeline)
        link.papers.balances_ready.connect(self._take_balances)
        link.accounts_changed.connect(self._take_accounts)
        theme.current().changed.connect(self._measure)
        self._measure()

    @property
    def lease_id(self) -> LeaseId | None:
        """The number that is shown."""
        return self._lease_id

    def show_lease(self, lease_id: LeaseId | None) -> None:
        """Show another number, or none."""
        if lease_id != self._lease_id:
            self._lease_id, self._events, self._balances = lease_id, (), ()
            self.timeline.lines.clear()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.say_anew()

    def refresh(self) -> None:
        """Show the number as it now is."""
        lease = self._lease()
        if lease is None:
            self._ticker.stop()
            return
        self._show_head()
        self._show_sms(lease)
        self.say_anew()
        self._ticker.start()
        if not self._asker.isActive():
            self._asker.start()

    def say_anew(self) -> None:
        """Say what counts for the seconds that are left now."""
        lease = self._lease()
        if lease is None or not self.isVisible():
            return
        role, words = lease_story(lease, self._model.now())
        self.story.set_tone(role)
        if self.story.text() != words:
            self.story.setText(words)
        self.story.setVisible(bool(words))
        self._show_head()

    def set_narrow(self, narrow: bool) -> None:
        """Show the actions as icons."""
        for button in self._buttons:
            button.set_narrow(narrow)

    def set_paged(self, paged: bool) -> None:
        """Show the way back while the details stand in the table's place."""
        self._back.setVisible(paged)

    def first_focus(self) -> QWidget:
        """What the keyboard comes to first: the code's button, else the SMS, else the acts."""
        if self.copy_code.isVisibleTo(self) and self.copy_code.isEnabled():
            return self.copy_code
        return self.sms if self.sms.isVisibleTo(self) else self._more

    def _lease(self) -> Lease | None:
        return self._model.lease(self._lease_id) if self._lease_id is not None else None

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._head = QWidget(self)
        whole.addWidget(self._head)
        self._build_head()
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._build_sms(), 11)
        body.addWidget(Hairline(upright=True, role="line"))
        body.addLayout(self._build_timeline(), 10)
        whole.addLayout(body, 1)

    def _build_head(self) -> None:
        row = QHBoxLayout(self._head)
        row.setContentsMargins(SPACE_L, 0, SPACE_L, 0)
        row.setSpacing(SPACE_S)
        self._back = IconButton("chevron-left", self.tr("Back to the table"), object_name="detailsBackButton")
        self._back.clicked.connect(self.back_wanted)
        row.addWidget(self._back)
        self._icon = IconLabel("clock")
        self._service = YieldingLabel(role="title", object_name="detailsService")
        self._flag = FlagLabel()
        self._number = ElidedLabel(tone="text2", object_name="detailsNumber")
        row.addWidget(self._icon)
        row.addWidget(self._service)
        row.addSpacing(4)
        row.addWidget(self._flag)
        row.addWidget(self._number, 1)
        acts = self._acts
        self._buttons = [
            ActionButton(acts.copy_number, "phone"),
            ActionButton(acts.copy_key, "key", only_while_open=True),
            ActionButton(acts.show_linked, "chevron-right", only_while_open=True),
            ActionButton(acts.copy_sms, "message", only_while_open=True),
            ActionButton(acts.take_as_code, "circle-check", only_while_open=True),
            ActionButton(acts.done, "check", text=self.tr("Done"), only_while_open=True),
            ActionButton(acts.use_again, "rotate-ccw", only_while_open=True),
            ActionButton(acts.send_sms, "send", only_while_open=True),
            ActionButton(acts.release, "undo-2", text=self.tr("Release"), only_while_open=True),
            ActionButton(acts.keep, "rotate-ccw", only_while_open=True),
            ActionButton(acts.settle, "settle", only_while_open=True),
            ActionButton(acts.ask_again, "rotate-ccw", only_while_open=True),
        ]
        for button in self._buttons:
            row.addWidget(button)
        self._more = IconButton("more", self.tr("More acts"), object_name="detailsMoreButton")
        self._more.clicked.connect(self._open_menu)
        row.addWidget(self._more)

    def _build_sms(self) -> SteadyScroll:
        # Large text in little height is scrolled: no word of what may have been paid is cut off.
        area = named(SteadyScroll(self, sideways=False), "detailsScroll")
        inner = named(QWidget(), "detailsSms")
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        area.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(label(self.tr("SMS text"), role="small", tone="text2", weight=600))
        line = QHBoxLayout()
        line.setSpacing(SPACE_L)
        self.code = YieldingLabel(role="figure", selectable=True, object_name="codeLabel")
        self.copy_code = Button(self.tr("Copy code"), icon="copy", height=30, object_name="copyCodeButton")
        self.copy_code.clicked.connect(self._acts.copy_code.trigger)
        line.addWidget(self.code)
        line.addWidget(self.copy_code)
        line.addStretch(1)
        self._code_line = QWidget(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._code_line.setLayout(line)
        column.addWidget(self._code_line)
        column.addWidget(self._build_docking())
        self.story = label(tone="text2", wrap=True, object_name="detailsStory")
        column.addWidget(self.story)
        self.sms = SmsText()
        self.sms.picked.connect(self._copy_part)
        for shows in (self.code, self.docking, self.sms):
            SelectionCopy(shows).wanted.connect(self._copy_part)
        column.addWidget(self.sms, 1)
        self._rest = QWidget(self)
        column.addWidget(self._rest, 1)
        return area

    def _build_docking(self) -> QWidget:
        self._docking_line = QWidget(self)
        line = QHBoxLayout(self._docking_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        self.docking = YieldingLabel(tone="text2", selectable=True, object_name="dockingCodeLabel")
        copy = Button(self.tr("Copy"), kind="link", icon="copy", object_name="copyDockingButton")
        copy.setAccessibleName(self._acts.copy_docking.text())
        copy.clicked.connect(self._acts.copy_docking.trigger)
        line.addWidget(label(self.tr("Docking code"), role="small", tone="muted"))
        line.addWidget(self.docking)
        line.addWidget(copy)
        line.addStretch(1)
        return self._docking_line

    def _build_timeline(self) -> QVBoxLayout:
        column = QVBoxLayout()
        # The link beside the heading is higher than it: so the two headings stand in one line.
        column.setContentsMargins(SPACE_L + SPACE_S, 4, SPACE_M, SPACE_S)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Timeline"), role="small", tone="text2", weight=600))
        head.addStretch(1)
        evidence = Button(
            self._acts.evidence.text(), kind="link", height=22, object_name="detailsEvidenceButton"
        )
        evidence.clicked.connect(self._acts.evidence.trigger)
        head.addWidget(evidence)
        column.addLayout(head)
        self.timeline = TimelineView()
        column.addWidget(self.timeline, 1)
        return column

    def _show_head(self) -> None:
        row = self._row()
        if row is None:
            return
        self._icon.set_icon(row.words.icon, "muted" if row.past else row.words.role)
        self._service.setText(row.service)
        self._flag.set_country(row.country_id, past=row.past)
        self._number.setText(row.phone or row.country)

    def _row(self) -> LeaseRow | None:
        lease = self._lease()
        return LeaseRow(lease, self._model.now()) if lease is not None else None

    def _show_sms(self, lease: Lease) -> None:
        text, code = _all_texts(lease), lease.code
        row = self._row()
        self.code.setText(row.code if row else "")
        self._code_line.setVisible(bool(code))
        docking = lease.grant.docking_code if lease.grant else ""
        self.docking.setText(clean(docking, DOCKING_LIMIT, one_line=True))
        self._docking_line.setVisible(bool(docking))
        self.copy_code.setEnabled(may(lease, Act.COPY_CODE).yes)
        self.sms.setVisible(bool(text))
        self._rest.setVisible(not text)
        self.sms.show_text(text, code)

    def _ask_timeline(self) -> None:
        if self._lease_id is not None:
            self._link.papers.ask_timeline(self._lease_id)

    def _take_timeline(self, answer: tuple[LeaseId, tuple[TimelineEvent, ...]]) -> None:
        lease_id, events = answer
        lease = self._lease()
        if lease is not None and lease_id == self._lease_id:
            self._events = events
            self.timeline.show_events(events, lease, self._balances)

    def _take_balances(self, answer: tuple[LeaseId, tuple[BalanceLine, ...]]) -> None:
        lease_id, balances = answer
        lease = self._lease()
        if lease is not None and lease_id == self._lease_id and balances != self._balances:
            self._balances = balances
            self.timeline.show_events(self._events, lease, balances)

    def _take_accounts(self, accounts: Accounts) -> None:
        """A balance that was seen may show what this number has cost."""
        lease = self._lease()
        if lease is None:
            return
        state = next((one for one in accounts.states if one.account.account_id == lease.account_id), None)
        seen = state.balance if state is not None else None
        if seen != self._seen:
            self._seen = seen
            self._asker.start()

    def _copy_part(self, part: str) -> None:
        lease = self._lease()
        if lease is not None:
            self._copier.copy_text(part, lease)

    def _open_menu(self) -> None:
        menu = named(QMenu(self), "detailsMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        self._acts.fill(menu)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _measure(self) -> None:
        dress = theme.current()
        self._head.setFixedHeight(dress.px(HEAD))
        # A long name leaves room for the number.
        self._service.setMaximumWidth(dress.px(SERVICE))


def _all_texts(lease: Lease) -> str:
    """The texts of all SMS, the newest first; several, and a receipt, carry what and of when they are."""
    if len(lease.sms) == 1 and not lease.sms[0].receipt and lease.rounds == 1:
        return lease.sms[0].text
    return "\n\n".join(f"{_caption(lease, sms)}\n{_text(sms)}" for sms in reversed(lease.sms))


def _text(sms: KeptSms) -> str:
    if sms.lost:
        return QCoreApplication.translate("LeaseDetails", "Text lost")
    return QCoreApplication.translate("LeaseDetails", "Text deleted") if sms.deleted else sms.text


def _caption(lease: Lease, sms: KeptSms) -> str:
    time = f"{datetime.fromtimestamp(sms.received.utc):%H:%M:%S}"
    if sms.receipt:
        words = QCoreApplication.translate("LeaseDetails", "{time} · receipt of the sent SMS")
    elif sms.round < lease.rounds:
        words = QCoreApplication.translate("LeaseDetails", "{time} · before it was used again")
    else:
        words = "{time}"
    return words.format(time=time)
