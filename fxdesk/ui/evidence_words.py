# SPDX-License-Identifier: MIT
"""Write the evidence of one number as a text in the window's language."""

from __future__ import annotations

from datetime import tzinfo
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from fxdesk.core.clock import Stamp
from fxdesk.core.evidence import ANSWERED, ASKED, Evidence, Passage, both_times
from fxdesk.core.evidence_mask import masked as without_private
from fxdesk.core.figures import format_money
from fxdesk.core.model import KeptSms, Lease
from fxdesk.core.text import clean, on_its_own, without_isolates
from fxdesk.ui.country_names import country_name
from fxdesk.ui.error_words import cause_words
from fxdesk.ui.event_words import event_words, looked_words, looks_words
from fxdesk.ui.lease_row import phone
from fxdesk.ui.mark_words import mark_sentences
from fxdesk.ui.refusal_words import refusal_sentence
from fxdesk.ui.state_words import state_words
from fxdesk.ui.versions import program_versions

translate = QCoreApplication.translate

TEXT_LIMIT = 100_000
_LINE_LIMIT = 400
_ANSWER_LIMIT = 100_000
_INDENT = "    "


def evidence_text(evidence: Evidence, made: Stamp, *, masked: bool, zone: tzinfo | None = None) -> str:
    """All of it as plain text, oldest first; `made` is when it was asked for, `zone` None is the system's.

    Foreign text is cleaned as everywhere; token and password are in no part of the evidence.
    """
    shown = without_private(evidence) if masked else evidence
    parts = [
        _head(shown.lease, made, masked, zone),
        _number(shown, zone),
        _timeline(shown, zone),
        _messages(shown.lease, zone),
        _balances(shown, zone),
        _charges(shown, zone),
        _passages(shown, zone),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _head(lease: Lease, made: Stamp, masked: bool, zone: tzinfo | None) -> list[str]:
    versions = ", ".join(f"{name} {version}" for name, version in program_versions())
    lines = [
        translate("Evidence", "FX Desk: evidence for number {n} of this journal").format(n=lease.lease_id),
        _line(translate("Evidence", "Made"), both_times(made, zone)),
        _line(translate("Evidence", "Made by"), versions),
    ]
    if masked:
        lines.append(translate("Evidence", "Numbers, keys and codes are masked."))
    return lines


def _number(evidence: Evidence, zone: tzinfo | None) -> list[str]:
    lease, order, grant = evidence.lease, evidence.lease.order, evidence.lease.grant
    country_id = (grant.country_id if grant else "") or order.country_id
    country = country_name(order.country if order.country_id else "", country_id) if country_id else ""
    lines = [
        _section(translate("Evidence", "Number")),
        _line(translate("Evidence", "Service"), _named(order.service, order.service_id)),
        _line(
            translate("Evidence", "Country"),
            _named(country, country_id) if country_id else translate("Evidence", "any"),
        ),
    ]
    if grant is not None:
        lines += [
            _line(translate("Evidence", "Phone number"), " ".join(phone(lease)).strip()),
            _line(translate("Evidence", "Key (pkey)"), _one_line(grant.pkey)),
            _line(translate("Evidence", "The service's own time"), _one_line(grant.got)),
            _line(translate("Evidence", "City"), _one_line(grant.city)),
            _line(translate("Evidence", "Port"), _one_line(grant.port)),
            _line(translate("Evidence", "Docking code"), _one_line(grant.docking_code)),
        ]
    lines += [
        _line(translate("Evidence", "Account"), _one_line(evidence.account)),
        _line(translate("Evidence", "Host"), _one_line(lease.host)),
        _line(translate("Evidence", "Asked"), both_times(lease.asked, zone)),
        _line(translate("Evidence", "Price in the list"), _money(order.list_price)),
        _line(translate("Evidence", "Dearest country in the list"), _money(order.dearest)),
        _line(translate("Evidence", "Price of the country that came"), _money(lease.granted_price)),
        _line(translate("Evidence", "Max price sent"), _money(order.max_price)),
        _line(translate("Evidence", "State"), state_words(lease, lease.changed).text),
    ]
    return [line for line in lines if line] + mark_sentences(lease)


def _timeline(evidence: Evidence, zone: tzinfo | None) -> list[str]:
    lines = [_section(translate("Evidence", "What happened"))]
    for event in evidence.timeline:
        when = both_times(event.at, zone)
        words = event_words(event, evidence.lease).text
        lines += [f"{when}  {without_isolates(said)}" for said in (looks_words(event), words) if said]
    if evidence.looks is not None:
        lines.append(f"{both_times(evidence.looks.last, zone)}  {looked_words(evidence.looks.times)}")
    return lines


def _messages(lease: Lease, zone: tzinfo | None) -> list[str]:
    lines = [_section(translate("Evidence", "SMS"))]
    for sms in lease.sms:
        lines += _message(sms, zone)
    return lines if lease.sms else [*lines, translate("Evidence", "None came.")]


def _message(sms: KeptSms, zone: tzinfo | None) -> list[str]:
    kinds = [
        words
        for words, holds in (
            (translate("Evidence", "receipt of a sent SMS"), sms.receipt),
            (translate("Evidence", "came after the end"), sms.late),
            (translate("Evidence", "use {n} of the number").format(n=sms.round), sms.round > 1),
        )
        if holds
    ]
    lines = [", ".join([both_times(sms.received, zone), *kinds])]
    if sms.lost:
        return [
            *lines,
            _INDENT + translate("Evidence", "Its code and text were lost with a part of the journal."),
        ]
    if sms.deleted:
        return [*lines, _INDENT + translate("Evidence", "Its code and text were deleted.")]
    lines.append(_INDENT + (_line(translate("Evidence", "Code"), _one_line(sms.code)) or _no_code()))
    return lines + [_INDENT + line for line in clean(sms.text, TEXT_LIMIT).split("\n")]


def _no_code() -> str:
    return translate("Evidence", "The service named no code.")


def _balances(evidence: Evidence, zone: tzinfo | None) -> list[str]:
    lines = [_section(translate("Evidence", "Balances seen before and after"))]
    before: Decimal | None = None
    for amount, seen in evidence.balances:
        moved = "" if before is None or before == amount else f"  ({_signed(amount - before)})"
        lines.append(f"{both_times(seen, zone)}  {format_money(amount)}{moved}")
        before = amount
    return lines if evidence.balances else [*lines, translate("Evidence", "None was seen.")]


def _charges(evidence: Evidence, zone: tzinfo | None) -> list[str]:
    """What the balance says of this number, beside what else moved it in the same time."""
    if not evidence.charges:
        return []
    lines = [_section(translate("Evidence", "What the balance says"))]
    for interval in evidence.charges:
        before, after = interval.before, interval.after
        lines.append(
            f"{both_times(before.seen, zone)} – {both_times(after.seen, zone)}:"
            f" {format_money(before.amount)} → {format_money(after.amount)}"
        )
        own = [entry.change for entry in interval.entries if entry.lease_id == evidence.lease.lease_id]
        others = [entry.change for entry in interval.entries if entry.lease_id != evidence.lease.lease_id]
        told = (
            (translate("Evidence", "for this number"), sum(own, Decimal(0))),
            (translate("Evidence", "for other numbers"), sum(others, Decimal(0))),
            (translate("Evidence", "credited"), interval.credited),
            (translate("Evidence", "not explained"), interval.unexplained),
        )
        lines += [_INDENT + _line(name, _signed(amount)) for name, amount in told if amount]
    return lines


def _passages(evidence: Evidence, zone: tzinfo | None) -> list[str]:
    lines = [_section(translate("Evidence", "Requests and answers"))]
    for passage in evidence.passages:
        lines += _passage(passage, zone)
    return lines


def _passage(passage: Passage, zone: tzinfo | None) -> list[str]:
    start = f"{both_times(passage.at, zone)}  {passage.sign} {passage.act}"
    often = ""
    if passage.times > 1:
        often = "  " + translate("Evidence", "({n} times until then)").format(n=passage.times)
    if passage.sign == ASKED:
        fields = " ".join(
            f"{name}={on_its_own(clean(value, TEXT_LIMIT, one_line=True))}" for name, value in passage.fields
        )
        return [f"{start} {fields}{often}"]
    if passage.sign != ANSWERED:
        cause = translate("Evidence", "no answer: {cause}").format(cause=cause_words(passage.cause))
        return [f"{start} {cause}"]
    first, *more = clean(passage.text, _ANSWER_LIMIT).split("\n")
    lines = [f"{start} {first}{often}", *(_INDENT + line for line in more)]
    if passage.cause == "deleted":
        lines.append(_INDENT + translate("Evidence", "Its code and text were deleted."))
    elif passage.cause == "lost":
        lines.append(
            _INDENT + translate("Evidence", "Its code and text were lost with a part of the journal.")
        )
    elif passage.cause:
        lines.append(_INDENT + cause_words(passage.cause))
    elif (refused := passage.text.split("|"))[0] == "0" and len(refused) == 2 and not passage.is_wait:
        lines.append(_INDENT + _meaning(passage.act, refused[1]))
    return lines


def _meaning(act: str, code: str) -> str:
    if act == "setRel" and code.isdecimal():
        return translate("Evidence", "The release is allowed after {n} s.").format(n=code)
    return without_isolates(refusal_sentence(act, clean(code, 20, one_line=True)))


def _section(title: str) -> str:
    return f"== {title} =="


def _line(name: str, value: str) -> str:
    return translate("Evidence", "{name}: {value}").format(name=name, value=value) if value else ""


def _named(name: str, identifier: str) -> str:
    shown, written = _one_line(name), _one_line(identifier)
    return f"{shown} ({written})" if shown and shown != written else written


def _one_line(text: str) -> str:
    return clean(text, _LINE_LIMIT, one_line=True).strip()


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else format_money(amount)


def _signed(amount: Decimal) -> str:
    return f"+{format_money(amount)}" if amount > 0 else format_money(amount)
