# SPDX-License-Identifier: MIT
"""Evidence keeps what proves, and masked it keeps nothing that another could use."""

from __future__ import annotations

from datetime import timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fxdesk.core.clock import Stamp
from fxdesk.core.evidence import ANSWERED, ASKED, Evidence, Passage, around, both_times
from fxdesk.core.evidence_mask import mask_text, masked
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import (
    AccountId,
    BalanceSeen,
    CountryId,
    Grant,
    KeptSms,
    Lease,
    LeaseId,
    Order,
    PKey,
    ServiceId,
    TimelineEvent,
)
from fxdesk.core.redact import mask_key

AT = Stamp(1_790_000_000.25, "boot", 500.0)
EAST = timezone(timedelta(hours=5, minutes=30))
DIGITS = st.text("0123456789", min_size=4, max_size=12)
OTHERS = "1096 2026-11-23T10:31:02"


def evidence(pkey: str, mobile: str, code: str, text: str) -> Evidence:
    """The evidence of one number with these, wherever they may stand."""
    grant = Grant(PKey(pkey), "2026-11-23T10:31:02", CountryId("mys"), "60", "", "COM31", mobile, f"{code}9")
    order = Order(
        ServiceId("1096"),
        "Lumen Mail",
        CountryId("mys"),
        "+60/马来西亚/malaysia",
        Decimal("0.45"),
        mobile=mobile,
        push_url=f"https://mine.example/{mobile}",
    )
    lease = Lease(
        LeaseId(7),
        AccountId(1),
        "www.firefox.fun",
        order,
        State.RECEIVED,
        frozenset(),
        asked=AT,
        changed=AT,
        granted=AT,
        grant=grant,
        sms=(KeptSms(1, code, text, AT, False, False),),
        reason=f"no code but {code}",
    )
    timeline = (
        TimelineEvent(
            1, AT, Event.SEND_INTENDED, "sendCode", State.WAITING, (("receiver", mobile), ("text", text))
        ),
        TimelineEvent(2, AT, Event.BLACKLIST_WANTED, "", State.WAITING, (("reason", f"code {code}"),)),
    )
    passages = (
        Passage(AT, ASKED, "getPhone", (("mobile", mobile), ("pushUrl", order.push_url), ("token", "***"))),
        Passage(AT, ANSWERED, "getPhone", text=f"1|{pkey}|2026-11-23T10:31:02|mys|60||COM31|{mobile}"),
        Passage(AT, ASKED, "sendCode", (("pkey", pkey), ("receiver", mobile), ("smscontent", text))),
        Passage(AT, ANSWERED, "getPhoneCode", text=f"1|{code}|{text}"),
        Passage(AT, ANSWERED, "setRel", text=f"odd {mobile} {pkey.lower()} {code}"),
    )
    return Evidence(lease, "yz_8841", timeline, passages, ())


@given(st.text("0123456789ABCDEF", min_size=48, max_size=48), DIGITS, DIGITS, st.text(max_size=40))
def test_that_masked_evidence_holds_no_key_no_number_and_no_code(
    pkey: str, mobile: str, code: str, text: str
) -> None:
    # What is shown anyway: the ends of the key, and what names no number.
    assume(not any(private in f"{mask_key(pkey)} {OTHERS}" for private in (mobile, code)))
    found = masked(evidence(pkey, f"9{mobile}77", code, f"{text} {code} {text}"))
    lease = found.lease
    said = [
        *(lease.grant or ()),
        *map(str, lease.order),
        lease.reason,
        *(part for sms in lease.sms for part in (sms.code, sms.text)),
        *(value for event in found.timeline for _, value in event.detail),
        *(passage.text for passage in found.passages),
        *(value for passage in found.passages for _, value in passage.fields),
    ]
    for part in said:
        assert pkey not in part.upper()
        assert mobile not in part
        assert code not in part


def test_that_what_says_nothing_of_the_number_stays() -> None:
    found = masked(evidence("7FE7" * 12, "1159100274", "482913", "[Lumen Mail] 482913 is your code"))
    assert found.lease.order.service == "Lumen Mail"
    assert found.lease.sms[0].text == "[Lumen Mail] *** is your code"
    assert found.passages[1].text == "1|7FE7…7FE7|2026-11-23T10:31:02|mys|60||***|***"
    assert found.passages[1].at == AT


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Your code: 48 29 13", "Your code: ***"),
        ("G-482913 is it", "*** is it"),
        ("验证码482913请", "验证码***请"),
        ("code AB12CD34", "code ***"),
        ("\uff14\uff18\uff12\uff19", "***"),
        ("valid for 10 minutes", "valid for 10 minutes"),
        ("no digits here", "no digits here"),
    ],
)
def test_that_codes_in_a_text_are_found_however_they_are_written(text: str, shown: str) -> None:
    assert mask_text(text) == shown


def test_that_what_is_known_is_found_without_a_digit_in_it_and_in_any_case() -> None:
    assert mask_text("Your word is Xyzzy.", ["XYZZY"]) == "Your word is ***."
    assert mask_text("see https://mine.example/x now", ["https://mine.example/x"]) == "see *** now"


def test_that_a_failure_code_and_a_wait_stay_readable() -> None:
    for text in ("0|-3", "0|24", "1|"):
        passage = Passage(AT, ANSWERED, "setRel", text=text)
        found = masked(evidence("7FE7" * 12, "1159100274", "482913", "")._replace(passages=(passage,)))
        assert found.passages[0].text == text


def test_that_a_moment_says_local_time_its_distance_and_utc() -> None:
    assert both_times(AT, EAST) == "2026-09-21 19:43:20.250 +05:30 (UTC 2026-09-21 14:13:20.250)"


def _seen(amount: str, at: float) -> BalanceSeen:
    return BalanceSeen(Decimal(amount), Stamp(at, "boot", at))


def test_that_the_balances_around_each_moment_are_told_and_no_others() -> None:
    seen = [_seen(str(amount), at) for amount, at in ((10, 1), (9, 2), (8, 5), (7, 9), (6, 12))]
    assert around(seen, [Stamp(3, "boot", 3)]) == (seen[1], seen[2])
    assert around(seen, [Stamp(3, "boot", 3), Stamp(10, "boot", 10)]) == tuple(seen[1:])
    assert around(seen, [Stamp(0, "boot", 0)]) == (seen[0],)
    assert around(seen, [Stamp(20, "boot", 20)]) == (seen[4],)
    assert around([], [Stamp(20, "boot", 20)]) == ()
