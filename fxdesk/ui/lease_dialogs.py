# SPDX-License-Identifier: MIT
"""Open the dialog that asks before more of a number is paid for, or what became of such an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from fxdesk.core.lease_state import Act
from fxdesk.core.model import Lease, LeaseId
from fxdesk.ui.request_again_dialog import RequestAgainDialog
from fxdesk.ui.send_sms_dialog import SendSmsDialog
from fxdesk.ui.settle_act_dialog import SettleActDialog
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.use_again_dialog import UseAgainDialog

if TYPE_CHECKING:
    from fxdesk.ui.lease_actions import LeaseActions
    from fxdesk.ui.lease_model import LeaseModel
    from fxdesk.workers.link import Link


class LeaseDialogs(QObject):
    """Follows asking_wanted of LeaseActions; the dialogs belong to the window that `page` is in.

    `others_of` counts the other purchases that may have moved the balance meanwhile.
    """

    def __init__(
        self,
        link: Link,
        model: LeaseModel,
        actions: LeaseActions,
        others_of: Callable[[Lease], int],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._link, self._model, self._others_of, self._page = link, model, others_of, page
        actions.asking_wanted.connect(self._ask)

    def _ask(self, act: Act, lease_id: LeaseId) -> None:
        lease = self._model.lease(lease_id)
        if lease is not None:
            dialog = self._dialog(act, lease)
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
            case Act.SETTLE_ACT:
                return SettleActDialog(self._link, lease, self._others_of(lease), window)
            case _:
                raise ValueError(act)
