# SPDX-License-Identifier: MIT
"""Tell a screen reader of what happens to numbers: code arrived, copied, released, uncertain."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.text import clean
from fxdesk.ui.announcement import announce
from fxdesk.ui.lease_model import LeaseModel
from fxdesk.ui.lease_row import service_name

_SPOKEN_CODE = 24

translate = QCoreApplication.translate


class LeaseNews:
    """Speaks about a widget; what it says is kept in `last`."""

    def __init__(self, model: LeaseModel, about: QWidget) -> None:
        self._model, self._about = model, about
        self.last = ""

    def tell_of(self, lease: Lease) -> None:
        """Say it, if this snapshot brings what wants to be said."""
        before = self._model.lease(lease.lease_id)
        if before is not None and (before.state, before.rounds) == (lease.state, lease.rounds):
            return
        service = service_name(lease)
        match lease.state:
            case State.RECEIVED if before is not None and lease.code:
                words = translate("Spoken", "{service}: code {code} received")
                # Digit by digit, or it is read as a number.
                code = clean(lease.code, _SPOKEN_CODE, one_line=True)
                self._say(words.format(service=service, code=" ".join(code)))
            case State.RECEIVED if before is not None:
                self._say(translate("Spoken", "{service}: SMS received").format(service=service))
            case State.RELEASED if before is not None:
                self._say(translate("Spoken", "{service}: number released").format(service=service))
            case State.UNCERTAIN:
                self._say(
                    translate("Spoken", "{service}: sent, no answer, may be charged").format(service=service)
                )

    def tell_copied(self, lease_id: LeaseId | None, what: str) -> None:
        """Say what was copied."""
        if lease_id is None:
            return
        match what:
            case "code":
                self._say(translate("Spoken", "Code copied"))
            case "number":
                self._say(translate("Spoken", "Number copied"))
            case _:
                self._say(translate("Spoken", "Text copied"))

    def _say(self, words: str) -> None:
        self.last = words
        announce(self._about, words)
