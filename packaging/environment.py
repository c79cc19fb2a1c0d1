# SPDX-License-Identifier: MIT
"""Makes the checkout's own `.venv` from a hashed list of packages, and knows whether it is whole."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from failure import SetupFailure

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "packaging" / "requirements.txt"
TEST_LOCK = ROOT / "packaging" / "requirements-test.txt"
# Each list holds the lists named here too, version for version.
INCLUDES = {RUN_LOCK.name: (RUN_LOCK.name,), TEST_LOCK.name: (RUN_LOCK.name, TEST_LOCK.name)}
MARKER = "fxdesk-set-up.txt"

# What pip says, and what a person can do about it; the first that fits counts.
PIP_FAILURES = (
    (
        (
            "NewConnectionError",
            "NameResolutionError",
            "ConnectTimeoutError",
            "ProxyError",
            "Network is unreachable",
        ),
        "The packages could not be downloaded: see that the network is up and start again.",
    ),
    (
        ("No space left on device",),
        "The disk is full: FX Desk needs about 600 MB in this folder; make room and start again.",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "A downloaded package is not the one that FX Desk was tested with: start again, and if "
        "it stays so, use another network or package mirror.",
    ),
    (
        ("No matching distribution found",),
        "{package} is not to be had ready-made for this Python and this machine: use Python 3.11 to 3.14 "
        "on a 64-bit Intel, AMD or ARM machine.",
    ),
)


class Environment:
    """A virtual environment that belongs to one folder, one Python and the lists it was made from."""

    def __init__(self, folder: Path = ROOT / ".venv") -> None:
        self.folder = folder
        self.marker = folder / MARKER

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.script("python")

    def script(self, name: str) -> Path:
        """A command that one of its packages brought."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def holds(self, lock: Path) -> bool:
        """Whether everything of this list was once installed here to the end, and the whole still starts."""
        return marker_line(lock) in self.made_of() and self.starts()

    def made_of(self) -> list[str]:
        """The lists that it holds, as the marker names them; none where it was made elsewhere or half."""
        try:
            lines = self.marker.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []
        head = self.head()
        return lines[len(head) :] if lines[: len(head)] == head else []

    def head(self) -> list[str]:
        """What must not have changed since: a moved folder or another Python leaves it broken."""
        return ["python {}.{}".format(*sys.version_info[:2]), f"folder {self.folder}"]

    def starts(self) -> bool:
        """Whether its interpreter runs: a link to a Python that is gone does not."""
        try:
            done = subprocess.run([str(self.python), "-I", "-S", "-c", ""], check=False, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def make(self, lock: Path) -> None:
        """See to it that it holds this list: nothing to do, a list on top, or made anew."""
        if self.holds(lock):
            return
        included = [lock.with_name(name) for name in INCLUDES.get(lock.name, (lock.name,))]
        made_of = self.made_of()
        on_top = (
            bool(made_of) and all(line in map(marker_line, included) for line in made_of) and self.starts()
        )
        if not on_top:
            self.make_empty()
        print(f"Installing the packages of {lock.name} into {self.folder.name}:", flush=True)
        self.install(["--require-hashes", "--only-binary=:all:", "-r", str(lock)])
        # Written last: its presence says that all before it came to an end.
        text = "\n".join([*self.head(), *map(marker_line, included)]) + "\n"
        unfinished = self.marker.with_suffix(".new")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(self.marker)

    def make_empty(self) -> None:
        """Remove what is there and make it anew, with nothing but pip in it."""
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        elif self.folder.exists():
            print(f"{self.folder.name} is not whole or not of this version: making it anew.", flush=True)
            shutil.rmtree(self.folder)
        done = subprocess.run(
            [sys.executable, "-m", "venv", str(self.folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(done.stdout, file=sys.stderr, flush=True)
            raise SetupFailure(
                f"Python could not make a virtual environment in {self.folder}: mend what it says above "
                "and start again."
            )

    def install(self, arguments: Sequence[str]) -> None:
        """Have its pip install something; raise SetupFailure with what can be done."""
        command = [str(self.python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
        said: list[str] = []
        with subprocess.Popen(
            [*command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as pip:
            assert pip.stdout is not None
            for line in shown(pip.stdout, said):
                print(f"  {line}", flush=True)
        if pip.returncode == 0:
            return
        words = "".join(said)
        for signs, sentence in PIP_FAILURES:
            if any(sign in words for sign in signs):
                raise SetupFailure(sentence.format(package=package_sought(words)))
        print("".join(said[-12:]), file=sys.stderr, flush=True)
        raise SetupFailure("pip could not install the packages: mend what it says above and start again.")


def package_sought(words: str) -> str:
    """The package that pip found nowhere."""
    sought = re.search(r"No matching distribution found for (\S+)", words)
    return sought.group(1) if sought else "A package"


def shown(lines: Iterator[str], said: list[str]) -> Iterator[str]:
    """Keep all lines of pip, and hand on those that show a person how far it is."""
    for line in lines:
        said.append(line)
        word, _, rest = line.strip().partition(" ")
        if word == "Collecting":
            yield rest.split(" ")[0]


def marker_line(lock: Path) -> str:
    """How the marker names a list of packages: a changed list has another line."""
    return f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}"
