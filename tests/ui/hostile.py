# SPDX-License-Identifier: MIT
"""Text as an enemy would write it, and a look at all that a window shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from fxdesk.core.text import clean, without_isolates
from fxdesk.ui.safe import ElidedLabel

CORPUS = (
    "<b>Update</b> <a href='http://x.example'>here</a> &amp; &lt;i&gt;",
    "<img src='http://x.example/a.png'><style>*{color:red}</style><table><tr><td>x",
    "\u202egnp.exe\u202c \u2066hidden\u2069 \u200f\u200e\u061c",
    "a\x00b\x07c\x1b[31mred\x7f\x9b",
    "lone \ud800 and \udfff surrogates",
    "Z\u0336\u0335\u0334\u0333\u0332\u0331\u0330 tower" + "\u0301" * 500,
    "zero\u200bwidth\ufeffjoined\u2060 \U000e0041\U000e007f",
    '=HYPERLINK("http://x.example","click")',
    "+1+1\r\n@SUM(1)\t-2\n=3",
    "Salt & Pepper && more &File _x",
    "window[*] title [*]",
    "{n} {0} {service} {{}} %1 %s %(x)s $x \\n",
    "http://x.example/?a=b&c=d mailto:a@b.example javascript:alert(1)",
    "line one\nline two\u2028three\u2029four\x0bfive\x85six",
    "   ",
    "\u0645\u0631\u062d\u0628\u0627 482913 \u05e9\u05dc\u05d5\u05dd",
    "\uff14\uff18\uff12\uff19 \ufdfa \ufdd0 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "1 2 3 4-5-6 " * 20,
    "W" * 400,
    "../../etc/passwd \\\\host\\share C:\\x %2e%2e",
)

HOSTILE = st.one_of(
    st.sampled_from(CORPUS),
    st.lists(st.sampled_from(CORPUS), min_size=1, max_size=3).map("".join),
    st.text(st.characters(exclude_categories=()), min_size=1, max_size=120),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Me", "Zl", "Zp"]), min_size=1, max_size=60),
)
"""What a service may write into any field."""

HUGE = tuple(
    piece * (100_000 // len(piece)) for piece in ("<b>x</b>", "W", "1 2 3-", "a\u0301\u0302", "\u202e", "- ")
)
"""A hundred thousand characters each."""

_SHOWN_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.StatusTipRole,
)
_BETWEEN_PRICES = "\u2009–\u200b\u2009"
_OURS = '<span style="white-space: pre-wrap">'


def as_document(text: str) -> str:
    """The text as a text document gives it back: its own non-breaking spaces are lost there."""
    return text.replace("\u00a0", " ").replace("\ufdd0", "\n").replace("\ufdd1", "\n")


def is_harmless(text: str) -> bool:
    """Whether nothing in it hides, reorders or controls; isolates, and a break between prices, are ours."""
    shown = without_isolates(text).replace(_BETWEEN_PRICES, "")
    return clean(shown, len(shown) + 1) == shown


def read_tooltip(tooltip: str) -> str:
    """A tooltip as a person reads it."""
    if not GuiQt.mightBeRichText(tooltip):
        return tooltip
    assert tooltip.startswith(_OURS), tooltip[:80]
    inner = tooltip.removeprefix(_OURS).removesuffix("</span>")
    assert "<" not in inner, inner[:80]
    return QTextDocumentFragment.fromHtml(tooltip).toPlainText()


def shown_by(root: QWidget) -> Iterator[tuple[str, str]]:
    """Where something is shown in a widget and all that it holds, and what."""
    for widget in (root, *root.findChildren(QWidget)):
        name = widget.objectName() or type(widget).__name__
        yield f"{name} title", widget.windowTitle()
        yield f"{name} tooltip", read_tooltip(widget.toolTip())
        yield f"{name} name", widget.accessibleName()
        yield f"{name} description", widget.accessibleDescription()
        match widget:
            case QLabel():
                assert widget.textFormat() == Qt.TextFormat.PlainText, name
                assert not widget.openExternalLinks(), name
                # Qt joins Arabic letters anew where it cuts a text off.
                yield name, widget.whole_text() if isinstance(widget, ElidedLabel) else widget.text()
            case QMessageBox():
                assert widget.textFormat() == Qt.TextFormat.PlainText, name
                yield name, widget.text()
            case QAbstractButton():
                yield name, widget.text()
            case QPlainTextEdit():
                yield name, widget.toPlainText()
            case QTextEdit():
                raise AssertionError(f"{name} could show markup")
            case QLineEdit():
                yield name, widget.placeholderText()
            case QComboBox():
                yield from ((name, widget.itemText(place)) for place in range(widget.count()))
            case QAbstractItemView():
                yield from _items(name, widget.model())
    for action in root.findChildren(QAction):
        yield f"{action.objectName()} action", action.text()
        yield f"{action.objectName()} tooltip", read_tooltip(action.toolTip())


def _items(name: str, model: QAbstractItemModel | None) -> Iterator[tuple[str, str]]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), 50)):
        for column in range(columns):
            index = model.index(row, column)
            for role in _SHOWN_ROLES:
                said = model.data(index, role)
                if isinstance(said, str):
                    tooltip = role == Qt.ItemDataRole.ToolTipRole
                    yield f"{name} {row}/{column} {role.name}", read_tooltip(said) if tooltip else said


def faults_of(root: QWidget) -> list[str]:
    """What the widget shows that is not fit to be shown."""
    return [f"{where}: {text[:200]!r}" for where, text in shown_by(root) if not is_harmless(text)]


class Bait:
    """A picture on this machine that only markup would look at; `taken` says whether anything has."""

    def __init__(self, path: Path) -> None:
        self.path, self.markup = path, f"<img src='file://{path}'>"
        self.lay()

    def lay(self) -> None:
        """Let the next look leave its mark: systems keep the time of one after the last change only."""
        import os

        os.utime(self.path, ns=(0, self.path.stat().st_mtime_ns))

    @property
    def taken(self) -> bool:
        return self.path.stat().st_atime_ns != 0
