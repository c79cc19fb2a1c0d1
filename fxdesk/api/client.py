# SPDX-License-Identifier: MIT
"""One method for each act of the document: a value, or an error that says whether it may be asked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from fxdesk.api import exchange_text, wire
from fxdesk.api.deadlines import DEADLINES, Deadlines
from fxdesk.api.endpoint import Endpoint
from fxdesk.api.failures import is_documented
from fxdesk.api.price_list import PriceList, read_get_item
from fxdesk.api.transport import LIST_LIMIT, SMS_LIMIT, TEXT_LIMIT, Answer, Broken, Transport, TransportShared
from fxdesk.api.wire import Query
from fxdesk.core.clock import Clock
from fxdesk.core.errors import Garbled, NoAnswer, NotSent, OutcomeUnknown, Refused
from fxdesk.core.model import AccountInfo, Grant, LeaseId, Order, Sms
from fxdesk.core.notice import Exchange

ASKED, ANSWERED, FAILED, UNKNOWN = "→", "←", "!", "?"
STOPPED = "stopped"

_T = TypeVar("_T")


class Keep(Protocol):
    """Writes a raw body down; `fault` is what broke the answer off, "" for a whole one."""

    def __call__(self, raw: bytes, fault: str = "") -> None: ...


def _no_progress(read: int) -> None:
    """Nobody watches the bytes come in."""


def _never() -> bool:
    return False


class Client:
    """The service as one thread speaks to it; `on_exchange` is told each request and answer, masked.

    The paying acts raise NotSent, OutcomeUnknown and Refused; `keep` gets the raw body before anything else
    happens to it. The others raise NotSent, NoAnswer, Garbled and Refused.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        on_exchange: Callable[[Exchange], None],
        clock: Clock,
        deadlines: Deadlines = DEADLINES,
    ) -> None:
        self._transport, self._on_exchange, self._clock = transport, on_exchange, clock
        self._deadlines = deadlines

    def login(self, *, api_name: str, password: str) -> str:
        """Act login; returns the token."""
        query = wire.query_of_login(api_name=api_name, password=password)
        return self._read(
            query, wire.read_login, lambda _: exchange_text.signed_in(), self._deadlines.account, None
        )

    def my_info(self, *, token: str) -> AccountInfo:
        """Act myInfo: at most once in 60 s for an account."""
        query = wire.query_of_my_info(token=token)
        return self._read(query, wire.read_my_info, exchange_text.informed, self._deadlines.account, None)

    def get_phone(self, *, token: str, order: Order, keep: Keep, lease_id: LeaseId | None = None) -> Grant:
        """Act getPhone, paying; an answer that broke off behind a whole pkey is an answer."""
        query = wire.query_of_get_phone(token=token, order=order)
        return self._pay(
            query,
            wire.read_get_phone,
            exchange_text.granted,
            keep,
            lease_id,
            read_broken=wire.read_broken_get_phone,
        )

    def get_phone_code(self, *, token: str, pkey: str, lease_id: LeaseId | None = None) -> Sms | None:
        """Act getPhoneCode, for the SMS and for the receipt of a sent one; None: still waiting."""
        query = wire.query_of_get_phone_code(token=token, pkey=pkey)
        return self._read(
            query,
            wire.read_get_phone_code,
            exchange_text.looked,
            self._deadlines.looking,
            lease_id,
            limit=SMS_LIMIT,
        )

    def send_code(
        self,
        *,
        token: str,
        pkey: str,
        receiver: str,
        text: str,
        keep: Keep,
        lease_id: LeaseId | None = None,
    ) -> None:
        """Act sendCode, paying; its receipt comes by get_phone_code."""
        query = wire.query_of_send_code(token=token, pkey=pkey, receiver=receiver, text=text)
        self._pay(query, wire.read_send_code, _accepted, keep, lease_id)

    def set_rel(self, *, token: str, pkey: str, lease_id: LeaseId | None = None) -> None:
        """Act setRel: release."""
        query = wire.query_of_set_rel(token=token, pkey=pkey)
        self._read(query, wire.read_set_rel, _accepted, self._deadlines.settling, lease_id)

    def add_black(self, *, token: str, pkey: str, reason: str, lease_id: LeaseId | None = None) -> None:
        """Act addBlack: blacklist."""
        query = wire.query_of_add_black(token=token, pkey=pkey, reason=reason)
        self._read(query, wire.read_add_black, _accepted, self._deadlines.settling, lease_id)

    def api_return(self, *, token: str, pkey: str, remark: int, lease_id: LeaseId | None = None) -> None:
        """Act apiReturn; without the permission for it, it can cost balance."""
        query = wire.query_of_api_return(token=token, pkey=pkey, remark=remark)
        self._read(query, wire.read_api_return, _accepted, self._deadlines.settling, lease_id)

    def set_again(
        self,
        *,
        token: str,
        pkey: str,
        minutes: int,
        keep: Keep,
        lease_id: LeaseId | None = None,
    ) -> None:
        """Act setAgain, paying."""
        query = wire.query_of_set_again(token=token, pkey=pkey, minutes=minutes)
        self._pay(query, wire.read_set_again, _accepted, keep, lease_id)

    def get_item(
        self,
        *,
        keyword: str = "",
        progress: Callable[[int], None] = _no_progress,
        cancelled: Callable[[], bool] = _never,
    ) -> PriceList:
        """Act getItem; `progress` is told the bytes read. Once `cancelled` it raises NoAnswer or NotSent with
        the cause "stopped".
        """
        query = wire.query_of_get_item(keyword=keyword)
        answer = self._fetch(
            query,
            self._deadlines.prices,
            None,
            limit=LIST_LIMIT,
            gzip=True,
            progress=progress,
            cancelled=cancelled,
        )
        listed = self._understood(query, answer, lambda raw: read_get_item(raw, cancelled), _listed, None)
        if cancelled():
            raise NoAnswer(query[0][1], STOPPED)
        return listed

    def abort(self) -> None:
        """From any thread: cut what is on its way; later acts raise NotSent with the cause "stopped"."""
        self._transport.abort()

    def close(self) -> None:
        """Let the kept connection go."""
        self._transport.close()

    def _read(
        self,
        query: Query,
        read: Callable[[bytes], _T],
        show: Callable[[_T], str],
        deadline: float,
        lease_id: LeaseId | None,
        limit: int = TEXT_LIMIT,
    ) -> _T:
        """An act that costs nothing and may be asked again."""
        answer = self._fetch(query, deadline, lease_id, limit=limit)
        return self._understood(query, answer, read, show, lease_id)

    def _fetch(
        self,
        query: Query,
        deadline: float,
        lease_id: LeaseId | None,
        *,
        limit: int = TEXT_LIMIT,
        gzip: bool = False,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Answer:
        act = query[0][1]
        self._tell(ASKED, act, exchange_text.asked(query), lease_id)
        broken: NoAnswer | None = None
        try:
            return self._transport.get(
                act, query, deadline=deadline, limit=limit, gzip=gzip, progress=progress, cancelled=cancelled
            )
        except NotSent as error:
            self._tell(FAILED, act, f"not sent: {error.cause}", lease_id)
            raise
        except Broken as error:
            broken = NoAnswer(act, error.cause, error.raw, error.retry_after)
        self._tell(FAILED, act, f"no answer: {broken.cause}", lease_id)
        raise broken

    def _understood(
        self,
        query: Query,
        answer: Answer,
        read: Callable[[bytes], _T],
        show: Callable[[_T], str],
        lease_id: LeaseId | None,
    ) -> _T:
        act, took = query[0][1], answer.milliseconds
        try:
            value = read(answer.body)
        except Refused as error:
            error.raw = answer.body
            if not is_documented(error):
                self._transport.close()
            self._tell(ANSWERED, act, exchange_text.refused(error), lease_id, took)
            raise
        except Garbled:
            # It may answer another request: whatever comes next on this connection would be one too late.
            self._transport.close()
            self._tell(FAILED, act, _unreadable(answer.body), lease_id, took)
            raise
        self._tell(ANSWERED, act, show(value), lease_id, took)
        return value

    def _pay(
        self,
        query: Query,
        read: Callable[[bytes], _T],
        show: Callable[[_T], str],
        keep: Keep,
        lease_id: LeaseId | None,
        *,
        read_broken: Callable[[bytes], _T | None] = lambda raw: None,
    ) -> _T:
        """An act that may cost: on a connection of its own, once.

        `read_broken` makes what it can of an answer that broke off.
        """
        act = query[0][1]
        self._tell(ASKED, act, exchange_text.asked(query), lease_id)
        unknown: OutcomeUnknown | None = None
        try:
            answer = self._transport.get(act, query, deadline=self._deadlines.paying, fresh_connection=True)
        except NotSent as error:
            self._tell(FAILED, act, f"not sent: {error.cause}", lease_id)
            raise
        except Broken as error:
            unknown = OutcomeUnknown(act, error.cause, error.raw)
        if unknown is not None:
            if unknown.raw:
                keep(unknown.raw, unknown.cause)
            brought = read_broken(unknown.raw)
            if brought is not None:
                text = f"{show(brought)}, then it broke off ({unknown.cause})"
                self._tell(ANSWERED, act, text, lease_id)
                return brought
            self._tell(UNKNOWN, act, f"sent, no answer: outcome unknown ({unknown.cause})", lease_id)
            raise unknown
        # Before it is read: whatever happens from here on, the answer is not lost.
        keep(answer.body)
        try:
            value = read(answer.body)
        except Refused as error:
            self._tell(ANSWERED, act, exchange_text.refused(error), lease_id, answer.milliseconds)
            raise
        except OutcomeUnknown:
            text = f"{_unreadable(answer.body)}: outcome unknown"
            self._tell(UNKNOWN, act, text, lease_id, answer.milliseconds)
            raise
        self._tell(ANSWERED, act, show(value), lease_id, answer.milliseconds)
        return value

    def _tell(
        self, direction: str, act: str, text: str, lease_id: LeaseId | None, milliseconds: int | None = None
    ) -> None:
        self._on_exchange(Exchange(self._clock.now(), direction, act, text, milliseconds, lease_id))


class Clients:
    """Makes clients, one for each thread, over what they share."""

    def __init__(
        self,
        shared: TransportShared,
        clock: Clock,
        on_exchange: Callable[[Exchange], None],
        deadlines: Deadlines = DEADLINES,
    ) -> None:
        self._shared, self._clock, self._on_exchange = shared, clock, on_exchange
        self._deadlines = deadlines

    def make(self, endpoint: Endpoint) -> Client:
        """A client for the calling thread."""
        return Client(
            Transport(self._shared, endpoint),
            on_exchange=self._on_exchange,
            clock=self._clock,
            deadlines=self._deadlines,
        )

    def close(self) -> None:
        """End what they share, after each of them was closed."""
        self._shared.close()


def _accepted(_: None) -> str:
    return "1|"


def _listed(listed: PriceList) -> str:
    return f"{len(listed.offers)} rows, {listed.skipped} unreadable, {listed.duplicates} repeated"


def _unreadable(raw: bytes) -> str:
    return f"unreadable answer ({len(raw)} bytes)"
