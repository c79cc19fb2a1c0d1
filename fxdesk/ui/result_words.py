# SPDX-License-Identifier: MIT
"""Name the results that a person may report of a number."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

REMARKS = (0, -1, -2, -3)
"""apiReturn's remarks, in the document's order."""


def result_word(remark: str) -> str:
    """A remark of apiReturn in a word or two; one that the document does not know as it is."""
    match remark:
        case "0":
            return translate("Results", "success")
        case "-1":
            return translate("Results", "failed")
        case "-2":
            return translate("Results", "no code came")
        case "-3":
            return translate("Results", "number already used")
        case _:
            return remark


def result_choice(remark: int) -> str:
    """A remark of apiReturn as a choice in a menu."""
    return {
        0: translate("Results", "Success"),
        -1: translate("Results", "Failed"),
        -2: translate("Results", "No code came"),
        -3: translate("Results", "Number already used"),
    }[remark]
