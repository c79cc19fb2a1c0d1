# SPDX-License-Identifier: MIT
"""Open the dialog that an act on a number needs first: what it costs, what it risks, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from fxdesk.core.lease_state import Act
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.release_rules import ReleaseDoubt
from fxdesk.ui.auto_release_dialog import AutoReleaseDialog
from fxdesk.ui.release_often_dialog import ReleaseOftenDialog
from fxdesk.ui.request_again_dialog import RequestAgainDialog
from fxdesk.ui.send_sms_dialog import SendSmsDialog
from fxdesk.ui.settle_dialog import SettleDialog
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.use_again_dialog import UseAgainDialog

if TYPE_CHECKING:
    from fxdesk.ui.lease_actions import LeaseActions
    from fxdesk.ui.lease_model import LeaseModel
    from fxdesk.workers.link import Link


class LeaseDialogs(QObject):
    """Follows asking_wanted of LeaseActions; the dialogs belong to the window that `page` is in."""

    def __init__(self, link: Link, model: LeaseModel, actions: LeaseActions, page: QWidget) -> None:
        super().__init__(page)
        self._link, self._model, self._page = link, model, page
        actions.asking_wanted.connect(self._ask)
        link.numbers.release_doubted.connect(self._ask_about_release)

    def _ask(self, act: Act, lease_id: LeaseId) -> None:
        lease = self._model.lease(lease_id)
        if lease is not None:
            self._open(self._dialog(act, lease))

    def _ask_about_release(self, doubt: ReleaseDoubt) -> None:
        lease, window = self._model.lease(doubt.lease_id), self._page.window()
        asked = any(dialog.isVisible() for dialog in window.findChildren(ReleaseOftenDialog))
        if lease is not None and not asked:
            self._open(ReleaseOftenDialog(self._link, lease, doubt.counts, window))

    def _open(self, dialog: SheetDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _dialog(self, act: Act, lease: Lease) -> SheetDialog:
        offer = self._model.current_offer(lease)
        price, window = offer.price if offer is not None else None, self._page.window()
        match act:
            case Act.USE_AGAIN:
                return UseAgainDialog(self._link, lease, price, window)
            case Act.REQUEST_AGAIN:
                return RequestAgainDialog(self._link, lease, price, window)
            case Act.SEND_SMS:
                return SendSmsDialog(self._link, lease, window)
            case Act.AUTO_RELEASE:
                return AutoReleaseDialog(self._link, lease, window)
            case Act.SETTLE | Act.SETTLE_ACT:
                return SettleDialog(self._link, lease, of_act=act is Act.SETTLE_ACT, parent=window)
            case _:
                raise ValueError(act)
