# SPDX-License-Identifier: MIT
"""Holds what is said and done about missing system packages: by root, with sudo, and with neither."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import PySide6
import pytest
from failure import SetupFailure
from system_packages import WINDOW_NEEDS, Need, Outcome, library, missing, package_names, provide

from .machines import DEBIAN_12

QT = Path(PySide6.__file__).parent
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has these libraries")


FINE = Outcome(0, "")


class Apt:
    """A stand-in for the commands of apt: keeps what was asked, and installs when it is let."""

    def __init__(self, update: Outcome = FINE, install: Outcome = FINE) -> None:
        self.outcomes = {"update": update, "install": install}
        self.commands: list[list[str]] = []
        self.installed = False

    def __call__(self, command: Sequence[str]) -> Outcome:
        self.commands.append(list(command))
        act = "install" if "install" in command else "update"
        self.installed = self.installed or (act == "install" and self.outcomes[act].status == 0)
        return self.outcomes[act]

    def need(self, what: str = "libxcb-cursor.so.0", package: str = "libxcb-cursor0") -> Need:
        """Something that is there once this has installed it."""
        return Need(what, (package,), lambda: self.installed)


def never(question: str) -> str:
    """Answer for machines where nobody may be asked."""
    raise AssertionError(f"was asked: {question}")


def test_that_nothing_is_run_when_nothing_is_missing() -> None:
    apt = Apt()
    provide([Need("there", ("package",), lambda: True)], [apt.need()], DEBIAN_12, apt, never)
    assert apt.commands == []


def test_that_root_is_told_what_is_missing_and_gets_it_without_a_question(
    capsys: pytest.CaptureFixture[str],
) -> None:
    apt = Apt()
    provide([apt.need()], [], DEBIAN_12._replace(is_root=True), apt, never)
    update, install = apt.commands
    assert update[-1] == "update"
    assert install[-4:] == ["install", "-y", "--no-install-recommends", "libxcb-cursor0"]
    assert "sudo" not in install
    assert "lacks libxcb-cursor.so.0; installing: libxcb-cursor0" in capsys.readouterr().out


def test_that_a_person_with_sudo_is_asked_once_with_the_names() -> None:
    apt, questions = Apt(), []

    def yes(question: str) -> str:
        questions.append(question)
        return ""

    provide([apt.need()], [apt.need("a font", "fonts-noto-cjk")], DEBIAN_12, apt, yes)
    assert len(questions) == 1
    assert "libxcb-cursor0 fonts-noto-cjk with sudo? [Y/n]" in questions[0]
    assert [command[0] for command in apt.commands] == ["sudo", "sudo"]


def test_that_a_no_installs_nothing_and_leaves_the_line() -> None:
    apt = Apt()
    with pytest.raises(SetupFailure, match="sudo apt-get install -y --no-install-recommends libxcb-cursor0"):
        provide([apt.need()], [], DEBIAN_12, apt, lambda question: "n")
    assert apt.commands == []


def test_that_without_a_terminal_sudo_may_not_ask_either() -> None:
    apt = Apt()
    provide([apt.need()], [], DEBIAN_12._replace(may_ask=False), apt, never)
    assert [command[:2] for command in apt.commands] == [["sudo", "-n"], ["sudo", "-n"]]


def test_that_with_neither_root_nor_sudo_the_exact_line_is_printed() -> None:
    apt = Apt()
    with pytest.raises(SetupFailure) as failure:
        provide([apt.need()], [], DEBIAN_12._replace(has_sudo=False), apt, never)
    line = "apt-get update && apt-get install -y --no-install-recommends libxcb-cursor0"
    assert str(failure.value).splitlines()[-1].strip() == line
    assert apt.commands == []


def test_that_a_system_without_apt_is_told_the_libraries() -> None:
    apt = Apt()
    with pytest.raises(SetupFailure, match=r"libxcb-cursor\.so\.0.*no apt-get.*package manager"):
        provide([apt.need()], [], DEBIAN_12._replace(has_apt=False), apt, never)


@pytest.mark.parametrize("act", ["update", "install"])
def test_that_no_network_is_one_sentence(act: str, capsys: pytest.CaptureFixture[str]) -> None:
    trouble = Outcome(100, "E: Failed to fetch x  Temporary failure resolving 'x'")
    apt = Apt(**{act: trouble})
    with pytest.raises(SetupFailure, match="network is up") as failure:
        provide([apt.need()], [], DEBIAN_12._replace(is_root=True), apt, never)
    assert "\n" not in str(failure.value)
    assert capsys.readouterr().err == ""


def test_that_what_apt_says_is_shown_when_its_cause_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    apt = Apt(install=Outcome(100, "E: dpkg was interrupted"))
    with pytest.raises(SetupFailure, match=r"could not bring libxcb-cursor\.so\.0"):
        provide([apt.need()], [], DEBIAN_12._replace(is_root=True), apt, never)
    assert "dpkg was interrupted" in capsys.readouterr().err


def test_that_what_is_missing_after_the_installation_is_named() -> None:
    apt = Apt()
    never_there = Need("libGL.so.1", ("libgl1",), lambda: False)
    with pytest.raises(SetupFailure, match=r"could not bring libGL\.so\.1"):
        provide([apt.need(), never_there], [], DEBIAN_12._replace(is_root=True), apt, never)


@ON_LINUX
def test_that_a_library_is_looked_for_by_loading_it() -> None:
    assert missing([library("libc.so.6", "libc6")]) == []
    absent = library("libfxdesk-is-not-there.so.0", "libfxdesk0")
    assert missing([absent]) == [absent]


@ON_LINUX
@pytest.mark.skipif(shutil.which("apt-cache") is None, reason="only Debian and its kin have apt")
def test_that_a_package_is_asked_for_by_the_name_that_this_system_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    need = library("libglib-2.0.so.0", "libglib2.0-0t64", "libglib2.0-0")
    monkeypatch.setattr("system_packages.has_candidate", lambda name: name == "libglib2.0-0t64")
    assert package_names([need, need]) == ["libglib2.0-0t64"]
    monkeypatch.setattr("system_packages.has_candidate", lambda name: False)
    assert package_names([need]) == ["libglib2.0-0"]


@ON_LINUX
@pytest.mark.parametrize(
    "plugin",
    ["platforms/libqxcb.so", "platforms/libqoffscreen.so", "platforms/libqwayland.so"],
)
def test_that_every_library_that_qt_links_to_is_looked_for(plugin: str) -> None:
    file = QT / "Qt" / "plugins" / plugin
    linked = subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=True).stdout
    assert "not found" not in linked
    names = set(re.findall(rb"\0(lib[\w.+-]+\.so[.\d]*)(?=\0)", file.read_bytes()))
    direct = {name for line in linked.splitlines() if (name := line.split()[0]).encode() in names}
    looked_for = {need.what for need in WINDOW_NEEDS}
    of_the_wheel = {name for name in direct if name.startswith(("libQt6", "libpyside", "libicu"))}
    of_every_system = {
        "libc.so.6",
        "libm.so.6",
        "libstdc++.so.6",
        "libgcc_s.so.1",
        "libpthread.so.0",
        "libdl.so.2",
    }
    assert direct, "no library was read from the plugin"
    assert direct - looked_for - of_the_wheel - of_every_system == set()
