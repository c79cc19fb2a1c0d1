# SPDX-License-Identifier: MIT
"""Take pictures of the whole window for a person to look at: languages, palettes, and what it can hold.

    python -m tests.ui.pictures DIR [WIDTHxHEIGHT]

With QT_SCALE_FACTOR=2 they are twice as sharp. Nothing is compared: it is the eye that judges.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from fxdesk.app.tour.camera import Camera
from fxdesk.core.catalogue import Catalogue
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease, LeaseId, Trouble
from fxdesk.core.notice import Notice, Rank, Topic, Watch
from fxdesk.ui import language, theme
from fxdesk.ui.main_window import MainWindow
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink

LANGUAGES = (language.ENGLISH, language.CHINESE)


def empty(link: FakeLink, window: MainWindow) -> None:
    """The first start: prices, no account, no number."""
    link.catalogue_changed.emit(Catalogue.build(samples.offers(), START))


def twenty_rows(link: FakeLink, window: MainWindow) -> None:
    """A busy day with the strip showing a word."""
    fill(link, window, twenty())
    link.noticed.emit(Notice("code-7", Topic.CODE_ARRIVED, Rank.OK, LeaseId(7)))
    window.numbers.show_lease(LeaseId(7))


def uncertain(link: FakeLink, window: MainWindow) -> None:
    """A lost answer, and the question about it."""
    fill(link, window, twenty()[:8])
    link.noticed.emit(Notice("rent", Topic.RENT_UNCERTAIN, Rank.WARN, LeaseId(2)))
    window.numbers.show_lease(LeaseId(2))
    window.numbers.actions_.settle.trigger()
    link.papers.unsettled_ready.emit(samples.unsettled(purchases=2, charges=1)._replace(lease_id=LeaseId(2)))


def marks(link: FakeLink, window: MainWindow) -> None:
    """Every mark, each on a row of its own, and what one of them wants of the person."""
    fill(link, window, each_mark())
    window.numbers.show_lease(LeaseId(12))


def leaving(link: FakeLink, window: MainWindow) -> None:
    """What is asked before the window closes."""
    fill(link, window, each_mark())
    window.close()


SCENES: dict[str, Callable[[FakeLink, MainWindow], None]] = {
    "empty": empty,
    "twenty-rows": twenty_rows,
    "uncertain": uncertain,
    "marks": marks,
    "leaving": leaving,
}


def fill(link: FakeLink, window: MainWindow, leases: tuple[Lease, ...]) -> None:
    """Sign in, list prices and show these numbers."""
    link.set_accounts(samples.account_state())
    link.catalogue_changed.emit(Catalogue.build(samples.offers(), START))
    link.leases_loaded.emit(leases)
    link.watch_changed.emit(Watch(5, START.elapsed + 2, True))
    window.sidebar.picker.choose("1096", "mys")


def twenty() -> tuple[Lease, ...]:
    """Each state, the marks that change a row's look, and more that wait."""
    marked = (
        samples.lease(State.RELEASING, 14, marks=frozenset({Mark.RELEASE_UNCONFIRMED}), due_in=12),
        samples.lease(State.WAITING, 15, trouble=Trouble("no answer", "timeout", 2, START.elapsed + 12)),
        samples.lease(State.WAITING, 16, marks=frozenset({Mark.NOT_WATCHED}), country=7),
        samples.lease(State.RELEASED, 17, marks=frozenset({Mark.LATE_SMS}), country=9),
        samples.lease(State.WAITING, 18, trouble=Trouble("unreadable", "", 1, START.elapsed + 3), country=2),
        samples.lease(State.WAITING, 19, marks=frozenset({Mark.STILL_WAITING}), ago=2400, country=10),
        samples.lease(State.RECEIVED, 20, country=0, mobile="81200007731", code="7035"),
    )
    return samples.leases_in_each_state() + marked


def each_mark() -> tuple[Lease, ...]:
    """One row for each mark, in a state in which it asks for something."""
    states = {
        Mark.LATE_SMS: State.RELEASED,
        Mark.CHARGED_AFTER_END: State.RELEASED,
        Mark.CONTRADICTED: State.REFUSED,
        Mark.UNCERTAIN_ACT: State.RECEIVED,
        Mark.RELEASE_UNCONFIRMED: State.RELEASING,
        Mark.ASK_AGAIN: State.RELEASING,
    }
    trouble = Trouble("no answer", "timeout", 2, START.elapsed + 12)
    return tuple(
        samples.lease(
            states.get(mark, State.WAITING),
            number,
            marks=frozenset({mark}),
            due_in=0,
            trouble=trouble if mark is Mark.NOT_REACHED else None,
            country=number % len(samples.COUNTRIES),
        )
        for number, mark in enumerate(Mark, start=1)
    )


def take(application: QApplication, folder: Path, width: int, height: int) -> None:
    """Take all pictures of one size."""
    speech = language.Language(application)
    for code in LANGUAGES:
        speech.speak(code)
        for number, (name, scene) in enumerate(SCENES.items(), start=1):
            link = FakeLink()
            link.demo = name == "empty"
            window = MainWindow(link.link)
            window.resize(width, height)
            window.show()
            scene(link, window)
            for _ in range(20):
                application.processEvents()
            Camera(window, folder, code).take(number, name)
            if (dialog := application.activeModalWidget()) is not None:
                dialog.close()
            window.hide()
            window.deleteLater()
            application.processEvents()


def main() -> None:
    """Take the pictures into the folder that was named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in (sys.argv[2] if len(sys.argv) > 2 else "1280x800").split("x"))
    application = QApplication([])
    theme.install(application)
    take(application, folder, width, height)


if __name__ == "__main__":
    main()
