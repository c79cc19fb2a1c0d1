# SPDX-License-Identifier: MIT
"""Play the tour with one step broken, as a process of its own: `python -m tests.tour.breaking STEP DIR`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from fxdesk.app.tour.camera import Camera
from fxdesk.app.tour.main_job import MainJob
from fxdesk.app.tour.play import play
from fxdesk.core.catalogue import Catalogue
from fxdesk.ui.language import ENGLISH

SHORT_PATIENCE = 2.0


class Breaking(NamedTuple):
    """What is broken, and before which step."""

    before: str
    act: Callable[[MainJob], Any]


def _deaf(owner: Any, act: str) -> None:
    """Let an act do nothing."""
    setattr(owner, act, lambda *_positional, **_named: None)


BREAKINGS = {
    "first-start": Breaking("first-start", lambda job: job.simulator.fault("getItem", "lose", times=None)),
    "sign-in": Breaking("sign-in", lambda job: job.house.window.sidebar.account.sign_in_wanted.disconnect()),
    "signed-in": Breaking("signed-in", lambda job: job.simulator.script("login", "0|-4")),
    "service": Breaking("service", lambda job: setattr(Catalogue, "search", lambda *_positional: [])),
    "country": Breaking("country", lambda job: _deaf(job.house.window.sidebar.picker.foot, "say_price")),
    "number": Breaking("number", lambda job: job.simulator.script("getPhone", "0|-1")),
    "release-undo": Breaking("release-undo", lambda job: _deaf(job.house.link.numbers, "keep")),
    "released": Breaking("released", lambda job: job.simulator.script("setRel", "0|300")),
    "code": Breaking("release-undo", lambda job: job.simulator.script("getPhoneCode", "0|-3", times=None)),
    "copied": Breaking("copied", lambda job: _deaf(job.house.window.clipboard, "copy_code")),
    "reason": Breaking("reason", lambda job: _deaf(job.house.window.numbers, "_ask_blacklist")),
    "blacklisted": Breaking("blacklisted", lambda job: job.simulator.script("addBlack", "0|-1")),
    "uncertain": Breaking("uncertain", lambda job: _deaf(job.simulator, "fault")),
    "settle": Breaking("settle", lambda job: job.house.window.numbers.actions_.asking_wanted.disconnect()),
    "settled": Breaking("settled", lambda job: _deaf(job.house.link.numbers, "settle")),
    "request": Breaking("request", lambda job: job.house.window.numbers.actions_.asking_wanted.disconnect()),
    "requested": Breaking("requested", lambda job: job.simulator.script("getPhone", "0|-10")),
    "send": Breaking("send", lambda job: job.house.window.numbers.actions_.asking_wanted.disconnect()),
    "sent": Breaking("sent", lambda job: job.simulator.script("sendCode", "0|-8")),
    "use-again": Breaking(
        "use-again", lambda job: job.house.window.numbers.actions_.asking_wanted.disconnect()
    ),
    "used-again": Breaking("used-again", lambda job: job.simulator.script("setAgain", "0|-5")),
    "full": Breaking("full", lambda job: _deaf(job.simulator, "force_release")),
}


def main() -> int:
    """Play in English with the named step broken; return the tour's exit status."""
    broken = sys.argv[1]

    def before(name: str, job: MainJob) -> None:
        if name == BREAKINGS[broken].before:
            BREAKINGS[broken].act(job)
        if name == broken:
            job.hand.patience = SHORT_PATIENCE

    take = Camera.take

    def take_what_was_not_seen(camera: Camera, number: int, name: str) -> None:
        """The whole tour has pictures of the rest; each costs the window its whole style twice."""
        if name.endswith("not-seen"):
            take(camera, number, name)

    owner: Any = Camera
    owner.take = take_what_was_not_seen
    return play(Path(sys.argv[2]), languages=(ENGLISH,), before=before)


if __name__ == "__main__":
    sys.exit(main())
