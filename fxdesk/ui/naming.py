# SPDX-License-Identifier: MIT
"""Give a widget the name that scripts and screen readers know it by, where it is made."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

Named = TypeVar("Named", bound=QObject)


def named(thing: Named, name: str) -> Named:
    """`thing`, with its objectName set."""
    thing.setObjectName(name)
    return thing
