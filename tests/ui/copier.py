# SPDX-License-Identifier: MIT
"""Stand in for the clipboard: it only records what was to be copied."""

from __future__ import annotations

from fxdesk.core.model import Lease, LeaseId


class RecordingCopier:
    """`copied` has what was copied, oldest first: ("code", lease_id), ("number", lease_id, with_code), …"""

    def __init__(self) -> None:
        self.copied: list[tuple[object, ...]] = []

    def copy_code(self, lease: Lease) -> bool:
        self.copied.append(("code", lease.lease_id))
        return True

    def copy_number(self, lease: Lease, with_code: bool | None = None) -> bool:
        self.copied.append(("number", lease.lease_id, with_code))
        return True

    def copy_sms(self, lease: Lease) -> bool:
        self.copied.append(("sms", lease.lease_id))
        return True

    def copy_text(self, text: str, lease: Lease | None = None) -> bool:
        self.copied.append(("text", lease.lease_id if lease else LeaseId(0), text))
        return True
