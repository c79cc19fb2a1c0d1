# SPDX-License-Identifier: MIT
"""Holds the hashed lists of packages to pyproject.toml, to each other, and to naming no address."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUN_LIST = ROOT / "packaging" / "requirements.txt"
TEST_LIST = ROOT / "packaging" / "requirements-test.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN_ROOTS: list[str] = PROJECT["dependencies"]
TEST_ROOTS: list[str] = RUN_ROOTS + PROJECT["optional-dependencies"]["dev"]
BOTH = pytest.mark.parametrize(
    ("file", "roots"), [(RUN_LIST, RUN_ROOTS), (TEST_LIST, TEST_ROOTS)], ids=["run", "test"]
)


def pins(file: Path) -> dict[str, Requirement]:
    """The pinned packages of a list by their names."""
    entries = file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found = [Requirement(entry.split("--hash")[0]) for entry in entries if entry.strip()]
    return {canonicalize_name(pin.name): pin for pin in found}


def applies(requirement: Requirement, extra: str = "") -> bool:
    """Whether a requirement counts on this machine."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


@BOTH
def test_that_a_list_names_no_address(file: Path, roots: list[str]) -> None:
    text = file.read_text(encoding="utf-8")
    assert "://" not in text
    assert "@" not in text
    assert not re.search(r"^\s*(-i|-f|--index|--extra|--find|--trusted)", text, re.MULTILINE)


@BOTH
def test_that_each_package_is_pinned_with_hashes(file: Path, roots: list[str]) -> None:
    entries = file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    for entry in filter(None, map(str.strip, entries)):
        assert re.match(r"[a-z0-9.-]+==\S+ ", entry), entry
        assert re.search(r" --hash=sha256:[0-9a-f]{64}", entry), entry


@BOTH
def test_that_a_list_meets_what_pyproject_asks_for(file: Path, roots: list[str]) -> None:
    pinned = pins(file)
    for root in map(Requirement, roots):
        pin = pinned[canonicalize_name(root.name)]
        (version,) = (specifier.version for specifier in pin.specifier)
        assert root.specifier.contains(version), (
            f"{pin} does not meet {root}: packaging/lock.py writes it anew"
        )


@BOTH
def test_that_a_list_holds_what_is_needed_here_and_nothing_more(file: Path, roots: list[str]) -> None:
    needed: set[str] = set()
    waiting = [Requirement(root) for root in roots]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if not applies(requirement) or name in needed:
            continue
        needed.add(name)
        for line in requires(name) or []:
            further = Requirement(line)
            if applies(further) or any(applies(further, extra) for extra in requirement.extras):
                further.marker = None
                waiting.append(further)
    assert {name for name, pin in pins(file).items() if applies(pin)} == needed


def test_that_the_tests_run_with_the_very_versions_of_the_program() -> None:
    tested = pins(TEST_LIST)
    for name, pin in pins(RUN_LIST).items():
        assert tested[name].specifier == pin.specifier


def test_that_windows_and_macos_find_a_build_of_every_compiled_package() -> None:
    # One hash for each build: those that are compiled have one for each system and processor.
    entries = RUN_LIST.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    hashes = {entry.split("==")[0]: entry.count("--hash") for entry in entries}
    assert hashes["pyside6-essentials"] >= 5
    assert hashes["shiboken6"] >= 5
    assert hashes["msgspec"] >= 10
