# SPDX-License-Identifier: MIT
"""Composition root: reads the arguments, builds everything once, runs it and stops it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fxdesk import __version__
from fxdesk.api.endpoint import Endpoint


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
    parser = command_line()
    options = parser.parse_args(arguments)
    if options.demo and options.service_url:
        parser.error("--demo has a service of its own: it can't be used with --service-url")
    if options.tour and not options.demo:
        parser.error("--tour plays in the demo only: add --demo")
    if options.tour and options.profile:
        parser.error("--tour has a throw-away profile of its own: it can't be used with --profile")
    if options.service_url and not Endpoint(options.service_url).permitted:
        parser.error("--service-url must be an https address; http is for this machine only")

    from fxdesk.app.privacy import close_process

    close_process()
    if options.tour:
        from fxdesk.app.tour import LANGUAGES, play

        return play(options.tour, languages=(options.lang,) if options.lang else LANGUAGES)
    # Qt is loaded only now, so that --version and a wrong argument answer at once.
    from fxdesk.app.run import run
    from fxdesk.core.errors import FileFailed
    from fxdesk.store.profile import Profile, default_profile

    try:
        if options.demo:
            import tempfile

            with tempfile.TemporaryDirectory(prefix="fxdesk-demo-") as folder:
                return run(options, Profile(options.profile or Path(folder)))
        return run(options, Profile(options.profile) if options.profile else default_profile())
    except FileFailed as error:
        print(f"FX Desk can't use its folder: {error}", file=sys.stderr)
        return 1
