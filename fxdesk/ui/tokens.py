# SPDX-License-Identifier: MIT
"""The colours, distances and sizes of the window as data, for both palettes."""

from typing import Literal, NamedTuple, get_args

Role = Literal[
    "window",
    "base",
    "raised",
    "hover",
    "sel",
    "sel_off",
    "line",
    "border",
    "control",
    "text",
    "text2",
    "muted",
    "disabled",
    "accent",
    "on_accent",
    "accent_hover",
    "accent_text",
    "focus",
    "ok",
    "ok_tint",
    "warn",
    "warn_tint",
    "warn_border",
    "bad",
    "bad_tint",
    "accent_tint",
    "mark",
    "chart",
    "bar",
    "bar2",
]
"""The roles that a colour can have; a widget names a role, never a colour."""

ROLES: tuple[Role, ...] = get_args(Role)


class Tokens(NamedTuple):
    """One palette: a colour "#RRGGBB" for each role."""

    window: str
    base: str
    raised: str
    hover: str
    sel: str
    sel_off: str
    line: str
    border: str
    control: str
    text: str
    text2: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_text: str
    focus: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    warn_border: str
    bad: str
    bad_tint: str
    accent_tint: str
    mark: str
    chart: str
    bar: str
    bar2: str


LIGHT = Tokens(
    window="#F3F4F6",
    base="#FFFFFF",
    raised="#F8F9FA",
    hover="#F3F5F9",
    sel="#E6EBFC",
    sel_off="#ECEEF1",
    line="#ECEEF1",
    border="#DFE2E7",
    control="#C3C8D1",
    text="#1A1D23",
    text2="#4F5663",
    muted="#626977",
    disabled="#A9AFBA",
    accent="#3550C8",
    on_accent="#FFFFFF",
    accent_hover="#2B43AF",
    accent_text="#3550C8",
    focus="#3550C8",
    ok="#1B7035",
    ok_tint="#E6F4EA",
    warn="#855100",
    warn_tint="#FFF4DB",
    warn_border="#EBCB8B",
    bad="#B3261E",
    bad_tint="#FDECEA",
    accent_tint="#E9EDFC",
    mark="#DCE4FF",
    chart="#7187DD",
    bar="#C9D3F8",
    bar2="#E7EAF0",
)

DARK = Tokens(
    window="#15171B",
    base="#1B1E23",
    raised="#22262C",
    hover="#23272E",
    sel="#28325A",
    sel_off="#2A2E36",
    line="#262A31",
    border="#2F343C",
    control="#474E5A",
    text="#E7E9ED",
    text2="#B7BDC8",
    muted="#9BA2AF",
    disabled="#5F6672",
    accent="#4F68DC",
    on_accent="#FFFFFF",
    accent_hover="#465ED0",
    accent_text="#9DB0FF",
    focus="#8298FF",
    ok="#6CCB8A",
    ok_tint="#1C3324",
    warn="#E8B95B",
    warn_tint="#372C15",
    warn_border="#6B5320",
    bad="#FF968E",
    bad_tint="#3D2322",
    accent_tint="#252E52",
    mark="#3A4A8C",
    chart="#5D74E0",
    bar="#3B4A8F",
    bar2="#2B3038",
)


def with_high_contrast(tokens: Tokens) -> Tokens:
    """Return the palette with every outline and hairline as strong as muted text."""
    return tokens._replace(control=tokens.muted, border=tokens.muted, line=tokens.muted)


# Distances in px at 100 %, all on a 4 px grid.
SPACE_XS = 4
SPACE_S = 8
SPACE_M = 12
SPACE_L = 16
SPACE_XL = 24

RADIUS_CONTROL = 6
RADIUS_ROW_BUTTON = 5
RADIUS_CHECK = 4
RADIUS_SHEET = 8
RADIUS_FLAG = 2

TypeRole = Literal["small", "body", "code", "title", "price", "empty", "figure", "log"]


class TypeStep(NamedTuple):
    """One step of the type scale: px beside a 13 px system font, and the weight it has as a title."""

    pixels: int
    weight: int


TYPE_SCALE: dict[TypeRole, TypeStep] = {
    "small": TypeStep(12, 400),  # headers, hints, row buttons, status
    "body": TypeStep(13, 400),
    "code": TypeStep(14, 600),  # the code in a row, SMS text
    "title": TypeStep(15, 600),  # titles in a page
    "price": TypeStep(18, 600),  # price, dialog title
    "empty": TypeStep(20, 600),  # empty state
    "figure": TypeStep(24, 600),  # balance, code, statistics
    "log": TypeStep(12, 400),  # in the system's fixed font
}

BODY_PIXELS = 13
WEIGHT_NORMAL = 400
WEIGHT_MEDIUM = 500
WEIGHT_SEMIBOLD = 600
