# SPDX-License-Identifier: MIT
"""Bring together what several copies of a journal hold, and rebuild the numbers whose own row is lost."""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Callable, Mapping
from typing import Any

from fxdesk.core.lease_state import ENDED, OPEN, Event, State
from fxdesk.store.holdings import TABLES, Holdings, Row
from fxdesk.store.recovery import Reader
from fxdesk.store.sequence import Boots, is_after
from fxdesk.store.sms_digest import LOST

_BALANCE = ("balance_before", "balance_utc", "balance_boot", "balance_elapsed")
_UNKNOWN = "?"
_ROUND_OPENS = (Event.AGAIN_ACCEPTED, Event.AGAIN_SETTLED_CHARGED)


def is_same_journal(one: Holdings, other: Holdings) -> bool:
    """Whether both are of one journal: what they have under the same numbers is the same."""
    for table, facts in (
        ("leases", ("asked_utc", "asked_elapsed")),
        ("events", ("utc", "elapsed", "lease_id")),
    ):
        ours, theirs = one.rows[table], other.rows[table]
        if any(ours[key][fact] != theirs[key][fact] for key in ours.keys() & theirs.keys() for fact in facts):
            return False
    return True


def join(one: Holdings, other: Holdings) -> Holdings:
    """What both know of one journal; of each lease the row that was written later is right."""
    later, earlier = (one, other) if _last(one) >= _last(other) else (other, one)
    found = Holdings()
    for table in TABLES:
        found.rows[table] = {**earlier.rows[table], **later.rows[table]}
    events, boots = found.events_of(), Boots(found.rows["events"].values())
    for lease_id in earlier.rows["leases"].keys() & later.rows["leases"].keys():
        rows = earlier.rows["leases"][lease_id], later.rows["leases"][lease_id]
        if rows[1]["state"] and rows[0]["state"] and _is_later(*rows, events.get(lease_id, []), boots):
            found.rows["leases"][lease_id] = rows[0]
    found.pkeys = {**earlier.pkeys, **later.pkeys}
    filled = sum(len(earlier.rows[table].keys() - later.rows[table].keys()) for table in TABLES)
    found.unread = max(0, one.unread + other.unread - filled)
    return found


def mend(found: Holdings, read: Reader | None) -> frozenset[int]:
    """Make every lease of which anything is known whole enough to be watched; those that were not.

    `read` reads a kept answer of a paying act.
    """
    _restore_events(found)
    events, boots = found.events_of(), Boots(found.rows["events"].values())
    known = events.keys() | {row["lease_id"] for row in found.rows["sms"].values()} | found.pkeys.keys()
    lost = known - found.rows["leases"].keys()
    for lease_id in sorted(lost):
        if (stub := _stub(found, lease_id, events.get(lease_id, []))) is not None:
            found.rows["leases"][lease_id] = stub
    mended = set()
    for lease_id, row in found.rows["leases"].items():
        if _is_stale(row, events.get(lease_id, []), boots):
            _bring_up(found, row, events.get(lease_id, []), read)
            mended.add(lease_id)
    _restore_sms(found)
    _drop_orphans(found)
    return frozenset(mended & found.rows["leases"].keys())


def _last(found: Holdings) -> int:
    return max(found.rows["events"], default=0)


def _changed(row: Row) -> Row:
    return {"boot": row["changed_boot"], "elapsed": row["changed_elapsed"]}


def _place(row: Row, events: list[Row]) -> int:
    """The number of the event that brought the lease's row into its state, 0 where that event is lost."""
    moved = (row["state"], row["changed_utc"], row["changed_boot"], row["changed_elapsed"])
    return max(
        (
            event["event_id"]
            for event in events
            if (event["state"], event["utc"], event["boot"], event["elapsed"]) == moved
        ),
        default=0,
    )


def _is_later(one: Row, other: Row, events: list[Row], boots: Boots) -> bool:
    """Whether one row of a lease was written after another one of it; in doubt the open one counts."""
    places = _place(one, events), _place(other, events)
    if all(places):
        return places[0] > places[1]
    after = is_after(_changed(one), _changed(other), (boots,))
    return one["state"] in OPEN and other["state"] not in OPEN if after is None else after


def _is_stale(row: Row, events: list[Row], boots: Boots) -> bool:
    """Whether the lease has moved on since its row was written; a row without a state says nothing."""
    if not row["state"]:
        return True
    if not events or events[-1]["state"] == row["state"]:
        return False
    if _place(row, events):
        return True
    after = is_after(events[-1], _changed(row), (boots,))
    return events[-1]["state"] in OPEN and row["state"] not in OPEN if after is None else after


def _restore_events(found: Holdings) -> None:
    """An answer, an SMS or a round whose own event is lost has it again: it did happen."""
    lost: dict[int, tuple[int, Event, State, str]] = {}
    for row in found.rows["rounds"].values():
        event = Event.INTENDED if row["act"] == "getPhone" else Event.AGAIN_INTENDED
        state = State.ASKING if row["act"] == "getPhone" else State.RECEIVED
        lost[row["intended"]] = (row["lease_id"], event, state, row["act"])
    for row in found.rows["answers"].values():
        lost[row["event_id"]] = (row["lease_id"], Event.ANSWERED, State.ASKING, row["act"])
    for row in found.rows["sms"].values():
        lost[row["event_id"]] = (row["lease_id"], Event.SMS, State.RECEIVED, "getPhoneCode")
    events = found.rows["events"]
    known = sorted(events)
    for event_id in sorted(lost.keys() - events.keys()):
        lease_id, event, state, act = lost[event_id]
        place = bisect(known, event_id)
        near = events[known[max(0, place - 1)]] if known else {"utc": 0.0, "boot": "", "elapsed": 0.0}
        events[event_id] = {
            "event_id": event_id, "lease_id": lease_id,
            "utc": near["utc"], "boot": near["boot"], "elapsed": near["elapsed"],
            "event": event, "act": act, "detail": '{"found":"at start"}', "looks": 0, "state": state,
        }  # fmt: skip


def _restore_sms(found: Holdings) -> None:
    """An SMS of which only the event, or only the state of its number, still tells: it came, and was charged.

    A number without an SMS is in that state only where the person ended it, and that is an event too.
    """
    sms, events = found.rows["sms"], found.events_of()
    kept = {(row["lease_id"], row["event_id"]) for row in sms.values()}
    told = {(row["lease_id"], row["round"]) for row in sms.values() if not row["receipt"]}
    for lease_id, row in found.rows["leases"].items():
        lost = [
            event
            for event in events.get(lease_id, [])
            if event["event"] == Event.SMS and (lease_id, event["event_id"]) not in kept
        ]
        ended = any(event["event"] == Event.DONE for event in events.get(lease_id, []))
        is_silent = row["state"] == State.RECEIVED and (lease_id, row["rounds"]) not in told
        if found.unread and is_silent and not lost and not ended:
            lost = [_sms_event(found, row)]
        for event in lost:
            opened = [one for one in events.get(lease_id, []) if one["event"] in _ROUND_OPENS]
            number = _place_of_sms(sms, event["event_id"])
            sms[number] = _lost_sms(number, row, event) | {
                "round": 1 + sum(one["event_id"] < event["event_id"] for one in opened)
            }


def _place_of_sms(sms: Mapping[int, Row], event_id: int) -> int:
    """A number that is free before the SMS that came later: by them it is known which is the last."""
    later = min((number for number, row in sms.items() if row["event_id"] > event_id), default=0)
    free = (number for number in range(later - 1, 0, -1) if number not in sms)
    return next(free, max(sms, default=0) + 1)


def _sms_event(found: Holdings, row: Row) -> Row:
    """The event of an SMS that only the state of its number tells of."""
    number = max(found.rows["events"], default=0) + 1
    event = found.rows["events"][number] = {
        "event_id": number, "lease_id": row["lease_id"],
        "utc": row["changed_utc"], "boot": row["changed_boot"], "elapsed": row["changed_elapsed"],
        "event": Event.SMS, "act": "getPhoneCode", "detail": '{"found":"at start"}', "looks": 0,
        "state": row["state"],
    }  # fmt: skip
    return event


def _lost_sms(number: int, row: Row, event: Row) -> Row:
    return {
        "sms_id": number, "lease_id": row["lease_id"], "event_id": event["event_id"],
        "pkey": row["pkey"] or "", "round": row["rounds"], "code": "", "text": "",
        "receipt": int(event["state"] == State.RECEIPT), "late": int(event["state"] in ENDED),
        "received_utc": event["utc"], "received_boot": event["boot"], "received_elapsed": event["elapsed"],
        "digest": LOST,
    }  # fmt: skip


def _stub(found: Holdings, lease_id: int, events: list[Row]) -> Row | None:
    """A lease of which only other rows tell; None where not even a moment is known."""
    sms = [row for row in found.rows["sms"].values() if row["lease_id"] == lease_id]
    # Most people have one account; of several the one that bought next to it is the likeliest.
    near = min(found.rows["leases"], key=lambda number: abs(number - lease_id), default=0)
    neighbour = found.rows["leases"].get(near)
    moment: tuple[Any, ...]
    if events:
        moment = (events[0]["utc"], events[0]["boot"], events[0]["elapsed"])
    elif sms:
        moment = (sms[0]["received_utc"], sms[0]["received_boot"], sms[0]["received_elapsed"])
    elif neighbour is not None:
        moment = tuple(neighbour[f"asked_{part}"] for part in ("utc", "boot", "elapsed"))
    else:
        return None
    if neighbour is not None:
        account_id, host = neighbour["account_id"], neighbour["host"]
    else:
        account_id = max(found.rows["accounts"], default=1)
        host = found.rows["accounts"].get(account_id, {"host": _UNKNOWN})["host"]
    rounds = [row for row in found.rows["rounds"].values() if row["lease_id"] == lease_id]
    return {
        "lease_id": lease_id, "account_id": account_id, "host": host,
        "service_id": _UNKNOWN, "service": "", "country_id": "", "country": "",
        "list_price": next((row["list_price"] for row in rounds), None), "dearest": None, "max_price": None,
        "did": "", "dock": 0, "mobile": "", "push_url": "", "linked": None,
        **dict.fromkeys(_BALANCE),
        "asked_utc": moment[0], "asked_boot": moment[1], "asked_elapsed": moment[2],
        "state": "", "marks": "",
        "changed_utc": moment[0], "changed_boot": moment[1], "changed_elapsed": moment[2],
        "granted_utc": None, "granted_boot": None, "granted_elapsed": None,
        **dict.fromkeys(("pkey", *_GRANT.values())),
        "refusal_act": None, "refusal_code": None,
        "due_utc": None, "due_boot": None, "due_elapsed": None,
        "auto_utc": None, "auto_boot": None, "auto_elapsed": None,
        "reason": "", "looks": 0, "rounds": max((row["round"] for row in rounds), default=1),
        "sent_once": 0, "shown": 1,
    }  # fmt: skip


_GRANT = {
    "got": "got",
    "country_id": "granted_country",
    "area_code": "area_code",
    "city": "city",
    "port": "port",
    "mobile": "number",
    "docking_code": "docking_code",
}


def _bring_up(found: Holdings, row: Row, events: list[Row], read: Reader | None) -> None:
    """The state that the last event left, and the number that an answer, an SMS or an index still tells."""
    lease_id = row["lease_id"]
    if row["pkey"] is None:
        _find_number(found, row, events, read)
    last = events[-1] if events else None
    row["state"] = last["state"] if last is not None else ""
    if not row["state"]:
        has_sms = any(sms["lease_id"] == lease_id for sms in found.rows["sms"].values())
        row["state"] = State.RECEIVED if has_sms else State.WAITING if row["pkey"] else State.UNCERTAIN
    if row["pkey"] is None and row["state"] not in (State.ASKING, State.REFUSED):
        # A state that speaks of a number can't be kept without one.
        row["state"] = State.UNCERTAIN
    if last is not None:
        row["changed_utc"], row["changed_boot"], row["changed_elapsed"] = (
            last["utc"], last["boot"], last["elapsed"],
        )  # fmt: skip
    row["shown"] = int(bool(row["shown"]) or row["state"] in OPEN)


def _find_number(found: Holdings, row: Row, events: list[Row], read: Reader | None) -> None:
    lease_id = row["lease_id"]
    answers = [answer for answer in found.answers_of(lease_id) if answer["act"] == "getPhone"]
    faults = {event["event_id"]: json.loads(event["detail"]).get("fault", "") for event in events}
    for answer in answers:
        fault = faults.get(answer["event_id"], "")
        reading = read("getPhone", answer["raw"], fault) if read is not None else None
        if reading is not None and reading.grant is not None:
            grant: Mapping[str, str] = reading.grant._asdict()
            row["pkey"] = grant["pkey"]
            row.update({column: grant[field] for field, column in _GRANT.items()})
    if not row["pkey"]:
        of_sms = (sms["pkey"] for sms in found.rows["sms"].values() if sms["lease_id"] == lease_id)
        row["pkey"] = found.pkeys.get(lease_id) or next(of_sms, None) or None
        row.update(dict.fromkeys(_GRANT.values(), "" if row["pkey"] else None))
    if row["pkey"]:
        granted = next((event for event in events if event["event"] == Event.GRANTED), None)
        at = granted or {"utc": row["asked_utc"], "boot": row["asked_boot"], "elapsed": row["asked_elapsed"]}
        row["granted_utc"], row["granted_boot"], row["granted_elapsed"] = at["utc"], at["boot"], at["elapsed"]


def _nameless(account_id: int, host: str) -> Row:
    """An account whose row is lost; its label is never another's."""
    return {
        "account_id": account_id, "label": f"{_UNKNOWN} {account_id}", "host": host, "api_name": "",
        "added_utc": 0.0, "added_boot": "", "added_elapsed": 0.0,
    }  # fmt: skip


def _drop_orphans(found: Holdings) -> None:
    """Leave out what tells of a lease, an account or an event that nobody knows of."""
    leases, events, accounts = found.rows["leases"], found.rows["events"], found.rows["accounts"]
    for row in leases.values():
        if row["account_id"] not in accounts:
            # Under its own number the keyring still has its secrets.
            accounts[row["account_id"]] = _nameless(row["account_id"], row["host"])
    for row in leases.values():
        if row["linked"] not in leases:
            row["linked"] = None
    for table in ("events", "answers", "sms", "rounds"):
        _drop(found, table, lambda row: row["lease_id"] in leases)
    for row in found.rows["rounds"].values():
        if row["decided"] not in events:
            row["decided"] = None
    _drop(found, "balances", lambda row: row["account_id"] in accounts)


def _drop(found: Holdings, table: str, keeps: Callable[[Row], bool]) -> None:
    for key in [key for key, row in found.rows[table].items() if not keeps(row)]:
        del found.rows[table][key]
        found.unread += 1
