# SPDX-License-Identifier: MIT
"""Makes text that others wrote fit to be shown: bounded, without invisible or reordering characters."""

import re
import unicodedata

LIMIT_SHOWN = 2000
"""Characters of one foreign text that the window shows at once; the journal keeps the whole."""

BOX = "\u25af"
"""Stands where a control or direction character was, so that the person sees that something was there."""

ELLIPSIS = "…"

_NO_BASE = "\u25cc"
"""The dotted circle that carries a mark where there is no letter for it."""

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"

_MARKS_PER_BASE = 3

# Direction characters reorder what stands around them, so they are made visible.
_DIRECTION = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
# Format characters (Cf) that draw something of their own and belong to the scripts they come from.
_VISIBLE_FORMAT = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
_PLAIN = re.compile("[\t\n -~]*")
_ON_ONE_LINE = {ord("\n"): " ", ord("\t"): " "}
_ISOLATES = re.compile("[\u2066-\u2069]")

_DIGIT_GROUP = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[0-9]|-(?=[0-9])){1,10}[0-9](?![0-9A-Za-z])")


def clean(text: str, limit: int = LIMIT_SHOWN, *, one_line: bool = False) -> str:
    """Return `text` as it may be shown, at most `limit` characters long.

    Controls (but newline and tab) and direction characters become a visible box; zero-width, tag and other
    invisible format characters go; lone surrogates become U+FFFD; at most three combining marks stay on a
    base. The form is NFC, never NFKC, which would alter codes. A text that was cut ends in an ellipsis. With
    `one_line`, newlines and tabs become spaces.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    # Marks and invisible characters are bounded too, or a long run of them would be read for nothing.
    window = text[: limit * 8 + 64]
    lines = _LINE_ENDS.sub("\n", window)
    if _PLAIN.fullmatch(lines):
        shown = lines.translate(_ON_ONE_LINE) if one_line else lines
    else:
        kept = unicodedata.normalize("NFC", "".join(_visible(character, one_line) for character in lines))
        shown = _with_few_marks(kept)
    if len(shown) > limit or len(window) < len(text):
        return shown[: limit - 1] + ELLIPSIS
    return shown


def on_its_own(text: str) -> str:
    """Cleaned foreign text for a place right behind a sign of ours: no mark at its begin changes that."""
    return _NO_BASE + text if text and unicodedata.category(text[0]) in ("Mn", "Me") else text


def isolate(text: str) -> str:
    """Wrap cleaned foreign text for a sentence of ours, so that its direction can't reorder our words."""
    return _FIRST_STRONG_ISOLATE + _ISOLATES.sub("", text) + _POP_ISOLATE


def without_isolates(text: str) -> str:
    """Words that `isolate` wrapped something in, for a file: there each foreign text ends its line."""
    return _ISOLATES.sub("", text)


def digit_groups(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every group of 3 to 12 digits and hyphens that stands alone in `text`."""
    return [match.span() for match in _DIGIT_GROUP.finditer(text)]


def _visible(character: str, one_line: bool) -> str:
    if character in "\n\t":
        return " " if one_line else character
    point = ord(character)
    if 0x20 <= point < 0x7F:
        return character
    if point in _DIRECTION:
        return BOX
    match unicodedata.category(character):
        case "Cc":
            return BOX
        case "Cs":
            return "\ufffd"
        case "Cf":
            return character if point in _VISIBLE_FORMAT else ""
        case _:
            return "" if 0xE0000 <= point <= 0xE007F else character


def _with_few_marks(text: str) -> str:
    if text.isascii():
        return text
    kept = []
    marks = 0
    for character in text:
        if unicodedata.category(character) in ("Mn", "Me"):
            marks += 1
            if marks > _MARKS_PER_BASE:
                continue
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)
