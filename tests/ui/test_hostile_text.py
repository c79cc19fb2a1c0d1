# SPDX-License-Identifier: MIT
"""Whatever a service writes into SMS, service, country or city is shown as plain text everywhere."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from fxdesk.core.books import AccountBooks, Books, Entry, Interval, Kind, Name, Price, Suspect
from fxdesk.core.catalogue import Catalogue
from fxdesk.core.errors import FileFailed, NoMoney, Refused, TooManyNumbers
from fxdesk.core.evidence import ANSWERED, ASKED, FAILED, Evidence, Passage
from fxdesk.core.guards import Circumstances, Doubt, PriceRange, Question, Wish
from fxdesk.core.lease_state import Act, Event, Mark, State
from fxdesk.core.model import (
    AccountInfo,
    BalanceSeen,
    CountryId,
    Grant,
    KeptSms,
    Lease,
    Offer,
    Order,
    PKey,
    ServiceId,
    TimelineEvent,
)
from fxdesk.core.notice import Exchange, Notice, Rank, Topic
from fxdesk.core.preferences import Choice, Options, Preferences
from fxdesk.core.support_log import SupportFacts
from fxdesk.core.text import clean
from fxdesk.ui import theme
from fxdesk.ui.country_names import country_name
from fxdesk.ui.evidence_words import evidence_text
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.safe import ElidedLabel, literal
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink
from tests.ui.hostile import (
    CORPUS,
    HOSTILE,
    HUGE,
    Bait,
    as_document,
    faults_of,
    is_harmless,
    shown_by,
)

FAST = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LONG = settings(FAST, max_examples=600)
PATIENCE = 20.0
"""Seconds within which a window that lives has answered, on a busy machine too."""


def hostile_lease(text: str, state: State = State.RECEIVED, lease_id: int = 1) -> Lease:
    """A lease in which the service wrote `text` into every field it could."""
    plain = samples.lease(state, lease_id)
    order = Order(ServiceId(text), text, CountryId(text), f"+60/{text}/{text}", Decimal("0.45"))
    grant = Grant(PKey(f"{lease_id:048X}"), text, CountryId(text), text, text, text, text, text)
    sms = (
        KeptSms(1, text, text, samples.stamp(9), False, False),
        KeptSms(2, text, text, samples.stamp(8), True, False),
    )
    return plain._replace(
        order=order,
        grant=grant if plain.grant is not None else None,
        sms=sms if plain.sms else (),
        reason=text,
        refusal=("getPhone", text) if plain.refusal else None,
    )


def hostile_leases(text: str) -> tuple[Lease, ...]:
    """One for each state; the row of RECEIVED is the first."""
    states = [State.RECEIVED, *(state for state in State if state is not State.RECEIVED)]
    return tuple(hostile_lease(text, state, place) for place, state in enumerate(states, start=1))


def hostile_events(text: str) -> tuple[TimelineEvent, ...]:
    names = (
        "text",
        "reason",
        "receiver",
        "cause",
        "code",
        "minutes",
        "seconds",
        "what",
        "remark",
        "kind",
        "looks",
    )
    detail = tuple((name, text) for name in names)
    return tuple(
        TimelineEvent(place, samples.stamp(60 - place), event, "setRel", State.WAITING, detail)
        for place, event in enumerate(Event)
    )


def hostile_catalogue(text: str) -> Catalogue:
    offers = [
        Offer(
            ServiceId(f"{text}{place}"),
            f"{text}{place}" if place else text,
            CountryId(text),
            title,
            Decimal("0.45"),
        )
        for place, title in enumerate((f"+60/{text}/{text}", text, f"+1/{text}/", "/"))
    ]
    return Catalogue.build(offers, START)


def hostile_evidence(lease: Lease, text: str) -> Evidence:
    passages = (
        Passage(START, ASKED, "sendCode", (("receiver", text), ("smscontent", text))),
        Passage(START, ANSWERED, "getPhone", text=text),
        Passage(START, FAILED, "setRel", cause=text),
    )
    return Evidence(lease, text, hostile_events(text), passages, ())


@pytest.fixture(scope="module")
def fake_link(qapp: QApplication) -> Iterator[FakeLink]:
    """One link for all of these tests: whatever came before, the next text must do no harm either."""
    theme.install(qapp)
    link = FakeLink()
    yield link
    link.deleteLater()


@pytest.fixture(scope="module")
def lasting_window(fake_link: FakeLink) -> Iterator[MainWindow]:
    made = MainWindow(fake_link.link)
    made.show()
    yield made
    made.hide()
    made.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(lasting_window: MainWindow, fake_link: FakeLink) -> Iterator[MainWindow]:
    """The window as it is after a start."""
    fake_link.preferences = Preferences()
    lasting_window.numbers.filter.clear()
    lasting_window.sidebar.picker.finder.field.clear()
    lasting_window.log_dock.hide()
    lasting_window.resize(1280, 800)
    fake_link.set_accounts(samples.account_state())
    yield lasting_window
    close_dialogs(lasting_window)


def close_dialogs(window: MainWindow) -> None:
    """Leave what stands before the window, as Esc does."""
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.reject()
    QApplication.processEvents()


def show(window: MainWindow, link: FakeLink, text: str) -> Lease:
    """Let the link tell of leases full of `text`, and select the one with a code."""
    leases = hostile_leases(text)
    link.leases_loaded.emit(leases)
    lease = leases[0]
    window.numbers.show_lease(lease.lease_id)
    link.papers.timeline_ready.emit((lease.lease_id, hostile_events(text)))
    return lease


def label_of(window: QWidget, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert found is not None, name
    return found.whole_text() if isinstance(found, ElidedLabel) else found.text()


def cell(
    window: MainWindow, lease: Lease, column: str, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole
) -> str:
    model = window.numbers.model
    columns = [
        model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.UserRole)
        for place in range(model.columnCount())
    ]
    row = next(
        place for place in range(model.rowCount()) if model.row(place).lease.lease_id == lease.lease_id
    )
    said = model.data(model.index(row, columns.index(column)), role)
    assert isinstance(said, str)
    return said


def one_line(text: str, limit: int) -> str:
    return clean(text, limit, one_line=True)


# Everything at once, each enemy's text in turn


def test_that_the_window_shows_nothing_that_hides_or_acts(window: MainWindow, fake_link: FakeLink) -> None:
    for text in CORPUS:
        fill_window(window, fake_link, text)
        assert faults_of(window) == [], text
        assert window.windowTitle() == "FX Desk"
        assert window.grab().width() > 0


def fill_window(window: MainWindow, link: FakeLink, text: str) -> None:
    """Put `text` wherever the window takes text of others."""
    account = samples.ACCOUNT._replace(label=text or "x")
    state = samples.account_state(account)._replace(info=AccountInfo(Decimal("1"), text, text))
    link.set_accounts(state, samples.account_state(samples.OTHER_ACCOUNT._replace(label=text or "y")))
    link.catalogue_changed.emit(hostile_catalogue(text))
    window.sidebar.picker.choose(f"{text}1", text)
    lease = show(window, link, text)
    window.log_dock.show()
    link.exchanged.emit(Exchange(START, "→", "getPhone", text, 3, lease.lease_id))
    window.log_dock._write_fresh()
    facts = tuple(
        (name, text) for name in ("account", "receiver", "minutes", "skipped", "name", "kept_aside", "remark")
    )
    for error in (None, Refused("getPhone", text), NoMoney("getPhone", "-8"), FileFailed(text, text)):
        link.noticed.emit(Notice(text, Topic.RENT_REFUSED, Rank.BAD, lease.lease_id, error, facts))
        assert is_harmless(window.numbers.strip.text())
    for topic in (
        Topic.LATE_SMS,
        Topic.SIGN_IN_NEEDED,
        Topic.PRICES_SKIPPED,
        Topic.FILE_SAVED,
        Topic.SEND_ACCEPTED,
    ):
        link.noticed.emit(Notice(topic.value, topic, Rank.WARN, lease.lease_id, None, facts))
    QApplication.processEvents()


# Field by field: what is shown is the cleaned text


def check_fields(window: MainWindow, link: FakeLink, text: str) -> None:
    lease = show(window, link, text)
    service = one_line(text, 120).strip() or one_line(text, 120)
    country = country_name(f"+60/{text}/{text}", text)
    assert cell(window, lease, "service") == service
    assert label_of(window, "detailsService") == service
    assert cell(window, lease, "country") == country
    assert country in (
        one_line(part.strip(), 60) for part in (text, text[:1].upper() + text[1:], *_cased(text))
    )
    assert cell(window, lease, "code") == one_line(text, 24)
    assert label_of(window, "codeLabel") == one_line(text, 24)
    assert label_of(window, "dockingCodeLabel") == one_line(text, 60)
    if not re.fullmatch(r"[0-9 ().+-]*[0-9][0-9 ().+-]*", one_line(text, 40)):
        assert one_line(text, 40) in cell(window, lease, "number")
        assert one_line(text, 40) in label_of(window, "detailsNumber")
    shown = window.numbers.details.sms.toPlainText()
    assert as_document(clean(text, 9_000)) in as_document(shown) or len(shown) >= 20_000
    link.papers.evidence_ready.emit(hostile_evidence(lease, text))
    dialog = window.findChild(QDialog, "evidenceDialog")
    assert dialog is not None
    assert faults_of(window) == []
    close_dialogs(window)


def _cased(text: str) -> list[str]:
    from fxdesk.core.country_title import capitalised, take_apart

    title = take_apart(f"+60/{text}/{text}")
    return [title.chinese, title.english, capitalised(title.english), text]


def test_that_each_field_shows_the_cleaned_text(window: MainWindow, fake_link: FakeLink) -> None:
    for text in CORPUS:
        check_fields(window, fake_link, text)


@FAST
@given(HOSTILE)
def test_that_no_text_at_all_gets_through(window: MainWindow, fake_link: FakeLink, text: str) -> None:
    fill_window(window, fake_link, text)
    check_fields(window, fake_link, text)


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_that_no_text_at_all_gets_through_for_long(
    window: MainWindow, fake_link: FakeLink, figure: Callable[[str], None]
) -> None:
    seen = 0

    @LONG
    @given(HOSTILE)
    def run(text: str) -> None:
        nonlocal seen
        seen += 1
        fill_window(window, fake_link, text)
        check_fields(window, fake_link, text)

    run()
    figure(f"{seen} texts through every part of the window")


# The dialogs


def _act(act: Act) -> Callable[[MainWindow, FakeLink, Lease], None]:
    return lambda window, link, lease: window.numbers.actions_.do(act, lease.lease_id)


def _quit(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    window.close()


def _sign_out(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    link.set_accounts(samples.account_state(samples.ACCOUNT._replace(label=lease.order.service or "x")))
    window._sign_out.ask(samples.ACCOUNT.account_id)


def _sign_in(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    window.sign_in(samples.ACCOUNT._replace(label=lease.order.service, api_name=""))


def _too_many(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    link.noticed.emit(
        Notice("rent", Topic.RENT_REFUSED, Rank.WARN, lease.lease_id, TooManyNumbers("getPhone", "-9"))
    )
    window.numbers.notices.open_numbers_wanted.emit()


def _options(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    text = lease.order.service
    link.catalogue_changed.emit(hostile_catalogue(text))
    choice = Choice(f"{text}1", text)
    options = Options(did="x", push_url="https://a.example", mobile="1")
    link.change_preferences(options=link.preferences.with_options(choice, options).options)
    window.sidebar.picker.choose(choice.service_id, choice.country_id)
    window.sidebar.picker.open_options()


def _price_warning(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    known = Circumstances(PriceRange(Decimal("1"), Decimal("2")), START, START.elapsed)
    link.purchase.question_raised.emit(Question(Wish(lease.order), frozenset(Doubt), known, 3.0, 1.0))


def _evidence(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    link.papers.evidence_ready.emit(hostile_evidence(lease, lease.order.service))


def _support(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    text = lease.order.service
    events = tuple((lease.lease_id, event) for event in hostile_events(text))
    # The log comes cleaned from the thread that reads it.
    facts = SupportFacts(text, "open", ((1, "in"),), (lease,), events, clean(text), "")
    link.papers.support_log_ready.emit(facts)


def _books(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    text = lease.order.service
    link.set_accounts(samples.account_state(samples.ACCOUNT._replace(label=text or "x")))
    window._actions.books.trigger()
    before, after = (BalanceSeen(Decimal(amount), samples.stamp(ago)) for amount, ago in ((10, 90), (8, 1)))
    entries = tuple(Entry(lease.lease_id, kind, Decimal("-0.5"), after.seen) for kind in Kind)
    suspects = tuple(
        Suspect(lease.lease_id, kind, Price(Decimal(1), Decimal(2)))
        for kind in (Kind.UNSETTLED, Kind.ENDED, Kind.OPEN)
    )
    interval = Interval(before, after, Decimal("-1"), Decimal(0), Decimal("-1"), entries, suspects)
    names = {lease.lease_id: Name(text, text, text, text, text)}
    books = Books(intervals=(interval,), since=entries, last=after)
    link.papers.books_ready.emit(AccountBooks(samples.ACCOUNT.account_id, books, names))


def _blacklist(window: MainWindow, link: FakeLink, lease: Lease) -> None:
    link.change_preferences(blacklist_reasons=(lease.order.service,) * 3)
    window.numbers.actions_.do(Act.BLACKLIST, lease.lease_id)


DIALOGS: dict[str, tuple[Lease, Callable[[MainWindow, FakeLink, Lease], None]]] = {
    "quitDialog": (samples.lease(State.WAITING), _quit),
    "confirmDialog": (samples.lease(State.WAITING), _act(Act.BLACKLIST)),
    "confirmDialog sign out": (samples.lease(State.WAITING), _sign_out),
    "signInDialog": (samples.lease(State.WAITING), _sign_in),
    "settleDialog": (samples.lease(State.UNCERTAIN), _act(Act.SETTLE)),
    "settleDialog of an act": (
        samples.lease(State.RECEIVED, marks=frozenset({Mark.UNCERTAIN_ACT})),
        _act(Act.SETTLE_ACT),
    ),
    "useAgainDialog": (samples.lease(State.RECEIVED), _act(Act.USE_AGAIN)),
    "requestAgainDialog": (samples.lease(State.RECEIVED), _act(Act.REQUEST_AGAIN)),
    "sendSmsDialog": (samples.lease(State.WAITING), _act(Act.SEND_SMS)),
    "blacklistDialog": (samples.lease(State.RECEIVED), _blacklist),
    "tooManyDialog": (samples.lease(State.WAITING), _too_many),
    "optionsPanel": (samples.lease(State.WAITING), _options),
    "priceWarningDialog": (samples.lease(State.WAITING), _price_warning),
    "booksDialog": (samples.lease(State.RECEIVED), _books),
    "evidenceDialog": (samples.lease(State.RECEIVED), _evidence),
    "supportLogDialog": (samples.lease(State.RECEIVED), _support),
}


def open_dialog(window: MainWindow, link: FakeLink, name: str, text: str) -> QDialog:
    """Open the dialog over a lease full of `text`."""
    like, ask = DIALOGS[name]
    lease = hostile_lease(text, like.state)._replace(marks=like.marks)
    link.leases_loaded.emit((lease,))
    window.numbers.show_lease(lease.lease_id)
    ask(window, link, lease)
    QApplication.processEvents()
    opened = [
        one for one in window.findChildren(QDialog) if one.isVisible() and one.objectName() == name.split()[0]
    ]
    assert opened, f"{name} did not open"
    return opened[-1]


def check_dialog(window: MainWindow, link: FakeLink, name: str, text: str) -> None:
    dialog = open_dialog(window, link, name, text)
    assert faults_of(dialog) == [], text
    visible = one_line(text, 20).strip(" …")
    # A letter or two stand in titles of ours as well.
    assert len(visible) < 8 or visible not in dialog.windowTitle()
    dialog.grab()
    room = QGuiApplication.primaryScreen().availableSize()
    assert dialog.width() <= max(room.width(), 900)
    close_dialogs(window)


def check_more(window: MainWindow, link: FakeLink, name: str, examples: int) -> None:
    """As check_dialog, with texts that nobody has thought of."""

    @settings(FAST, max_examples=examples)
    @given(HOSTILE)
    def run(text: str) -> None:
        check_dialog(window, link, name, text)

    run()


@pytest.mark.parametrize("place", range(len(DIALOGS)), ids=list(DIALOGS))
def test_that_each_dialog_shows_plain_text(window: MainWindow, fake_link: FakeLink, place: int) -> None:
    name = list(DIALOGS)[place]
    # A third of the texts for each, another third for the next.
    for text in CORPUS[place % 3 :: 3]:
        check_dialog(window, fake_link, name, text)
    check_more(window, fake_link, name, 2)


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_that_each_dialog_shows_plain_text_for_long(
    window: MainWindow, fake_link: FakeLink, figure: Callable[[str], None]
) -> None:
    for name in DIALOGS:
        for text in CORPUS:
            check_dialog(window, fake_link, name, text)
        check_more(window, fake_link, name, 60)
    figure(f"{len(DIALOGS)} dialogs, {len(CORPUS)} + 60 texts each")


# Menus, lists and what is typed


def test_that_an_ampersand_in_a_name_is_shown_and_is_no_shortcut(
    window: MainWindow, fake_link: FakeLink
) -> None:
    name = "Salt & Pepper &File"
    fake_link.set_accounts(
        samples.account_state(samples.ACCOUNT._replace(label=name)),
        samples.account_state(samples.OTHER_ACCOUNT._replace(label=name)),
    )
    written = [
        words for where, words in shown_by(window.sidebar) if "Pepper" in words and "name" not in where
    ]
    assert written
    assert set(written) <= {literal(name), name}
    button = window.findChild(QAbstractButton, "accountButton")
    assert button is not None
    assert literal(name) in button.text()


def test_that_the_lists_of_the_picker_show_the_cleaned_names(window: MainWindow, fake_link: FakeLink) -> None:
    finder = window.sidebar.picker.finder
    model = finder.list.model()
    for text in CORPUS:
        finder.field.clear()
        fake_link.catalogue_changed.emit(hostile_catalogue(text))
        shown = {model.data(model.index(row, 0)) for row in range(model.rowCount())}
        assert (one_line(text, 120).strip() or one_line(f"{text}0", 120)) in shown
        for typed in (text, text[:3], "b", "1"):
            finder.field.setText(typed)
            finder.grab()
            assert faults_of(window.sidebar) == [], (text, typed)


def test_that_a_search_for_it_in_the_table_says_so_in_plain_text(
    window: MainWindow, fake_link: FakeLink
) -> None:
    for text in CORPUS:
        show(window, fake_link, "nothing")
        window.numbers.filter.setText(f"nothing has this {text}")
        assert faults_of(window.numbers) == [], text


# What leaves the window


@FAST
@given(HOSTILE)
def test_that_the_clipboard_gets_the_cleaned_text(window: MainWindow, fake_link: FakeLink, text: str) -> None:
    lease, board = hostile_lease(text), QGuiApplication.clipboard()
    for copy, wanted in (
        (window.clipboard.copy_code, one_line(text, 100_000)),
        (window.clipboard.copy_sms, clean(text, 100_000)),
        (window.clipboard.copy_number, one_line(f"+{text}{text}", 100_000)),
    ):
        board.clear()
        if copy(lease):
            assert board.text() == wanted
        assert is_harmless(board.text())


@FAST
@given(HOSTILE)
@example("\u0338")
def test_that_what_is_saved_is_harmless(qapp: QApplication, text: str) -> None:
    lease = hostile_lease(text)
    for masked in (False, True):
        written = evidence_text(hostile_evidence(lease, text), START, masked=masked)
        assert is_harmless(written)
        written.encode("utf-8")


# A hundred thousand characters


@pytest.mark.parametrize("text", HUGE, ids=lambda text: repr(text[:6]))
def test_that_a_hundred_thousand_characters_do_not_stop_the_window(
    window: MainWindow, fake_link: FakeLink, text: str
) -> None:
    started = time.monotonic()
    fill_window(window, fake_link, text)
    assert faults_of(window) == []
    window.grab()
    for name in ("evidenceDialog", "settleDialog", "blacklistDialog", "quitDialog"):
        open_dialog(window, fake_link, name, text).grab()
        close_dialogs(window)
    assert window.clipboard.copy_sms(hostile_lease(text))
    assert time.monotonic() - started < PATIENCE
    assert len(window.numbers.details.sms.toPlainText()) <= 20_000


@pytest.mark.parametrize("text", ["W" * 400, "\u0645" * 400, "验" * 400, "<br>" * 100])
def test_that_a_long_name_does_not_push_the_window_off_the_screen(
    window: MainWindow, fake_link: FakeLink, text: str
) -> None:
    show(window, fake_link, text)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1024
    window.resize(1024, 700)
    QApplication.processEvents()
    assert window.width() == 1024


# Nothing looks for a picture


@pytest.fixture
def bait(tmp_path: Path, qapp: QApplication) -> Bait:
    picture = QImage(4, 4, QImage.Format.Format_ARGB32)
    picture.fill(0)
    assert picture.save(str(tmp_path / "bait.png"))
    laid = Bait(tmp_path / "bait.png")
    laid.path.read_bytes()
    if os.name != "posix" or not laid.taken:
        pytest.skip("this file system does not keep when a file was read")
    laid.lay()
    return laid


def test_that_no_document_looks_for_a_picture(window: MainWindow, fake_link: FakeLink, bait: Bait) -> None:
    fill_window(window, fake_link, bait.markup)
    check_fields(window, fake_link, bait.markup)
    window.grab()
    for name in DIALOGS:
        open_dialog(window, fake_link, name, bait.markup).grab()
        close_dialogs(window)
    assert not bait.taken
