# SPDX-License-Identifier: MIT
"""Each act of the document answered with each of its codes: the window says what that means."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.exceptions import TimeoutError

from fxdesk.simulator import API_NAME, PASSWORD
from fxdesk.ui import language
from fxdesk.ui.deaf_time import DEAF_SECONDS
from fxdesk.ui.refusal_words import refusal_sentence
from tests.window.conftest import Room

pytestmark = pytest.mark.timeout(30)

DOCUMENT = json.loads((Path(__file__).resolve().parents[1] / "data" / "document.json").read_text("utf-8"))
CASES = [
    (act, "30" if code == "x" else code)
    for act, described in DOCUMENT["acts"].items()
    for code in described["failures"]
]

_VOID = ("Notices", "Sign in to go on: {account} is not signed in any more.")
OTHER_WORDS: dict[tuple[str, str], tuple[str, str]] = {
    ("login", "-7"): (
        "SignInDialog",
        "The service refused the last sign-in. From the same address it allows the next one after a minute; "
        "FX Desk does not try by itself.",
    ),
    ("myInfo", "-1"): _VOID,
    ("myInfo", "-2"): _VOID,
    # FX Desk counts the time and says it at the button: the balance is there before the next try.
    ("myInfo", "-3"): ("AccountPanel", "The service tells the balance once a minute"),
    ("getPhone", "-2"): _VOID,
    ("getPhoneCode", "-1"): _VOID,
    ("sendCode", "-1"): _VOID,
    ("setAgain", "-1"): _VOID,
    ("setRel", "-1"): _VOID,
    ("addBlack", "-1"): _VOID,
    ("apiReturn", "-1"): _VOID,
    ("getPhoneCode", "-2"): (
        "Marks",
        "The service does not know this number any more. Look for its SMS once more, "
        "then settle it by the balance.",
    ),
    ("getPhoneCode", "-3"): ("Story", "No SMS yet."),
    ("getPhoneCode", "-4"): ("Story", "The service closed this number before an SMS came."),
    ("getPhoneCode", "-5"): ("Story", "The number is blacklisted; no SMS will come."),
    ("setRel", "30"): ("Notices", "The service allows the release of {number} in {n} s. It is sent then."),
    ("setRel", "-2"): (
        "Notices",
        "The release of {number} ({service}) is not confirmed. It may still be charged.",
    ),
    ("setRel", "-3"): ("Story", "The service closed this number before an SMS came."),
    ("setRel", "-4"): ("Notices", "The SMS came first: {number} ({service}) is charged. See its code."),
    ("setRel", "-5"): ("Story", "The SMS was handed in. FX Desk looks for its receipt."),
    ("setRel", "-6"): ("Story", "The number is blacklisted; no SMS will come."),
    ("apiReturn", "-5"): (
        "Notices",
        "Your account may not report results, and each try can cost balance. "
        "Reporting is switched off again.",
    ),
}
"""Where the window says it by the number's own state, or by what is to be done, and not by the code alone."""


def expected(act: str, code: str) -> str:
    """The sentence for a code in the language that is spoken."""
    if (act, code) in OTHER_WORDS:
        context, english = OTHER_WORDS[act, code]
        return QCoreApplication.translate(context, english)
    return refusal_sentence(act, code)


def holds(said: str, sentence: str) -> bool:
    """Whether `said` holds the sentence, whatever stands in the places of its {fields}."""
    pattern = ".*".join(re.escape(part) for part in re.split(r"\{\w+\}", sentence))
    return re.search(pattern, said, re.DOTALL) is not None


def login(room: Room, code: str) -> Callable[[], str]:
    room.act("actionSignIn")
    room.fill("apiNameEdit", API_NAME)
    room.fill("passwordEdit", PASSWORD)
    room.press("signInAcceptButton")
    return lambda: room.label("signInMessage")


def get_number(room: Room, code: str) -> Callable[[], str]:
    picker = room.window.sidebar.picker
    catalogue = room.house.catalogue
    assert catalogue is not None
    service = catalogue.services[0]
    offer = catalogue.countries(service.service_id)[0]
    assert picker.choose(offer.service_id, offer.country_id)
    # Nothing buys for a moment after the price changed.
    clock = room.house.link.clock
    since = clock.elapsed()
    room.house.wait(lambda: clock.elapsed() > since + DEAF_SECONDS)
    room.act("actionGetNumber")
    return room.strip


def look(room: Room, code: str) -> Callable[[], str]:
    room.rent()
    return lambda: f"{room.strip()} · {room.row()}"


def release(room: Room, code: str) -> Callable[[], str]:
    room.rent()
    room.act("actionRelease")
    return lambda: f"{room.strip()} · {room.row()}"


def blacklist(room: Room, code: str) -> Callable[[], str]:
    room.received()
    room.act("actionBlacklist")
    room.fill("reasonEdit", "used")
    room.press("blacklistAcceptButton")
    return room.strip


def report(room: Room, code: str) -> Callable[[], str]:
    room.received()
    room.act("actionReportUsed")
    return room.strip


def use_again(room: Room, code: str) -> Callable[[], str]:
    room.received()
    room.act("actionUseAgain")
    room.press("useAgainAcceptButton")
    return room.strip


def send_sms(room: Room, code: str) -> Callable[[], str]:
    room.rent()
    room.act("actionSendSms")
    room.fill("receiverEdit", "10086")
    room.fill("smsContentEdit", "查询余额")
    room.press("sendSmsAcceptButton")
    return room.strip


def sign_in(room: Room, code: str) -> Callable[[], str]:
    room.begin_sign_in()
    if code == "-3":
        return lambda: f"{room.part('refreshAccountButton').toolTip()} · {room.strip()}"
    return room.strip


DRIVERS: dict[str, Callable[[Room, str], Callable[[], str]]] = {
    "login": login,
    "myInfo": sign_in,
    "getPhone": get_number,
    "getPhoneCode": look,
    "sendCode": send_sms,
    "setRel": release,
    "addBlack": blacklist,
    "apiReturn": report,
    "setAgain": use_again,
}


@pytest.fixture
def table() -> Iterator[list[tuple[str, str, str, str]]]:
    """Rows act, code, language, sentence; added to the file that FXDESK_TABLE names, where it is set."""
    rows: list[tuple[str, str, str, str]] = []
    yield rows
    path = os.environ.get("FXDESK_TABLE")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.mark.parametrize(("act", "code"), CASES)
def test_that_the_window_says_what_a_code_means(
    open_room: Callable[[], Room],
    spoken: str,
    table: list[tuple[str, str, str, str]],
    act: str,
    code: str,
) -> None:
    room = open_room()
    room.simulator.script(act, f"0|{code}", times=None if act == "getPhoneCode" else 1)
    if act not in ("login", "myInfo"):
        room.sign_in()
        room.house.wait(lambda: room.house.catalogue is not None)
    if act == "getPhoneCode" and code == "-3":
        room.simulator.clear_faults()
    read = DRIVERS[act](room, code)
    sentence = expected(act, code)
    try:
        room.house.wait(lambda: holds(read(), sentence), 8000)
    except TimeoutError:
        pytest.fail(f"{act} {code}: {sentence!r} is not in {read()!r}")
    table.append((act, code, spoken, _plain(read())))
    if spoken == language.CHINESE:
        assert re.search(r"[\u4e00-\u9fff]", sentence), f"not translated: {sentence}"


def test_that_submitted_already_means_sent_after_a_try_without_answer(room: Room) -> None:
    room.simulator.fault("sendCode", "lose")
    room.rent()

    def try_to_send(says: str) -> None:
        room.act("actionSendSms")
        room.fill("receiverEdit", "10086")
        room.fill("smsContentEdit", "cxye")
        room.press("sendSmsAcceptButton")
        sentence = QCoreApplication.translate("Notices", says)
        room.house.wait(lambda: holds(room.strip(), sentence))
        # What is told comes a moment before the next paying request is let out.
        room.house.wait(lambda: not room.house.link.purchase.is_buying)

    try_to_send(_NO_ANSWER)
    room.simulator.script("sendCode", "0|-11")
    try_to_send(_WENT_THROUGH)
    assert room.simulator.count("sendCode") == 2


_NO_ANSWER = (
    "The SMS from {number} ({service}) was handed over, no answer came. It may have been sent "
    "and charged. FX Desk will not send it again by itself."
)
_WENT_THROUGH = (
    "The service has this SMS from {number} already: the first try went through. Its receipt is awaited."
)


def _plain(said: str) -> str:
    return re.sub(r"[\u2068\u2069\u200e\u200f]", "", said).strip(" ·")
