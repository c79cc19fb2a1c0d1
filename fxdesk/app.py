# SPDX-License-Identifier: MIT
"""Composition root: reads the arguments, builds the window once, runs it and stops it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from fxdesk import __version__


def command_line() -> argparse.ArgumentParser:
    """The arguments of the program."""
    parser = argparse.ArgumentParser(
        prog="fxdesk", description="Rent phone numbers for SMS codes, one click at a time."
    )
    parser.add_argument("--demo", action="store_true", help="use a simulated service: nothing costs")
    parser.add_argument("--tour", type=Path, metavar="DIR", help="with --demo: play the main job into DIR")
    parser.add_argument("--smoke", action="store_true", help="show the window, print the facts, quit")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="folder of the journal and the settings")
    parser.add_argument("--service-url", metavar="URL", help="another address of the service")
    parser.add_argument("--lang", metavar="CODE", help="language of the window, for example zh_CN")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    options = command_line().parse_args(arguments)

    from PySide6.QtCore import QTimer, qVersion
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.setObjectName("mainWindow")
    window.setWindowTitle("FX Desk")
    window.resize(1280, 800)
    window.show()
    if options.smoke:
        print(f"fxdesk {__version__}, Qt {qVersion()}, platform {application.platformName()}")
    if options.smoke or options.tour:
        QTimer.singleShot(0, application.quit)
    return application.exec()
