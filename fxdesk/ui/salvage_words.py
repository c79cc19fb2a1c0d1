# SPDX-License-Identifier: MIT
"""Put into words what became of a journal that was no good at the start: what was read, what a copy gave."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from fxdesk.core.notice import Notice
from fxdesk.core.text import clean, isolate

translate = QCoreApplication.translate

_FACT_LIMIT = 240


def salvage_sentence(notice: Notice) -> str:
    """What happened to the journal, what there is of it and from where, and what to do: one sentence."""
    known = dict(notice.facts)
    numbers, read = int(known.get("numbers", "0")), int(known.get("read", "0"))
    facts = {
        "happened": _happened(known),
        "numbers": number_count(numbers),
        "open": open_count(int(known.get("open", "0"))),
        "read": number_count(read),
        "copied": number_count(numbers - read),
        "when": _moment(known.get("copied", "")),
    }
    if not numbers:
        words = translate(
            "Notices",
            "{happened}; nothing of it could be read: if you had open numbers, look for them on the "
            "service's site.",
        )
    elif not known.get("copied"):
        words = translate("Notices", "{happened}; {numbers} could be read, {open}: check the list.")
    elif read and numbers > read:
        words = translate(
            "Notices",
            "{happened}; {read} could be read and {copied} came from the copy of {when}, {open}: look on the "
            "service's site for any that you got later.",
        )
    elif read:
        words = translate(
            "Notices",
            "{happened}; {numbers} could be read, {open}, with what the copy of {when} adds: check the list.",
        )
    else:
        words = translate(
            "Notices",
            "{happened}; {numbers} came from the copy of {when}, {open}; any that you got later are missing: "
            "look on the service's site.",
        )
    said = words.format_map(facts)
    return f"{said} {lost}" if (lost := _lost_texts(known.get("texts", "0"))) else said


def _lost_texts(texts: str) -> str:
    """What was paid for and can't be read any more; "" for nothing."""
    if texts == "0":
        return ""
    if texts == "1":
        return translate("Notices", "The text of 1 SMS was lost.")
    return translate("Notices", "The texts of {n} SMS were lost.").format(n=texts)


def _happened(known: dict[str, str]) -> str:
    aside = isolate(clean(known.get("aside", ""), _FACT_LIMIT, one_line=True))
    match known.get("kind", ""):
        case "foreign":
            words = translate("Notices", "The journal was another program's file, kept as {aside}")
        case "missing":
            words = translate("Notices", "The journal was missing")
        case "empty":
            words = translate("Notices", "The journal was empty")
        case "behind":
            words = translate("Notices", "The journal had lost its last entries")
        case _:
            words = translate("Notices", "The journal was damaged and is kept as {aside}")
    return words.format(aside=aside)


def number_count(numbers: int) -> str:
    """So many numbers."""
    if numbers == 1:
        return translate("Notices", "1 number")
    return translate("Notices", "{n} numbers").format(n=numbers)


def open_count(numbers: int) -> str:
    """How many of those named before are open."""
    return (
        translate("Notices", "{n} open").format(n=numbers) if numbers else translate("Notices", "none open")
    )


def _moment(utc: str) -> str:
    return f"{datetime.fromtimestamp(float(utc)):%Y-%m-%d %H:%M}" if utc else ""


def unread_sentence(notice: Notice) -> str:
    """What could not be read, in figures; "" where all could."""
    known = dict(notice.facts)
    unread, mended = known.get("unread", "0"), known.get("mended", "0")
    said = []
    if unread != "0":
        words = translate("Notices", "Entries that could not be read: {n}.")
        said.append(words.format(n=unread))
    if mended != "0":
        words = translate("Notices", "Numbers pieced together from what else tells of them: {n}.")
        said.append(words.format(n=mended))
    return " ".join(said)
