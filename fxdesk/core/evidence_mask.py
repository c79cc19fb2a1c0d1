# SPDX-License-Identifier: MIT
"""Take out of a number's evidence what would let another use the number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fxdesk.core.evidence import Evidence, Passage
from fxdesk.core.model import KeptSms, Lease, PKey
from fxdesk.core.redact import MASK, mask_key, mask_phone

# A key, digits however they are spaced, letters with a digit among them.
_PRIVATE = (
    r"(?P<key>[0-9A-Fa-f]{48,})|\d(?:[\s().-]{0,2}\d){2,}|(?<![A-Za-z\d-])(?=[A-Za-z-]*\d)[A-Za-z\d-]{4,}"
)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?")
_FAILURE = re.compile(r"-?\d{1,9}")
_OWN_FIELDS = frozenset({"pushUrl", "smscontent", "did", "reason"})
_PHONE_FIELDS = frozenset({"mobile", "receiver"})


def masked(evidence: Evidence) -> Evidence:
    """The same without what would let another use the number: its digits, its key, its codes, own texts."""
    lease = evidence.lease
    known = _known(lease)
    grant = lease.grant and lease.grant._replace(
        pkey=PKey(mask_key(lease.grant.pkey)),
        mobile=mask_phone(lease.grant.mobile),
        port=mask_text(lease.grant.port, known),
        city=mask_text(lease.grant.city, known),
        docking_code=MASK if lease.grant.docking_code else "",
    )
    order = lease.order._replace(
        mobile=mask_phone(lease.order.mobile),
        push_url=MASK if lease.order.push_url else "",
        did=MASK if lease.order.did else "",
    )
    return evidence._replace(
        lease=lease._replace(
            grant=grant,
            order=order,
            reason=mask_text(lease.reason, known),
            sms=tuple(_masked_sms(sms, known) for sms in lease.sms),
        ),
        timeline=tuple(
            event._replace(
                detail=tuple((name, _masked_fact(name, value, known)) for name, value in event.detail)
            )
            for event in evidence.timeline
        ),
        passages=tuple(_masked_passage(passage, known) for passage in evidence.passages),
    )


def mask_text(text: str, known: Iterable[str] = ()) -> str:
    """A foreign text without what is `known` to be private, and without what looks like a key or a code."""
    whole = sorted(map(re.escape, filter(None, known)), key=len, reverse=True)
    private = re.compile("|".join([_PRIVATE, *whole]), re.IGNORECASE)
    return private.sub(lambda match: mask_key(match[0]) if match["key"] else MASK, text)


def _known(lease: Lease) -> frozenset[str]:
    """What is private of this number wherever it stands."""
    grant = lease.grant
    found = {sms.code for sms in lease.sms} | {lease.order.mobile, lease.order.push_url, lease.order.did}
    if grant is not None:
        found |= {grant.mobile, grant.pkey, grant.docking_code}
    return frozenset(private for private in found if len(private) >= 3)


def _masked_sms(sms: KeptSms, known: frozenset[str]) -> KeptSms:
    return sms._replace(code=MASK if sms.code else "", text=mask_text(sms.text, known))


def _masked_fact(name: str, value: str, known: frozenset[str]) -> str:
    match name:
        case "receiver" | "mobile":
            return mask_phone(value)
        case "text" | "reason":
            return mask_text(value, known)
        case _:
            return value


def _masked_passage(passage: Passage, known: frozenset[str]) -> Passage:
    fields = tuple((name, _masked_field(name, value, known)) for name, value in passage.fields)
    return passage._replace(fields=fields, text=_masked_answer(passage.text, known))


def _masked_answer(text: str, known: frozenset[str]) -> str:
    """Field by field; the first, a failure code and a time say nothing of the number."""
    first, *parts = text.split("|")
    plain = re.compile(f"{_TIME.pattern}|{_FAILURE.pattern}") if first.strip() == "0" else _TIME
    kept = first if _FAILURE.fullmatch(first.strip()) else mask_text(first, known)
    shown = [part if plain.fullmatch(part.strip()) else mask_text(part, known) for part in parts]
    return "|".join([kept, *shown])


def _masked_field(name: str, value: str, known: frozenset[str]) -> str:
    if name == "pkey":
        return mask_key(value)
    if name in _PHONE_FIELDS:
        return mask_phone(value)
    return mask_text(value, known) if name in _OWN_FIELDS else value
