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
    "setDetailedText",
    "setStatusTip",
}
FORMATS = {"RichText", "AutoText", "MarkdownText"}


def offences(source: str) -> list[tuple[int, str]]:
    """Return the line and the name of everything that may only stand in ui/safe.py."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            found += [(node.lineno, alias.name) for alias in node.names if alias.name in CLASSES]
        elif isinstance(node, ast.Attribute) and (node.attr in CLASSES | METHODS | FORMATS):
            found.append((node.lineno, node.attr))
        elif isinstance(node, ast.Name) and node.id in CLASSES:
            found.append((node.lineno, node.id))
    return found


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtWidgets import QLabel",
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


def test_that_only_one_file_makes_labels_boxes_and_tooltips() -> None:
    found = [
        f"{file.relative_to(PACKAGE)}:{line} {name}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if file != ALLOWED
        for line, name in offences(file.read_text(encoding="utf-8"))
    ]
    assert not found, "use fxdesk.ui.safe instead"
