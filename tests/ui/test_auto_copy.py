# SPDX-License-Identifier: MIT
"""What is copied by itself is only what is new, and only where the person switched that on."""

from __future__ import annotations

from typing import cast

import pytest

from fxdesk.core.lease_state import State
from fxdesk.ui.auto_copy import AutoCopy
from fxdesk.ui.clipboard import Clipboard
from tests.ui import samples
from tests.ui.copier import RecordingCopier
from tests.ui.fake_link import FakeLink


@pytest.fixture
def copier(fake_link: FakeLink) -> RecordingCopier:
    """What was copied by itself."""
    made = RecordingCopier()
    AutoCopy(fake_link.link, cast(Clipboard, made), fake_link)
    return made


def test_that_nothing_is_copied_by_itself_unasked(copier: RecordingCopier, fake_link: FakeLink) -> None:
    fake_link.tell_lease(samples.lease(State.WAITING, 1))
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert copier.copied == []


def test_that_a_new_number_and_its_code_are_copied_once_each(
    copier: RecordingCopier, fake_link: FakeLink
) -> None:
    fake_link.change_preferences(auto_copy_number=True, auto_copy_code=True)
    fake_link.tell_lease(samples.lease(State.ASKING, 1))
    for _ in range(2):
        fake_link.tell_lease(samples.lease(State.WAITING, 1))
    for _ in range(2):
        fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert copier.copied == [("number", 1, None), ("code", 1)]


def test_that_what_was_there_at_the_start_is_no_news(copier: RecordingCopier, fake_link: FakeLink) -> None:
    fake_link.change_preferences(auto_copy_number=True, auto_copy_code=True)
    fake_link.leases_loaded.emit(samples.leases_in_each_state())
    for lease in samples.leases_in_each_state():
        fake_link.tell_lease(lease)
    assert copier.copied == []


def test_that_each_switch_is_for_its_own(copier: RecordingCopier, fake_link: FakeLink) -> None:
    fake_link.change_preferences(auto_copy_code=True)
    fake_link.tell_lease(samples.lease(State.WAITING, 1))
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert copier.copied == [("code", 1)]


def test_that_nothing_is_kept_of_numbers_that_were_cleared(fake_link: FakeLink) -> None:
    watcher = AutoCopy(fake_link.link, cast(Clipboard, RecordingCopier()), fake_link)
    for n in range(1, 40):
        fake_link.tell_lease(samples.lease(State.WAITING, n))
        fake_link.tell_lease(samples.lease(State.RECEIVED, n))
    assert len(watcher._numbers) == len(watcher._codes) == 39
    fake_link.leases_cleared.emit(tuple(range(1, 40)))
    assert not watcher._numbers
    assert not watcher._codes
