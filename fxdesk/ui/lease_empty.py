# SPDX-License-Identifier: MIT
"""Say what is missing where the number table would be empty, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fxdesk.core.notice import SignInPhase
from fxdesk.core.text import clean, isolate
from fxdesk.ui.buttons import Button
from fxdesk.ui.empty_state import EmptyState, Step

if TYPE_CHECKING:
    from fxdesk.core.notice import Accounts

_TYPED_LIMIT = 40


class LeaseEmpty(EmptyState):
    """The first start, a filter without a match, or no open numbers.

    sign_in_wanted(), demo_wanted(), filter_clear_wanted(), all_wanted() -- its buttons.
    """

    sign_in_wanted = Signal()
    demo_wanted = Signal()
    filter_clear_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, *, offers_demo: bool, parent: QWidget | None = None) -> None:
        self._offers_demo = offers_demo
        self._signed_in = False
        self._sign_in = Button(kind="primary", object_name="firstSignInButton")
        self._demo = Button(object_name="tryDemoButton")
        self._clear = Button(object_name="clearFilterButton")
        self._all = Button(object_name="showAllButton")
        buttons = (self._sign_in, self._demo, self._clear, self._all)
        super().__init__(buttons=buttons, object_name="leaseEmpty", parent=parent)
        self._sign_in.setText(self.tr("Sign in…"))
        self._demo.setText(self.tr("Try the demo"))
        self._clear.setText(self.tr("Clear the filter"))
        self._all.setText(self.tr("Show all"))
        for button, wanted in zip(
            buttons,
            (self.sign_in_wanted, self.demo_wanted, self.filter_clear_wanted, self.all_wanted),
            strict=True,
        ):
            button.clicked.connect(wanted)
        self._first = True
        self.say_first_start()

    def take_accounts(self, accounts: Accounts) -> None:
        """Offer to sign in while nobody is."""
        self._signed_in = any(state.phase is not SignInPhase.OUT for state in accounts.states)
        self._offer()

    def say_first_start(self) -> None:
        """No numbers at all yet: how to come to one."""
        self._first = True
        self.say(
            self.tr("No numbers yet"),
            self.tr("FX Desk rents a phone number for one SMS code, one click at a time."),
            steps=(
                Step(
                    "log-in",
                    self.tr("Sign in"),
                    self.tr("With your API name and password, or a pasted token."),
                ),
                Step(
                    "filter",
                    self.tr("Pick a service and a country"),
                    self.tr("Type in the box on the left. The price stands beside the button."),
                ),
                Step(
                    "message",
                    self.tr("Get number"),
                    self.tr("The code arrives in the table by itself; Enter copies it."),
                ),
                Step(
                    "undo-2",
                    self.tr("No code? Release the number"),
                    self.tr("The service charges for a number whose SMS arrives before you release it."),
                ),
            ),
            footnote=self.tr(
                "Use it for accounts of your own. The terms of the sites where you use a number apply to you."
            ),
        )
        self._offer()

    def say_no_match(self, typed: str) -> None:
        """The filter matches nothing."""
        self._first = False
        shown = isolate(clean(typed.strip(), _TYPED_LIMIT, one_line=True))
        self.say(self.tr("Nothing matches '{typed}'").format(typed=shown), "")
        self._offer(clear=True)

    def say_none_open(self, rows: int) -> None:
        """All numbers are closed, and only open ones are asked for."""
        self._first = False
        self.say(
            self.tr("No open numbers"),
            self.tr("{n} closed ones are not shown.").format(n=rows)
            if rows > 1
            else self.tr("A closed one is not shown."),
        )
        self._offer(show_all=True)

    def _offer(self, *, clear: bool = False, show_all: bool = False) -> None:
        self._sign_in.setVisible(self._first and not self._signed_in)
        self._demo.setVisible(self._first and not self._signed_in and self._offers_demo)
        self._clear.setVisible(clear)
        self._all.setVisible(show_all)
