# SPDX-License-Identifier: MIT
"""Every text can be read on every ground that it stands on."""

import pytest

from fxdesk.ui.tokens import DARK, LIGHT, ROLES, Role, Tokens, with_high_contrast

PALETTES = {"light": LIGHT, "dark": DARK}

# The grounds of rows, pages and frames, and who writes on them.
GROUNDS: tuple[Role, ...] = ("window", "base", "raised", "hover", "sel", "sel_off")
PAIRS: tuple[tuple[Role, tuple[Role, ...]], ...] = (
    ("text", (*GROUNDS, "warn_tint", "ok_tint", "bad_tint", "accent_tint", "mark")),
    ("text2", (*GROUNDS, "warn_tint")),
    ("muted", (*GROUNDS, "bar2", "warn_tint")),
    ("accent_text", (*GROUNDS, "accent_tint", "warn_tint", "ok_tint", "bad_tint")),
    ("ok", (*GROUNDS, "ok_tint")),
    ("warn", (*GROUNDS, "warn_tint")),
    ("bad", (*GROUNDS, "bad_tint")),
    ("on_accent", ("accent", "accent_hover")),
)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", PALETTES.values(), ids=PALETTES)
def test_that_all_text_has_a_contrast_of_four_and_a_half(tokens: Tokens) -> None:
    faint = {
        f"{text} on {ground}": round(contrast(getattr(tokens, text), getattr(tokens, ground)), 2)
        for text, grounds in PAIRS
        for ground in grounds
        if contrast(getattr(tokens, text), getattr(tokens, ground)) < 4.5
    }
    assert not faint


@pytest.mark.parametrize("tokens", PALETTES.values(), ids=PALETTES)
def test_that_the_focus_ring_and_the_chart_stand_out(tokens: Tokens) -> None:
    assert all(contrast(tokens.focus, getattr(tokens, ground)) >= 3 for ground in GROUNDS)
    assert contrast(tokens.chart, tokens.base) >= 3
    assert contrast(tokens.text, tokens.accent) >= 1.9, "the ring of the filled button"


@pytest.mark.parametrize("tokens", PALETTES.values(), ids=PALETTES)
def test_that_high_contrast_outlines_reach_three(tokens: Tokens) -> None:
    strong = with_high_contrast(tokens)
    assert all(
        contrast(outline, getattr(strong, ground)) >= 3
        for outline in (strong.control, strong.border, strong.line)
        for ground in ("window", "base", "raised")
    )


def test_that_both_palettes_fill_every_role() -> None:
    assert Tokens._fields == ROLES
    for tokens in PALETTES.values():
        assert all(len(colour) == 7 and int(colour[1:], 16) >= 0 for colour in tokens)
