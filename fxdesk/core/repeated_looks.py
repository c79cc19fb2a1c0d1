# SPDX-License-Identifier: MIT
"""Fold the looks of a log that found nothing, which are nine lines of ten while numbers wait."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# A version before this one wrote a moment as two words, and no number.
_EXCHANGE = re.compile(
    r"(?P<at>\S+(?: \S+)?) INFO fxdesk\.exchange: (?P<sign>\S) (?P<act>\w+) (?P<number>number \d+ )?"
)
_LOOK = "getPhoneCode"
_NOTHING_YET = "0|-3 "


class _Wait(NamedTuple):
    """Looks of one number in vain: the lines of the first, how many, from when until when."""

    asked: str
    answered: str
    number: str
    times: int
    since: str
    until: str

    @property
    def lines(self) -> tuple[str, ...]:
        if self.times == 1:
            return self.asked, self.answered
        said = f"{self.number}{_LOOK} {_NOTHING_YET.strip()}"
        return (f"{self.since} {self.times} × {said} until {self.until}",)


def folded(lines: Sequence[str]) -> list[str]:
    """The lines in their order; a number's looks in vain are one, until something else is logged of it.

    What is no exchange with the service, such as an error or the start of a run, is never folded over.
    """
    kept: dict[int, str | _Wait] = dict(enumerate(lines))
    asked: dict[str, int] = {}
    begun: dict[str, int] = {}
    for place, line in enumerate(lines):
        found = _EXCHANGE.match(line)
        if found is None:
            asked.clear()
            begun.clear()
            continue
        at, number = found["at"], found["number"] or ""
        if found["act"] != _LOOK:
            begun.pop(number, None)
        elif found["sign"] == "→":
            asked[number] = place
        elif number not in asked or not line[found.end() :].startswith(_NOTHING_YET):
            begun.pop(number, None)
        else:
            question = asked.pop(number)
            del kept[question], kept[place]
            first = begun.setdefault(number, question)
            wait = kept.get(first)
            if isinstance(wait, _Wait):
                kept[first] = wait._replace(times=wait.times + 1, until=at)
            else:
                kept[first] = _Wait(lines[question], line, number, 1, at, at)
    shown = (kept[place] for place in sorted(kept))
    return [said for entry in shown for said in (entry.lines if isinstance(entry, _Wait) else (entry,))]
