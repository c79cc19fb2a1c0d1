# SPDX-License-Identifier: MIT
"""Say what the program runs on: what a vendor's support asks first."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from fxdesk import __version__


def program_versions() -> tuple[tuple[str, str], ...]:
    """Names and versions: the program, Python, Qt, the system and what draws the windows."""
    return (
        ("FX Desk", __version__),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        ("System", f"{QSysInfo.prettyProductName()}, {platform.system()} {platform.release()}"),
        ("Machine", platform.machine()),
        ("Platform", QGuiApplication.platformName()),
    )
