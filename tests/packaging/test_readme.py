# SPDX-License-Identifier: MIT
"""Holds the README to the commands that there are, and the check before a change lands to the tests' one."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_that_the_readme_opens_with_the_two_lines() -> None:
    opening = README.split("\n## ")[:2]
    assert "python3 packaging/run.py" in "".join(opening)
    assert "python3 packaging/test.py" in "".join(opening)


def test_that_every_file_that_the_readme_names_is_there() -> None:
    named = re.findall(r"\b(?:packaging|resources|tests)/[\w./-]*\w", README)
    assert named
    for name in named:
        assert (ROOT / name).exists(), name


def test_that_each_promise_names_a_test_that_there_is() -> None:
    promises = README.split("## What you can rely on")[1].split("\n## ")[0]
    held_by = re.findall(r"\| .+ \| `(.+)::(.+)` \|", promises)
    assert len(held_by) == promises.count("`tests/")
    for path, name in held_by:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), name


def test_that_every_option_that_the_readme_names_exists() -> None:
    known = subprocess.run(
        [sys.executable, "-m", "fxdesk", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for line in README.splitlines():
        if "fxdesk" in line or "packaging/run.py" in line:
            for option in re.findall(r"(?<!\S)`?(--[a-z-]+)", line):
                assert option in known, line


def test_that_what_lands_is_checked_by_the_same_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1].endswith("exec python3 packaging/test.py")
