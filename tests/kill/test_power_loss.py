# SPDX-License-Identifier: MIT
"""Cut the power at each change of the journal's files: what was synced is enough to tell what was bought.

One run is watched by strace; what a disk would hold at each moment of it is built from that, once without
everything that no sync had made durable by then and then with some sectors of it.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease
from fxdesk.desk.recovery import read_answer
from fxdesk.simulator import Number, Simulator
from fxdesk.store.journal import Journal
from fxdesk.workers.system_clock import SystemClock
from tests.kill.conftest import WITHIN, Profile
from tests.kill.trace import Asked, Call, Disk, asked, calls, command, may_trace, said

WHOLE = "setAgain,sendCode,setRel,addBlack,getPhoneCode"
FAST_CUTS = 40
LONG = 8
"""So often all acts are played that SQLite writes its log back into the file amid the run."""

DRAWS = 3
"""How often chance decides, at each moment of the long part, what the disk has kept."""

INTENTS = {
    "getPhone": Event.INTENDED,
    "setAgain": Event.AGAIN_INTENDED,
    "sendCode": Event.SEND_INTENDED,
    "setRel": Event.RELEASE_SENT,
    "addBlack": Event.BLACKLIST_SENT,
}
PAYING = ("getPhone", "setAgain", "sendCode")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not may_trace(), reason="strace is missing or may not trace on this machine"),
]


class Traced:
    """One run of all acts, as strace saw it, and what was booked for it."""

    def __init__(self, profile: Profile, log: Path, times: int = 1) -> None:
        with profile.start(",".join([WHOLE] * times), way="SAY", before=command(log)) as program:
            program.communicate(timeout=WITHIN * times)
            assert program.returncode == 0
        profile.left()
        self.folder, self.numbers = profile.folder, profile.numbers
        self.calls: Sequence[Call] = tuple(calls(log))


@pytest.fixture
def traced(tmp_path: Path, simulator: Simulator, qtbot: QtBot, qapp: QCoreApplication) -> Traced:
    return Traced(Profile(tmp_path / "profile", simulator, qtbot), tmp_path / "strace.log")


class Moment:
    """What had been asked and said by a moment of the run."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.said: Counter[str] = Counter()

    def take(self, call: Call) -> bool:
        """Whether the call is a request that leaves."""
        if (step := said(call)) is not None:
            self.said[step] += 1
        if (request := asked(call)) is not None and request.act in INTENTS:
            self.asked.append(request)
            return True
        return False


def moments(traced: Traced) -> Iterator[tuple[int, Disk, Moment, bool]]:
    """Each moment at which the disk changed or a request leaves (True), numbered."""
    disk, moment, number = Disk(traced.folder), Moment(), 0
    for call in traced.calls:
        leaves = moment.take(call)
        if disk.take(call) or leaves:
            yield number, disk, moment, leaves
            number += 1


def hold(image: Path, moment: Moment, numbers: Sequence[Number]) -> None:
    """What the next start finds in the image, against what had been asked and said."""
    journal = Journal.open(image, SystemClock())
    try:
        assert journal.kept_aside is None
        written = journal.leases(shown_only=False)
        events = Counter(line.event for lease in written for line in journal.timeline(lease.lease_id))
        answers = Counter(answer.act for lease in written for answer in journal.raw_answers(lease.lease_id))
        hold_what_was_said(moment, events, answers)
        journal.recover(read_answer)
        hold_what_was_asked(moment, journal.leases(shown_only=False), numbers)
    finally:
        journal.close_all()


def hold_what_was_said(moment: Moment, events: Counter[Event], answers: Counter[str]) -> None:
    """All that the program had gone on from is kept, and every request that had left was intended."""
    for act, intent in INTENTS.items():
        left = sum(request.act == act for request in moment.asked)
        assert left <= events[intent], f"{act} had left, and there is no intent"
    for step, times in moment.said.items():
        first, _, event = step.partition(" ")
        if first == "kept":
            assert times <= events[Event(event)], f"{event} was kept, and is lost"
        elif event == "answered":
            assert times <= answers[first], f"an answer to {first} was kept, and is lost"


def hold_what_was_asked(moment: Moment, found: Sequence[Lease], numbers: Sequence[Number]) -> None:
    """Each number that may have been bought is a row, and each further act shows on its row."""
    bought = sum(request.act == "getPhone" for request in moment.asked)
    assert bought <= len(found) <= bought + 1
    for lease, number in zip(found, numbers[:bought], strict=False):
        assert lease.pkey == number.pkey or (lease.pkey is None and lease.state is State.UNCERTAIN)
    rows = {lease.pkey: lease for lease in found}
    for act, pkey in moment.asked:
        if act in ("setAgain", "sendCode"):
            lease = rows[next(known for known in rows if known == pkey)]
            done = lease.rounds == 2 if act == "setAgain" else lease.state is State.SENDING
            assert done or Mark.UNCERTAIN_ACT in lease.marks


def cut(traced: Traced, folder: Path, wanted: set[int] | None, draws: int) -> Counter[str]:
    """Cut the power at the wanted moments (None: at each) and hold what is left; how often what was held."""
    counted: Counter[str] = Counter()
    chance = random.Random(4)
    for number, disk, moment, leaves in moments(traced):
        if wanted is None or number in wanted or (leaves and moment.asked[-1].act in PAYING):
            for draw in range(1 + draws):
                image = folder / f"image {number} {draw}"
                disk.image(image, chance if draw else None)
                hold(image, moment, traced.numbers)
                shutil.rmtree(image)
                counted[
                    "power cuts, some sectors kept" if draw else "power cuts, all lost but what was synced"
                ] += 1
            counted[f"moments at which {moment.asked[-1].act} left" if leaves else "changes of the disk"] += 1
    return counted


def test_that_a_power_cut_loses_nothing_that_was_asked_for(traced: Traced, tmp_path: Path) -> None:
    most = sum(1 for _ in moments(traced))
    counted = cut(traced, tmp_path, set(range(0, most, max(1, most // FAST_CUTS))), 1)
    assert counted["moments at which getPhone left"] == 5
    assert counted["moments at which setAgain left"] == counted["moments at which sendCode left"] == 1


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_a_power_cut_at_any_change_of_the_disk_loses_nothing_that_was_asked_for(
    traced: Traced, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    for what, times in cut(traced, tmp_path, None, DRAWS).most_common():
        figure(f"{times:5} {what}")


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_a_power_cut_while_the_log_is_written_back_loses_nothing_that_was_asked_for(
    tmp_path: Path, simulator: Simulator, qtbot: QtBot, qapp: QCoreApplication, figure: Callable[[str], None]
) -> None:
    traced = Traced(Profile(tmp_path / "profile", simulator, qtbot), tmp_path / "strace.log", LONG)
    back = [(number, len(moment.asked)) for number, disk, moment, _ in moments(traced) if disk.writes_back]
    amid = [number for number, asked_by_then in back if 0 < asked_by_then < back[-1][1]]
    assert amid
    around = {number + beside for number in amid for beside in range(-10, 10)}
    for what, times in cut(traced, tmp_path, around, DRAWS).most_common():
        figure(f"{times:5} {what}")


def test_that_each_paying_act_leaves_only_after_its_intent_was_synced(traced: Traced) -> None:
    """The very bytes of the intent: written to the log, synced after that, and only then asked for."""
    syncs = _syncs(traced.calls)
    left = Counter[str]()
    for leaves, call in enumerate(traced.calls):
        request = asked(call)
        if request is None or request.act not in PAYING:
            continue
        act = request.act
        left[act] += 1
        # The last before it leaves is the one of this time: it holds the earlier ones too.
        written = max(at for at in range(leaves) if _writes(traced.calls[at], INTENTS[act], act))
        assert any(written < begun and ended < leaves for begun, ended in syncs), f"{act} left before a sync"
    assert left == {"getPhone": 5, "setAgain": 1, "sendCode": 1}


def _writes(call: Call, intent: Event, act: str) -> bool:
    """Whether a write to the log, as it ends, holds the intent."""
    row = str(intent).encode() + act.encode()
    return call.name == "pwrite64" and call.returned is not None and row in call.texts[0]


def _syncs(seen: Sequence[Call]) -> list[tuple[int, int]]:
    """Where each successful sync began and ended."""
    begun: dict[str, int] = {}
    syncs = []
    for index, call in enumerate(seen):
        if call.name not in ("fdatasync", "fsync"):
            continue
        if call.returned is None:
            begun[call.thread] = index
        elif call.returned == 0:
            syncs.append((begun[call.thread], index))
    return syncs
