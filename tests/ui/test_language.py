# SPDX-License-Identifier: MIT
"""In a language a third longer than English, no word of ours is left English and none is cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from fxdesk.core.books import AccountBooks
from fxdesk.core.catalogue import Catalogue
from fxdesk.core.errors import FileFailed
from fxdesk.core.guards import Circumstances, Doubt, PriceRange, Question, Wish
from fxdesk.core.lease_state import Act, Mark, State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic, Watch
from fxdesk.core.preferences import Options, Preferences
from fxdesk.core.reconcile import reconcile
from fxdesk.core.release_rules import ReleaseCount
from fxdesk.core.support_log import SupportFacts
from fxdesk.core.upkeep import BackupSeen, Salvage, TextCount
from fxdesk.ui import language, theme
from fxdesk.ui.blacklist_dialog import BlacklistDialog
from fxdesk.ui.books_dialog import BooksDialog
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.country_names import country_name
from fxdesk.ui.evidence_dialog import EvidenceDialog
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.options_panel import OptionsPanel
from fxdesk.ui.preferences_dialog import PreferencesDialog
from fxdesk.ui.price_warning_dialog import PriceWarningDialog
from fxdesk.ui.quit_dialog import QuitDialog
from fxdesk.ui.release_often_dialog import ReleaseOftenDialog
from fxdesk.ui.safe import ElidedLabel
from fxdesk.ui.settle_dialog import SettleDialog
from fxdesk.ui.sign_in_dialog import SignInDialog
from fxdesk.ui.support_log_dialog import SupportLogDialog
from fxdesk.ui.too_many_dialog import TooManyDialog
from fxdesk.ui.upkeep_links import UpkeepLinks
from fxdesk.workers.journal_start import salvage_notice
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink
from tests.ui.test_books_dialog import RECORD
from tests.ui.test_papers import LEASE, evidence

WORD = re.compile(r"[^\W\d_]+")
OURS = re.compile(r"⟦[^⟦⟧]*⟧")
PLACE = re.compile(r"https?://[^\s⟦⟧]+|/[^\s⟦⟧]+/[^\s⟦⟧]+")
# Names, keys of the keyboard and what stands in an address: not words of ours.
NAMES = (
    "FX Desk English 简体中文 https www firefox fun Ctrl Shift Alt Del Return Enter Esc F5 F6 yz desk Second "
    "pkey PKEY"
)
SIZES = {"wide": (1280, 800, 100), "narrow": (1024, 700, 100), "large text": (1600, 1150, 200)}

Dialog = Callable[[FakeLink, MainWindow], QDialog]


def vocabulary() -> frozenset[str]:
    """The words of the sample data."""
    offers = samples.offers()
    texts = [NAMES, *(offer.service for offer in offers)]
    texts += [country_name(offer.country, offer.country_id) for offer in offers]
    texts += [offer.country_id for offer in offers]
    return frozenset(word for text in texts for word in WORD.findall(text))


KNOWN = vocabulary()


def english_in(text: str) -> str:
    """What is left of a text without what the pseudo-language said and without the sample data's words."""
    rest, before = PLACE.sub(" ", text), ""
    while rest != before:
        before, rest = rest, OURS.sub(" ", rest)
    # A single letter is a key of the keyboard.
    return " ".join(word for word in WORD.findall(rest) if word not in KNOWN and len(word) > 1)


def texts_of(top: QWidget) -> Iterator[tuple[str, str]]:
    """Where a text stands, and the text: of all that is in view, and of all menus."""
    for widget in [top, *top.findChildren(QWidget)]:
        if not widget.isVisible() and not isinstance(widget, QMenu):
            continue
        name = f"{type(widget).__name__} {widget.objectName()}"
        yield f"{name} tooltip", widget.toolTip()
        yield f"{name} accessible name", widget.accessibleName()
        yield f"{name} accessible description", widget.accessibleDescription()
        if isinstance(widget, ElidedLabel):
            yield name, widget.whole_text()
        elif isinstance(widget, (QLabel, QAbstractButton)):
            yield name, widget.text()
        elif isinstance(widget, QLineEdit):
            yield f"{name} placeholder", widget.placeholderText()
        elif isinstance(widget, QMenu):
            yield f"{name} title", widget.title()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from texts_in(widget.model(), name)
    for action in top.findChildren(QAction):
        yield f"action {action.objectName()}", action.text()
        yield f"action {action.objectName()} tooltip", action.toolTip()


def texts_in(model: QAbstractItemModel, name: str) -> Iterator[tuple[str, str]]:
    """The texts of a model's first rows and of its header."""
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for column in range(columns):
        if columns > 1:
            for role in roles:
                yield (
                    f"{name} header {column}",
                    str(model.headerData(column, Qt.Orientation.Horizontal, role) or ""),
                )
        for row in range(min(model.rowCount(), 30)):
            for role in roles:
                yield f"{name} cell {row}, {column}", str(model.index(row, column).data(role) or "")


def cut_off(top: QWidget) -> Iterator[str]:
    """What in view has less room than its words need."""
    for widget in top.findChildren(QWidget):
        if not widget.isVisible():
            continue
        name = f"{type(widget).__name__} {widget.objectName()}"
        text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
        if isinstance(widget, QLabel) and text and not isinstance(widget, ElidedLabel):
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height() + 1:
                    yield f"{name}: {text} (needs more height)"
            elif widget.sizeHint().width() > widget.width() + 1:
                yield f"{name}: {text} ({widget.sizeHint().width()} in {widget.width()})"
        elif text and widget.sizeHint().width() > widget.width() + 1 and not widget.toolTip():
            yield f"{name}: {text} ({widget.sizeHint().width()} in {widget.width()})"
        elif isinstance(widget, QLineEdit) and not widget.text():
            words = widget.placeholderText()
            room = widget.width() - widget.textMargins().left() - widget.textMargins().right() - 8
            if widget.fontMetrics().horizontalAdvance(words) > room:
                yield f"{name}: {words} in {room}"
        if isinstance(widget, QTableView):
            yield from cut_off_headers(widget)
        if name.split()[-1].startswith("qt_"):
            continue  # Qt's own handle between dock and page reaches two pixels out
        if not top.rect().contains(QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())) and not scrolls(
            widget, top
        ):
            yield f"{name} stands out of {type(top).__name__}: {widget.geometry()}"


def cut_off_headers(table: QTableView) -> Iterator[str]:
    header = table.horizontalHeader()
    for section in range(header.count()):
        words = table.model().headerData(section, Qt.Orientation.Horizontal)
        needed = header.fontMetrics().horizontalAdvance(str(words or ""))
        if not header.isSectionHidden(section) and needed > header.sectionSize(section):
            yield f"{table.objectName()} header: {words}"


def scrolls(widget: QWidget, top: QWidget) -> bool:
    """Whether it stands in something that is scrolled."""
    while widget is not top:
        parent = widget.parentWidget()
        if widget.objectName() == "qt_scrollarea_viewport" or parent is None:
            return True
        widget = parent
    return False


@pytest.fixture(autouse=True)
def pseudo(qapp: QApplication) -> Iterator[None]:
    """Speak the pseudo-language."""
    speech = language.Language(qapp)
    speech.speak(language.PSEUDO)
    yield
    speech.speak(language.ENGLISH)
    speech.deleteLater()


@pytest.fixture(params=SIZES)
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, fake_link: FakeLink, qapp: QApplication
) -> MainWindow:
    width, height, percent = SIZES[request.param]
    theme.current().dress(text_percent=percent)
    fake_link.preferences = fake_link.preferences._replace(text_percent=percent)
    fake_link.demo = True
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    qapp.processEvents()
    assert (window.width(), window.height()) == (width, height)
    return window


def fill(link: FakeLink, window: MainWindow) -> None:
    link.set_accounts(samples.account_state())
    link.catalogue_changed.emit(Catalogue.build(samples.offers(60), START))
    link.leases_loaded.emit(samples.leases_in_each_state())
    link.watch_changed.emit(Watch(5, START.elapsed + 2, True))
    link.noticed.emit(Notice("rent", Topic.RENT_UNCERTAIN, Rank.WARN, LeaseId(2)))
    window.numbers.show_lease(LeaseId(7))
    window.log_dock.show()


def hold(top: QWidget, qapp: QApplication) -> None:
    for _ in range(5):
        qapp.processEvents()
    left = sorted({f"{place}: {text}" for place, text in texts_of(top) if english_in(text)})
    assert not left, "not translated:\n" + "\n".join(left)
    short = sorted(set(cut_off(top)))
    assert not short, "cut off:\n" + "\n".join(short)


def test_that_the_first_start_is_whole_in_a_longer_language(
    window: MainWindow, fake_link: FakeLink, qapp: QApplication
) -> None:
    fake_link.catalogue_changed.emit(Catalogue.build(samples.offers(60), START))
    hold(window, qapp)


def test_that_a_full_window_is_whole_in_a_longer_language(
    window: MainWindow, fake_link: FakeLink, qapp: QApplication
) -> None:
    fill(fake_link, window)
    hold(window, qapp)


def _quit(link: FakeLink, window: MainWindow) -> QDialog:
    return QuitDialog(link.link, samples.leases_in_each_state(), window.clipboard.copy_text, window)


def _sign_in(link: FakeLink, window: MainWindow) -> QDialog:
    return SignInDialog(link.link, None, window)


def _sign_in_by_token(link: FakeLink, window: MainWindow) -> QDialog:
    dialog = SignInDialog(link.link, None, window)
    dialog.form.ways.choose("token")
    dialog.form.ways.chosen.emit("token")
    return dialog


def _blacklist(link: FakeLink, window: MainWindow) -> QDialog:
    return BlacklistDialog(link.link, samples.lease(State.RECEIVED), window)


def _quit_without_disk(link: FakeLink, window: MainWindow) -> QDialog:
    leases = [
        samples.lease(State.WAITING, 1, marks=frozenset({Mark.NOT_SAVED})),
        samples.lease(State.RELEASING, 2, due_in=300)._replace(sent_once=True),
        samples.lease(State.ASKING, 3),
    ]
    dialog = QuitDialog(link.link, leases, window.clipboard.copy_text, window, ends_session=True)
    dialog.release_all.click()
    return dialog


def _settle_sms(link: FakeLink, window: MainWindow) -> QDialog:
    lease = samples.lease(State.WAITING, marks=frozenset({Mark.UNCERTAIN_ACT}))
    dialog = SettleDialog(link.link, lease, of_act=True, parent=window)
    link.papers.unsettled_ready.emit(samples.unsettled("sendCode", now=None))
    return dialog


def _settle_late(link: FakeLink, window: MainWindow) -> QDialog:
    dialog = _settle_sms(link, window)
    link.lease_changed.emit(samples.lease(State.SENDING))
    return dialog


def _settle(link: FakeLink, window: MainWindow) -> QDialog:
    dialog = SettleDialog(link.link, samples.lease(State.UNCERTAIN), parent=window)
    link.papers.unsettled_ready.emit(samples.unsettled(purchases=2, charges=1))
    return dialog


def _after(window: MainWindow, name: str) -> QDialog:
    """The dialog that an action opens."""
    action = window.findChild(QAction, name)
    assert action is not None
    action.trigger()
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def _help(link: FakeLink, window: MainWindow) -> QDialog:
    return _after(window, "actionHelp")


def _sign_out(link: FakeLink, window: MainWindow) -> QDialog:
    return _after(window, "actionSignOut")


def _about(link: FakeLink, window: MainWindow) -> QDialog:
    return _after(window, "actionAbout")


def _options(link: FakeLink, window: MainWindow) -> QDialog:
    return OptionsPanel(Options(), place="Lumen Mail, Malaysia", parent=window)


def _of_act(act: Act, lease: Lease) -> Dialog:
    """What an act on a number asks first."""

    def make(link: FakeLink, window: MainWindow) -> QDialog:
        link.tell_lease(lease)
        window.numbers.actions_.asking_wanted.emit(act, lease.lease_id)
        return _newest(window)

    return make


def _newest(window: MainWindow) -> QDialog:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()][-1]


def _section(place: int) -> Dialog:
    def make(link: FakeLink, window: MainWindow) -> QDialog:
        dialog = PreferencesDialog(link.link, window)
        dialog.list.setCurrentRow(place)
        return dialog

    return make


def _changed_section(place: int) -> Dialog:
    """A section of the preferences with every setting changed: each then has its way back."""

    def make(link: FakeLink, window: MainWindow) -> QDialog:
        before = link.preferences
        link.preferences = CHANGED._replace(text_percent=before.text_percent)
        dialog = PreferencesDialog(link.link, window)
        link.preferences = before
        dialog.list.setCurrentRow(place)
        return dialog

    return make


def _too_many(link: FakeLink, window: MainWindow) -> QDialog:
    return TooManyDialog(link.link, samples.leases_in_each_state(), window)


def _too_many_of_none(link: FakeLink, window: MainWindow) -> QDialog:
    return TooManyDialog(link.link, (), window)


def _price_warning(link: FakeLink, window: MainWindow) -> QDialog:
    known = Circumstances(PriceRange(Decimal("0.65"), Decimal("0.65")), samples.stamp(2_520), None)
    asked = Question(Wish(samples.order()), frozenset(Doubt), known, 2_520, 2.3)
    return PriceWarningDialog(link.link, asked, window)


def _books(link: FakeLink, window: MainWindow) -> QDialog:
    dialog = BooksDialog(link.link, window)
    account = samples.account_state().account.account_id
    link.papers.books_ready.emit(AccountBooks(account, reconcile(RECORD), dict(RECORD.names)))
    return dialog


def _no_books(link: FakeLink, window: MainWindow) -> QDialog:
    return BooksDialog(link.link, window)


def _evidence(link: FakeLink, window: MainWindow) -> QDialog:
    return EvidenceDialog(link.link, window.clipboard, evidence(), window)


def _support_log(link: FakeLink, window: MainWindow) -> QDialog:
    return SupportLogDialog(link.link, window.clipboard, SUPPORT, window)


def _delete_texts(link: FakeLink, window: MainWindow) -> QDialog:
    dialog = PreferencesDialog(link.link, window)
    dialog.list.setCurrentRow(5)
    dialog.show()
    dialog.findChildren(QAbstractButton, "deleteTextsButton")[0].click()
    link.upkeep.texts_counted.emit(TextCount(over=41, open=3))
    return dialog.findChildren(ConfirmDialog)[0]


def _restore(seen: BackupSeen) -> Dialog:
    def make(link: FakeLink, window: MainWindow) -> QDialog:
        dialog = PreferencesDialog(link.link, window)
        dialog.list.setCurrentRow(5)
        dialog.show()
        link.upkeep.backup_seen.emit(seen)
        return dialog.findChildren(ConfirmDialog)[0]

    return make


def _salvage(link: FakeLink, window: MainWindow) -> QDialog:
    aside = "journal.corrupt-1.sqlite"
    salvage = Salvage("damaged", aside, (LeaseId(1),) * 3, (LeaseId(1),), unread=12)
    UpkeepLinks(link.link, samples.leases_in_each_state, window).follow(salvage_notice(salvage, 2))
    return _newest(window)


def _release_often(of_number: int, of_account: int, *, blacked: bool) -> Dialog:
    def make(link: FakeLink, window: MainWindow) -> QDialog:
        counts = ReleaseCount(of_number, of_account, blacked)
        return ReleaseOftenDialog(link.link, samples.lease(State.WAITING), counts, window)

    return make


def _release_instead(link: FakeLink, window: MainWindow) -> QDialog:
    lease = samples.lease(State.WAITING, 60)
    link.tell_lease(lease)
    window.numbers._ask_blacklist(lease.lease_id)
    return _newest(window)


def _quit_with_one(link: FakeLink, window: MainWindow) -> QDialog:
    lease = samples.lease(State.WAITING)
    return QuitDialog(link.link, [lease], window.clipboard.copy_text, window, ends_session=True)


CHANGED = Preferences(
    palette="dark",
    compact_rows=True,
    service_url="https://other.example/yhapi.ashx",
    undo_seconds=5,
    still_waiting_minutes=240,
    auto_release_minutes=240,
    price_cap=Decimal("123.45"),
    day_limit=Decimal("12345.67"),
    month_limit=Decimal("12345.67"),
    most_open=99,
    low_balance=Decimal("12345.67"),
    keep_sms_days=3650,
    mask_evidence=True,
    copy_with_country_code=False,
    clipboard_clear_seconds=600,
    report_results=True,
    auto_copy_number=True,
    auto_copy_code=True,
)
SUPPORT = SupportFacts(leases=(LEASE,), journal="open", log="line\n")
WAITING = samples.lease(State.WAITING, 40)
RECEIVED = samples.lease(State.RECEIVED, 41)
RELEASED = samples.lease(State.RELEASED, 42)
LAST = samples.stamp(90)

DIALOGS: tuple[Dialog, ...] = (
    _quit,
    _sign_in,
    _sign_in_by_token,
    _blacklist,
    _settle,
    _quit_without_disk,
    _settle_sms,
    _settle_late,
    _help,
    _sign_out,
    _about,
    _options,
    *(_section(place) for place in range(6)),
    *(_changed_section(place) for place in range(6)),
    _too_many,
    _too_many_of_none,
    _of_act(Act.USE_AGAIN, RECEIVED),
    _of_act(Act.REQUEST_AGAIN, RELEASED),
    _of_act(Act.SEND_SMS, WAITING),
    _of_act(Act.AUTO_RELEASE, WAITING),
    _price_warning,
    _books,
    _no_books,
    _evidence,
    _support_log,
    _delete_texts,
    _restore(BackupSeen("/tmp/backup.sqlite", 812, 2, LAST, 12, 40)),
    _restore(BackupSeen("/tmp/backup.sqlite", error=FileFailed("backup.sqlite", "damaged"))),
    _salvage,
    _release_often(3, 9, blacked=False),
    _release_often(1, 30, blacked=True),
    _release_instead,
    _quit_with_one,
)


def test_that_each_dialog_is_whole_in_a_longer_language(
    window: MainWindow, fake_link: FakeLink, qapp: QApplication
) -> None:
    fill(fake_link, window)
    for make in DIALOGS:
        dialog = make(fake_link, window)
        dialog.show()
        hold(dialog, qapp)
        dialog.close()
        dialog.deleteLater()
        qapp.processEvents()
