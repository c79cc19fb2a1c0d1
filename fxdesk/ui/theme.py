# SPDX-License-Identifier: MIT
"""Dresses the application: style, palette, fonts and style sheet from the tokens, changing live."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette, QScreen
from PySide6.QtWidgets import QApplication

from fxdesk.ui.stylesheet import style_sheet
from fxdesk.ui.tokens import (
    BODY_PIXELS,
    DARK,
    LIGHT,
    TYPE_SCALE,
    Role,
    Tokens,
    TypeRole,
    with_high_contrast,
)

Appearance = Literal["system", "light", "dark"]


class Theme(QObject):
    """The current palette and type of the application.

    changed() -- palette, contrast, text size or screens changed: what was drawn or measured is out of date.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._system_font = QFont(application.font())
        self._system_pixels = QFontInfo(self._system_font).pixelSize()
        # Kept, because what it hands out lives only as long as this reference to it.
        self._style_hints = application.styleHints()
        self._scheme = self._style_hints.colorScheme()
        self._appearance: Appearance = "system"
        self._contrast_wanted = False
        self._text_percent = 100
        self._colours: dict[Role, QColor] = {}
        self._fonts: dict[tuple[TypeRole, int | None], QFont] = {}
        self.tokens: Tokens = LIGHT
        application.setStyle("Fusion")
        self._style_hints.colorSchemeChanged.connect(self._follow_scheme)
        accessibility = getattr(self._style_hints, "accessibility", None)  # from Qt 6.10 on
        self._hints = accessibility() if accessibility is not None else None
        if self._hints is not None:
            self._hints.contrastPreferenceChanged.connect(self._dress)
        application.screenAdded.connect(self._watch_screen)
        application.screenRemoved.connect(self._dress)
        for screen in application.screens():
            screen.logicalDotsPerInchChanged.connect(self._dress)

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in use."""
        if self._appearance == "system":
            return self._scheme == Qt.ColorScheme.Dark
        return self._appearance == "dark"

    @property
    def high_contrast(self) -> bool:
        """Whether outlines are strengthened, by the person's setting or the system's."""
        return self._contrast_wanted or (
            self._hints is not None and self._hints.contrastPreference() == Qt.ContrastPreference.HighContrast
        )

    @property
    def scale(self) -> float:
        """How large text is beside the 13 px that all measures are given for, never under 1."""
        return max(1.0, self._body_pixels / BODY_PIXELS)

    @property
    def text_percent(self) -> int:
        """How large text is, in percent of the system's."""
        return self._text_percent

    def dress(
        self, appearance: Appearance = "system", *, high_contrast: bool = False, text_percent: int = 100
    ) -> None:
        """Apply the person's choices; `text_percent` multiplies the system's text size."""
        self._appearance = appearance
        self._contrast_wanted = high_contrast
        self._text_percent = text_percent
        # Title bars and native dialogs follow this, where the platform has such.
        if appearance == "system":
            self._style_hints.unsetColorScheme()
        else:
            self._style_hints.setColorScheme(
                Qt.ColorScheme.Dark if appearance == "dark" else Qt.ColorScheme.Light
            )
        self._dress()

    def colour(self, role: Role) -> QColor:
        """Return a role's colour in the current palette."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(getattr(self.tokens, role))
        return found

    def font(self, role: TypeRole = "body", weight: int | None = None) -> QFont:
        """Return the font of a step of the type scale, in its own weight or in another."""
        found = self._fonts.get((role, weight))
        if found is None:
            found = self._fonts[role, weight] = self._make_font(role, weight)
        return found

    def px(self, measure: int) -> int:
        """Return a height or width given for 13 px text, grown with the text."""
        return round(measure * self.scale)

    @property
    def _body_pixels(self) -> float:
        return self._system_pixels * self._text_percent / 100

    def _make_font(self, role: TypeRole, weight: int | None) -> QFont:
        step = TYPE_SCALE[role]
        if role == "log":
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        else:
            font = QFont(self._system_font)
            font.setFeature(QFont.Tag("tnum"), 1)
        font.setPixelSize(max(8, round(self._body_pixels * step.pixels / BODY_PIXELS)))
        font.setWeight(QFont.Weight(step.weight if weight is None else weight))
        if any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens()):
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _watch_screen(self, screen: QScreen) -> None:
        screen.logicalDotsPerInchChanged.connect(self._dress)
        self._dress()

    def _follow_scheme(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        if self._appearance == "system":
            self._dress()

    def _dress(self) -> None:
        tokens = DARK if self.dark else LIGHT
        self.tokens = with_high_contrast(tokens) if self.high_contrast else tokens
        self._colours.clear()
        self._fonts.clear()
        self._application.setPalette(palette(self.tokens))
        self._application.setFont(self.font("body"))
        self._application.setStyleSheet(style_sheet(self))
        self.changed.emit()


def palette(tokens: Tokens) -> QPalette:
    """Return the tokens as Qt's palette; what has no role of its own is derived from them by name."""
    answer = QPalette()
    part, group = QPalette.ColorRole, QPalette.ColorGroup
    everywhere: dict[QPalette.ColorRole, str] = {
        part.Window: tokens.window,
        part.WindowText: tokens.text,
        part.Base: tokens.base,
        part.AlternateBase: tokens.raised,
        part.Text: tokens.text,
        part.Button: tokens.base,
        part.ButtonText: tokens.text,
        part.BrightText: tokens.bad,
        part.ToolTipBase: tokens.raised,
        part.ToolTipText: tokens.text,
        part.PlaceholderText: tokens.muted,
        part.Highlight: tokens.sel,
        part.HighlightedText: tokens.text,
        part.Accent: tokens.accent,
        part.Link: tokens.accent_text,
        part.LinkVisited: tokens.accent_text,
        part.Light: tokens.base,
        part.Midlight: tokens.line,
        part.Mid: tokens.border,
        part.Dark: tokens.control,
        part.Shadow: tokens.control,
    }
    for role, colour in everywhere.items():
        answer.setColor(role, QColor(colour))
    answer.setColor(group.Inactive, part.Highlight, QColor(tokens.sel_off))
    for role in (part.WindowText, part.Text, part.ButtonText, part.HighlightedText, part.PlaceholderText):
        answer.setColor(group.Disabled, role, QColor(tokens.disabled))
    answer.setColor(group.Disabled, part.Base, QColor(tokens.raised))
    answer.setColor(group.Disabled, part.Highlight, QColor(tokens.sel_off))
    return answer


_installed: Theme | None = None


def install(application: QApplication) -> Theme:
    """Make the application's theme and dress it after the system; later calls return the same one."""
    global _installed
    if _installed is None or _installed.parent() is not application:
        _installed = Theme(application)
        _installed.dress()
    return _installed


def current() -> Theme:
    """Return the application's theme. Raises RuntimeError before `install`."""
    if _installed is None:
        raise RuntimeError("the theme is not installed yet")
    return _installed
