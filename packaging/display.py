# SPDX-License-Identifier: MIT
"""Finds out whether a window can be shown here, by really knocking at the display."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# In a process of its own, because a display that accepts and then keeps silent would hold it for ever.
X_PROBE = """
import ctypes, sys
xcb = ctypes.CDLL("libxcb.so.1")
xcb.xcb_connect.restype = ctypes.c_void_p
xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
sys.exit(1 if xcb.xcb_connection_has_error(xcb.xcb_connect(None, None)) else 0)
"""
PATIENCE = 5.0
INVISIBLE = ("offscreen", "minimal")


class Screen(NamedTuple):
    """What there is to show a window on.

    `why_not` is a sentence where there is nothing; `platform` is what Qt must be told, if anything.
    """

    why_not: str | None
    platform: str | None


def look(environ: Mapping[str, str]) -> Screen:
    """Where a window would be shown with these settings."""
    if environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in INVISIBLE:
        return Screen("QT_QPA_PLATFORM asks for windows that nobody sees", None)
    x_name = environ.get("DISPLAY", "")
    wayland_name = environ.get("WAYLAND_DISPLAY", "")
    if not x_name and not wayland_name:
        return Screen("There is no display (DISPLAY and WAYLAND_DISPLAY are not set)", None)
    has_x = bool(x_name) and x_answers(environ)
    has_wayland = bool(wayland_name) and wayland_answers(wayland_name, environ.get("XDG_RUNTIME_DIR", ""))
    if has_x and has_wayland:
        return Screen(None, None)
    if has_x or has_wayland:
        # Qt would try the dead one first on some desktops, and end there.
        return Screen(None, environ.get("QT_QPA_PLATFORM") or ("xcb" if has_x else "wayland"))
    names = " and ".join(name for name in (x_name, wayland_name) if name)
    return Screen(f"The display {names} does not answer", None)


def x_answers(environ: Mapping[str, str]) -> bool:
    """Whether the X server lets us in: the same way that Qt will knock, cookie included."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", X_PROBE], env=dict(environ), check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def wayland_answers(name: str, runtime_folder: str) -> bool:
    """Whether somebody listens at the socket of a Wayland compositor."""
    path = Path(runtime_folder, name)
    if not path.is_absolute():
        return False
    with socket.socket(socket.AF_UNIX) as knock:
        knock.settimeout(PATIENCE)
        try:
            knock.connect(str(path))
        except OSError:
            return False
    return True
