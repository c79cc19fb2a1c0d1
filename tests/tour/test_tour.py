# SPDX-License-Identifier: MIT
"""The tour ends with 0 only when each step was seen to work, and speaks to no other service."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fxdesk.app import main
from fxdesk.ui import assets
from tests.tour.breaking import BREAKINGS

ROOT = Path(__file__).parents[2]
WHOLE = "whole"
SECONDS = 200
AT_ONCE = 4

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

Runs = Mapping[str, subprocess.CompletedProcess[str]]


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Play in a process of its own, with a home of its own."""
    folder.mkdir()
    home = {key: str(folder) for key in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tours")


@pytest.fixture(scope="module")
def runs(folder: Path) -> Runs:
    """The whole tour, and one for each step with that step broken; they mostly wait, so some at once."""
    wanted = {WHOLE: ["fxdesk", "--demo", "--tour", str(folder / "pictures")]}
    for step in BREAKINGS:
        wanted[step] = ["tests.tour.breaking", step, str(folder / f"{step}-pictures")]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = {step: pool.submit(run, arguments, folder / step) for step, arguments in wanted.items()}
        return {step: future.result() for step, future in done.items()}


@pytest.mark.skipif(
    not assets.path("translations", "fxdesk_zh_CN.qm").exists(), reason="made by packaging/translations.py"
)
def test_that_the_whole_tour_is_seen_in_both_languages_and_palettes(runs: Runs, folder: Path) -> None:
    whole = runs[WHOLE]
    assert whole.returncode == 0, whole.stdout + whole.stderr
    names = {picture.name for picture in (folder / "pictures").iterdir()}
    for number, step in enumerate(BREAKINGS, start=1):
        for language in ("en", "zh"):
            for palette in ("light", "dark"):
                assert f"{language}-{palette}-{number:02}-{step}.png" in names
    assert whole.stdout.count("seen") == 2 * len(BREAKINGS) + 1


@pytest.mark.parametrize("step", BREAKINGS)
def test_that_a_broken_step_ends_the_tour_with_1_and_is_named(runs: Runs, step: str) -> None:
    broken = runs[step]
    number = list(BREAKINGS).index(step) + 1
    assert broken.returncode == 1, broken.stdout + broken.stderr
    assert f"The tour ended at step {number}," in broken.stderr
    assert broken.stdout.count("… seen") == number - 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--tour", "x"],
        ["--tour", "x", "--service-url", "http://127.0.0.1:9/"],
        ["--demo", "--tour", "x", "--service-url", "http://127.0.0.1:9/"],
        ["--demo", "--tour", "x", "--profile", "y"],
    ],
)
def test_that_the_tour_refuses_any_other_service_and_profile(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "--tour" in capsys.readouterr().err or "--demo" in capsys.readouterr().err
