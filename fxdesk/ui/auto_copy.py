# SPDX-License-Identifier: MIT
"""Copy a new number, and an arriving code, by itself where the person switched that on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease, LeaseId

if TYPE_CHECKING:
    from fxdesk.ui.clipboard import Clipboard
    from fxdesk.workers.link import Link


class AutoCopy(QObject):
    """Watches the numbers; what was there before the program or the window is no news. No signals."""

    def __init__(self, link: Link, clipboard: Clipboard, parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._clipboard = link, clipboard
        self._numbers: set[LeaseId] = set()
        self._codes: dict[LeaseId, int] = {}
        link.leases_loaded.connect(self._take_old)
        link.lease_changed.connect(self._take_news)
        link.leases_cleared.connect(self._forget)

    def _take_old(self, leases: Iterable[Lease]) -> None:
        for lease in leases:
            self._is_new_number(lease)
            self._is_new_code(lease)

    def _take_news(self, lease: Lease) -> None:
        preferences = self._link.preferences
        if self._is_new_number(lease) and preferences.auto_copy_number and lease.state is State.WAITING:
            self._clipboard.copy_number(lease)
        if self._is_new_code(lease) and preferences.auto_copy_code and lease.state is State.RECEIVED:
            self._clipboard.copy_code(lease)

    def _is_new_number(self, lease: Lease) -> bool:
        if lease.grant is None or not lease.grant.mobile or lease.lease_id in self._numbers:
            return False
        self._numbers.add(lease.lease_id)
        return True

    def _is_new_code(self, lease: Lease) -> bool:
        if not lease.sms or not lease.text or lease.sms[-1].sms_id == self._codes.get(lease.lease_id):
            return False
        self._codes[lease.lease_id] = lease.sms[-1].sms_id
        return True

    def _forget(self, lease_ids: Iterable[LeaseId]) -> None:
        for lease_id in lease_ids:
            self._numbers.discard(lease_id)
            self._codes.pop(lease_id, None)
