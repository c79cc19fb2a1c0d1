# SPDX-License-Identifier: MIT
"""Write requests and answers for the log, so that no secret and no SMS text is ever in it."""

from __future__ import annotations

from fxdesk.api.failures import FAILURES
from fxdesk.api.wire import Query
from fxdesk.core.errors import Refused, TooSoon
from fxdesk.core.model import AccountInfo, Grant, Sms
from fxdesk.core.redact import MASK, mask_key, mask_phone
from fxdesk.core.text import clean

_LONGEST_VALUE = 60
_SECRET_LAST = ("token", "PassWord")


def asked(query: Query) -> str:
    """`iid=1096 country=mys maxPrice=0.50 token=***`: the fields but `act`, secrets masked and last."""
    fields = [pair for pair in query if pair[0] != "act"]
    fields.sort(key=lambda pair: pair[0] in _SECRET_LAST)
    return " ".join(f"{name}={_shown(name, value)}" for name, value in fields)


def granted(grant: Grant) -> str:
    """`1|2F0C…91B4|2026-11-23T10:31:02|mys|60||COM31|***274`."""
    fields = [grant.got, grant.country_id, grant.area_code, _free(grant.city), grant.port]
    shown = [mask_key(grant.pkey), *map(_line, fields), mask_phone(grant.mobile)]
    if grant.docking_code:
        shown.append(_line(grant.docking_code))
    return "1|" + "|".join(shown)


def looked(sms: Sms | None) -> str:
    """`0|-3 waiting`, or how long the text is: neither code nor text."""
    if sms is None:
        return "0|-3 waiting"
    return f"1|{MASK if sms.code else ''}|{MASK} ({len(sms.text)} characters)"


def signed_in() -> str:
    """A token was given."""
    return f"1|{MASK}"


def informed(info: AccountInfo) -> str:
    """`1|41.2050|3|1280`."""
    return f"1|{info.balance}|{_line(info.level)}|{_line(info.points)}"


def refused(error: Refused) -> str:
    """The code and, in a few words, what the document calls it."""
    if isinstance(error, TooSoon):
        return f"0|{error.code} release allowed in {error.retry_after} s"
    failure = FAILURES.get((error.act, error.code))
    return f"0|{error.code} {failure.meaning}" if failure else f"0|{error.code} not in the document"


def _shown(name: str, value: str) -> str:
    match name:
        case "token" | "PassWord" | "pushUrl":
            return MASK
        case "pkey":
            return mask_key(value)
        case "mobile" | "receiver":
            return mask_phone(value)
        case "smscontent":
            return f"{MASK} ({len(value)} characters)"
        case _:
            return _line(value)


def _line(value: str) -> str:
    return clean(value, _LONGEST_VALUE, one_line=True)


def _free(value: str) -> str:
    """A free text of the service, which has been seen to hold the numbers of SIM cards."""
    return mask_phone(value) if any(character.isdigit() for character in value) else value
