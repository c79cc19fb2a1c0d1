# SPDX-License-Identifier: MIT
"""Bring the link's notices into the message strip, and do what its links say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fxdesk.core.errors import NoMoney
from fxdesk.core.figures import format_money
from fxdesk.core.lease_state import Act
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Topic
from fxdesk.ui.limit_words import FIELDS
from fxdesk.ui.message_strip import Message, MessageStrip
from fxdesk.ui.notice_words import notice_words
from fxdesk.ui.state_words import seconds_until
from fxdesk.ui.upkeep_links import UpkeepLinks

if TYPE_CHECKING:
    from fxdesk.ui.lease_actions import LeaseActions
    from fxdesk.ui.lease_model import LeaseModel
    from fxdesk.ui.shared_second import SharedSecond
    from fxdesk.workers.link import Link

_MONEY = frozenset(
    {
        Topic.RENT_UNCERTAIN,
        Topic.AGAIN_UNCERTAIN,
        Topic.SEND_UNCERTAIN,
        Topic.RECEIPT_OR_CODE,
        Topic.GRANT_INCOMPLETE,
        Topic.UNKNOWN_TO_SERVICE,
        Topic.RELEASE_UNCONFIRMED,
        Topic.NOT_SAVED,
    }
)
"""What may have cost something that nobody knows of yet: no later word of the same rank hides it."""


class StripNotices(QObject):
    """Puts notices into words for the strip.

    row_wanted(LeaseId) -- a row is to be shown and selected.
    sign_in_wanted() -- the person wants to sign in.
    log_wanted() -- the person wants to see the log.
    top_up_wanted(), open_numbers_wanted() -- money, or other numbers, are in the way.
    limit_wanted(str) -- the setting of this name is to be changed.
    """

    row_wanted = Signal(object)
    sign_in_wanted = Signal()
    log_wanted = Signal()
    top_up_wanted = Signal()
    open_numbers_wanted = Signal()
    limit_wanted = Signal(str)

    def __init__(
        self,
        link: Link,
        strip: MessageStrip,
        model: LeaseModel,
        actions: LeaseActions,
        second: SharedSecond,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._second = second
        second.turned.connect(strip.say_anew)
        self._link, self._strip, self._model, self._actions = link, strip, model, actions
        self._notices: dict[str, Notice] = {}
        self._upkeep = UpkeepLinks(link, model.leases, strip)
        link.noticed.connect(self.show_notice)
        link.withdrawn.connect(self._withdraw)
        strip.link_pressed.connect(self._follow)
        strip.dismissed.connect(self._forget)
        strip.expired.connect(self._forget)
        strip.more_pressed.connect(self.log_wanted)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice, in place of one with the same key."""
        lease = self._model.lease(notice.lease_id) if notice.lease_id is not None else None
        self._second.turn()
        words = notice_words(notice._replace(facts=self._facts(notice, lease)), lease, self._second.now())
        self._notices[notice.key] = notice
        self._strip.show_message(
            Message(
                notice.key,
                notice.rank,
                words.text,
                words.links,
                words.seconds,
                words.icon,
                # An uncertain purchase stays for minutes; it must not hide the seconds of an undo.
                first=notice.topic is Topic.RELEASE_UNDO,
                money=notice.topic in _MONEY,
                left=lambda: self._seconds_left(notice.lease_id),
            )
        )

    def _seconds_left(self, lease_id: LeaseId | None) -> int | None:
        """The seconds that the row counts too; None while it does not carry the moment yet."""
        lease = self._model.lease(lease_id) if lease_id is not None else None
        return None if lease is None or lease.due is None else seconds_until(lease.due, self._second.now())

    def _facts(self, notice: Notice, lease: Lease | None) -> tuple[tuple[str, str], ...]:
        """The notice's facts, and what it costs and what there is where the money does not reach."""
        if not isinstance(notice.error, NoMoney) or lease is None:
            return notice.facts
        found = []
        states = self._link.accounts.states
        account = next((state for state in states if state.account.account_id == lease.account_id), None)
        if account is not None and account.balance is not None:
            found.append(("balance", format_money(account.balance.amount)))
        price = lease.order.most
        if price is not None:
            found.append(("price", format_money(price)))
        return (*notice.facts, *found)

    def _withdraw(self, key: str) -> None:
        self._notices.pop(key, None)
        self._strip.withdraw(key)

    def _forget(self, key: str) -> None:
        self._note(self._notices.pop(key, None))

    def _note(self, notice: Notice | None) -> None:
        """Whatever the person does with it, a charge after the end was seen then."""
        if notice is not None and notice.topic is Topic.CHARGED_AFTER_END and notice.lease_id is not None:
            self._link.numbers.note_charge(notice.lease_id)

    def _follow(self, key: str, link_id: str) -> None:
        notice = self._notices.get(key)
        if notice is None:
            return
        self._note(notice)
        match link_id:
            case "sign_in":
                self.sign_in_wanted.emit()
            case "log":
                self.log_wanted.emit()
            case "top_up":
                self.top_up_wanted.emit()
            case "open_numbers":
                self.open_numbers_wanted.emit()
            case "salvage" | "delete_left":
                self._upkeep.follow(notice)
            case "limits":
                self.limit_wanted.emit(FIELDS[notice.topic])
            case "refresh_prices":
                self._link.refresh_prices()
            case _ if notice.lease_id is not None:
                self._follow_to(notice.lease_id, link_id)

    def _follow_to(self, lease_id: LeaseId, link_id: str) -> None:
        match link_id:
            case "evidence":
                self._link.papers.ask_evidence(lease_id)
            case "show_row":
                self.row_wanted.emit(lease_id)
            case "undo" | "keep":
                self._link.numbers.keep(lease_id)
            case "keep_waiting":
                self._link.numbers.set_auto_release(lease_id, 0)
            case "release_now":
                self._link.numbers.release(lease_id, now=True)
            case "release":
                self._actions.do(Act.RELEASE, lease_id)
            case "blacklist":
                self._actions.do(Act.BLACKLIST, lease_id)
            case "copy_key":
                self._actions.copy_key_of(lease_id)
            case "copy_code":
                self._actions.do(Act.COPY_CODE, lease_id)
            case "take_as_code":
                self._actions.do(Act.TAKE_AS_CODE, lease_id)
            case "settle":
                self._actions.do(Act.SETTLE, lease_id)
            case _:
                raise ValueError(link_id)
