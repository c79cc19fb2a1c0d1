# SPDX-License-Identifier: MIT
"""Say what a use case leaves to be done later, so that the threads can schedule it."""

from __future__ import annotations

from typing import NamedTuple


class NextStep(NamedTuple):
    """What follows an act on one lease.

    `again_in`: seconds until the same act is due again, None never; `look`: look for an SMS as soon as the
    gap allows; `void_token`: the token that the service called void; `money`: the balance may have changed;
    `no_reports`: reporting results is to be switched off; `signed_out`: nothing could be asked, for want of
    a token.
    """

    again_in: float | None = None
    look: bool = False
    void_token: str | None = None
    money: bool = False
    no_reports: bool = False
    signed_out: bool = False
