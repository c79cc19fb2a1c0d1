# SPDX-License-Identifier: MIT
"""Put into sentences what became of the journal's file: a broken one, deleted texts, backups."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fxdesk.core.errors import FileFailed, FxError, JournalFailed
from fxdesk.core.notice import Notice, Topic
from fxdesk.core.text import clean, isolate
from fxdesk.ui.message_strip import Link
from fxdesk.ui.salvage_words import number_count, open_count, salvage_sentence

translate = QCoreApplication.translate

UPKEEP = frozenset(
    {
        Topic.SETTINGS_FAILED,
        Topic.JOURNAL_SALVAGED,
        Topic.TEXTS_DELETED,
        Topic.TEXTS_LEFT,
        Topic.BACKED_UP,
        Topic.BACKUP_FAILED,
        Topic.RESTORED,
        Topic.RESTORE_FAILED,
    }
)
"""The topics that have their words here."""

_FACT_LIMIT = 240


def upkeep_words(notice: Notice, why: str) -> tuple[str, tuple[Link, ...], str]:
    """The sentence of a topic of UPKEEP, its links and its icon; `why` is the sentence of its error."""
    facts = {name: isolate(clean(value, _FACT_LIMIT, one_line=True)) for name, value in notice.facts}
    facts |= {
        name: facts.get(name) or "?" for name in ("file", "folder", "files", "aside", "texts", "numbers")
    }
    match notice.topic:
        case Topic.SETTINGS_FAILED:
            return _settings_failed(notice, why), (), ""
        case Topic.JOURNAL_SALVAGED:
            return salvage_sentence(notice), (_list(notice),), "database"
        case Topic.TEXTS_DELETED:
            return _texts_deleted(dict(notice.facts).get("texts", "0")), (), "database"
        case Topic.TEXTS_LEFT:
            words = translate(
                "Notices",
                "These files were put aside as they were and may still hold SMS texts: {files}.",
            )
            delete = Link("delete_left", translate("Notices", "Delete them…"), "deleteLeftLink")
            return words.format_map(facts), (delete,), "database"
        case Topic.BACKED_UP:
            words = translate("Notices", "The backup is written and was read again: {file}")
            return words.format_map(facts), (), "database"
        case Topic.BACKUP_FAILED:
            words = translate("Notices", "No backup was written. {why}")
            return words.format(why=why), (), "database"
        case Topic.RESTORED:
            return _restored(dict(notice.facts)), (_list(notice),), "database"
        case _:
            words = translate("Notices", "The backup was not taken in; nothing was changed. {why}")
            return words.format(why=why), (), "database"


def _settings_failed(notice: Notice, why: str) -> str:
    known = dict(notice.facts)
    if known.get("unread"):
        aside = isolate(clean(known.get("kept_aside", ""), _FACT_LIMIT, one_line=True))
        if known.get("kept_aside"):
            words = translate(
                "Notices",
                "The settings could not be read and are kept as {aside}: the defaults are in force and your "
                "limits are off; set them again.",
            )
            return words.format(aside=aside)
        words = translate(
            "Notices",
            "The settings could not be read: the defaults are in force and your limits are off. {why}",
        )
        return words.format(why=why)
    if known.get("faults"):
        words = translate("Notices", "These settings could not be read and have their defaults: {faults}.")
        return words.format(faults=isolate(clean(known["faults"], _FACT_LIMIT, one_line=True)))
    if isinstance(notice.error, FileFailed) and notice.error.name == "settings.json":
        words = translate("Notices", "The settings are not saved: they hold until FX Desk ends. {why}")
        return words.format(why=why)
    # Another file, whose name stands in the sentence.
    return why


def journal_failed(error: JournalFailed) -> str:
    """Why the journal can't be used, and what to do: a sentence of its own for each cause."""
    if error.frozen:
        return _frozen(error.cause)
    match error.cause:
        case "disk full":
            return translate(
                "Errors",
                "The journal cannot be written: the disk is full. Free some space; renting waits for it.",
            )
        case "read-only":
            return translate(
                "Errors",
                "The journal cannot be written: its folder is read-only. Make it writable; renting waits for "
                "it.",
            )
        case "in use":
            return translate(
                "Errors",
                "The journal cannot be written: another program holds it. Close that program; renting waits "
                "for it.",
            )
        case "damaged":
            return translate(
                "Errors",
                "The journal is damaged: nothing can be rented. Start FX Desk again; it rebuilds the journal "
                "from what can be read.",
            )
        case "newer version":
            return translate(
                "Errors",
                "A newer FX Desk made this journal: nothing was changed and nothing can be rented. Start "
                "that version, or update this one.",
            )
        case _:
            return translate(
                "Errors",
                "The journal cannot be written: the disk reports an error. Check the disk; renting waits for "
                "it.",
            )


def _frozen(cause: str) -> str:
    """The journal could not be written when the program started: it is shown as far as it could be read."""
    match cause:
        case "disk full":
            return translate(
                "Errors",
                "The disk is full: what can be read of the journal is shown, and nothing can be rented. Free "
                "some space and start FX Desk again.",
            )
        case "read-only":
            return translate(
                "Errors",
                "The journal's folder cannot be written: what can be read of it is shown, and nothing can be "
                "rented. Make the folder writable and start FX Desk again.",
            )
        case "in use":
            return translate(
                "Errors",
                "Another program holds the journal: what can be read of it is shown, and nothing can be "
                "rented. Close that program and start FX Desk again.",
            )
        case _:
            return translate(
                "Errors",
                "The disk reports an error: what can be read of the journal is shown, and nothing can be "
                "rented. Check the disk and start FX Desk again.",
            )


def backup_error(error: FxError) -> str:
    """Why a file can't be restored from; "" for an error that is not about the file's content."""
    if not isinstance(error, FileFailed):
        return ""
    match error.cause:
        case "foreign":
            return translate("Errors", "This file is no backup of FX Desk. Choose another one.")
        case "damaged":
            return translate("Errors", "This backup is damaged. Choose another one.")
        case "newer version":
            return translate(
                "Errors", "A newer FX Desk made this backup. Update this one first; nothing was changed."
            )
        case "own file":
            return translate("Errors", "FX Desk uses a file of this name itself. Choose another folder.")
        case _:
            return ""


def _texts_deleted(texts: str) -> str:
    if texts == "1":
        return translate("Notices", "The text of one SMS is deleted. What it cost is kept.")
    return translate("Notices", "The texts of {n} SMS are deleted. What they cost is kept.").format(n=texts)


def _restored(known: dict[str, str]) -> str:
    if known.get("numbers", "0") == "0":
        return translate("Notices", "The backup held no number that was not here already.")
    words = translate("Notices", "{numbers} came from the backup, {open}: check the list.")
    return words.format(
        numbers=number_count(int(known["numbers"])), open=open_count(int(known.get("open", "0")))
    )


def _list(notice: Notice) -> Link:
    if dict(notice.facts).get("open", "0") == "0":
        return Link("salvage", translate("Notices", "Details…"), "salvageLink")
    return Link("salvage", translate("Notices", "Open numbers…"), "salvageLink")
