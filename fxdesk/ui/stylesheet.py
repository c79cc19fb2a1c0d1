# SPDX-License-Identifier: MIT
"""Writes the one style sheet of the application from the tokens: outlines, radii and states of controls."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from fxdesk.ui import assets
from fxdesk.ui.tokens import RADIUS_CHECK, RADIUS_CONTROL, RADIUS_ROW_BUTTON, RADIUS_SHEET, TYPE_SCALE

if TYPE_CHECKING:
    from fxdesk.ui.theme import Theme

# A focus ring is 2 px where the outline is 1 px, so its padding is 1 px less and nothing moves.
_SHEET = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 7px; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QSplitter::handle { background: $border; }
QStatusBar { background: $window; }
QStatusBar::item { border: none; }

QPushButton { background: $base; color: $text; border: 1px solid $control; border-radius: ${r}px;
  padding: 0 12px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sel_off; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; }
QPushButton:disabled { background: transparent; color: $disabled; border: 1px solid $border;
  padding: 0 12px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_hover;
  border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $bar2; color: $disabled; border: 1px solid $bar2; }
QPushButton[tells="true"]:disabled { color: $muted; }
QPushButton[kind="quiet"], QToolButton { background: transparent; color: $text2;
  border: 1px solid transparent; border-radius: ${r}px; padding: 0 8px; }
QToolButton { padding: 0; }
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $hover; color: $text;
  border-color: $border; }
QPushButton[kind="quiet"]:pressed, QToolButton:pressed { background: $sel_off; }
QPushButton[kind="quiet"]:checked, QToolButton:checked { background: $accent_tint; color: $accent_text;
  border-color: $accent_tint; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; padding: 0 7px; }
QToolButton:focus { border: 2px solid $focus; }
QPushButton[kind="quiet"]:disabled, QToolButton:disabled { background: transparent; color: $disabled;
  border-color: transparent; padding: 0 8px; }
QPushButton[kind="quiet"][tells="true"]:disabled { color: $muted; }
QToolButton:disabled { padding: 0; }
QToolButton::menu-indicator { image: none; }
QPushButton[kind="link"] { background: transparent; color: $accent_text; border: 1px solid transparent;
  padding: 0 7px; font-weight: 500; }
QPushButton[kind="link"]:hover { background: $accent_tint; }
QPushButton[kind="link"]:pressed { background: $mark; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: 0 6px; }
QPushButton[kind="link"]:disabled { color: $disabled; border: 1px solid transparent; padding: 0 7px; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit[framed="true"] { background: $base; color: $text;
  border: 1px solid $control; border-radius: ${r}px; padding: 0 9px;
  selection-background-color: $mark; selection-color: $text; placeholder-text-color: $muted; }
QPlainTextEdit { background: $base; color: $text; border: none; selection-background-color: $mark;
  selection-color: $text; placeholder-text-color: $muted; }
QPlainTextEdit[framed="true"] { padding: 5px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $focus; padding: 0 8px; }
QPlainTextEdit[framed="true"]:focus { border: 2px solid $focus; padding: 4px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border-color: $bad; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { background: $raised; color: $disabled;
  border: 1px solid $border; placeholder-text-color: $disabled; }
QLineEdit QToolButton { border: none; background: transparent; padding: 0; margin: 0; }
QAbstractSpinBox QLineEdit { border: none; background: transparent; padding: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($images/chevron-down-$scheme.png); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $base; border: 1px solid $border; padding: 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent;
  width: 20px; }
QAbstractSpinBox::up-arrow { image: url($images/chevron-up-$scheme.png); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($images/chevron-down-$scheme.png); width: 12px; height: 12px; }

QCheckBox, QRadioButton { color: $text; spacing: 8px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $control; border-radius: ${rc}px;
  background: $base; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $control; border-radius: 9px;
  background: $base; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url($images/tick.png); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px;
  background: $on_accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $focus; width: 14px;
  height: 14px; }
QCheckBox::indicator:checked:focus { border: 2px solid $text; }
QRadioButton::indicator:checked:focus { border: 5px solid $focus; width: 8px; height: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border;
  background: $raised; }
QCheckBox::indicator:checked:disabled { background: $disabled; border-color: $disabled; }
QRadioButton::indicator:checked:disabled { border-color: $disabled; }

QMenuBar { background: $window; color: $text2; border: none; padding: 0 16px; }
QMenuBar::item { background: transparent; padding: 5px 6px; margin: 0 5px 0 0; border-radius: 5px; }
QMenuBar::item:selected { background: $sel_off; color: $text; }
QMenu { background: $base; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 5px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text2; border: none; border-bottom: 2px solid transparent;
  padding: 0 4px; margin-right: 20px; height: ${tab}px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid $focus; border-radius: ${r}px; padding: 0 2px; }

QAbstractItemView { background: $base; border: none; outline: none; }
QAbstractItemView[ground="window"] { background: $window; }
QHeaderView { background: $base; border: none; }
QHeaderView::section { background: $base; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 0 8px; font-size: ${small}px; font-weight: 500; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $base; border: none; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $bar2; border: none; border-radius: 2px; max-height: 4px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

#sheet { background: $base; border: 1px solid $border; border-right: none; border-bottom: none;
  border-top-left-radius: ${rs}px; }
#messageStrip { border: none; border-bottom: 1px solid $line; background: $accent_tint; }
#messageStrip[rank="ok"] { background: $ok_tint; }
#messageStrip[rank="warn"] { background: $warn_tint; border-bottom-color: $warn_border; }
#messageStrip[rank="bad"] { background: $bad_tint; }
#messageStrip QPushButton:hover, #messageStrip QToolButton:hover { background: $base; }
QFrame[notice="warn"] { background: $warn_tint; border: 1px solid $warn_border; border-radius: ${r}px; }
QFrame[notice="bad"] { background: $bad_tint; border: 1px solid $bad; border-radius: ${r}px; }
QFrame[notice="info"] { background: $accent_tint; border: 1px solid $accent_tint; border-radius: ${r}px; }
QFrame[segmented="true"] { background: $sel_off; border: 1px solid $sel_off; border-radius: ${r}px; }
QPushButton[kind="segment"] { background: transparent; color: $text2; border: 1px solid transparent;
  border-radius: ${rb}px; padding: 0 14px; }
QPushButton[kind="segment"]:hover { color: $text; }
QPushButton[kind="segment"]:checked { background: $base; color: $text; border-color: $border;
  font-weight: 600; }
QPushButton[kind="segment"]:focus { border: 2px solid $focus; padding: 0 13px; }
QPushButton[kind="segment"]:disabled { color: $disabled; border-color: transparent; padding: 0 14px; }
#demoBand { background: $accent_tint; border: none; border-radius: ${rc}px; }
#notEncryptedMark { background: $warn_tint; border: none; border-radius: ${rc}px; }
""")

_TONES = ("text", "text2", "muted", "accent_text", "ok", "warn", "bad", "disabled")


def style_sheet(theme: Theme) -> str:
    """Return the style sheet for a theme's palette and text size."""
    tokens = theme.tokens
    sheet = _SHEET.substitute(
        tokens._asdict(),
        r=RADIUS_CONTROL,
        rb=RADIUS_ROW_BUTTON,
        rc=RADIUS_CHECK,
        rs=RADIUS_SHEET,
        tab=theme.px(44) - 2,
        small=theme.font("small").pixelSize(),
        images=assets.path("icons", "controls").as_posix(),
        scheme="dark" if theme.dark else "light",
    )
    roles = [
        f'QLabel[role="{role}"]'
        f" {{ font-size: {theme.font(role).pixelSize()}px; font-weight: {step.weight}; }}"
        for role, step in TYPE_SCALE.items()
        if role not in ("body", "log")
    ]
    tones = [f'QLabel[tone="{tone}"] {{ color: {getattr(tokens, tone)}; }}' for tone in _TONES]
    weights = [f'QLabel[weight="{weight}"] {{ font-weight: {weight}; }}' for weight in (400, 500, 600)]
    return "\n".join([sheet, *roles, *tones, *weights])
