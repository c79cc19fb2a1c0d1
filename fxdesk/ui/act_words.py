# SPDX-License-Identifier: MIT
"""Name what a person may do with a number: short on its button, whole for menus and screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fxdesk.core.lease_state import Act

translate = QCoreApplication.translate


def act_name(act: Act) -> str:
    """An act as menus, tooltips and screen readers say it. Raises KeyError for one without a name."""
    return {
        Act.COPY_CODE: translate("Acts", "Copy code"),
        Act.COPY_NUMBER: translate("Acts", "Copy number"),
        Act.COPY_SMS: translate("Acts", "Copy SMS text"),
        Act.RELEASE: translate("Acts", "Release this number"),
        Act.KEEP: translate("Acts", "Keep this number"),
        Act.BLACKLIST: translate("Acts", "Blacklist this number…"),
        Act.SETTLE: translate("Acts", "Settle…"),
        Act.LOOK_AGAIN: translate("Acts", "Look for the SMS now"),
        Act.ASK_AGAIN: translate("Acts", "Choose this offer again"),
        Act.DONE: translate("Acts", "No code is to come: done"),
        Act.USE_AGAIN: translate("Acts", "Use again…"),
        Act.REQUEST_AGAIN: translate("Acts", "Request this number…"),
        Act.SEND_SMS: translate("Acts", "Send SMS…"),
        Act.TAKE_AS_CODE: translate("Acts", "It is the code"),
        Act.SETTLE_ACT: translate("Acts", "Settle…"),
        Act.REPORT: translate("Acts", "Report result"),
        Act.AUTO_RELEASE: translate("Acts", "Release by itself"),
    }[act]


def button_word(act: Act) -> str:
    """The word on a row's button; "" where the icon says it alone."""
    match act:
        case Act.COPY_CODE:
            return translate("Acts", "Copy")
        case Act.RELEASE:
            return translate("Acts", "Release")
        case _:
            return ""


def copied_word(what: str) -> str:
    """What a row's copy button says after something was copied; the number has its own word beside a code."""
    return translate("Acts", "Number") if what == "number" else translate("Acts", "Copied")
