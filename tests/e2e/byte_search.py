# SPDX-License-Identifier: MIT
"""Search files byte by byte for a secret in every form in which a program may have written it."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus


def forms(secret: str) -> dict[str, bytes]:
    """The secret as it may stand in a file, by the name of the form."""
    wide = secret.encode()
    found = {
        "raw": wide,
        "latin-1": secret.encode("latin-1", "replace"),
        "UTF-16 LE": secret.encode("utf-16-le"),
        "UTF-16 BE": secret.encode("utf-16-be"),
        "percent-encoded": quote(secret, safe="").encode(),
        "percent-encoded, small": quote(secret, safe="").lower().encode(),
        "percent-encoded as a path": quote(secret).encode(),
        "form-encoded": quote_plus(secret).encode(),
        "JSON": json.dumps(secret)[1:-1].encode(),
        "JSON in UTF-8": json.dumps(secret, ensure_ascii=False)[1:-1].encode(),
        "Python": repr(secret)[1:-1].encode(),
        "Python bytes": repr(wide)[2:-1].encode(),
        "HTML": html.escape(secret).encode(),
        "hexadecimal": wide.hex().encode(),
    }
    for offset in range(3):
        # Only the characters that no neighbour changes.
        whole = base64.b64encode(b"\0" * offset + wide)
        stable = whole[(0, 2, 3)[offset] : (offset + len(wide)) * 8 // 6]
        found[f"base64 at {offset}"] = stable
        found[f"base64 for URLs at {offset}"] = stable.replace(b"+", b"-").replace(b"/", b"_")
    return found


def hits(folders: Iterable[Path], secrets: Iterable[str]) -> Iterator[str]:
    """Each file and form in which a secret stands."""
    wanted = [(name, form) for secret in secrets for name, form in forms(secret).items()]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                yield from (f"{path}: {name}" for name, form in wanted if form in content)
