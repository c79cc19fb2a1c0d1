# SPDX-License-Identifier: MIT
"""Search every byte of a folder for texts, in each form in which a program may have written them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus


def forms_of(text: str) -> set[bytes]:
    """The text as UTF-8, UTF-16, GB 18030, JSON-escaped and percent-encoded."""
    escaped = json.dumps(text)[1:-1]
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    found = {text.encode(encoding) for encoding in encodings}
    return found | {form.encode() for form in (escaped, quote(text), quote(text, safe=""), quote_plus(text))}


def files_in(folder: Path) -> Iterator[Path]:
    """Every file of the folder and of those in it."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def places_of(folder: Path, texts: Iterable[str]) -> list[str]:
    """Where any of the texts stands: file, form."""
    found = []
    for path in files_in(folder):
        content = path.read_bytes()
        for text in texts:
            found += [f"{path.name}: {form!r}" for form in forms_of(text) if form in content]
    return found
