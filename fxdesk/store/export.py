# SPDX-License-Identifier: MIT
"""Save what a person takes out of the program, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from fxdesk.store import private_file
from fxdesk.store.failure import file_failures


def save_text(path: Path, text: str) -> None:
    """Write the text as UTF-8, readable by its owner only. Raises FileFailed."""
    with file_failures(path.name):
        private_file.write_whole(path, text.encode("utf-8", "backslashreplace"))
