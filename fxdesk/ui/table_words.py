# SPDX-License-Identifier: MIT
"""Name the columns and states of the saved table of numbers in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from fxdesk.core.lease_state import State
from fxdesk.core.number_table import TableWords

translate = QCoreApplication.translate


def table_words() -> TableWords:
    """The words of the table, to be handed to whoever writes it."""
    headings = {
        "id": translate("Table", "No."),
        "asked": translate("Table", "Asked"),
        "asked_utc": translate("Table", "Asked (UTC)"),
        "zone": translate("Table", "Time zone"),
        "got": translate("Table", "Got"),
        "sms": translate("Table", "SMS came"),
        "changed": translate("Table", "Last change"),
        "account": translate("Table", "Account"),
        "service_id": translate("Table", "Service ID"),
        "service": translate("Table", "Service"),
        "country_id": translate("Table", "Country ID"),
        "country": translate("Table", "Country"),
        "dial_code": translate("Table", "Dial code"),
        "number": translate("Table", "Number"),
        "state": translate("Table", "State"),
        "price": translate("Table", "Price"),
        "max_price": translate("Table", "Max price"),
        "code": translate("Table", "Code"),
        "charged": translate("Table", "Charged"),
    }
    states = {
        State.ASKING: translate("Table", "Asking"),
        State.UNCERTAIN: translate("Table", "Sent, no answer"),
        State.REFUSED: translate("Table", "Refused"),
        State.WAITING: translate("Table", "Waiting for code"),
        State.SENDING: translate("Table", "Sending SMS"),
        State.RECEIPT: translate("Table", "SMS sent"),
        State.RECEIVED: translate("Table", "Code received"),
        State.RELEASING: translate("Table", "Releasing"),
        State.RELEASED: translate("Table", "Released"),
        State.BLACKLISTING: translate("Table", "Blacklisting"),
        State.BLACKLISTED: translate("Table", "Blacklisted"),
        State.GONE: translate("Table", "Closed by service"),
        State.LOST: translate("Table", "Charged, lost"),
    }
    return TableWords(
        headings,
        states,
        charged=translate("Table", "yes"),
        not_charged=translate("Table", "no"),
        not_known=translate("Table", "not known"),
        deleted=translate("Table", "deleted"),
        chinese=QLocale().language() is QLocale.Language.Chinese,
    )
