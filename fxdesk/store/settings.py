# SPDX-License-Identifier: MIT
"""Keep the preferences in a file that a person can read, mend and carry to another machine."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from fxdesk.core.errors import FileFailed
from fxdesk.core.preferences import Preferences
from fxdesk.store import private_file
from fxdesk.store.failure import file_failures

NAME = "settings.json"

LARGEST = Decimal(1_000_000_000)
"""No price is above it; the journal's integers hold it in millionths."""


class Settings:
    """The settings file of a profile.

    After load(): `failure` is why the file could not be read, `kept_aside` where it was put then, `faults`
    are the keys whose values were of the wrong type and so have their defaults. Keys that this version does
    not know stay in the file.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._unknown: dict[str, object] = {}
        self.kept_aside: Path | None = None
        self.faults: tuple[str, ...] = ()
        self.failure: FileFailed | None = None

    def load(self) -> Preferences:
        """The preferences as last saved; defaults where there are none, or where they can't be read."""
        self._unknown, self.kept_aside, self.faults, self.failure = {}, None, (), None
        kept = self._read()
        values, faults = {}, []
        for key, kind in get_type_hints(Preferences).items():
            if key in kept:
                try:
                    values[key] = _typed(kept.pop(key), kind)
                except TypeError:
                    faults.append(key)
        self._unknown, self.faults = kept, tuple(faults)
        return Preferences(**values)

    def save(self, preferences: Preferences) -> None:
        """Replace the file at once and durably. Raises FileFailed."""
        content = self._unknown | {key: _plain(value) for key, value in preferences._asdict().items()}
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        with file_failures(NAME):
            private_file.make_folder(self._path.parent)
            private_file.write_whole(self._path, text.encode())

    def _read(self) -> dict[str, object]:
        try:
            with file_failures(NAME):
                content = self._path.read_bytes() if self._path.exists() else b"{}"
            found = json.loads(content)
        except FileFailed as error:
            self.failure = error
            found = None
        except (ValueError, RecursionError):
            self.failure = FileFailed(NAME, "damaged")
            found = None
        if isinstance(found, dict):
            return found
        self.failure = self.failure or FileFailed(NAME, "damaged")
        aside = self._path.with_name("settings.unreadable.json")
        # Where even this fails nothing can be saved either, and so nothing is lost.
        with suppress(OSError):
            self._path.replace(aside)
            self.kept_aside = aside
        return {}


def _plain(value: object) -> object:
    """A value as JSON has it: amounts as text, named tuples by name."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        fields: tuple[str, ...] | None = getattr(value, "_fields", None)
        plain = [_plain(part) for part in value]
        return plain if fields is None else dict(zip(fields, plain, strict=True))
    return value


def _typed(value: Any, kind: Any) -> Any:
    """The value as the annotation wants it; raises TypeError when it is something else."""
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        kinds = get_args(kind)
        if value is None and types.NoneType in kinds:
            return None
        return _typed(value, next(each for each in kinds if each is not types.NoneType))
    if origin is Literal:
        if value not in get_args(kind):
            raise TypeError(kind)
        return value
    if origin is tuple:
        return _typed_tuple(value, get_args(kind))
    if kind is Decimal:
        return _amount(value)
    if isinstance(kind, type) and issubclass(kind, tuple):
        if not isinstance(value, Mapping):
            raise TypeError(kind)
        hints = get_type_hints(kind)
        return kind(**{key: _typed(value[key], hints[key]) for key in hints if key in value})
    if type(value) is not kind:
        raise TypeError(kind)
    return value


def _typed_tuple(value: Any, kinds: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(kinds)
    if kinds[-1] is Ellipsis:
        return tuple(_typed(part, kinds[0]) for part in value)
    if len(value) != len(kinds):
        raise TypeError(kinds)
    return tuple(_typed(part, kind) for part, kind in zip(value, kinds, strict=True))


def _amount(value: Any) -> Decimal:
    if not isinstance(value, str):
        raise TypeError(Decimal)
    try:
        amount = Decimal(value)
    except InvalidOperation as error:
        raise TypeError(Decimal) from error
    if not amount.is_finite() or not 0 <= amount <= LARGEST:
        raise TypeError(Decimal)
    return amount
