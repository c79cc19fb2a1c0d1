# SPDX-License-Identifier: MIT
"""Hold the start to loading nothing heavy before the window stands, and to being whole right after it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ABSENT = (
    *("requests", "urllib3", "ssl", "keyring", "asyncio", "numpy"),
    *("sqlite3", "msgspec", "phonenumbers", "http.client", "fxdesk.simulator", "fxdesk.desk.desk"),
)

PROGRAM = f"""
import sys
import fxdesk.app.first_paint as first_paint
from fxdesk.app import main

class Told(first_paint.FirstPaint):
    def __init__(self, window):
        super().__init__(window)
        self.painted.connect(lambda: print("loaded", [name for name in {ABSENT!r} if name in sys.modules]))

first_paint.FirstPaint = Told
sys.exit(main(["--smoke", "--profile", sys.argv[1]]))
"""


def test_that_nothing_heavy_is_loaded_at_the_first_paint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "p")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "loaded []" in done.stdout.splitlines()
