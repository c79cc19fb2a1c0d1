# SPDX-License-Identifier: MIT
"""Hold files and folders to their owner's eyes only, and to being whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from fxdesk.core.errors import FileFailed
from fxdesk.store import private_file
from fxdesk.store.export import save_text
from fxdesk.store.profile import Profile, default_profile


@pytest.fixture(params=[0o000, 0o077, 0o777], autouse=True)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_that_a_profile_is_closed_to_others(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "a" / "b")
    profile.make()
    for folder in (tmp_path / "a", profile.folder, profile.prices, profile.logs):
        assert mode(folder) == 0o700
    profile.make()


def test_that_the_files_of_a_profile_that_was_copied_back_are_closed_and_no_others(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "profile")
    profile.make()
    ours = [
        profile.folder / "settings.json",
        profile.folder / "journal.sqlite-wal",
        profile.folder / "journal.backup-2026-11-22.sqlite",
        profile.prices / "a.prices",
        profile.logs / "fxdesk.log.1",
        profile.logs / "crash.log",
    ]
    theirs = profile.folder / "letter.txt"
    for path in (*ours, theirs):
        path.write_text("x", "utf-8")
        path.chmod(0o644)
    profile.make()
    assert {path.name for path in ours if mode(path) != 0o600} == set()
    assert mode(theirs) == 0o644


def test_that_the_usual_profile_lies_in_the_persons_data_folder() -> None:
    assert default_profile().folder == Path(os.environ["XDG_DATA_HOME"]) / "fxdesk"


def test_that_saved_text_is_whole_private_and_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    save_text(path, "old")
    save_text(path, "您的 \udc80 log\n")
    assert path.read_bytes() == "您的 \\udc80 log\n".encode()
    assert mode(path) == 0o600
    assert list(tmp_path.glob("log*")) == [path]


def test_that_a_file_that_cannot_be_saved_leaves_the_old_one_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.txt"
    private_file.write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileFailed) as caught:
        save_text(path, "new")
    assert (caught.value.name, caught.value.cause) == ("log.txt", "disk full")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob("log*")) == [path]


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileFailed, match="i/o error"):
        save_text(tmp_path / "nowhere" / "log.txt", "new")
