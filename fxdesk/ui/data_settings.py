# SPDX-License-Identifier: MIT
"""The section of the preferences for what is kept: SMS texts, backups, and where the files lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.upkeep import BackupSeen, TextCount
from fxdesk.ui.buttons import Button
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.hairline import Hairline
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.notice_words import notice_words
from fxdesk.ui.preference_block import PreferenceBlock, button_line
from fxdesk.ui.preference_controls import NumberControl
from fxdesk.ui.preference_sections import Section, switch
from fxdesk.ui.restore_words import delete_question, restore_question
from fxdesk.ui.safe import SafeLabel, label
from fxdesk.ui.save_file import SaveFile

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

MOST_DAYS = 3650

_OF_TEXTS = frozenset({Topic.TEXTS_DELETED, Topic.TEXTS_LEFT})
_OF_BACKUPS = frozenset({Topic.BACKED_UP, Topic.BACKUP_FAILED, Topic.RESTORED, Topic.RESTORE_FAILED})

translate = QCoreApplication.translate


class DataSettings(Section):
    """What is kept, and for how long. Its signals are QWidget's."""

    def __init__(self, link: Link) -> None:
        super().__init__("data", translate("Preferences", "Data and log"), "database")
        self._link = link
        self._counts = False
        self.add(
            link,
            "keep_sms_days",
            translate("Preferences", "Keep SMS texts"),
            translate(
                "Preferences",
                "Older texts and codes are deleted, from the journal's copies too. That an SMS came, when "
                "and what it cost stays, and so do your own words, such as a reason to blacklist. Texts of "
                "open numbers stay until they are over.",
            ),
            NumberControl(
                0,
                MOST_DAYS,
                suffix=translate("Preferences", " days"),
                least_words=translate("Preferences", "for ever"),
            ),
        )
        self.delete = Button(translate("Preferences", "Delete texts now…"), object_name="deleteTextsButton")
        self.delete.clicked.connect(self._count)
        self.add_block(button_line(self.delete))
        self.texts_result = NoticeBox(object_name="textsResult")
        self._add_result(self.texts_result)
        self.add(
            link,
            "mask_evidence",
            translate("Preferences", "Mask evidence"),
            translate(
                "Preferences",
                "Numbers, keys and codes are masked in a number's evidence until you switch it off there.",
            ),
            switch(),
        )
        self.back_up = Button(translate("Preferences", "Back up…"), object_name="backUpButton")
        self.restore = Button(translate("Preferences", "Restore…"), object_name="restoreButton")
        self.back_up.clicked.connect(self._ask_where)
        self.restore.clicked.connect(self._ask_which)
        self._add_part(
            translate("Preferences", "Backup"),
            label(
                translate(
                    "Preferences",
                    "One file with all numbers and what they cost, readable by you alone. What is to be "
                    "deleted by now is deleted before. A copy of each day, and one of the last minutes, lie "
                    "beside the journal anyway.",
                ),
                role="small",
                tone="muted",
                wrap=True,
            ),
            self.back_up,
            self.restore,
        )
        self.backup_result = NoticeBox(object_name="backupResult")
        self._add_result(self.backup_result)
        self.open_folder = Button(translate("Preferences", "Open folder"), object_name="openDataFolderButton")
        self.open_folder.clicked.connect(self._open_folder)
        self.folder = label(
            link.data_folder,
            role="small",
            tone="text2",
            wrap=True,
            selectable=True,
            object_name="dataFolderLabel",
        )
        self._add_part(translate("Preferences", "Where the files lie"), self.folder, self.open_folder)
        self._file = SaveFile(self)
        self._file.chosen.connect(link.upkeep.back_up)
        link.upkeep.texts_counted.connect(self._ask_to_delete)
        link.upkeep.backup_seen.connect(self._ask_to_restore)
        link.noticed.connect(self._tell)
        self.end()

    def _add_part(self, title: str, hint: SafeLabel, *buttons: Button) -> None:
        self.column.addWidget(Hairline(role="line", parent=self))
        block = PreferenceBlock(title, hint, *buttons)
        self.blocks.append(block)
        self.add_block(block)

    def _add_result(self, box: NoticeBox) -> None:
        self.add_block(box)
        self.column.addSpacing(10)

    def _tell(self, notice: Notice) -> None:
        """Say here too what became of an act of this section: the strip is behind this window."""
        box = self.backup_result if notice.topic in _OF_BACKUPS else self.texts_result
        if notice.topic not in _OF_BACKUPS | _OF_TEXTS:
            return
        sentence = str(notice_words(notice, None, self._link.clock.now()).text)
        if notice.topic is Topic.TEXTS_LEFT:
            # It comes behind the number of the texts that are deleted, and takes nothing of it back.
            sentence = f"{box.text()} {sentence}".strip()
        if notice.rank is Rank.OK:
            box.say(sentence, "info", "circle-check")
        else:
            box.say(sentence, "warn")

    def _count(self) -> None:
        # The number of texts is read first: the question names it.
        self._counts = True
        self.texts_result.say("")
        self._link.upkeep.ask_texts()

    def _ask_to_delete(self, count: TextCount) -> None:
        if not self._counts:
            return
        self._counts = False
        words = delete_question(count)
        dialog = ConfirmDialog(
            translate("Preferences", "Delete texts"),
            words.heading,
            words.sentence,
            confirm=words.confirm,
            stay=words.stay,
            other=words.other,
            also=words.also,
            parent=self.window(),
        )
        dialog.confirm_button.setEnabled(bool(count.over or not count.open))

        def delete(*, open_too: bool) -> None:
            if dialog.also_chosen:
                self._link.upkeep.delete_left_behind(count.left)
            self._link.upkeep.delete_texts_now(open_too=open_too)

        dialog.confirmed.connect(lambda: delete(open_too=False))
        dialog.other_chosen.connect(lambda: delete(open_too=True))
        dialog.other_chosen.connect(dialog.accept)
        self._open(dialog)

    def _ask_where(self) -> None:
        self.backup_result.say("")
        self._file.ask(
            translate("Preferences", "Back up"),
            "fxdesk-backup",
            translate("Preferences", "FX Desk backup (*.sqlite)"),
            suffix="sqlite",
            object_name="backUpDialog",
        )

    def _ask_which(self) -> None:
        self.backup_result.say("")
        chooser = QFileDialog(self.window(), translate("Preferences", "Restore"))
        chooser.setObjectName("restoreFileDialog")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters(
            [translate("Preferences", "FX Desk backup (*.sqlite)"), translate("Preferences", "All files (*)")]
        )
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self._link.upkeep.look_into_backup)
        chooser.open()

    def _ask_to_restore(self, seen: BackupSeen) -> None:
        words = restore_question(seen)
        dialog = ConfirmDialog(
            translate("Preferences", "Restore"),
            words.heading,
            words.sentence,
            confirm=words.confirm,
            stay=words.stay,
            parent=self.window(),
        )
        if seen.error is None and seen.brings:
            dialog.confirmed.connect(lambda: self._link.upkeep.restore(seen.path))
        else:
            dialog.confirmed.connect(self._ask_which)
        self._open(dialog)

    def _open(self, dialog: ConfirmDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(dialog.accept)
        dialog.open()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._link.data_folder))
