# SPDX-License-Identifier: MIT
"""Put the program's words into the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from fxdesk.ui import assets

ENGLISH, CHINESE, PSEUDO = "en", "zh_CN", "pseudo"
OFFERED = (ENGLISH, CHINESE)

# Longer than the English by as much as the longest languages are, and marked at both ends, so that
# a word that is cut off or was never translated shows.
_ACCENTED = str.maketrans("aceinorsuyACEINORSUY", "àçéîñöŕšûýÀÇÉÎÑÖŔŠÛÝ")


class PseudoTranslator(QTranslator):
    """Turns each English sentence into a longer, accented, bracketed one; fields in braces stay."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The stand-in for `source`."""
        return pseudo(source)

    def isEmpty(self) -> bool:
        """Never: it has a word for everything."""
        return False


def pseudo(source: str) -> str:
    """`source` in the pseudo-language: a third longer, in ⟦brackets⟧, with {fields} and & marks untouched."""
    if not source:
        return source
    parts: list[str] = []
    inside = False
    for piece in source.replace("{", "\0{").replace("}", "}\0").split("\0"):
        inside = piece.startswith("{") and piece.endswith("}")
        parts.append(piece if inside else piece.translate(_ACCENTED))
    return f"⟦{''.join(parts)}{'·' * (len(source) // 3)}⟧"


def chosen(preference: str) -> str:
    """The language to speak: the preference, or the system's where we have it, else English."""
    if preference in (*OFFERED, PSEUDO):
        return preference
    return CHINESE if QLocale.system().language() is QLocale.Language.Chinese else ENGLISH


class Language(QObject):
    """Holds the translators of the language in force."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.code = ENGLISH
        self._installed: list[QTranslator] = []

    def speak(self, code: str) -> None:
        """Switch to `code`; windows that are built from then on speak it. Raises FileNotFoundError."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        self.code = code
        QLocale.setDefault(QLocale(CHINESE if code == CHINESE else ENGLISH))
        if code == PSEUDO:
            self._install(PseudoTranslator(self))
        elif code == CHINESE:
            self._install(self._loaded(str(assets.path("translations", f"fxdesk_{code}.qm"))))
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install(self._loaded(f"{qt}/qtbase_zh_CN.qm"))

    def _loaded(self, path: str) -> QTranslator:
        translator = QTranslator(self)
        if not translator.load(path):
            raise FileNotFoundError(path)
        return translator

    def _install(self, translator: QTranslator) -> None:
        QCoreApplication.installTranslator(translator)
        self._installed.append(translator)
