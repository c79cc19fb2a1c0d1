# SPDX-License-Identifier: MIT
"""What the document lets a client send, so that the simulator can tell where a client strays from it."""

from __future__ import annotations

from collections.abc import Mapping

# act: (required parameters, optional ones); `act` itself goes without saying.
PARAMETERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "login": (("ApiName", "PassWord"), ()),
    "myInfo": (("token",), ()),
    "getPhone": (("token", "iid"), ("country", "did", "dock", "maxPrice", "mobile", "pushUrl")),
    "getPhoneCode": (("token", "pkey"), ()),
    "sendCode": (("token", "pkey", "receiver", "smscontent"), ()),
    "setRel": (("token", "pkey"), ()),
    "addBlack": (("token", "pkey", "reason"), ()),
    "apiReturn": (("token", "pkey", "remark"), ()),
    "setAgain": (("token", "pkey"), ("min",)),
    "getItem": ((), ("key",)),
}

POLL_GAP = 5.0  # "Continue to call after 5 seconds"


def complaints_about(act: str, params: Mapping[str, str]) -> list[str]:
    """Return what the document holds against the parameters of a request; no values are repeated."""
    if act not in PARAMETERS:
        return [f"{act or 'no act'}: not an act of the document"]
    required, optional = PARAMETERS[act]
    known = {"act", *required, *optional}
    complaints = [f"{act}: the document knows no {name}" for name in params if name not in known]
    complaints += [f"{act}: {name} is required" for name in required if name not in params]
    return complaints
