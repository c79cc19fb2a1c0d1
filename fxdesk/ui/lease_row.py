# SPDX-License-Identifier: MIT
"""Make a lease ready to be shown: its texts, its place in an order, and what may be done with it."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from fxdesk.core.clock import Span, Stamp, span
from fxdesk.core.figures import format_money, format_waited, split_phone
from fxdesk.core.lease_state import OPEN, UNSETTLED, Act, Allowed, Mark, State, allowed
from fxdesk.core.model import Lease
from fxdesk.core.text import clean
from fxdesk.core.use_again_rules import may_be_in_use
from fxdesk.core.word_search import fold
from fxdesk.ui.auto_release_words import countdown_words, limit_words
from fxdesk.ui.country_names import country_name
from fxdesk.ui.mark_words import mark_sentences, trouble_sentence
from fxdesk.ui.state_words import SMS_FIRST, StateWords, is_past, is_uncertain, state_words, ticks

ROW_ACTS = (Act.COPY_CODE, Act.RELEASE, Act.BLACKLIST)
"""The acts that have a button in each row, each in a place of its own."""

SPOKEN_ACTS = (
    *ROW_ACTS,
    Act.KEEP,
    Act.SETTLE,
    Act.SETTLE_ACT,
    Act.TAKE_AS_CODE,
    Act.DONE,
    Act.ASK_AGAIN,
)
"""What a screen reader hears of a row's acts: those without a button too, which the menu and details hold."""

_PHONE = re.compile(r"[0-9 ().+-]*[0-9][0-9 ().+-]*")
_NAME_LIMIT = 120
_CODE_LIMIT = 24
_SEARCHED = 400
_KEY_LIMIT = 240
_ABOUT = "≈ "
AT_MOST = "≤ "

translate = QCoreApplication.translate


def may(lease: Lease, act: Act) -> Allowed:
    """Whether an act is open on this lease, by the table of states."""
    if act is Act.KEEP and lease.state is State.RELEASING and lease.refusal == SMS_FIRST:
        # The SMS is there and charged: there is no release left to be called off.
        return Allowed(False, "sms_first")
    return allowed(
        act,
        lease.state,
        lease.marks,
        has_text=bool(lease.code or lease.text),
        has_number=lease.grant is not None and bool(lease.grant.mobile),
        may_be_in_use=may_be_in_use(lease),
    )


def service_name(lease: Lease) -> str:
    """The service's name, cleaned, or its id when it has none."""
    order = lease.order
    named = clean(order.service, _NAME_LIMIT, one_line=True).strip()
    return named or clean(order.service_id, _NAME_LIMIT, one_line=True)


def key_text(lease: Lease) -> str:
    """Number, key and code in one line: what finds the number again if the journal never holds it."""
    if lease.grant is None:
        return ""
    grant = lease.grant
    number = f"+{grant.area_code}{grant.mobile}" if grant.area_code else grant.mobile
    return clean(f"{number} pkey {grant.pkey} {lease.code}", _KEY_LIMIT, one_line=True).strip()


def price_text(lease: Lease) -> str:
    """What it costs, or at most costs where the country or a max price leave it open; "" if nobody knows."""
    if lease.at_most is None:
        return ""
    return ("" if lease.at_most == lease.price else AT_MOST) + format_money(lease.at_most)


def phone(lease: Lease) -> tuple[str, str]:
    """The dial code with its plus and the grouped number; both "" while there is none."""
    if lease.grant is None or not lease.grant.mobile:
        return "", ""
    area = clean(lease.grant.area_code, 12, one_line=True)
    national = clean(lease.grant.mobile, 40, one_line=True)
    if not _PHONE.fullmatch(national):
        # A number with letters or stars in it is shown as it came.
        return f"+{area}" if area else "", national
    return split_phone(area, national)


def waited(lease: Lease, now: Stamp) -> Span:
    """How long the person has waited for the SMS, or waited until it came or until the row ended."""
    since = lease.granted or lease.asked
    if lease.state in OPEN and lease.state is not State.BLACKLISTING:
        return span(since, now)
    arrived = next(
        (sms.received for sms in lease.sms if sms.round == lease.rounds and not sms.receipt and not sms.late),
        None,
    )
    return span(since, arrived or lease.changed)


class LeaseRow:
    """One lease with its ready texts. `words` and `waited` are of the moment of the last `tick`."""

    __slots__ = (
        "account",
        "code",
        "copied",
        "country",
        "country_id",
        "dial",
        "haystack",
        "lease",
        "limit",
        "number",
        "past",
        "price",
        "service",
        "ticking",
        "uncertain",
        "waited",
        "words",
    )

    def __init__(
        self, lease: Lease, now: Stamp, *, account: str = "", title: str = "", copied: str = ""
    ) -> None:
        """`title` is the granted country's where it isn't the order's; `copied` says what was copied last."""
        self.lease = lease
        self.account = account
        self.copied = copied
        self.service = service_name(lease)
        granted = lease.grant.country_id if lease.grant else ""
        self.country_id: str = granted or lease.order.country_id
        self.country = self._country(title)
        self.dial, self.number = phone(lease)
        if Mark.INCOMPLETE in lease.marks and not self.number:
            self.number = translate("Row", "number unknown")
        self.price = price_text(lease)
        self.code = clean(lease.code, _CODE_LIMIT, one_line=True)
        self.past = is_past(lease)
        self.uncertain = is_uncertain(lease)
        self.ticking = ticks(lease)
        self.words: StateWords = state_words(lease, now)
        self.waited = _waited_text(lease, now)
        self.limit = limit_words(lease)
        # What is longer than any name would be folded for nothing.
        whole = [lease.code, lease.order.service_id, self.country_id, lease.order.country]
        self.haystack = fold(
            f"{self.service} {self.country} {self.dial}{self.number.replace(' ', '')} {self.number} "
            f"{self.words.text} {' '.join(part[:_SEARCHED] for part in whole)}"
        )

    def tick(self, now: Stamp) -> tuple[bool, bool]:
        """Bring words and waiting time up to `now`; whether each of the two changed."""
        words, since = state_words(self.lease, now), _waited_text(self.lease, now)
        changed = words != self.words, since != self.waited
        self.words, self.waited = words, since
        return changed

    @property
    def in_open_view(self) -> bool:
        """Whether "Open" lists the row: it is open, unsettled, not saved, or its code was not copied."""
        lease = self.lease
        if lease.state in OPEN or lease.marks & (UNSETTLED | {Mark.NOT_SAVED}):
            return True
        return lease.state is State.RECEIVED and bool(lease.text or lease.code) and not self.copied

    @property
    def phone(self) -> str:
        """The number with its dial code, as it is read."""
        return f"{self.dial} {self.number}" if self.dial else self.number

    def sentence(self, now: Stamp | None = None) -> str:
        """The row as a sentence, for screen readers and its tooltip; `now` adds what comes by itself."""
        parts = [self.service, self.country, self.phone]
        parts.append(f"{self.words.text} {self.code}" if self.code else self.words.text)
        parts.append(translate("Row", "waited {time}").format(time=self.waited))
        if now is not None:
            parts.append(countdown_words(self.lease, now))
        if self.price:
            words = translate("Row", "price {price}")
            if self.lease.at_most != self.lease.price:
                words = translate("Row", "price at most {price}")
            parts.append(words.format(price=self.price.removeprefix(AT_MOST)))
        return translate("Row", ", ").join(part for part in parts if part)

    def whole_story(self, now: Stamp | None = None) -> str:
        """The sentence, and below it one for each mark."""
        return "\n".join(part for part in (self.sentence(now), self.marks_text(now)) if part)

    def marks_text(self, now: Stamp | None = None) -> str:
        """What each mark means and what to do next, a line each; `now` adds the last error and next try."""
        lines = mark_sentences(self.lease)
        if now is not None:
            lines.append(trouble_sentence(self.lease, now))
        return "\n".join(line for line in lines if line)

    def _country(self, title: str) -> str:
        order = self.lease.order
        if not self.country_id:
            return translate("Row", "Any country")
        return country_name(title or (order.country if order.country_id else ""), self.country_id)


def _waited_text(lease: Lease, now: Stamp) -> str:
    seconds, exact = waited(lease, now)
    return format_waited(seconds) if exact else _ABOUT + format_waited(seconds)
