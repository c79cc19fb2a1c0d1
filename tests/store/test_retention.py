# SPDX-License-Identifier: MIT
"""Hold the deletion of SMS texts to leaving no byte of them, and the money whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease, PKey, Sms
from fxdesk.core.upkeep import TextCount
from fxdesk.store import erasure, retention, sms_digest
from fxdesk.store.journal import Journal
from fxdesk.store.opening import NAME
from tests.store.conftest import GRANT, Rented, SteppedClock
from tests.store.every_byte import forms_of, places_of
from tests.store.old_journal import restore

DAY = 86_400.0
CODE, TEXT = "7364518290", "您的验证码 7364518290, never tell it: Zoë & Söhne 100%"
OWN_WORDS = "used before by myself"
NUMBERS = 60
"""Enough for texts on many pages of the file."""


def received(rented: Rented, sms: Sms, key: str) -> Lease:
    lease = rented.waiting(GRANT._replace(pkey=PKey(key)))
    return rented.journal.record(lease.lease_id, Event.SMS, act="getPhoneCode", sms=sms)


def days_ago(clock: SteppedClock, days: float) -> Stamp:
    now = clock.now()
    return Stamp(now.utc - days * DAY, now.boot, now.elapsed - days * DAY)


def fill(rented: Rented, clock: SteppedClock) -> list[str]:
    """Old numbers and all that ever held a text; what must be gone afterwards."""
    texts = []
    for number in range(NUMBERS):
        code, text = f"{CODE}{number:03}", f"{TEXT} {number:03} " + "long " * (number % 50)
        received(rented, Sms(code, text), f"OLD{number:013}")
        texts += [code, f"{TEXT} {number:03}"]
    journal = rented.journal
    sent = rented.waiting(GRANT._replace(pkey=PKey("SENT4567890123456")))
    detail = {"receiver": "106900001234567", "text": "my own secret words"}
    journal.record(sent.lease_id, Event.SEND_INTENDED, act="sendCode", detail=detail)
    journal.answered(sent.lease_id, "sendCode", b"1|")
    rented.after(sent, Event.SEND_ACCEPTED, Event.DONE)
    # An answer that belongs to another request.
    odd = rented.asking()
    journal.answered(odd.lease_id, "getPhone", f"1|{CODE}999|{TEXT} 999".encode())
    rented.after(odd, Event.OUTCOME_UNKNOWN, Event.SETTLED_LOST)
    journal.record(journal.leases()[0].lease_id, Event.BLACKLIST_WANTED, reason=OWN_WORDS)
    journal.record(journal.leases()[0].lease_id, Event.BLACKLISTED)
    journal.back_up()
    clock.step(DAY)
    journal.back_up()
    assert journal.copy_now() is not None
    return [*texts, "106900001234567", "my own secret words", f"{CODE}999", f"{TEXT} 999"]


class Filled(NamedTuple):
    """A profile with all that may hold a text; `texts` are those, `clock` stands after them."""

    folder: Path
    texts: list[str]
    clock: SteppedClock


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    folder, clock = tmp_path_factory.mktemp("filled") / "profile", SteppedClock()
    journal = Journal.open(folder, clock)
    texts = fill(Rented(journal, clock), clock)
    journal.close_all()
    return Filled(folder, texts, clock)


@pytest.fixture
def filled(filled_once: Filled, folder: Path, clock: SteppedClock) -> Filled:
    """A copy for one test."""
    shutil.copytree(filled_once.folder, folder)
    clock.stamp = filled_once.clock.stamp
    return Filled(folder, filled_once.texts, clock)


@pytest.fixture
def journal_of_filled(filled: Filled) -> Iterator[Journal]:
    opened = Journal.open(filled.folder, filled.clock)
    yield opened
    opened.close_all()


def test_that_no_byte_of_a_deleted_text_stays_in_the_profile_and_the_money_does(
    filled: Filled, journal_of_filled: Journal
) -> None:
    (folder, texts, clock), journal = filled, journal_of_filled
    assert places_of(folder, texts[:1]), "the search must find what is there"
    before = [lease._replace(sms=()) for lease in journal.leases(shown_only=False)]
    done = journal.upkeep.delete_texts(days_ago(clock, 0.5))
    assert (done.texts, done.left) == (NUMBERS, ())
    assert places_of(folder, texts) == []
    assert places_of(folder, [OWN_WORDS])
    leases = journal.leases(shown_only=False)
    assert [lease._replace(sms=()) for lease in leases] == before
    assert [len(lease.sms) for lease in leases[:NUMBERS]] == [1] * NUMBERS
    kept = leases[7].sms[0]
    assert (kept.code, kept.text, kept.deleted, kept.round) == ("", "", True, 1)
    assert kept.received.utc < clock.now().utc
    assert leases[7].text_deleted
    assert not (folder / retention.NOTE).exists()


def test_that_the_daily_copies_stay_sound_and_keep_their_numbers(
    filled: Filled, journal_of_filled: Journal
) -> None:
    journal_of_filled.upkeep.delete_texts(None)
    copies = sorted(filled.folder.glob("journal.backup-*.sqlite"))
    assert len(copies) == 3
    for copy in copies:
        seen = journal_of_filled.upkeep.look_into(copy)
        assert (seen.error, seen.numbers, seen.added) == (None, NUMBERS + 2, 0)


def test_that_texts_of_open_and_unsettled_numbers_stay_until_the_person_says_all(
    rented: Rented, clock: SteppedClock, folder: Path
) -> None:
    journal = rented.journal
    again = received(rented, Sms("111222", "first code 111222"), "AGAIN678901234567")
    journal.record(again.lease_id, Event.AGAIN_INTENDED, act="setAgain", price=Decimal("0.5"))
    rented.after(again, Event.AGAIN_ACCEPTED)
    clock.step(1)
    doubtful = received(rented, Sms("333444", "second code 333444"), "DOUBT678901234567")
    journal.record(doubtful.lease_id, Event.AGAIN_INTENDED, act="setAgain")
    journal.answered(doubtful.lease_id, "setAgain", b"<html>second 333444 odd proof</html>")
    rented.after(doubtful, Event.AGAIN_UNKNOWN)
    clock.step(1)
    over = received(rented, Sms("555666", "third code 555666"), "OVER5678901234567")
    clock.step(DAY)
    assert journal.upkeep.count_texts() == TextCount(over=1, open=2)
    assert journal.upkeep.delete_texts(days_ago(clock, 0.5)).texts == 1
    assert [journal.lease(one.lease_id).text_deleted for one in (again, doubtful, over)] == [
        False,
        False,
        True,
    ]
    assert journal.lease(again.lease_id).sms[0].code == "111222"
    assert journal.upkeep.delete_texts(None, open_too=True).texts == 2
    assert places_of(folder, ["111222", "third code"]) == []
    # The answer by which the person may still judge what was paid stays.
    assert journal.raw_answers(doubtful.lease_id)[0].raw.startswith(b"<html>")


def test_that_only_what_is_old_enough_goes_and_a_clock_set_forward_deletes_nothing(
    rented: Rented, clock: SteppedClock
) -> None:
    old = received(rented, Sms("111111", "old"), "OLD45678901234567")
    clock.step(10 * DAY)
    young = received(rented, Sms("222222", "young"), "YOUNG678901234567")
    clock.step(1 * DAY)
    upkeep = rented.journal.upkeep
    assert upkeep.is_due(days_ago(clock, 7))
    upkeep.delete_texts(days_ago(clock, 7))
    assert rented.journal.lease(old.lease_id).text == ""
    assert rented.journal.lease(young.lease_id).text == "young"
    assert not upkeep.is_due(days_ago(clock, 7))
    utc, boot, elapsed = clock.stamp
    clock.stamp = Stamp(utc + 3650 * DAY, boot, elapsed)
    assert not upkeep.is_due(days_ago(clock, 7))
    clock.stamp = Stamp(utc + 8 * DAY, "boot-two", 60.0)
    assert upkeep.is_due(days_ago(clock, 7))


def test_that_the_same_sms_repeated_after_its_deletion_is_no_new_code(
    rented: Rented, clock: SteppedClock
) -> None:
    journal = rented.journal
    lease = received(rented, Sms("4711", "code 4711"), "AGAIN678901234567")
    journal.upkeep.delete_texts(None)
    journal.record(lease.lease_id, Event.AGAIN_INTENDED, act="setAgain")
    rented.after(lease, Event.AGAIN_ACCEPTED)
    same = journal.record(lease.lease_id, Event.SMS, act="getPhoneCode", sms=Sms("4711", "code 4711"))
    assert (same.state, len(same.sms)) == (State.WAITING, 1)
    # The service shows it again: the person may say that it came anew, and then needs to see it.
    assert same.sms[0].text == "code 4711"
    rented.after(same, Event.OLD_SMS_SEEN, Event.TAKEN_AS_CODE)
    assert journal.lease(lease.lease_id).code == "4711"
    other = journal.lease(lease.lease_id)
    assert other.state is State.RECEIVED


def test_that_another_sms_after_a_deletion_is_a_new_code(
    rented: Rented, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One in 256 other texts has the same digest: with this salt this one has not.
    monkeypatch.setattr(os, "urandom", lambda size: bytes(size))
    journal = rented.journal
    lease = received(rented, Sms("4711", "code 4711"), "AGAIN678901234567")
    journal.upkeep.delete_texts(None)
    journal.record(lease.lease_id, Event.AGAIN_INTENDED, act="setAgain")
    rented.after(lease, Event.AGAIN_ACCEPTED)
    new = journal.record(lease.lease_id, Event.SMS, act="getPhoneCode", sms=Sms("4712", "code 4712"))
    assert (new.state, new.code, len(new.sms)) == (State.RECEIVED, "4712", 2)
    assert new.sms[0].deleted


def test_that_what_is_kept_of_a_deleted_sms_does_not_tell_its_code() -> None:
    digest = sms_digest.digest_of(Sms("482913", "Your code is 482913"))
    fitting = [
        number
        for number in range(100_000, 150_000)
        if sms_digest.fits(digest, Sms(str(number), f"Your code is {number}"))
    ]
    assert 100 < len(fitting) < 400
    assert sms_digest.fits(digest, Sms("482913", "Your code is 482913"))
    assert sms_digest.digest_of(Sms("1", "a")) != sms_digest.digest_of(Sms("1", "a"))


def test_that_a_reader_in_another_thread_is_waited_for(filled: Filled, journal_of_filled: Journal) -> None:
    database = journal_of_filled._database
    reading, done = threading.Event(), threading.Event()

    def read() -> None:
        def slowly(file: object) -> None:
            assert hasattr(file, "execute")
            file.execute("SELECT count(*) FROM sms").fetchone()
            reading.set()
            done.wait(1.0)

        database.read(slowly)
        database.close()

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait(10)
    journal_of_filled.upkeep.delete_texts(None)
    done.set()
    thread.join()
    assert places_of(filled.folder, filled.texts) == []


def test_that_copies_of_an_older_version_and_of_before_a_restore_are_cleaned_too(
    folder: Path, clock: SteppedClock
) -> None:
    restore(1, folder)
    journal = Journal.open(folder, clock)
    assert places_of(folder, ["您的验证码"])
    done = journal.upkeep.delete_texts(None)
    journal.close_all()
    assert done.texts == 1
    assert (folder / "journal.before-version-2.sqlite").exists()
    assert places_of(folder, ["您的验证码"]) == []


def test_that_files_put_aside_are_named_and_go_only_when_asked(
    rented: Rented, clock: SteppedClock, folder: Path
) -> None:
    received(rented, Sms("111111", "old"), "OLD45678901234567")
    aside = folder / "journal.corrupt-20260101-000000.sqlite"
    aside.write_bytes(b"broken 111111")
    aside.with_name(aside.name + "-wal").write_bytes(b"111111")
    other = folder / "settings.json"
    other.write_text("{}")
    done = rented.journal.upkeep.delete_texts(None)
    assert done.left == (aside.name,)
    assert aside.exists()
    rented.journal.upkeep.delete_left_behind((*done.left, "settings.json", NAME))
    assert places_of(folder, ["111111"]) == []
    assert other.exists()
    assert (folder / NAME).exists()


DELETER = """
import os, signal, sys
from pathlib import Path
from fxdesk.store import private_file, retention, snapshot, erasure
from fxdesk.store.database import Database
from fxdesk.store.journal import Journal
from tests.store.conftest import SteppedClock

where = sys.argv[2]

def die(*_args, **_named):
    os.kill(os.getpid(), signal.SIGKILL)

def wrap(owner, name, *, after=False):
    real = getattr(owner, name)
    def stopped(*args, **named):
        if after:
            real(*args, **named)
        die()
    setattr(owner, name, stopped)

journal = Journal.open(Path(sys.argv[1]), SteppedClock())
if where == "noted":
    wrap(private_file, "write_whole", after=True)
elif where == "emptied":
    wrap(Database, "clean")
elif where == "rewritten":
    real = retention._clean_copies
    wrap(retention, "_clean_copies")
elif where == "one copy":
    real = private_file.write_whole
    calls = []
    def second(path, content):
        calls.append(path)
        if len(calls) == 3:
            die()
        real(path, content)
    private_file.write_whole = second
elif where == "copies":
    wrap(retention, "_clean_copies", after=True)
elif where == "inside":
    real = erasure.erase
    def half(*args):
        real(*args)
        die()
    erasure.erase = half
journal.upkeep.delete_texts(None)
raise SystemExit("not killed")
"""


@pytest.mark.parametrize(
    "where",
    [
        "noted",
        "emptied",
        "one copy",
        *(pytest.param(where, marks=pytest.mark.soak) for where in ("inside", "rewritten", "copies")),
    ],
)
def test_that_a_deletion_that_was_killed_is_finished_at_the_next_start(filled: Filled, where: str) -> None:
    folder, texts, clock = filled
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run([sys.executable, "-c", DELETER, folder, where], env=environment, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    assert where == "copies" or places_of(folder, texts)
    journal = Journal.open(folder, clock)
    assert journal.upkeep.finish_deletion() is not None
    assert places_of(folder, texts) == []
    assert journal.upkeep.finish_deletion() is None
    assert len(journal.leases()) == NUMBERS + 2
    journal.close_all()
    assert places_of(folder, texts) == []


@pytest.mark.parametrize(
    "left",
    [
        "journal.backup-2026-01-01.sqlite.new",
        "journal.salvaged.sqlite.new",
        "journal.before-x.sqlite.new-journal",
    ],
)
def test_that_what_a_kill_left_half_written_goes_too(
    filled: Filled, journal_of_filled: Journal, left: str
) -> None:
    (filled.folder / left).write_text(" ".join(filled.texts), "utf-8")
    journal_of_filled.upkeep.delete_texts(None)
    assert not (filled.folder / left).exists()
    assert places_of(filled.folder, filled.texts) == []


def test_that_a_deletion_on_a_full_disk_is_told_and_taken_up_again(
    filled: Filled, journal_of_filled: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:

    def full(*_args: object) -> None:
        raise JournalFailed("disk full")

    with monkeypatch.context() as later:
        later.setattr(type(journal_of_filled._database), "clean", full)
        with pytest.raises(JournalFailed):
            journal_of_filled.upkeep.delete_texts(None)
    assert places_of(filled.folder, filled.texts)
    assert journal_of_filled.upkeep.finish_deletion() is not None
    assert places_of(filled.folder, filled.texts) == []


def test_that_an_sms_that_comes_meanwhile_is_kept(rented: Rented, clock: SteppedClock) -> None:
    received(rented, Sms("111111", "old"), "OLD45678901234567")
    clock.step(DAY)
    before = clock.now()
    clock.step(1)
    late = rented.journal.leases()[0]
    rented.journal.record(late.lease_id, Event.SMS, act="getPhoneCode", sms=Sms("222222", "new"))
    rented.journal.upkeep.delete_texts(before)
    assert [sms.text for sms in rented.journal.lease(late.lease_id).sms] == ["", "new"]


def test_that_the_search_knows_each_form_of_a_text() -> None:
    assert "您".encode() in forms_of("您")
    assert b"\\u60a8" in forms_of("您")
    assert b"%E6%82%A8" in forms_of("您")
    assert "1".encode("utf-16-le") in forms_of("1")


def test_that_plain_answers_stay_as_proof(rented: Rented) -> None:
    lease = rented.waiting()
    raw = b"1|7FE78DCB29306|2026-08-10T08:28:21|usa|1||COM26|4455123"
    rented.journal.answered(lease.lease_id, "getPhone", raw)
    rented.journal.answered(lease.lease_id, "setRel", b"0|-4")
    rented.journal.answered(lease.lease_id, "setRel", b"1|482913|an SMS in place of a release")
    rented.after(lease, Event.LOOK_GONE)
    rented.journal.upkeep.delete_texts(None)
    found = [answer.raw for answer in rented.journal.raw_answers(lease.lease_id)]
    assert found == [raw, b"0|-4", erasure.DELETED]
    assert Mark.LATE_SMS not in rented.journal.lease(lease.lease_id).marks


def test_that_no_copy_is_made_amid_a_deletion(filled: Filled, journal_of_filled: Journal) -> None:
    journal = journal_of_filled
    Rented(journal, filled.clock).waiting(GRANT._replace(pkey=PKey("NEW")))
    (filled.folder / retention.NOTE).write_text('{"before": null, "open_too": false}')
    filled.clock.step(DAY)
    assert journal.copy_now() is None
    assert journal.back_up() is None
    journal.upkeep.finish_deletion()
    assert journal.copy_now() is not None
    assert places_of(filled.folder, filled.texts) == []
