# SPDX-License-Identifier: MIT
"""Draws every control in every state, both palettes and two ratios, into a folder for eyes to judge.

python -m tests.ui.gallery FOLDER [FONT]
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QFont, QImage, QPainter, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from fxdesk.core.notice import Rank
from fxdesk.ui import assets, flags, icons, paint, theme
from fxdesk.ui.bands import DemoBand, NotEncryptedMark
from fxdesk.ui.buttons import Button, IconButton
from fxdesk.ui.empty_state import EmptyState, Step
from fxdesk.ui.fields import MoneyField, SearchField
from fxdesk.ui.message_strip import Link, Message, MessageStrip
from fxdesk.ui.safe import label
from fxdesk.ui.segmented import Segmented
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.tokens import Role

WIDTH = 1104
COUNTRIES = tuple(
    country_id
    for line in ("idn vnm phl ind mys rou pol", "eng usa bra kaz jpn hkg nld", "esp tur deu che npl qat xyz")
    for country_id in line.split()
)
COLUMNS = (120, 360, 600, 840)

Maker = Callable[[], QWidget]

CONTROLS: tuple[tuple[Maker, int | None], ...] = (
    (lambda: Button("Get number", kind="primary"), None),
    (lambda: Button("Cancel"), None),
    (lambda: SearchField("Filter numbers", name="Filter"), 190),
    (lambda: Button("Refresh", kind="quiet", icon="refresh"), None),
    (lambda: Button("Settle…", kind="link"), None),
    (lambda: Button("Copy code", icon="copy"), None),
    (lambda: IconButton("sliders", "Options", side=36), None),
    (lambda: _combo(), 150),
    (lambda: _money(), 84),
    (lambda: _check(True), None),
    (lambda: _check(False), None),
    (lambda: _radio(True), None),
    (lambda: Segmented([("open", "Open 7"), ("all", "All 11")], name="Shown"), None),
)


def _combo() -> QComboBox:
    combo = QComboBox()
    combo.addItems(["All levels", "Errors"])
    combo.setFixedHeight(30)
    return combo


def _money() -> MoneyField:
    money = MoneyField("off", name="Max price")
    money.setText("0.50")
    return money


def _check(checked: bool) -> QCheckBox:
    box = QCheckBox("Keep in the keyring")
    box.setChecked(checked)
    return box


def _radio(checked: bool) -> QRadioButton:
    radio = QRadioButton("It was charged")
    radio.setChecked(checked)
    return radio


class Canvas:
    """A picture of the device's pixels that widgets are drawn into."""

    def __init__(self, width: int, height: int, ground: QColor) -> None:
        ratio = QApplication.primaryScreen().devicePixelRatio()
        self.ratio = ratio
        self.image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)
        self.image.fill(ground)
        self.painter = QPainter(self.image)

    def words(self, x: int, y: int, text: str, role: Role = "text2") -> None:
        self.painter.setFont(theme.current().font("small"))
        self.painter.setPen(theme.current().colour(role))
        self.painter.drawText(QRect(x, y, 400, 20), Qt.AlignmentFlag.AlignVCenter, text)

    def widget(self, widget: QWidget, x: int, y: int) -> None:
        self.painter.drawPixmap(QPoint(x, y), widget.grab())

    def save(self, file: Path) -> None:
        self.painter.end()
        self.image.save(str(file))


def controls(folder: Path, scheme: str) -> None:
    dress = theme.current()
    canvas = Canvas(WIDTH, 44 * len(CONTROLS) + 240, dress.colour("base"))
    for column, title in zip(COLUMNS, ("rest", "hover", "focus", "disabled"), strict=True):
        canvas.words(column, 8, title)
    y = 36
    for make, width in CONTROLS:
        for column, state in zip(COLUMNS, ("rest", "hover", "focus", "disabled"), strict=True):
            host = QWidget()
            host.setBackgroundRole(QPalette.ColorRole.Base)
            host.setAutoFillBackground(True)
            row = QHBoxLayout(host)
            row.setContentsMargins(0, 0, 0, 0)
            control = make()
            if width:
                control.setFixedWidth(width)
            row.addWidget(control)
            host.adjustSize()
            host.show()
            host.activateWindow()
            QApplication.processEvents()
            if isinstance(control, Segmented):
                control = control.findChildren(Button)[0]
            if state == "hover":
                control.clearFocus()
                control.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
                QTest.mouseMove(control)
            elif state == "focus":
                control.setFocus()
            else:
                control.clearFocus()
            if state == "disabled":
                control.setEnabled(False)
            QApplication.processEvents()
            canvas.widget(host, column, y)
            host.close()
        y += 44
    strips = (
        Message("a", Rank.INFO, "Releasing in 3 s", (Link("undo", "Undo", "undoButton"),), icon="timer"),
        Message("b", Rank.OK, "Copied, read back"),
        Message("c", Rank.WARN, "Sent, no answer", (Link("settle", "Settle…"),)),
        Message("d", Rank.BAD, "The journal cannot be written", (Link("why", "Why"),), icon="cloud-off"),
    )
    for index, message in enumerate(strips):
        strip = MessageStrip()
        strip.resize(520, 40)
        strip.show_message(message)
        canvas.widget(strip, 16 + index % 2 * 540, y + index // 2 * 52)
    y += 112
    for x, band in ((16, DemoBand()), (240, NotEncryptedMark())):
        band.adjustSize()
        canvas.widget(band, x, y)
    canvas.save(folder / f"controls-{scheme}-{canvas.ratio:g}.png")


def rows(folder: Path, scheme: str) -> None:
    dress = theme.current()
    canvas = Canvas(WIDTH, 36 * 6 + 40, dress.colour("base"))
    painter, ratio = canvas.painter, canvas.ratio
    looks: tuple[tuple[str, dict[str, bool], tuple[str, Role, str], str], ...] = (
        ("rest", {}, ("clock", "accent_text", "Waiting for code"), "hkg"),
        ("hover", {"hovered": True}, ("clock", "accent_text", "Waiting for code"), "hkg"),
        ("selected", {"selected": True}, ("circle-check", "ok", "Code received"), "mys"),
        ("not active", {"selected": True, "active": False}, ("circle-check", "ok", "Code received"), "mys"),
        ("uncertain", {"uncertain": True}, ("triangle-alert", "warn", "Sent, no answer"), "bra"),
        ("past", {}, ("ban", "muted", "Blacklisted"), "jpn"),
    )
    for index, (name, look, (icon, role, words), country) in enumerate(looks):
        top = 20 + index * 36
        canvas.words(8, top + 8, name)
        row = QRect(120, top, 960, 36)
        paint.row_ground(painter, row, **look)
        if look.get("uncertain"):
            paint.left_bar(painter, row, dress.colour("warn"))
        if look.get("selected"):
            paint.left_bar(painter, row, dress.colour("accent" if look.get("active", True) else "disabled"))
        paint.draw_icon(painter, row.x() + 16, top + 10, icons.pixmap(icon, role, 16, ratio))
        past = name == "past"
        tone = dress.colour("muted" if past else "text")
        weight = 400 if past else 500
        paint.text(
            painter,
            QRect(row.x() + 40, top, 130, 36),
            words,
            dress.font("body", weight),
            dress.colour(role),
        )
        paint.text(painter, QRect(290, top, 120, 36), "Orchid Social", dress.font("body", weight), tone)
        paint.draw_icon(painter, 420, top + 10.5, flags.flag(country, ratio, past=past))
        paint.text(painter, QRect(448, top, 100, 36), country.upper(), dress.font(), tone)
        paint.money(painter, QRect(600, top, 64, 36), "0.6500", dress.font(), tone)
        paint.text(painter, QRect(690, top, 76, 36), "482913", dress.font("code"), tone)
        near = paint.RowButton.NEAR if look.get("selected") or look.get("hovered") else paint.RowButton.REST
        button = QRect(770, top + 5, 76, 26)
        paint.row_button_ground(painter, button, near)
        paint.draw_icon(painter, 778, top + 11, icons.pixmap("copy", "accent_text", 14, ratio))
        paint.text(
            painter, QRect(798, top, 60, 36), "Copy", dress.font("small", 500), dress.colour("accent_text")
        )
        paint.draw_icon(painter, 880, top + 11, icons.pixmap("undo-2", "disabled", 14, ratio))
        paint.draw_icon(painter, 920, top + 11, icons.pixmap("ban", "text2", 14, ratio))
        if name == "selected":
            paint.focus_ring(painter, row)
    canvas.save(folder / f"rows-{scheme}-{ratio:g}.png")


def symbols(folder: Path, scheme: str) -> None:
    names = sorted(file.stem for file in assets.path("icons").glob("*.svg") if file.stem != "fxdesk")
    canvas = Canvas(WIDTH, 40 * (len(names) // 6 + 1) + 180, theme.current().colour("base"))
    for index, name in enumerate(names):
        x, y = 16 + index % 6 * 180, 12 + index // 6 * 40
        for offset, size in ((0, 12), (16, 14), (34, 16), (54, 20)):
            paint.draw_icon(
                canvas.painter,
                x + offset,
                y + (20 - size) / 2,
                icons.pixmap(name, "text2", size, canvas.ratio),
            )
        canvas.words(x + 82, y, name)
    y = 40 * (len(names) // 6 + 1) + 20
    for index, country in enumerate(COUNTRIES):
        paint.draw_icon(canvas.painter, 16 + index * 30, y, flags.flag(country, canvas.ratio))
        paint.draw_icon(canvas.painter, 16 + index * 30, y + 24, flags.flag(country, canvas.ratio, past=True))
    canvas.painter.drawPixmap(QPoint(16, y + 60), icons.application_icon().pixmap(64, 64))
    canvas.painter.drawPixmap(QPoint(96, y + 60), icons.application_icon().pixmap(32, 32))
    canvas.painter.drawPixmap(QPoint(140, y + 60), icons.application_icon().pixmap(16, 16))
    canvas.save(folder / f"symbols-{scheme}-{canvas.ratio:g}.png")


def emptiness(folder: Path, scheme: str) -> None:
    state = EmptyState(
        "No numbers yet",
        "FX Desk rents a phone number for one SMS code, one click at a time.",
        steps=(
            Step("log-in", "Sign in", "With your API name and password, or a pasted token."),
            Step(
                "filter",
                "Pick a service and a country",
                "Type in the box on the left. The price stands beside the button.",
            ),
            Step("message", "Get number", "The code arrives in the table by itself; Enter copies it."),
            Step(
                "undo-2",
                "No code? Release the number",
                "The service charges for a number whose SMS arrives before you release it.",
            ),
        ),
        buttons=(Button("Sign in…", kind="primary"), Button("Try the demo")),
        footnote="Use it for accounts of your own.",
    )
    state.resize(1000, 600)
    state.show()
    QApplication.processEvents()
    state.grab().save(str(folder / f"empty-{scheme}-{state.devicePixelRatioF():g}.png"))
    state.close()


def dialog(folder: Path, scheme: str) -> None:
    asked = SheetDialog("Leave FX Desk", width=592)
    asked.body.addWidget(label("4 numbers are still open", role="price"))
    asked.body.addWidget(
        label(
            "A number left open is charged if its SMS arrives before the service closes it. What stays open"
            " is back in the table at the next start.",
            tone="text2",
            wrap=True,
        )
    )
    asked.add_left(Button("Stay"))
    asked.add_act(Button("Leave them open"))
    release = Button("Release all and leave", kind="primary")
    asked.add_act(release)
    asked.show()
    asked.activateWindow()
    release.setFocus()
    QApplication.processEvents()
    asked.grab().save(str(folder / f"dialog-{scheme}-{asked.devicePixelRatioF():g}.png"))
    asked.close()
    menu = QMenu()
    for name, words in (("copy", "Copy code"), ("undo-2", "Release"), ("ban", "Blacklist…")):
        icons.give(menu.addAction(words + "\tCtrl+C"), name)
    menu.addSeparator()
    menu.addAction("Done, clear row").setEnabled(False)
    menu.setActiveAction(menu.actions()[1])
    host = QWidget()
    host.setLayout(QVBoxLayout())
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    menu.grab().save(str(folder / f"menu-{scheme}-{menu.devicePixelRatioF():g}.png"))


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    if "QT_SCALE_FACTOR" not in os.environ:
        for factor in ("1", "2"):
            subprocess.run(
                [sys.executable, "-m", "tests.ui.gallery", *sys.argv[1:]],
                env={**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"},
                check=True,
            )
        return 0
    application = QApplication([])
    QCursor.setPos(4000, 4000)
    if len(sys.argv) > 2:
        font = QFont(sys.argv[2])
        font.setPixelSize(13)
        application.setFont(font)
    theme.install(application)
    for scheme in ("light", "dark"):
        theme.current().dress("dark" if scheme == "dark" else "light")
        for draw in (controls, rows, symbols, emptiness, dialog):
            draw(folder, scheme)
    return 0


if __name__ == "__main__":
    sys.exit(main())
