# SPDX-License-Identifier: MIT
"""Hold the kept price list to being the service's own, whole or not there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FileFailed
from fxdesk.core.model import CountryId, Offer, ServiceId
from fxdesk.store.price_cache import PART, PriceCache

LISTED = Stamp(1_790_000_000.125, "boot-one", 12.5)


def offers(count: int) -> tuple[Offer, ...]:
    return tuple(
        Offer(
            ServiceId(str(number // 60)),
            f"某项目 {number // 60}",
            CountryId(f"c{number % 60}"),
            f"+{number % 60}/美国/usa",
            Decimal(number % 97) / 10_000,
        )
        for number in range(count)
    )


@pytest.mark.parametrize("count", [0, 1, PART, PART * 2 + 7])
def test_that_the_last_list_of_a_host_comes_back_as_it_was(tmp_path: Path, count: int) -> None:
    cache = PriceCache(tmp_path / "prices")
    cache.keep("www.firefox.fun", offers(count), LISTED)
    assert cache.load("www.firefox.fun") == (offers(count), LISTED)


def test_that_each_host_has_its_own_list(tmp_path: Path) -> None:
    cache = PriceCache(tmp_path)
    cache.keep("127.0.0.1:80", offers(2), LISTED)
    cache.keep("127.0.0.1_80", offers(3), LISTED)
    assert cache.load("www.firefox.fun") is None
    assert cache.load("127.0.0.1:80") is None
    assert cache.load("127.0.0.1_80") == (offers(3), LISTED)


def test_that_a_new_list_replaces_the_old_one(tmp_path: Path) -> None:
    cache = PriceCache(tmp_path)
    cache.keep("host", offers(9), LISTED)
    cache.keep("host", offers(4), LISTED._replace(utc=5.0))
    assert cache.load("host") == (offers(4), LISTED._replace(utc=5.0))


def test_that_a_spoilt_list_is_none_wherever_it_is_cut_or_changed(tmp_path: Path) -> None:
    cache = PriceCache(tmp_path / "prices")
    cache.keep("host", offers(200), LISTED)
    (path,) = (tmp_path / "prices").iterdir()
    whole = path.read_bytes()
    for length in range(0, len(whole), 37):
        path.write_bytes(whole[:length])
        assert cache.load("host") is None
    for at in range(40):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        found = cache.load("host")
        assert found is None or len(found[0]) == 200


def test_that_a_list_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "prices").write_text("a file where the folder should be")
    with pytest.raises(FileFailed):
        PriceCache(tmp_path / "prices").keep("host", offers(1), LISTED)
