# SPDX-License-Identifier: MIT
"""No part of the program but one makes a widget that could take a text for markup."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "fxdesk"
ALLOWED = PACKAGE / "ui" / "safe.py"

CLASSES = {
    "QErrorMessage",
    "QGraphicsTextItem",
    "QInputDialog",
    "QLabel",
    "QMessageBox",
    "QProgressDialog",
    "QSplashScreen",
    "QSystemTrayIcon",
    "QTextBrowser",
    "QTextDocument",
    "QTextDocumentFragment",
    "QTextEdit",
    "QToolTip",
    "QWhatsThis",
    "QWizardPage",
}
METHODS = {
    "addToolTip",
    "appendHtml",
    "insertHtml",
    "insertMarkdown",
    "linkActivated",
    "setHtml",
    "setInformativeText",
    "setMarkdown",
    "setOpenExternalLinks",
    "setStatusTip",
    "setToolTip",
    "setWhatsThis",
    "showMessage",
}
FORMATS = {"RichText", "AutoText", "MarkdownText", "LinksAccessibleByMouse", "TextBrowserInteraction"}
# A text of others has no place in a title, where "[*]" is swallowed, nor may a link of theirs be followed.
TITLES = {"setWindowTitle", "setWindowIconText", "setWindowFilePath"}
TITLED = {"ui/safe.py", "ui/sheet_dialog.py"}
OPENERS = {"QDesktopServices"}
OPENING = {"ui/top_up.py", "ui/data_settings.py"}


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
        "QInputDialog.getText(self, 'a', text)",
        "tray = QSystemTrayIcon(self)",
        "QTextDocument(text)",
        "label.setOpenExternalLinks(True)",
        "label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)",
        "view.document().setMarkdown(text)",
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


def titles(source: str) -> list[int]:
    """The lines that give a window a title that is not written there, nor translated there."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and _name(node.func) in TITLES
        and not all(isinstance(given, ast.Constant) or _is_translated(given) for given in node.args)
    ]


def _is_translated(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) in ("tr", "translate")


def test_that_a_title_made_of_a_text_of_others_is_seen() -> None:
    assert titles("self.setWindowTitle(lease.order.service)")
    assert titles("self.setWindowTitle(self.tr('{x}').format(x=service))")
    assert not titles("self.setWindowTitle(self.tr('Settle'))\nself.setWindowTitle('FX Desk')")


def test_that_no_title_is_made_of_a_text_of_others() -> None:
    found = [
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if file.relative_to(PACKAGE).as_posix() not in TITLED
        for line in titles(file.read_text(encoding="utf-8"))
    ]
    assert not found


def test_that_only_the_site_and_the_own_folder_are_ever_opened() -> None:
    found = [
        file.relative_to(PACKAGE).as_posix()
        for file in sorted(PACKAGE.rglob("*.py"))
        if any(
            _name(node) in OPENERS
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.expr)
        )
    ]
    assert set(found) == OPENING


def test_that_a_text_that_is_painted_from_a_cache_is_plain() -> None:
    makers = [file for file in PACKAGE.rglob("*.py") if "QStaticText(" in file.read_text("utf-8")]
    assert [file.name for file in makers] == ["cell_text.py"]
    assert "setTextFormat(Qt.TextFormat.PlainText)" in makers[0].read_text("utf-8")
