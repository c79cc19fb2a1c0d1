# SPDX-License-Identifier: MIT
"""Gather the evidence of one number from the journal: each request as asked, each answer as it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from fxdesk.api import wire
from fxdesk.core.books import AccountRecord, Interval
from fxdesk.core.clock import Stamp
from fxdesk.core.evidence import ANSWERED, ASKED, FAILED, Evidence, Passage, around
from fxdesk.core.lease_state import Event
from fxdesk.core.model import Account, Grant, Lease, LeaseId, Looks, RawAnswer, TimelineEvent
from fxdesk.core.reconcile import reconcile
from fxdesk.core.redact import MASK, without_secret_fields, without_secret_words
from fxdesk.desk.tokens import Tokens
from fxdesk.store.erasure import DELETED as ERASED
from fxdesk.store.journal import Journal

DELETED = "deleted"
LOST = "lost"
STOPPED = "stopped"

_REQUESTS = frozenset(
    {
        Event.INTENDED,
        Event.AGAIN_INTENDED,
        Event.SEND_INTENDED,
        Event.RELEASE_SENT,
        Event.BLACKLIST_SENT,
        Event.REPORT_SENT,
    }
)
_AGREED = frozenset({Event.RELEASED, Event.BLACKLISTED, Event.REPORTED})
_LOOK = "getPhoneCode"
_NOTHING_YET = "0|-3"
_GONE = "0|-3"
_MONEY = frozenset(
    {Event.INTENDED, Event.AGAIN_INTENDED, Event.SEND_INTENDED, Event.SMS, Event.RELEASED, Event.BLACKLISTED}
)

Clean = Callable[[str], str]


def gather(
    journal: Journal,
    tokens: Tokens,
    lease_id: LeaseId,
    now: Stamp,
    go_on: Callable[[], None] = lambda: None,
    looks: Looks | None = None,
) -> Evidence:
    """Everything about the lease; token and password are in none of it. Raises JournalFailed.

    `go_on` is as of reconcile; `looks` are those that the journal had none of when this was called.
    """
    lease = journal.lease(lease_id)
    secrets = tokens.secrets(lease.account_id)
    hidden = tuple(filter(None, secrets or ()))
    clean = partial(without_secret_words, secrets=hidden)
    timeline = tuple(
        event._replace(detail=tuple((name, clean(value)) for name, value in event.detail))
        for event in journal.timeline(lease_id)
    )
    # The service, or the person, may have written a secret into any of it.
    lease = lease._replace(
        grant=None if lease.grant is None else Grant._make(map(clean, lease.grant)),
        reason=clean(lease.reason),
        sms=tuple(sms._replace(code=clean(sms.code), text=clean(sms.text)) for sms in lease.sms),
    )
    answers = {answer.event_id: answer for answer in journal.raw_answers(lease_id)}
    passages = tuple(
        passage
        for event in timeline
        for passage in _passages(event, lease, answers.get(event.event_id), clean)
    )
    if looks is not None and _written(looks, timeline):
        looks = None
    if looks is not None:
        passages += tuple(_looked(looks.last, looks.times, lease))
    label = next((known.label for known in journal.accounts() if _owns(known, lease)), "")
    # It begins with the last balance before.
    record = journal.books(lease.account_id, lease.asked, now)
    balances = around(record.balances, [event.at for event in timeline if event.event in _MONEY])
    return Evidence(lease, label, timeline, passages, balances, _charges(record, lease_id, go_on), looks)


def _written(looks: Looks, timeline: Sequence[TimelineEvent]) -> bool:
    """Whether an event has taken these looks into the journal by now."""
    return any(
        event.at.boot == looks.last.boot and event.at.elapsed > looks.last.elapsed for event in timeline[-1:]
    )


def _looked(at: Stamp, times: int, lease: Lease) -> Iterator[Passage]:
    """So many looks, the last of them then, found nothing."""
    yield Passage(at, ASKED, _LOOK, _fields(_LOOK, lease, {}), times=times)
    yield Passage(at, ANSWERED, _LOOK, text=_NOTHING_YET, times=times)


def _owns(account: Account, lease: Lease) -> bool:
    return account.account_id == lease.account_id


def _charges(record: AccountRecord, lease_id: LeaseId, go_on: Callable[[], None]) -> tuple[Interval, ...]:
    """From balance to balance, where this number has moved it or is suspected to have."""
    return tuple(
        interval
        for interval in reconcile(record, go_on=go_on).intervals
        if lease_id in {entry.lease_id for entry in interval.entries}
        or lease_id in {suspect.lease_id for suspect in interval.suspects}
    )


def _passages(
    event: TimelineEvent, lease: Lease, answer: RawAnswer | None, clean: Clean
) -> Iterator[Passage]:
    detail = dict(event.detail)
    if looks := int(detail.get("looks", "0")):
        yield from _looked(event.at, looks, lease)
    if event.event in _REQUESTS:
        yield Passage(event.at, ASKED, event.act, _fields(event.act, lease, detail))
        return
    if not event.act:
        return
    if event.act == _LOOK:
        yield Passage(event.at, ASKED, _LOOK, _fields(_LOOK, lease, detail))
    if answer is not None and answer.raw == ERASED:
        yield Passage(event.at, ANSWERED, event.act, cause=DELETED)
    elif answer is not None:
        text = without_secret_fields(clean(wire.decode(answer.raw)))
        cause = detail.get("cause", "") or detail.get("fault", "")
        yield Passage(event.at, ANSWERED, event.act, text=text, cause=cause)
    elif event.event is Event.SMS:
        yield _delivered(event, lease)
    elif event.act in wire.PAYING:
        # What was answered is an event of its own.
        if cause := detail.get("cause", STOPPED if "found" in detail else ""):
            yield Passage(event.at, FAILED, event.act, cause=cause)
    elif "code" in detail:
        yield Passage(event.at, ANSWERED, event.act, text=f"0|{detail['code']}")
    elif event.event in _AGREED:
        yield Passage(event.at, ANSWERED, event.act, text="1|")
    elif event.event is Event.RELEASE_GONE:
        yield Passage(event.at, ANSWERED, event.act, text=_GONE)
    elif event.event is Event.LOOK_KNOWN:
        yield Passage(event.at, ANSWERED, event.act, text=_NOTHING_YET)
    elif cause := detail.get("cause", ""):
        yield Passage(event.at, FAILED, event.act, cause=cause)


def _delivered(event: TimelineEvent, lease: Lease) -> Passage:
    """The answer that brought an SMS; its parts lie apart, so that they can be deleted."""
    sms = next((sms for sms in lease.sms if sms.received == event.at), None)
    if sms is None or sms.deleted:
        cause = LOST if sms is not None and sms.lost else DELETED
        return Passage(event.at, ANSWERED, event.act, text="1|", cause=cause)
    return Passage(event.at, ANSWERED, event.act, text=f"1|{sms.code}|{sms.text}")


def _fields(act: str, lease: Lease, detail: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What was asked, as the document names it; the token last and masked."""
    pkey = lease.pkey or ""
    match act:
        case "getPhone":
            query = wire.query_of_get_phone(token=MASK, order=lease.order)
        case "setAgain":
            query = wire.query_of_set_again(token=MASK, pkey=pkey, minutes=int(detail.get("minutes", "0")))
        case "sendCode":
            query = wire.query_of_send_code(
                token=MASK, pkey=pkey, receiver=detail.get("receiver", ""), text=detail.get("text", "")
            )
        case "setRel":
            query = wire.query_of_set_rel(token=MASK, pkey=pkey)
        case "addBlack":
            query = wire.query_of_add_black(token=MASK, pkey=pkey, reason=detail.get("reason", ""))
        case "apiReturn":
            query = wire.query_of_api_return(token=MASK, pkey=pkey, remark=int(detail.get("remark", "0")))
        case _:
            query = wire.query_of_get_phone_code(token=MASK, pkey=pkey)
    asked = [pair for pair in query if pair[0] not in ("act", "token")]
    return (*asked, ("token", MASK))
