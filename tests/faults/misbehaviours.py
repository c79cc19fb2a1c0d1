# SPDX-License-Identifier: MIT
"""The list of what a service can do wrong, and which of it still leaves an act's answer readable."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

ACTS = (
    "login",
    "myInfo",
    "getPhone",
    "getPhoneCode",
    "sendCode",
    "setRel",
    "addBlack",
    "apiReturn",
    "setAgain",
    "getItem",
)
PLAIN = frozenset({"sendCode", "setRel", "addBlack", "apiReturn", "setAgain"})
"""Acts whose good answer is `1|`."""
TEXT = frozenset(ACTS) - {"getItem"}

AFTER_THE_DEADLINE = 30.0


class Misbehaviour(NamedTuple):
    """One entry of the list: an ordered fault.

    `readable` are the acts whose right answer survives it; for those in `either` it depends on where the
    answer is cut, and for those in `not_for` it would be a right answer. `slow`: it takes as long as the
    act's deadline.
    """

    name: str
    kind: str
    how: Mapping[str, Any] = MappingProxyType({})
    readable: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    slow: bool = False
    not_for: frozenset[str] = frozenset()


_GRANT = b"1|" + b"7F" * 24 + b"|2024-03-10T21:04:54|hkg|852||COM26|44550000"
_CUT = frozenset({"getPhone", "login"})
_LIST = frozenset({"getItem"})


def _one(name: str, kind: str = "", **more: Any) -> Misbehaviour:
    kept = {field: more.pop(field) for field in ("readable", "either", "slow", "not_for") if field in more}
    return Misbehaviour(name, kind or name, more, **kept)


MISBEHAVIOURS: tuple[Misbehaviour, ...] = (
    # no answer, or not in time
    _one("accepted, then silence", "hang", booked=True, slow=True),
    _one("an answer after the deadline", "late", seconds=AFTER_THE_DEADLINE, slow=True),
    _one("drip-body", seconds=4.0, slow=True, either=frozenset({"getPhone"})),
    _one("drip-head", seconds=0.2, slow=True),
    _one("closed without an answer", "lose"),
    _one("refuse-before"),
    _one("reset-before"),
    _one("reset-amid"),
    _one("reset-after"),
    # cut, or of a wrong length
    _one("cut-body", either=frozenset({"getPhone"})),
    _one("cut-body-no-length", either=_CUT),
    _one("cut-chunked", either=frozenset({"getPhone"})),
    _one("length-too-short", either=_CUT),
    _one("length-absent", readable=frozenset(ACTS)),
    # not the protocol
    _one("not-http"),
    _one("many-headers"),
    _one("long-header"),
    _one("html"),
    _one("html after booking", "html", booked=True),
    # too much
    _one("huge", booked=True),
    _one("long-line", booked=True),
    _one("gzip-bomb", booked=True),
    _one("gzip-unasked", readable=_LIST),
    # odd bodies
    _one("empty"),
    _one("only a bar", "other-body", body=b"|"),
    _one("half a yes", "other-body", body=b"1"),
    _one("a bare yes", "other-body", body=b"1|", readable=PLAIN),
    _one("half a no", "other-body", body=b"0|"),
    _one("no code", "other-body", body=b"0|abc"),
    _one("neither yes nor no", "other-body", body=b"2|x"),
    _one("gbk", readable=frozenset({"getPhone", "myInfo", "getItem"})),
    _one("utf16"),
    _one("bom", readable=frozenset(ACTS)),
    _one("crlf", readable=frozenset(ACTS)),
    _one("nul", readable=frozenset({"getPhone", "myInfo"})),
    _one("invalid-utf8"),
    _one("too-few-fields", readable=frozenset({"getPhone", "getItem"})),
    _one("too-many-fields", readable=frozenset({"getPhone", "myInfo", "getPhoneCode"})),
    # the right answer to another request, as far as the answer shows it
    _one("account information", "other-body", body=b"1|41.6500|3|1280", readable=frozenset({"myInfo"})),
    _one("a token", "other-body", body=b"1|" + b"0a" * 16 + b"_1280", either=frozenset({"login"})),
    _one("a grant", "other-body", body=_GRANT, not_for=frozenset({"getPhone"})),
    _one("an SMS", "other-body", body=b"1|482913|482913 is your code", not_for=frozenset({"getPhoneCode"})),
    # JSON where text is due, and the other way round; JSON that no reader should choke on
    _one("json-for-text", either=_LIST),
    _one("text-for-json", readable=frozenset({"myInfo"})),
    _one("json-deep"),
    _one("json-duplicates", either=_LIST),
    _one("json-nan", either=_LIST),
    _one("json-big", either=_LIST),
    # another status
    *(
        _one(f"status {status}", "status", status=status, booked=True)
        for status in (401, 403, 429, 500, 502, 503, 504)
    ),
    # `location` "same" and "other" stand for this service and for a second server
    *(_one(f"redirect {status}", "status", status=status, location="same") for status in (301, 302, 307)),
    _one("a redirect loop", "status", status=302, location="same", booked=True),
    _one("a redirect to another host", "status", status=302, location="other", booked=True),
)

BY_NAME = {case.name: case for case in MISBEHAVIOURS}


_WAITS = ("getPhone", "getPhoneCode", "sendCode", "setRel")


def all_for(act: str) -> tuple[Misbehaviour, ...]:
    """The whole list for one act."""
    return tuple(case for case in MISBEHAVIOURS if act not in case.not_for)


def some_for(act: str) -> tuple[Misbehaviour, ...]:
    """A share of the list for one act, such that all acts together meet all of it; few of them a slow one."""
    place = ACTS.index(act)
    quick = [case for case in MISBEHAVIOURS if not case.slow]
    slow = [case for case in MISBEHAVIOURS if case.slow]
    share = [case for at, case in enumerate(quick) if (at - place) % 5 == 0 and act not in case.not_for]
    return (slow[place % len(slow)], *share) if act in _WAITS else tuple(share)
