# SPDX-License-Identifier: MIT
"""Put into sentences why a number was not released, and what became of a release by itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from fxdesk.core.notice import Topic
from fxdesk.ui.message_strip import Link

translate = QCoreApplication.translate

RELEASE_NEWS = frozenset(
    {
        Topic.RELEASED_TOO_OFTEN,
        Topic.RELEASE_WHILE_SENDING,
        Topic.AUTO_RELEASED,
        Topic.AUTO_RELEASE_WAITS,
    }
)
"""The topics that have their words here."""


def release_news(topic: Topic, facts: Mapping[str, str], why: str) -> tuple[str, tuple[Link, ...], str]:
    """The sentence of a topic of RELEASE_NEWS, its links and its icon; `why` names what is in the way."""
    show = Link("show_row", translate("Notices", "Show row"), "showRowButton")
    told = {"minutes": "?", **facts}
    match topic:
        case Topic.RELEASED_TOO_OFTEN:
            words = translate(
                "Notices",
                "{number} ({service}) was released too often, so the service has blacklisted it. "
                "Wait a little longer before the next releases.",
            )
            return words.format_map(told), (show,), "ban"
        case Topic.RELEASE_WHILE_SENDING:
            words = translate(
                "Notices", "{number} ({service}) is not released: the service is sending an SMS from it."
            )
            return words.format_map(told), (show,), "send"
        case Topic.AUTO_RELEASED:
            words = translate(
                "Notices", "No code for {number} ({service}) in {minutes} min: it is released by itself."
            )
            return words.format_map(told), (show,), "timer"
        case _:
            return _in_the_way(why).format_map(told), (show, *_way_on(why)), "timer"


def _in_the_way(why: str) -> str:
    match why:
        case "signed_out":
            return translate(
                "Notices",
                "{number} ({service}) has waited {minutes} min, but it is not released by itself while its "
                "account is signed out.",
            )
        case "old_sms":
            return translate(
                "Notices",
                "{number} ({service}) has waited {minutes} min, but the service shows the earlier SMS again. "
                "Release it, or say that it is the code.",
            )
        case _:
            return translate(
                "Notices",
                "{number} ({service}) has waited {minutes} min, but the service can't be asked a last time "
                "for a code. It is released by itself once it can.",
            )


def _way_on(why: str) -> tuple[Link, ...]:
    match why:
        case "signed_out":
            return (Link("sign_in", translate("Notices", "Sign in…"), "signInLink"),)
        case "old_sms":
            return (Link("release", translate("Notices", "Release"), "releaseButton"),)
        case _:
            return (Link("keep_waiting", translate("Notices", "Keep it"), "keepButton"),)
