# SPDX-License-Identifier: MIT
"""No part of the program but one makes a widget that could take a text for markup."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "fxdesk"
ALLOWED = PACKAGE / "ui" / "safe.py"

CLASSES = {"QLabel", "QMessageBox", "QTextBrowser", "QTextEdit", "QErrorMessage", "QWhatsThis", "QToolTip"}
METHODS = {
    "setToolTip",
    "setWhatsThis",
    "showMessage",
    "setHtml",
    "insertHtml",
    "appendHtml",
    "setInformativeText",
    "setStatusTip",
}
FORMATS = {"RichText", "AutoText", "MarkdownText"}


def offences(source: str) -> list[tuple[int, str]]:
    """Return the line and the name of everything that may only stand in ui/safe.py.

    The classes may be named, for a type or a role of a button, but not made, inherited, renamed or called.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Call):
            called = node.func
            names = [_name(called)] + ([_name(called.value)] if isinstance(called, ast.Attribute) else [])
            names = [name for name in names if name in CLASSES]
        elif isinstance(node, ast.ClassDef):
            names = [_name(base) for base in node.bases if _name(base) in CLASSES]
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names if alias.asname and alias.name in CLASSES]
        elif isinstance(node, ast.Assign):
            names = [_name(node.value)] if _name(node.value) in CLASSES else []
        elif isinstance(node, ast.Attribute) and node.attr in METHODS | FORMATS:
            names = [node.attr]
        found += [(getattr(node, "lineno", 0), name) for name in names]
    return found


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtWidgets import QLabel\nQLabel(text)",
        "from PySide6.QtWidgets import QLabel as Words",
        "Words = QtWidgets.QLabel",
        "class Words(QLabel): pass",
        "QMessageBox.question(self, 'a', text)",
        "QToolTip.showText(place, text)",
        "import PySide6.QtWidgets as w\nw.QMessageBox.warning(None, 'a', 'b')",
        "button.setToolTip(name)",
        "action.setWhatsThis(name)",
        "self.statusBar().showMessage(name)",
        "view.setHtml(text)",
        "QTextEdit(self).setText(text)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "view.appendHtml(text)",
    ],
)
def test_that_each_way_to_markup_is_seen(source: str) -> None:
    assert offences(source)


def test_that_a_role_of_a_button_may_be_named() -> None:
    assert not offences("box: QMessageBox = safe.box(x, QMessageBox.ButtonRole.AcceptRole)")


def test_that_only_one_file_makes_labels_boxes_and_tooltips() -> None:
    found = [
        f"{file.relative_to(PACKAGE)}:{line} {name}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if file != ALLOWED
        for line, name in offences(file.read_text(encoding="utf-8"))
    ]
    assert not found, "use fxdesk.ui.safe instead"
