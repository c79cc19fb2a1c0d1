# SPDX-License-Identifier: MIT
"""Bring the link's notices into the message strip, and do what its links say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fxdesk.core.lease_state import Act
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice
from fxdesk.ui.message_strip import Message, MessageStrip
from fxdesk.ui.notice_words import notice_words

if TYPE_CHECKING:
    from fxdesk.ui.lease_actions import LeaseActions
    from fxdesk.ui.lease_model import LeaseModel
    from fxdesk.workers.link import Link


class StripNotices(QObject):
    """Puts notices into words for the strip.

    row_wanted(LeaseId) -- a row is to be shown and selected.
    sign_in_wanted() -- the person wants to sign in.
    log_wanted() -- the person wants to see the log.
    """

    row_wanted = Signal(object)
    sign_in_wanted = Signal()
    log_wanted = Signal()

    def __init__(
        self, link: Link, strip: MessageStrip, model: LeaseModel, actions: LeaseActions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._link, self._strip, self._model, self._actions = link, strip, model, actions
        self._notices: dict[str, Notice] = {}
        link.noticed.connect(self.show_notice)
        link.withdrawn.connect(self._withdraw)
        strip.link_pressed.connect(self._follow)
        strip.dismissed.connect(self._forget)
        strip.more_pressed.connect(self.log_wanted)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice, in place of one with the same key."""
        lease = self._model.lease(notice.lease_id) if notice.lease_id is not None else None
        words = notice_words(notice, lease, self._link.clock.now())
        self._notices[notice.key] = notice
        self._strip.show_message(
            Message(notice.key, notice.rank, words.text, words.links, words.seconds, words.icon)
        )

    def _withdraw(self, key: str) -> None:
        self._notices.pop(key, None)
        self._strip.withdraw(key)

    def _forget(self, key: str) -> None:
        self._notices.pop(key, None)

    def _follow(self, key: str, link_id: str) -> None:
        notice = self._notices.get(key)
        if notice is None:
            return
        match link_id:
            case "sign_in":
                self.sign_in_wanted.emit()
            case "log":
                self.log_wanted.emit()
            case "refresh_prices":
                self._link.refresh_prices()
            case _ if notice.lease_id is not None:
                self._follow_to(notice.lease_id, link_id)

    def _follow_to(self, lease_id: LeaseId, link_id: str) -> None:
        match link_id:
            case "show_row":
                self.row_wanted.emit(lease_id)
            case "undo" | "keep":
                self._link.keep(lease_id)
            case "release_now":
                self._link.release(lease_id, now=True)
            case "release":
                self._actions.do(Act.RELEASE, lease_id)
            case "blacklist":
                self._actions.do(Act.BLACKLIST, lease_id)
            case "copy_code":
                self._actions.do(Act.COPY_CODE, lease_id)
            case "settle":
                self._actions.do(Act.SETTLE, lease_id)
            case _:
                raise ValueError(link_id)
