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
from fxdesk.ui.salvage_words import number_count, open_count

translate = QCoreApplication.translate

_NAMES = 400


class QuestionWords(NamedTuple):
    """A heading, what it means, the words on the main button, on the way out, and on a second act if any.

    `also` is what can be chosen besides, with a check box.
    """

    heading: str
    sentence: str
    confirm: str
    stay: str
    other: str = ""
    also: str = ""


def delete_question(count: TextCount) -> QuestionWords:
    """Whether to delete the texts that there are."""
    also, said = "", []
    if count.left:
        files = isolate(clean(", ".join(count.left), _NAMES, one_line=True))
        words = translate(
            "Preferences",
            "A journal that could not be used was put aside as it was and may hold SMS texts too: {files}. "
            "What could be read of it is in the journal; once deleted it cannot be searched again.",
        )
        said.append(words.format(files=files))
        also = translate("Preferences", "Delete what was put aside too")
    if not count.over and not count.open:
        said.insert(
            0,
            translate(
                "Preferences", "There is nothing to delete in the journal. Its copies are gone through."
            ),
        )
        return QuestionWords(
            translate("Preferences", "The journal holds no SMS text"),
            " ".join(said),
            translate("Preferences", "Go through the copies"),
            translate("Preferences", "Cancel"),
            also=also,
        )
    said.insert(
        0,
        translate(
            "Preferences",
            "Codes and texts go from the journal and its copies and cannot be brought back. That an SMS "
            "came, when and what it cost stays. Files that you saved elsewhere are yours to delete.",
        ),
    )
    other = ""
    if count.open:
        said.insert(
            1,
            translate(
                "Preferences",
                "{n} more belong to numbers that are open or not settled: they stay unless you choose all.",
            ).format(n=count.open),
        )
        other = translate("Preferences", "Delete all {n}").format(n=count.over + count.open)
    if count.over == 1:
        heading = translate("Preferences", "Delete the text of one SMS?")
    else:
        heading = translate("Preferences", "Delete the texts of {n} SMS?").format(n=count.over)
    confirm = translate("Preferences", "Delete {n}").format(n=count.over)
    stay = translate("Preferences", "Keep them")
    return QuestionWords(heading, " ".join(said), confirm, stay, other, also)


def restore_question(seen: BackupSeen) -> QuestionWords:
    """Whether to take the backup in; or why it can't be, or need not be: then another one can be chosen."""
    close, another = translate("Preferences", "Close"), translate("Preferences", "Choose another…")
    if seen.error is not None:
        heading = translate("Preferences", "This file cannot be restored")
        return QuestionWords(heading, error_sentence(seen.error), another, close)
    name = isolate(clean(Path(seen.path).name, 80, one_line=True))
    last = "–" if seen.last is None else f"{datetime.fromtimestamp(seen.last.utc):%Y-%m-%d %H:%M}"
    holds = translate("Preferences", "It holds {numbers}, {open} then; its last entry is of {last}.").format(
        numbers=number_count(seen.numbers), open=open_count(seen.open), last=last
    )
    if not seen.brings:
        return QuestionWords(
            translate("Preferences", "{file} holds nothing new").format(file=name),
            f"{holds} " + translate("Preferences", "All of it is here already."),
            another,
            close,
        )
    said = [holds, _added(seen.added)]
    if seen.newer:
        words = translate("Preferences", "Not in the backup, and left as they are: {numbers}.")
        said.append(words.format(numbers=number_count(seen.newer)))
    said.append(
        translate(
            "Preferences",
            "Nothing that is here is lost: the journal as it is now is kept beside it as "
            "journal.before-restore- with date and time.",
        )
    )
    return QuestionWords(
        translate("Preferences", "Restore from {file}?").format(file=name),
        " ".join(said),
        translate("Preferences", "Restore"),
        translate("Preferences", "Cancel"),
    )


def _added(numbers: int) -> str:
    match numbers:
        case 0:
            return translate(
                "Preferences", "All of its numbers are here already; what it knows more of them is added."
            )
        case 1:
            return translate("Preferences", "1 number of it is not here and is added.")
        case _:
            return translate("Preferences", "{n} numbers of it are not here and are added.").format(n=numbers)
