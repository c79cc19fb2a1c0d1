# SPDX-License-Identifier: MIT
"""Holds the checkout's `.venv` to its marker: whole, on top, or made anew, by a real pip in real folders."""

import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from environment import MARKER, Environment, marker_line
from failure import SetupFailure


def pack(folder: Path, name: str) -> str:
    """Make a wheel with one module and return the line of a hashed list that pins it."""
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


class Shelf:
    """A folder with the two lists, and with wheels for pip to find instead of an index."""

    def __init__(self, folder: Path) -> None:
        self.environment = Environment(folder / ".venv")
        self.run_lock = folder / "requirements.txt"
        self.test_lock = folder / "requirements-test.txt"
        self.seen = pack(folder, "fxdesk_seen")
        self.run_lock.write_text(self.seen)
        self.test_lock.write_text(self.seen + pack(folder, "fxdesk_tested"))
        self.stray = self.environment.folder / "stray"

    def has(self, module: str) -> bool:
        """Whether the environment has a module, told by its file."""
        return any(self.environment.folder.glob(f"[Ll]ib/**/site-packages/{module}.py"))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    return Shelf(tmp_path)


def test_that_it_is_made_once_and_then_left_alone(shelf: Shelf) -> None:
    assert not shelf.environment.holds(shelf.run_lock)
    shelf.environment.make(shelf.run_lock)
    assert shelf.environment.holds(shelf.run_lock)
    assert shelf.has("fxdesk_seen")
    shelf.stray.touch()
    shelf.environment.make(shelf.run_lock)
    assert shelf.stray.exists()


def test_that_the_tests_packages_go_on_top_and_the_program_then_finds_it_whole(shelf: Shelf) -> None:
    shelf.environment.make(shelf.run_lock)
    shelf.stray.touch()
    shelf.environment.make(shelf.test_lock)
    assert shelf.has("fxdesk_tested")
    shelf.environment.make(shelf.run_lock)
    assert shelf.environment.holds(shelf.test_lock)
    assert shelf.has("fxdesk_tested")
    assert shelf.stray.exists(), "was made anew"


def test_that_a_half_made_one_is_made_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    good = shelf.run_lock.read_text()
    shelf.run_lock.write_text(good[:-5] + "0000\n")
    with pytest.raises(SetupFailure, match="not the one that FX Desk was tested with"):
        shelf.environment.make(shelf.run_lock)
    assert shelf.environment.starts()
    assert not shelf.environment.marker.exists()
    shelf.stray.touch()
    shelf.run_lock.write_text(good)
    assert not shelf.environment.holds(shelf.run_lock)
    shelf.environment.make(shelf.run_lock)
    assert shelf.environment.holds(shelf.run_lock)
    assert not shelf.stray.exists()


def test_that_a_changed_list_or_a_python_that_is_gone_makes_it_anew(shelf: Shelf) -> None:
    shelf.environment.make(shelf.run_lock)
    shelf.run_lock.write_text("# another version of the program\n" + shelf.seen)
    assert not shelf.environment.holds(shelf.run_lock)
    shelf.stray.touch()
    shelf.environment.make(shelf.run_lock)
    assert not shelf.stray.exists()

    shelf.environment.python.unlink()
    shelf.environment.python.symlink_to(shelf.environment.folder / "no-such-python")
    assert not shelf.environment.holds(shelf.run_lock)
    shelf.stray.touch()
    shelf.environment.make(shelf.run_lock)
    assert shelf.environment.holds(shelf.run_lock)
    assert not shelf.stray.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [("python 3.", "python 2."), ("/.venv", "/moved/.venv"), ("requirements.txt", "other.txt")],
)
def test_that_a_marker_of_another_python_folder_or_list_does_not_count(
    shelf: Shelf, old: str, new: str
) -> None:
    shelf.environment.folder.mkdir()
    text = "\n".join([*shelf.environment.head(), marker_line(shelf.run_lock)]) + "\n"
    shelf.environment.marker.write_text(text)
    assert shelf.environment.made_of() == [marker_line(shelf.run_lock)]
    assert not shelf.environment.holds(shelf.run_lock), "nothing that starts is there"
    shelf.environment.marker.write_text(text.replace(old, new))
    assert marker_line(shelf.run_lock) not in shelf.environment.made_of()


def test_that_a_marker_of_garbage_does_not_count(shelf: Shelf) -> None:
    shelf.environment.folder.mkdir()
    (shelf.environment.folder / MARKER).write_bytes(b"\xff\xfe\x00")
    assert shelf.environment.made_of() == []


@pytest.fixture
def bare(shelf: Shelf) -> Environment:
    """An environment with nothing but pip."""
    shelf.environment.make_empty()
    return shelf.environment


def test_that_trouble_with_pip_is_one_sentence(
    bare: Environment, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(
        SetupFailure, match=r"^no-such-package==1 is not to be had ready-made.*use Python 3\.11"
    ):
        bare.install(["no-such-package==1"])
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_RETRIES", "1")
    # Nobody listens at the lowest port.
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")
    with pytest.raises(SetupFailure, match="network is up") as failure:
        bare.install(["no-such-package==1"])
    assert "\n" not in str(failure.value)
    assert capfd.readouterr().err == ""
    with pytest.raises(SetupFailure, match="mend what it says above"):
        bare.install(["--no-such-option"])
    assert "no such option" in capfd.readouterr().err
