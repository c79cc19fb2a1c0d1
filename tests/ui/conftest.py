# SPDX-License-Identifier: MIT
"""Fixtures that the tests of the window share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.ui import theme
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink


@pytest.fixture(autouse=True)
def dress(qapp: QApplication) -> Iterator[theme.Theme]:
    """Dress the application in the light palette at 100 %, whatever the test before did."""
    dress = theme.install(qapp)
    yield dress
    if dress.dark or dress.high_contrast or dress.text_percent != 100:
        dress.dress()


@pytest.fixture
def fake_link(qapp: object) -> Iterator[FakeLink]:
    """A link that records what is asked of it."""
    link = FakeLink()
    yield link
    link.deleteLater()


@pytest.fixture
def leases_in_each_state() -> dict[State, Lease]:
    """One sample lease for each state."""
    return {lease.state: lease for lease in samples.leases_in_each_state()}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """A sample price list of 1,204 services in up to 17 countries each."""
    return Catalogue.build(samples.offers(), START)
