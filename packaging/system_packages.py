# SPDX-License-Identifier: MIT
"""Finds what the operating system lacks for FX Desk and has apt install it."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from failure import SetupFailure
from machine import Machine


class Need(NamedTuple):
    """Something of the operating system: what it is, how to see it, and the packages that bring it.

    The packages are names of the same thing on different systems, the newest system first; the last one is
    also provided by the newer ones.
    """

    what: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


class Outcome(NamedTuple):
    """How a command ended and what it said."""

    status: int
    words: str


# What apt says when it reaches no server.
NO_NETWORK = (
    "Temporary failure resolving",
    "Could not resolve",
    "Could not connect",
    "Network is unreachable",
)


def library(soname: str, *packages: str) -> Need:
    """A shared library, there when it loads with everything that it needs in turn."""

    def loads() -> bool:
        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    return Need(soname, packages, loads)


def program(name: str, package: str) -> Need:
    """A command on the search path."""
    return Need(name, (package,), lambda: shutil.which(name) is not None)


def file(pattern: str, package: str) -> Need:
    """A file of the system, by a pattern below the root folder."""
    return Need("/" + pattern, (package,), lambda: any(Path("/").glob(pattern)))


def chinese_font() -> Need:
    """A font that draws Chinese: many names of services are Chinese in every language of the window."""
    return Need("a font with Chinese characters", ("fonts-noto-cjk",), draws_chinese)


def draws_chinese() -> bool:
    """Ask fontconfig for fonts that cover Simplified Chinese."""
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return False
    for name in ("FcNameParse", "FcObjectSetBuild", "FcFontList"):
        getattr(fontconfig, name).restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(fontconfig.FcNameParse(b":lang=zh-cn"))
    wanted = ctypes.c_void_p(fontconfig.FcObjectSetBuild(b"file", None))
    fonts = fontconfig.FcFontList(None, pattern, wanted)
    # FcFontSet starts with the number of its fonts.
    return bool(fonts) and ctypes.c_int.from_address(fonts).value > 0


def venv_module(python: tuple[int, int]) -> Need:
    """Debian keeps what makes virtual environments in a package of its own for each Python."""

    def is_there() -> bool:
        importlib.invalidate_caches()
        return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))

    return Need("Python's venv module", ("python{}.{}-venv".format(*python),), is_there)


WINDOW_NEEDS = (
    library("libglib-2.0.so.0", "libglib2.0-0t64", "libglib2.0-0"),
    library("libgthread-2.0.so.0", "libglib2.0-0t64", "libglib2.0-0"),
    library("libGL.so.1", "libgl1"),
    library("libEGL.so.1", "libegl1"),
    library("libdbus-1.so.3", "libdbus-1-3"),
    library("libfontconfig.so.1", "libfontconfig1"),
    library("libfreetype.so.6", "libfreetype6"),
    library("libbrotlidec.so.1", "libbrotli1"),
    library("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    library("libX11.so.6", "libx11-6"),
    library("libX11-xcb.so.1", "libx11-xcb1"),
    library("libxcb.so.1", "libxcb1"),
    library("libxcb-cursor.so.0", "libxcb-cursor0"),
    library("libxcb-icccm.so.4", "libxcb-icccm4"),
    library("libxcb-image.so.0", "libxcb-image0"),
    library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    library("libxcb-randr.so.0", "libxcb-randr0"),
    library("libxcb-render-util.so.0", "libxcb-render-util0"),
    library("libxcb-render.so.0", "libxcb-render0"),
    library("libxcb-shape.so.0", "libxcb-shape0"),
    library("libxcb-shm.so.0", "libxcb-shm0"),
    library("libxcb-sync.so.1", "libxcb-sync1"),
    library("libxcb-util.so.1", "libxcb-util1"),
    library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    library("libxcb-xkb.so.1", "libxcb-xkb1"),
    library("libxkbcommon.so.0", "libxkbcommon0"),
    library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    library("libwayland-client.so.0", "libwayland-client0"),
    library("libwayland-cursor.so.0", "libwayland-cursor0"),
)

# Gladly taken, but no reason to keep anybody waiting.
WINDOW_WISHES = (chinese_font(),)

TEST_NEEDS = (
    *WINDOW_NEEDS,
    *WINDOW_WISHES,
    program("Xvfb", "xvfb"),
    program("openbox", "openbox"),
    program("xdotool", "xdotool"),
    program("import", "imagemagick"),
    program("xclip", "xclip"),
    program("strace", "strace"),
    file("usr/lib/*/faketime/libfaketime.so.1", "libfaketime"),
    program("dbus-run-session", "dbus"),
    program("mate-session", "mate-session-manager"),
    program("gnome-keyring-daemon", "gnome-keyring"),
    program("gdbus", "libglib2.0-bin"),
    file("usr/libexec/at-spi-bus-launcher", "at-spi2-core"),
    file("usr/lib/python3/dist-packages/gi/__init__.py", "python3-gi"),
    file("usr/lib/*/girepository-1.0/Atspi-2.0.typelib", "gir1.2-atspi-2.0"),
)


def missing(needs: Sequence[Need]) -> list[Need]:
    """Those of the needs that this machine does not meet."""
    return [need for need in needs if not need.is_there()]


def provide(
    needs: Sequence[Need],
    wishes: Sequence[Need],
    machine: Machine,
    run: Callable[[Sequence[str]], Outcome] | None = None,
    ask: Callable[[str], str] = input,
) -> None:
    """Install what is missing of the needs, and the wishes along with them; raise SetupFailure."""
    lacking = missing(needs)
    if not lacking:
        return
    if not machine.has_apt:
        things = ", ".join(need.what for need in lacking)
        raise SetupFailure(
            f"This system lacks {things} and has no apt-get: install them with its own package manager "
            "and start again."
        )
    wanted = [*lacking, *missing(wishes)]
    names = package_names(wanted)
    line = by_hand(names, "sudo " if machine.has_sudo else "")
    if machine.is_root:
        prefix: list[str] = []
        print("This system lacks {}; installing: {}".format(what(lacking), " ".join(names)), flush=True)
    elif not machine.has_sudo:
        raise SetupFailure(
            f"This system lacks {what(lacking)}; have its administrator run, then start again:\n{line}"
        )
    elif machine.may_ask:
        answer = ask(
            "This system lacks {}. Install {} with sudo? [Y/n] ".format(what(lacking), " ".join(names))
        )
        if answer.strip().lower() not in ("", "y", "yes"):
            raise SetupFailure(f"Nothing was installed. To do it by hand, run this and start again:\n{line}")
        prefix = ["sudo"]
    else:
        prefix = ["sudo", "-n"]
        print(
            "This system lacks {}; installing with sudo: {}".format(what(lacking), " ".join(names)),
            flush=True,
        )
    print("This can take a few minutes.", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    run = run or to_the_end
    outcome = run([*apt, "update"])
    # Only now are the names that this system uses known for sure.
    if outcome.status == 0:
        outcome = run([*apt, "install", "-y", "--no-install-recommends", *package_names(wanted)])
    still = missing(lacking)
    if outcome.status == 0 and not still:
        return
    if any(sign in outcome.words for sign in NO_NETWORK):
        raise SetupFailure("apt-get could not fetch packages: see that the network is up and start again.")
    print(outcome.words, file=sys.stderr, flush=True)
    raise SetupFailure(
        f"apt-get could not bring {what(still or lacking)}: mend what it says above and start again, "
        f"or run this by hand:\n{line}"
    )


def what(needs: Sequence[Need]) -> str:
    """The first three by name and the number of the others."""
    names = [need.what for need in needs]
    if len(names) <= 4:
        return ", ".join(names)
    return "{} and {} more".format(", ".join(names[:3]), len(names) - 3)


def by_hand(names: Sequence[str], prefix: str) -> str:
    """The line that a person can run to get the same."""
    install = f"{prefix}apt-get install -y --no-install-recommends"
    return "  {}apt-get update && {} {}".format(prefix, install, " ".join(names))


def package_names(needs: Sequence[Need]) -> list[str]:
    """The packages by the names that this system uses, each once."""
    names: list[str] = []
    for need in needs:
        known = [name for name in need.packages[:-1] if has_candidate(name)]
        name = (known or [need.packages[-1]])[0]
        if name not in names:
            names.append(name)
    return names


def has_candidate(package: str) -> bool:
    """Whether apt could install a package of this very name."""
    if shutil.which("apt-cache") is None:
        return False
    answer = subprocess.run(
        ["apt-cache", "policy", package],
        env={**os.environ, "LC_ALL": "C"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    ).stdout
    candidates = [line for line in answer.splitlines() if "Candidate:" in line]
    return bool(candidates) and "(none)" not in candidates[0]


def to_the_end(command: Sequence[str]) -> Outcome:
    """Run a command and keep its words: they matter only when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return Outcome(done.returncode, done.stdout)
