# SPDX-License-Identifier: MIT
"""Builds the wheel, with the resources inside the package, and proves that it starts by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import ROOT, RUN_LOCK, TEST_LOCK, Environment
from failure import SetupFailure
from preparation import prepare
from system_packages import WINDOW_NEEDS
from translations import compile_stale

SMOKE_SECONDS = 60
# Pictures belong to the README; sources of translations and compiled Python to the checkout.
LEFT_OUT = shutil.ignore_patterns("pictures", "*.ts", "__pycache__", "*.pyc", "*.new")


def build_wheel(environment: Environment, into: Path) -> Path:
    """Build the wheel with an environment that holds the test list, and return where it is."""
    compile_stale(environment)
    with tempfile.TemporaryDirectory(prefix="fxdesk-wheel-") as name:
        stage = Path(name)
        lay_out(stage)
        for old in into.glob("fxdesk-*.whl"):
            old.unlink()
        pip = [str(environment.python), "-m", "pip", "wheel", "--disable-pip-version-check", "-q"]
        offline = ["--no-deps", "--no-index", "--no-build-isolation"]
        done = subprocess.run([*pip, *offline, "-w", str(into), str(stage)], check=False)
    wheels = list(into.glob("fxdesk-*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        raise SetupFailure("The wheel could not be built: mend what pip says above.")
    return wheels[0]


def lay_out(stage: Path) -> None:
    """Copy what makes the package, with the resources where an installed program looks for them."""
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / file, stage / file)
    shutil.copytree(ROOT / "fxdesk", stage / "fxdesk", ignore=LEFT_OUT)
    shutil.copytree(ROOT / "resources", stage / "fxdesk" / "resources", ignore=LEFT_OUT)


def prove_wheel(wheel: Path) -> None:
    """Install the wheel into a fresh environment and start it far from the checkout; raise SetupFailure."""
    with tempfile.TemporaryDirectory(prefix="fxdesk-proof-") as name:
        place = Path(name)
        fresh = Environment(place / "venv")
        fresh.make(RUN_LOCK)
        fresh.install(["-q", "--no-deps", "--no-index", str(wheel)])
        home = place / "home"
        home.mkdir()
        settings = {"HOME": str(home), "USERPROFILE": str(home), "QT_QPA_PLATFORM": "offscreen"}
        for key in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL"):
            if key in os.environ:
                settings[key] = os.environ[key]
        try:
            done = subprocess.run(
                [str(fresh.script("fxdesk")), "--smoke", "--profile", str(place / "profile")],
                cwd=home,
                env=settings,
                check=False,
                timeout=SMOKE_SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise SetupFailure(f"The installed program did not end within {SMOKE_SECONDS} s.") from None
    if done.returncode != 0:
        raise SetupFailure(f"The installed program ended with {done.returncode}.")


def main() -> int:
    """Build the wheel into dist/ and prove it."""
    try:
        environment = prepare(TEST_LOCK, WINDOW_NEEDS, (), "packaging/build.py")
        into = ROOT / "dist"
        into.mkdir(exist_ok=True)
        wheel = build_wheel(environment, into)
        prove_wheel(wheel)
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"Built {wheel.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
