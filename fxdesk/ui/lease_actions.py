# SPDX-License-Identifier: MIT
"""Be every act on a number once: the same action in menu, context menu, details and under its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from fxdesk.core.lease_state import OPEN, Act, Mark, State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.ui import icons
from fxdesk.ui.act_words import act_name
from fxdesk.ui.auto_release_menu import AutoReleaseMenu
from fxdesk.ui.lease_model import LeaseModel
from fxdesk.ui.lease_row import key_text, may
from fxdesk.ui.naming import named
from fxdesk.ui.report_menu import ReportMenu
from fxdesk.ui.safe import set_tooltip
from fxdesk.ui.state_words import seconds_until, why_not

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

_ICONS = {
    Act.COPY_CODE: "copy",
    Act.COPY_NUMBER: "phone",
    Act.COPY_SMS: "message",
    Act.RELEASE: "undo-2",
    Act.KEEP: "rotate-ccw",
    Act.BLACKLIST: "ban",
    Act.SETTLE: "settle",
    Act.LOOK_AGAIN: "refresh",
    Act.ASK_AGAIN: "rotate-ccw",
    Act.USE_AGAIN: "rotate-ccw",
    Act.REQUEST_AGAIN: "phone",
    Act.SEND_SMS: "send",
    Act.DONE: "check",
    Act.TAKE_AS_CODE: "circle-check",
}

# Shown only where they are open: a menu full of grey lines helps nobody.
_SHOWN_WHEN_OPEN = frozenset(
    {Act.KEEP, Act.SETTLE, Act.LOOK_AGAIN, Act.ASK_AGAIN, Act.DONE, Act.TAKE_AS_CODE}
)


def offers_release(lease: Lease, act: Act) -> bool:
    """Whether this act stands for another: before an SMS a number is released, not blacklisted."""
    return act is Act.BLACKLIST and may(lease, act).why == "no_sms_yet" and may(lease, Act.RELEASE).yes


class Copier(Protocol):
    """The one way to the clipboard. Each act says whether the clipboard was read back and holds the text."""

    def copy_code(self, lease: Lease) -> bool: ...

    def copy_number(self, lease: Lease, with_code: bool | None = None) -> bool: ...

    def copy_sms(self, lease: Lease) -> bool: ...

    def copy_text(self, text: str, lease: Lease | None = None) -> bool: ...


class LeaseActions(QObject):
    """The acts on the selected number, as QActions with lasting objectNames, and on any number by its id.

    blacklist_wanted(LeaseId) -- a dialog is to ask first; before an SMS it offers the release instead.
    asking_wanted(Act, LeaseId) -- likewise, the dialog of this act.
    offer_wanted(str, str) -- service and country id that the picker is to be set to.
    linked_wanted(LeaseId) -- the row that the service sold the same number on, or that asked for it first.
    """

    blacklist_wanted = Signal(object)
    asking_wanted = Signal(object, object)
    offer_wanted = Signal(str, str)
    linked_wanted = Signal(object)

    def __init__(self, link: Link, model: LeaseModel, copier: Copier, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._model, self._copier, self._owner = link, model, copier, parent
        self._lease_id: LeaseId | None = None
        self._last_release: LeaseId | None = None
        self._by_act: dict[Act, QAction] = {}
        self.copy_code = self._make("actionCopyCode", Act.COPY_CODE)
        self.copy_number = self._make("actionCopyNumber", Act.COPY_NUMBER)
        self.copy_with_code = self._plain(
            "actionCopyNumberWithCode", self.tr("Copy number with country code"), "Ctrl+Shift+C"
        )
        self.copy_without_code = self._plain(
            "actionCopyNumberWithoutCode", self.tr("Copy number without country code")
        )
        self.copy_with_code.triggered.connect(lambda: self._copy_number(with_code=True))
        self.copy_without_code.triggered.connect(lambda: self._copy_number(with_code=False))
        self.copy_key = self._plain("actionCopyKey", self.tr("Copy number and key"))
        self.copy_key.triggered.connect(self._copy_key)
        self.show_linked = self._plain("actionShowLinked", self.tr("Show the linked number"))
        self.show_linked.triggered.connect(self._show_linked)
        self.copy_docking = self._plain("actionCopyDockingCode", self.tr("Copy docking code"))
        self.copy_docking.triggered.connect(self._copy_docking)
        self.copy_sms = self._make("actionCopySms", Act.COPY_SMS)
        self.release = self._make("actionRelease", Act.RELEASE, "Del", in_table=True)
        self.keep = self._make("actionKeep", Act.KEEP)
        self.blacklist = self._make("actionBlacklist", Act.BLACKLIST, "Ctrl+B")
        self.look_again = self._make("actionLookAgain", Act.LOOK_AGAIN)
        self.settle = self._make("actionSettle", Act.SETTLE, "Ctrl+E")
        self.use_again = self._make("actionUseAgain", Act.USE_AGAIN, "Ctrl+U")
        self.request_again = self._make("actionRequestAgain", Act.REQUEST_AGAIN, "Ctrl+Shift+U")
        self.send_sms = self._make("actionSendSms", Act.SEND_SMS, "Ctrl+M")
        self.take_as_code = self._make("actionTakeAsCode", Act.TAKE_AS_CODE, "Ctrl+K")
        self.done = self._make("actionDone", Act.DONE, "Ctrl+D")
        self.report = ReportMenu(link, self._report, parent)
        self.auto_release = AutoReleaseMenu(
            link, self._set_auto_release, lambda: self._ask_bound(Act.AUTO_RELEASE), parent
        )
        self.ask_again = self._make("actionAskAgain", Act.ASK_AGAIN)
        self.evidence = self._plain("actionEvidence", self.tr("Save evidence…"), "Ctrl+Shift+E")
        self.evidence.triggered.connect(self._ask_evidence)
        self.details = self._plain("actionDetails", self.tr("Go to the details"), "Alt+Return")
        self.undo = self._plain("actionUndo", self.tr("Undo release"), "Ctrl+Z")
        self.undo.triggered.connect(self.undo_release)
        self.clear_closed = self._plain("actionClearClosed", self.tr("Clear closed numbers"))
        self.clear_closed.triggered.connect(self._clear_closed)
        # Ctrl+C means what the row has: the code, or the number while it waits.
        self._copy_keys = QKeySequence(QKeySequence.StandardKey.Copy)
        for action in (self.copy_code, self.copy_number):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # Their keys work also where no menu holds them.
        parent.addActions([action for action in self.all() if action not in self.in_table()])
        self.refresh()

    @property
    def lease_id(self) -> LeaseId | None:
        """The number that the actions act on."""
        return self._lease_id

    def all(self) -> tuple[QAction, ...]:
        """All of them, for a sheet of keys."""
        others = (
            self.copy_with_code,
            self.copy_without_code,
            self.copy_key,
            self.show_linked,
            self.copy_docking,
            self.evidence,
            self.details,
            self.undo,
            self.clear_closed,
        )
        return (*self._by_act.values(), *others)

    def in_table(self) -> tuple[QAction, ...]:
        """The actions whose keys work in the table only."""
        return (self.copy_code, self.copy_number, self.release)

    def bind(self, lease_id: LeaseId | None) -> None:
        """Let the actions act on this number."""
        self._lease_id = lease_id
        self.refresh()

    def refresh(self) -> None:
        """Enable what is open for the bound number as it now is; the others' tooltips say why not."""
        lease = self._bound()
        for act, action in self._by_act.items():
            answer = may(lease, _open_one(lease, act)) if lease else None
            is_open = answer is not None and (
                answer.yes or (lease is not None and offers_release(lease, act))
            )
            action.setEnabled(is_open)
            action.setVisible(is_open or act not in _SHOWN_WHEN_OPEN)
            reason = "" if answer is None or answer.yes else why_not(answer.why, act)
            set_tooltip(action, reason or act_name(act))
        self.report.show_for(lease)
        self.auto_release.show_for(lease)
        has_number = self.copy_number.isEnabled()
        for action in (self.copy_with_code, self.copy_without_code):
            action.setEnabled(has_number)
        not_saved = lease is not None and Mark.NOT_SAVED in lease.marks and lease.grant is not None
        self.copy_key.setEnabled(not_saved)
        self.copy_key.setVisible(not_saved)
        linked = lease.order.linked if lease is not None else None
        for what in (self.show_linked.setEnabled, self.show_linked.setVisible):
            what(linked is not None and self._model.lease(linked) is not None)
        by_context = self.copy_code if self.copy_code.isEnabled() else self.copy_number
        for action in (self.copy_code, self.copy_number):
            action.setShortcut(self._copy_keys if action is by_context else QKeySequence())
        has_docking = lease is not None and lease.grant is not None and bool(lease.grant.docking_code)
        self.copy_docking.setEnabled(has_docking)
        self.copy_docking.setVisible(has_docking)
        self.details.setEnabled(lease is not None)
        self.evidence.setEnabled(lease is not None)
        self.undo.setEnabled(self.undoable() is not None)
        self.clear_closed.setEnabled(any(True for _ in self._closed()))

    def do(self, act: Act, lease_id: LeaseId) -> None:
        """Do an act on a number, if its state still allows it."""
        lease = self._model.lease(lease_id)
        if lease is None:
            return
        act = _open_one(lease, act)
        if offers_release(lease, act):
            self.blacklist_wanted.emit(lease_id)
            return
        if not may(lease, act).yes:
            return
        match act:
            case Act.COPY_CODE:
                self._copier.copy_code(lease)
            case Act.COPY_NUMBER:
                self._copier.copy_number(lease, None)
            case Act.COPY_SMS:
                self._copier.copy_sms(lease)
            case Act.RELEASE:
                # What was asked for before the last end has had its time to be thought over.
                again = lease.state is State.RELEASING
                self._last_release = lease_id
                self._link.numbers.release(lease_id, now=again)
            case Act.KEEP:
                self._link.numbers.keep(lease_id)
            case Act.BLACKLIST:
                if lease.state is State.BLACKLISTING and lease.reason:
                    self._link.numbers.blacklist(lease_id, lease.reason)
                else:
                    self.blacklist_wanted.emit(lease_id)
            case Act.USE_AGAIN | Act.REQUEST_AGAIN | Act.SEND_SMS | Act.SETTLE | Act.SETTLE_ACT:
                self.asking_wanted.emit(act, lease_id)
            case Act.DONE:
                self._link.numbers.done(lease_id)
            case Act.TAKE_AS_CODE:
                self._link.numbers.take_as_code(lease_id)
            case Act.LOOK_AGAIN:
                self._link.numbers.look_again(lease_id)
            case Act.ASK_AGAIN:
                self.offer_wanted.emit(lease.order.service_id, lease.order.country_id)
            case _:
                raise ValueError(act)

    def copy_key_of(self, lease_id: LeaseId) -> None:
        """Copy what would find the number again if the journal never holds it."""
        lease = self._model.lease(lease_id)
        if lease is not None and (text := key_text(lease)):
            # It is not cleared after a while: it may soon be all that there is.
            self._copier.copy_text(text)

    def copy_by_context(self, lease_id: LeaseId) -> None:
        """Copy the code, or the number while there is none."""
        lease = self._model.lease(lease_id)
        if lease is not None:
            self.do(Act.COPY_CODE if may(lease, Act.COPY_CODE).yes else Act.COPY_NUMBER, lease_id)

    def undoable(self) -> LeaseId | None:
        """The number whose release can still be undone: the last one, until its time is up."""
        lease = self._model.lease(self._last_release) if self._last_release is not None else None
        if lease is None or lease.state is not State.RELEASING or lease.sent_once:
            return None
        return lease.lease_id if seconds_until(lease.due, self._link.clock.now()) else None

    def undo_release(self) -> None:
        """Keep the number whose release was wanted last."""
        lease_id = self.undoable()
        if lease_id is not None:
            self._link.numbers.keep(lease_id)

    def fill(self, menu: QMenu) -> None:
        """Put all acts into a menu, in the order of their use."""
        menu.addActions([self.copy_code, self.copy_number, self.copy_with_code, self.copy_without_code])
        menu.addActions([self.copy_key, self.copy_docking, self.copy_sms])
        menu.addSeparator()
        menu.addActions([self.release, self.auto_release.menuAction(), self.keep, self.undo, self.blacklist])
        menu.addSeparator()
        menu.addActions([self.use_again, self.request_again, self.send_sms])
        menu.addActions([self.take_as_code, self.done, self.report.menuAction()])
        menu.addSeparator()
        menu.addActions([self.look_again, self.settle, self.show_linked, self.ask_again])
        menu.addSeparator()
        menu.addActions([self.evidence, self.details, self.clear_closed])

    def _bound(self) -> Lease | None:
        return self._model.lease(self._lease_id) if self._lease_id is not None else None

    def _make(self, name: str, act: Act, keys: str = "", *, in_table: bool = False) -> QAction:
        action = self._plain(name, act_name(act), keys)
        if act in _ICONS:
            icons.give(action, _ICONS[act])
        if in_table:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: self._do_bound(act))
        self._by_act[act] = action
        return action

    def _plain(self, name: str, words: str, keys: str = "") -> QAction:
        action = named(QAction(words, self._owner), name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    def _set_auto_release(self, minutes: int) -> None:
        if self._lease_id is not None:
            self._link.numbers.set_auto_release(self._lease_id, minutes)

    def _ask_bound(self, act: Act) -> None:
        if self._lease_id is not None:
            self.asking_wanted.emit(act, self._lease_id)

    def _report(self, remark: int) -> None:
        if self._lease_id is not None:
            self._link.numbers.report(self._lease_id, remark)

    def _do_bound(self, act: Act) -> None:
        if self._lease_id is not None:
            self.do(act, self._lease_id)

    def _copy_number(self, *, with_code: bool) -> None:
        lease = self._bound()
        if lease is not None and may(lease, Act.COPY_NUMBER).yes:
            self._copier.copy_number(lease, with_code)

    def _copy_key(self) -> None:
        if self._lease_id is not None:
            self.copy_key_of(self._lease_id)

    def _show_linked(self) -> None:
        lease = self._bound()
        if lease is not None and lease.order.linked is not None:
            self.linked_wanted.emit(lease.order.linked)

    def _copy_docking(self) -> None:
        lease = self._bound()
        if lease is not None and lease.grant is not None:
            # It is passed on to others, so it is no secret of this number.
            self._copier.copy_text(lease.grant.docking_code)

    def _ask_evidence(self) -> None:
        if self._lease_id is not None:
            self._link.papers.ask_evidence(self._lease_id)

    def _closed(self) -> list[LeaseId]:
        return [
            row.lease.lease_id
            for lease in self._model.leases()
            if (row := self._model.row_of(lease.lease_id)) is not None
            and lease.state not in OPEN
            and Mark.NOT_SAVED not in lease.marks
            and not row.in_open_view
        ]

    def _clear_closed(self) -> None:
        closed = self._closed()
        if closed:
            self._link.numbers.clear(closed)


def _open_one(lease: Lease, act: Act) -> Act:
    """Settling means the row itself, or else the act on its number that had no answer."""
    return Act.SETTLE_ACT if act is Act.SETTLE and not may(lease, Act.SETTLE).yes else act
