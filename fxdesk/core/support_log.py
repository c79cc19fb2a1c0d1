# SPDX-License-Identifier: MIT
"""Write the one text that a support asks for: versions, settings, journal excerpt and log, and no secrets.

It is in English in every language of the window, as the log is: those who read it are not who saved it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.figures import format_money
from fxdesk.core.model import Lease, LeaseId, Looks, TimelineEvent
from fxdesk.core.preferences import Options, Preferences, RememberedOptions
from fxdesk.core.redact import MASK, mask_key, mask_phone
from fxdesk.core.service_address import host_of, is_loopback
from fxdesk.core.text import clean, on_its_own

EVENTS = 400
"""The newest events of the journal that are told."""

_NOT_TOLD = frozenset({"window_geometry", "window_state"})
_HOSTS = frozenset({"http_allowed", "https_seen"})
_PERSONAL = frozenset({"favourites", "recents", "last_choice", "blacklist_reasons", "options"})
# Facts of an event that name nobody and hold no text of others.
_FACTS = frozenset(
    {"cause", "code", "fault", "found", "kind", "looks", "minutes", "price", "remark", "seconds", "what"}
)
_LIMIT = 200
OTHER_HOST = "(another host)"


class SupportFacts(NamedTuple):
    """What the support log is made of. `events` are the newest, oldest first; `leases` those they are about.

    `keyring` names the keyring that is used, `journal` says how the journal stands; `log` and `crashes` are
    the ends of the files, cleaned, without secrets. `looks` are those that the journal has none of yet.
    """

    keyring: str = ""
    journal: str = "not open"
    accounts: tuple[tuple[int, str], ...] = ()
    leases: tuple[Lease, ...] = ()
    events: tuple[tuple[LeaseId, TimelineEvent], ...] = ()
    log: str = ""
    crashes: str = ""
    looks: Mapping[LeaseId, Looks | None] = MappingProxyType({})


def support_text(
    facts: SupportFacts,
    preferences: Preferences,
    versions: tuple[tuple[str, str], ...],
    made: Stamp,
    *,
    endpoint: str,
    masked: bool,
) -> str:
    """The whole text. Without `masked` numbers, keys and favourites are whole. No SMS, no code.

    `endpoint` is the address that this run speaks to, whatever the settings say.
    """
    parts = [
        ["FX Desk: log for support", f"Made: {made.iso}", *(f"{name}: {value}" for name, value in versions)],
        [
            _section("State"),
            f"Keyring: {_foreign(facts.keyring) or 'not used yet'}",
            f"Journal: {facts.journal}",
            f"In use now: {_scheme(endpoint)}, {_host(host_of(endpoint), masked)}",
            *_accounts(facts),
        ],
        [_section("Settings"), *_settings(preferences, masked)],
        [_section("Numbers of the excerpt"), *_numbers(facts, masked)],
        [_section(f"Journal, newest {EVENTS} events"), *(_event(*line) for line in facts.events)],
        [_section("Log of this run and the one before"), facts.log],
        [_section("What crashes left"), facts.crashes],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _section(title: str) -> str:
    return f"== {title} =="


def _accounts(facts: SupportFacts) -> Iterator[str]:
    for account_id, phase in facts.accounts:
        yield f"Account {account_id}: {phase}"


def _settings(preferences: Preferences, masked: bool) -> Iterator[str]:
    usual = Preferences()
    for name, value in preferences._asdict().items():
        if name not in _NOT_TOLD:
            changed = "" if value == getattr(usual, name) else "  (changed)"
            yield f"{name}: {_setting(name, value, masked)}{changed}"


def _setting(name: str, value: object, masked: bool) -> str:
    if name == "service_url":
        address = str(value)
        own = address == Preferences().service_url or not masked
        return _foreign(address.partition("?")[0]) if own else f"{_scheme(address)}, {OTHER_HOST}"
    if name in _HOSTS and isinstance(value, tuple):
        return ", ".join(_host(str(host), masked) for host in value) or "none"
    if name in _PERSONAL and masked:
        return f"{len(value)} kept" if isinstance(value, tuple) and name != "last_choice" else MASK
    if name == "options" and isinstance(value, tuple):
        return _foreign(", ".join(_option(kept) for kept in value)) or "none"
    return _foreign(str(value))


def _option(kept: RememberedOptions) -> str:
    """Options of a choice; what they name of others is nobody's business, ticked or not."""
    options: Options = kept.options
    hidden = options._replace(
        did=MASK if options.did else "",
        push_url=MASK if options.push_url else "",
        mobile=mask_phone(options.mobile),
    )
    return str(kept._replace(options=hidden))


def _scheme(address: str) -> str:
    return _foreign(address.partition(":")[0])


def _host(host: str, masked: bool) -> str:
    known = host == host_of(Preferences().service_url) or is_loopback(f"http://{host}")
    return _foreign(host) if known or not masked else OTHER_HOST


def _numbers(facts: SupportFacts, masked: bool) -> Iterator[str]:
    for lease in facts.leases:
        yield _number(lease, facts.looks.get(lease.lease_id), masked)


def _number(lease: Lease, unwritten: Looks | None, masked: bool) -> str:
    order, grant = lease.order, lease.grant
    words = [
        f"number {lease.lease_id}",
        f"account {lease.account_id}",
        _host(lease.host, masked),
        f"service {_foreign(order.service_id)} {_foreign(order.service)}",
        f"country {_foreign(order.country_id) or 'any'}",
        f"state {lease.state}",
        f"marks {' '.join(sorted(lease.marks)) or 'none'}",
        f"looks {lease.looks + (unwritten.times if unwritten else 0)}",
        *([f"last look {unwritten.last.iso}"] if unwritten else []),
        f"rounds {lease.rounds}",
        f"SMS {len(lease.sms)}",
    ]
    if order.list_price is not None:
        words.append(f"price {format_money(lease.granted_price or order.list_price)}")
    if grant is not None:
        number = mask_phone(grant.mobile) if masked else grant.mobile
        pkey = mask_key(grant.pkey) if masked else grant.pkey
        words += [f"phone +{_foreign(grant.area_code)} {_foreign(number)}", f"pkey {_foreign(pkey)}"]
    return ", ".join(words)


def _event(lease_id: LeaseId, event: TimelineEvent) -> str:
    facts = " ".join(
        f"{name}={on_its_own(_foreign(value))}" for name, value in event.detail if name in _FACTS
    )
    said = f"{event.at.iso}  number {lease_id}  {event.event}  {event.act or '-'}  {event.state}  {facts}"
    return said.rstrip()


def _foreign(text: str) -> str:
    return clean(text, _LIMIT, one_line=True)
