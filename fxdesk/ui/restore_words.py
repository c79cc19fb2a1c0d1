# SPDX-License-Identifier: MIT
"""Put into words what is to be agreed to before texts are deleted, and before a backup is taken in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from fxdesk.core.text import clean, isolate
from fxdesk.core.upkeep import BackupSeen, TextCount
from fxdesk.ui.error_words import error_sentence

translate = QCoreApplication.translate


class QuestionWords(NamedTuple):
    """A heading, what it means, the words on the main button, and on a second one where there is one."""

    heading: str
    sentence: str
    confirm: str
    other: str = ""


def delete_question(count: TextCount) -> QuestionWords:
    """Whether to delete the texts that there are."""
    if not count.over and not count.open:
        return QuestionWords(
            translate("Preferences", "No SMS text is kept"),
            translate(
                "Preferences", "There is nothing to delete in the journal. Its copies are gone through."
            ),
            translate("Preferences", "Go through the copies"),
        )
    said = [
        translate(
            "Preferences",
            "Codes and texts go from the journal and its daily copies and cannot be brought back. That an "
            "SMS came, when and what it cost stays. Files that you saved elsewhere are yours to delete.",
        )
    ]
    other = ""
    if count.open:
        said.append(
            translate(
                "Preferences",
                "{n} more belong to numbers that are open or not settled: they stay unless you choose all.",
            ).format(n=count.open)
        )
        other = translate("Preferences", "Delete all {n}").format(n=count.over + count.open)
    if count.over == 1:
        heading = translate("Preferences", "Delete the text of one SMS?")
    else:
        heading = translate("Preferences", "Delete the texts of {n} SMS?").format(n=count.over)
    confirm = translate("Preferences", "Delete {n}").format(n=count.over)
    return QuestionWords(heading, " ".join(said), confirm, other)


def restore_question(seen: BackupSeen) -> QuestionWords:
    """Whether to take the backup in, or why it can't be."""
    if seen.error is not None:
        return QuestionWords(
            translate("Preferences", "This file cannot be restored"),
            error_sentence(seen.error),
            translate("Preferences", "Close"),
        )
    name = isolate(clean(Path(seen.path).name, 80, one_line=True))
    last = "–" if seen.last is None else f"{datetime.fromtimestamp(seen.last.utc):%Y-%m-%d %H:%M}"
    said = [
        translate(
            "Preferences",
            "It holds {numbers} numbers, {open} of them open then; its last entry is of {last}. {added} of "
            "them are not here and are added.",
        ).format(numbers=seen.numbers, open=seen.open, last=last, added=seen.added),
        translate(
            "Preferences",
            "Nothing that is here is lost: {newer} numbers that the backup does not know stay as they are. "
            "The journal as it is now is kept beside it as journal.before-restore.",
        ).format(newer=seen.newer),
    ]
    return QuestionWords(
        translate("Preferences", "Take in {file}?").format(file=name),
        " ".join(said),
        translate("Preferences", "Restore"),
    )
