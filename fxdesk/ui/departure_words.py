# SPDX-License-Identifier: MIT
"""Say, while a person leaves, what of their numbers needs a word besides the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Mark, State, owes_release
from fxdesk.core.model import Lease
from fxdesk.core.text import isolate
from fxdesk.ui.departure import Departure
from fxdesk.ui.lease_row import LeaseRow, key_text
from fxdesk.ui.state_words import seconds_until

translate = QCoreApplication.translate


def departure_heading(numbers: Departure, now: Stamp, *, over: bool, paying: bool) -> str:
    """What is open, or what remained of it when the waiting was `over`."""
    owing = len(numbers.owing())
    if over and owing and len(numbers.unanswered(now)) == owing:
        if owing == 1:
            return translate("Departure", "The release of one number is not confirmed")
        return translate("Departure", "The release of {n} numbers is not confirmed").format(n=owing)
    if over and owing == 1:
        return translate("Departure", "One number could not be released")
    if over and owing:
        return translate("Departure", "{n} numbers could not be released").format(n=owing)
    if owing == 1:
        return translate("Departure", "One number is still open")
    if owing:
        return translate("Departure", "{n} numbers are still open").format(n=owing)
    if paying:
        return translate("Departure", "An answer is still awaited")
    if numbers.unsaved():
        return translate("Departure", "The journal is not saved yet")
    return translate("Departure", "The SMS came first")


def departure_sentences(numbers: Departure, now: Stamp, *, released: bool, paying: bool) -> list[str]:
    """One sentence for each thing that the list of open numbers does not say.

    `released`: the person wished to release them; `paying`: something paid for is on its way.
    """
    said = [*_arrived(numbers, now), *_hindered(numbers, now, released=released)]
    if paying:
        said.append(_paying(numbers.paying(), now))
    said += [_act_unsettled(lease, now) for lease in numbers.unsettled() if owes_release(lease.state)]
    said += _unsettled([lease for lease in numbers.unsettled() if not owes_release(lease.state)], now)
    if numbers.unsaved():
        said.append(
            translate(
                "Departure",
                "NOT SAVED: what came last could not be written to the disk and is lost if you leave now. "
                "FX Desk tries again each second; make room and wait, or copy number and key first.",
            )
        )
    return said


def keys_text(leases: Sequence[Lease]) -> str:
    """Number, key and code of each lease, a line each."""
    return "\n".join(line for line in map(key_text, leases) if line)


def _facts(lease: Lease, now: Stamp) -> dict[str, str]:
    row = LeaseRow(lease, now)
    return {
        "service": isolate(row.service),
        "country": isolate(row.country),
        "number": isolate(row.phone or row.country),
    }


def _arrived(numbers: Departure, now: Stamp) -> list[str]:
    words = translate(
        "Departure", "{service}, {number}: the SMS came first, so it is charged. Stay to see its code."
    )
    return [words.format(**_facts(lease, now)) for lease in numbers.arrived()]


def _hindered(numbers: Departure, now: Stamp, *, released: bool) -> list[str]:
    """What can't be released now, and why."""
    said = []
    for lease in numbers.later(now):
        words = translate(
            "Departure",
            "{service}, {number}: the service allows the release only in {n} s. It stays open and is "
            "released at the next start.",
        )
        said.append(words.format(n=seconds_until(lease.due, now), **_facts(lease, now)))
    unanswered = numbers.unanswered(now)
    for lease in numbers.owing():
        if lease.lease_id in unanswered:
            words = translate(
                "Departure",
                "{service}, {number}: the service did not answer. It may be released, it may be charged.",
            )
        elif Mark.NOT_WATCHED in lease.marks:
            words = translate(
                "Departure", "{service}, {number}: its account is signed out, so it cannot be released."
            )
        elif lease.state in (State.SENDING, State.RECEIPT):
            words = translate(
                "Departure", "{service}, {number}: an SMS was sent from it, so it cannot be released."
            )
        elif released and Mark.RELEASE_UNCONFIRMED in lease.marks:
            words = translate(
                "Departure",
                "{service}, {number}: the service has not confirmed the release. It may be charged.",
            )
        else:
            continue
        said.append(words.format(**_facts(lease, now)))
    return said


def _paying(leases: Sequence[Lease], now: Stamp) -> str:
    if len(leases) == 1 and leases[0].state is State.ASKING:
        return translate(
            "Departure",
            "{service}, {country} is still being asked for. If you leave before the answer comes, it is "
            "listed as uncertain.",
        ).format(**_facts(leases[0], now))
    return translate(
        "Departure",
        "Something paid for is on its way to the service. If you leave before the answer comes, it is "
        "listed as uncertain.",
    )


def _act_unsettled(lease: Lease, now: Stamp) -> str:
    """Of a number that is listed already: which of its acts had no answer."""
    words = translate(
        "Departure", "{service}, {number}: no answer came to the SMS that was to be sent from it."
    )
    return words.format(**_facts(lease, now))


def _unsettled(leases: Sequence[Lease], now: Stamp) -> list[str]:
    if not leases:
        return []
    if len(leases) == 1:
        words = translate(
            "Departure",
            "{service}, {country}: no answer came, so it may have been charged. Its record stays, whatever "
            "you choose.",
        )
        return [words.format(**_facts(leases[0], now))]
    words = translate(
        "Departure", "{n} unsettled: no answer came, so they may have been charged. They stay listed."
    )
    return [words.format(n=len(leases))]
