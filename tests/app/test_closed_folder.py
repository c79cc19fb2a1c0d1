# SPDX-License-Identifier: MIT
"""Hold the start in a folder that can't be written to a window, whole words and untouched files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from fxdesk.app.first_instance import FirstInstance
from fxdesk.store.profile import Profile

ROOT = Path(__file__).parents[2]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "fxdesk-test", str(place)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine lets no test mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def smoke(folder: Path) -> subprocess.CompletedProcess[str]:
    """Start the program, show its window, end it."""
    return subprocess.run(
        [sys.executable, "-m", "fxdesk", "--smoke", "--profile", str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_that_the_window_stands_where_the_folder_cannot_be_written(disk: Path) -> None:
    folder = disk / "profile"
    assert smoke(folder).returncode == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = smoke(folder)
    assert done.returncode == 0
    assert "data folder" in done.stdout
    assert "Traceback" not in done.stderr
    assert done.stderr.count("can't write its log") <= 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_that_a_folder_that_cannot_be_made_is_told_in_one_line(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = smoke(disk / "new")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("FX Desk can't use its folder")
    assert "Traceback" not in done.stderr


def test_that_without_the_profiles_lock_nothing_is_to_be_written(disk: Path, qapp: QCoreApplication) -> None:
    profile = Profile(disk / "profile")
    profile.make()
    first = FirstInstance(profile, qapp)
    assert first.take()
    assert first.hindrance == ""
    second = FirstInstance(profile, qapp)
    assert not second.take()
    assert second.hindrance == ""
    first.release()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    third = FirstInstance(profile, qapp)
    assert third.take()
    assert third.hindrance == "read-only"
