# SPDX-License-Identifier: MIT
"""Read the answers that were kept and not applied when the program last stopped."""

from __future__ import annotations

from fxdesk.api import wire
from fxdesk.core.errors import FxError, Refused
from fxdesk.core.lease_state import Event
from fxdesk.desk.send_sms import is_repeated
from fxdesk.store.recovery import Reading


def read_answer(act: str, raw: bytes, fault: str) -> Reading | None:
    """What a kept answer of a paying act says; None: it can't be read, so the outcome stays unknown.

    `fault` is what broke it off: then it says what it would have said at once, a whole pkey or nothing.
    """
    if fault:
        grant = wire.read_broken_get_phone(raw) if act == "getPhone" else None
        return None if grant is None else Reading(Event.GRANTED, grant=grant)
    try:
        if act == "getPhone":
            return Reading(Event.GRANTED, grant=wire.read_get_phone(raw))
        if act == "setAgain":
            wire.read_set_again(raw)
            return Reading(Event.AGAIN_ACCEPTED)
        wire.read_send_code(raw)
        return Reading(Event.SEND_ACCEPTED)
    except Refused as error:
        event = Event.SEND_REPEATED if is_repeated(error) else _REFUSED[act]
        return Reading(event, refusal=(error.act, error.code))
    except FxError:
        return None


_REFUSED = {"getPhone": Event.REFUSED, "setAgain": Event.AGAIN_REFUSED, "sendCode": Event.SEND_REFUSED}
