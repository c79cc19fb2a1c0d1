# SPDX-License-Identifier: MIT
"""Holds the one command to what it starts: the window where there is a display, else the tour."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import run
from display import Screen
from failure import SetupFailure

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the stand-in is a shell script")


class Program:
    """A stand-in for the interpreter of `.venv`: keeps what it was given."""

    def __init__(self, folder: Path) -> None:
        self.python = folder / "python"
        self.given = folder / "given"
        self.behave("exit 0")

    def behave(self, how: str) -> None:
        """Decide how it ends."""
        self.python.write_text(f'#!/bin/sh\necho "$QT_QPA_PLATFORM" "$@" > "{self.given}"\n{how}\n')
        self.python.chmod(0o755)


class Replaced(Exception):
    """This process would have become the program; carries its command and its environment."""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    stand_in = Program(tmp_path)
    monkeypatch.setattr(run, "prepare", lambda *arguments: stand_in)
    monkeypatch.setattr(run, "look", lambda environ: Screen("There is no display", None))

    def replace(path: str, command: Sequence[str], environ: dict[str, str]) -> None:
        raise Replaced(list(command[1:]), environ)

    monkeypatch.setattr("os.execve", replace)
    monkeypatch.setattr("os.chdir", lambda folder: None)
    return stand_in


def test_that_without_a_display_the_tour_is_played_and_said(
    program: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["--lang", "zh_CN"]) == 0
    assert program.given.read_text() == "offscreen -m fxdesk --demo --lang zh_CN --tour ./tour\n"
    said = capfd.readouterr().out
    assert said.startswith("There is no display: playing the demo by itself")


def test_that_the_tours_exit_status_is_the_commands(program: Program) -> None:
    program.behave("exit 3")
    assert run.main([]) == 3


def test_that_a_tour_that_does_not_end_is_ended(
    program: Program, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "TOUR_SECONDS", 0.5)
    program.behave("exec sleep 60")
    assert run.main([]) == 1
    assert "was not through" in capfd.readouterr().err


@pytest.mark.parametrize("argument", ["--smoke", "--version", "--tour=pictures"])
def test_that_what_ends_by_itself_gets_no_tour(program: Program, argument: str) -> None:
    with pytest.raises(Replaced) as replaced:
        run.main([argument])
    command, environ = replaced.value.args
    assert command == ["-m", "fxdesk", "--demo", argument]
    assert environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("screen", [Screen(None, None), Screen(None, "wayland")])
def test_that_with_a_display_the_program_takes_over(
    program: Program, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "look", lambda environ: screen)
    monkeypatch.delenv("QT_QPA_PLATFORM")
    with pytest.raises(Replaced) as replaced:
        run.main(["--lang", "en"])
    command, environ = replaced.value.args
    assert command == ["-m", "fxdesk", "--demo", "--lang", "en"]
    assert environ.get("QT_QPA_PLATFORM") == screen.platform


def test_that_a_failure_is_its_sentence_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: Any) -> None:
        raise SetupFailure("The disk is full.")

    monkeypatch.setattr(run, "prepare", fail)
    assert run.main([]) == 1
    assert capfd.readouterr() == ("", "The disk is full.\n")
