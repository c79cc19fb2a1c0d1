# SPDX-License-Identifier: MIT
"""Write an SMS that goes out from a rented number, and count what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from fxdesk.core.lease_state import Event, Mark
from fxdesk.core.model import Lease, LeaseId, TimelineEvent
from fxdesk.core.sms_length import sms_length
from fxdesk.core.text import isolate
from fxdesk.ui import theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.fields import Field
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.naming import named
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 520
TEXT_HEIGHT = 96
RECEIVER_LIMIT = 40


class SendSmsDialog(SheetDialog):
    """Asks for receiver and text and hands the SMS in. Its signals are QDialog's.

    Where an earlier try had no answer its receiver and text stand there again.
    """

    def __init__(self, link: Link, lease: Lease, parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="sendSmsDialog", parent=parent)
        self.setWindowTitle(self.tr("Send an SMS"))
        self._link, self._lease_id = link, lease.lease_id
        row = LeaseRow(lease, link.clock.now())
        heading = self.tr("Send an SMS from {number}").format(number=isolate(row.phone or row.service))
        self.body.addWidget(label(heading, role="price", wrap=True))
        words = self.tr(
            "{service}: the service sends it and gives a receipt. Its document names no price for sending: "
            "watch the balance."
        ).format(service=isolate(row.service))
        self.body.addWidget(label(words, tone="text2", wrap=True))
        self.body.addSpacing(8)
        self._add_fields()
        self.note = NoticeBox(object_name="sendSmsNote")
        self.body.addWidget(self.note)
        cancel = Button(self.tr("Cancel"), object_name="sendSmsCancelButton")
        cancel.clicked.connect(self.reject)
        self._send = Button(
            self.tr("Send SMS"), kind="primary", icon="send", object_name="sendSmsAcceptButton"
        )
        self._send.setDefault(True)
        self._send.clicked.connect(self.accept)
        self.add_act(cancel)
        self.add_act(self._send)
        self.receiver.textChanged.connect(self._check)
        self.text.textChanged.connect(self._check)
        if Mark.UNCERTAIN_ACT in lease.marks:
            self.note.say(
                self.tr(
                    "An earlier try had no answer. If it went through, the service says that this SMS was "
                    "submitted already, and FX Desk takes that for sent."
                )
            )
            link.papers.timeline_ready.connect(self._take_timeline)
            link.papers.ask_timeline(lease.lease_id)
        self._check()
        self.receiver.setFocus()

    def accept(self) -> None:
        """Hand the SMS in, unless another request that costs is on its way."""
        if not self._complete():
            return
        if self._link.purchase.send_sms(
            self._lease_id, self.receiver.text().strip(), self.text.toPlainText()
        ):
            super().accept()
        else:
            self.note.say(self.tr("Another request that costs is on its way. Wait for its answer first."))

    def _add_fields(self) -> None:
        caption = label(self.tr("Receiver"), role="small", tone="text2")
        self.receiver = Field(
            self.tr("For example 10086"), name=self.tr("Receiver"), object_name="receiverEdit"
        )
        self.receiver.setMaxLength(RECEIVER_LIMIT)
        caption.setBuddy(self.receiver)
        self.body.addWidget(caption)
        self.body.addWidget(self.receiver)
        caption = label(self.tr("Text"), role="small", tone="text2")
        self.text = named(QPlainTextEdit(), "smsContentEdit")
        self.text.setAccessibleName(self.tr("Text"))
        self.text.setProperty("framed", True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.current().px(TEXT_HEIGHT))
        caption.setBuddy(self.text)
        self.body.addWidget(caption)
        self.body.addWidget(self.text)
        self.length = label("", role="small", tone="muted", wrap=True, object_name="smsLengthLabel")
        self.body.addWidget(self.length)

    def _complete(self) -> bool:
        return bool(self.receiver.text().strip() and self.text.toPlainText().strip())

    def _check(self) -> None:
        length = sms_length(self.text.toPlainText())
        words = self.tr("{characters} characters · {parts} SMS of up to {per_part}")
        self.length.setText(words.format(**length._asdict()))
        self._send.setEnabled(self._complete())

    def _take_timeline(self, answer: tuple[LeaseId, tuple[TimelineEvent, ...]]) -> None:
        lease_id, events = answer
        if lease_id != self._lease_id or self.receiver.text() or self.text.toPlainText():
            return
        sent = next((one for one in reversed(events) if one.event is Event.SEND_INTENDED), None)
        if sent is not None:
            detail = dict(sent.detail)
            self.receiver.setText(detail.get("receiver", ""))
            self.text.setPlainText(detail.get("text", ""))
