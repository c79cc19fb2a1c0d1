# SPDX-License-Identifier: MIT
"""Speak XSMP, the session protocol of X desktops, through the system's own libSM and libICE."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Mapping, Sequence
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_ulong, c_void_p
from functools import cache
from typing import NamedTuple

log = logging.getLogger(__name__)

# The figures of SM.h and ICElib.h.
_INTERACT_ANY = 2
_DIALOG_NORMAL = 1
_ALL_CALLBACKS = 0b1111
_MESSAGES_PROCESSED, _CONNECTION_CLOSED = 0, 2
_VERSION = (1, 0)
_MOST_WORDS = 255

_SaveYourselfProc = CFUNCTYPE(None, c_void_p, c_void_p, c_int, c_int, c_int, c_int)
_PlainProc = CFUNCTYPE(None, c_void_p, c_void_p)
_BrokenProc = CFUNCTYPE(None, c_void_p)
_ErrorProc = CFUNCTYPE(None, c_void_p, c_int, c_int, c_ulong, c_int, c_int, c_void_p)


class NotJoined(Exception):
    """There is no way to a session manager; says why."""


class SaveYourself(NamedTuple):
    """The manager wants this program to be ready.

    `ends`: for the end of the session. `may_ask`: the person may be asked, and there is time for it.
    """

    ends: bool
    may_ask: bool


class Interact(NamedTuple):
    """It is this program's turn to ask the person."""


class Die(NamedTuple):
    """The session ends now."""


class ShutdownCancelled(NamedTuple):
    """The session goes on after all."""


class Gone(NamedTuple):
    """The manager is there no more, and the connection is closed."""


Event = SaveYourself | Interact | Die | ShutdownCancelled | Gone


class Property(NamedTuple):
    """One thing that the manager is told of this program; `kind` is the protocol's name of its type."""

    kind: bytes
    values: Sequence[bytes]


class _Value(ctypes.Structure):
    _fields_ = (("length", c_int), ("value", c_char_p))


class _Property(ctypes.Structure):
    _fields_ = (("name", c_char_p), ("kind", c_char_p), ("count", c_int), ("values", POINTER(_Value)))


class _Callbacks(ctypes.Structure):
    _fields_ = (
        ("save_yourself", _SaveYourselfProc),
        ("save_yourself_data", c_void_p),
        ("die", _PlainProc),
        ("die_data", c_void_p),
        ("save_complete", _PlainProc),
        ("save_complete_data", c_void_p),
        ("shutdown_cancelled", _PlainProc),
        ("shutdown_cancelled_data", c_void_p),
    )


class Connection:
    """This program as a client of the session manager, until `close`.

    One thread at a time may use it. What the manager says is kept while C runs and given by `process`: no
    Python but a list's append is ever called by C. After `Gone` all calls do nothing.
    """

    def __init__(self, address: str, earlier_id: str) -> None:
        """Wait until the manager at this address, as SESSION_MANAGER has it, has taken this program in.

        `earlier_id` is the name under which the manager started it, or "". Raises NotJoined.
        """
        self._sm, self._ice = _libraries()
        self._events: list[Event] = []
        # What is handed to C lives as long as C may call it.
        self._interact = _PlainProc(lambda _connection, _data: self._events.append(Interact()))
        self._callbacks = _Callbacks(
            save_yourself=_SaveYourselfProc(self._save_yourself),
            die=_PlainProc(lambda _connection, _data: self._events.append(Die())),
            save_complete=_PlainProc(lambda _connection, _data: None),
            shutdown_cancelled=_PlainProc(
                lambda _connection, _data: self._events.append(ShutdownCancelled())
            ),
        )
        given_id, words = c_void_p(), ctypes.create_string_buffer(_MOST_WORDS)
        self._connection: int | None = self._sm.SmcOpenConnection(
            address.encode(), None, *_VERSION, _ALL_CALLBACKS, byref(self._callbacks),
            earlier_id.encode() or None, byref(given_id), len(words), words,
        )  # fmt: skip
        if not self._connection:
            raise NotJoined(words.value.decode(errors="replace") or "no answer")
        self._channel: int = self._sm.SmcGetIceConnection(self._connection)

    def file_number(self) -> int:
        """The descriptor that is readable when the manager has said something."""
        return int(self._ice.IceConnectionNumber(self._channel))

    def introduce(self, properties: Mapping[bytes, Property]) -> None:
        """Tell the manager these of the protocol's properties."""
        made = []
        for name, (kind, values) in properties.items():
            parts = (_Value * len(values))(*(_Value(len(value), value) for value in values))
            made.append(_Property(name, kind, len(values), parts))
        pointers = (POINTER(_Property) * len(made))(*map(ctypes.pointer, made))
        if self._connection:
            self._sm.SmcSetProperties(self._connection, len(made), pointers)

    def process(self) -> list[Event]:
        """Read what the manager has said."""
        if not self._connection:
            return []
        status = self._ice.IceProcessMessages(self._channel, None, None)
        if status == _CONNECTION_CLOSED:
            # libICE has let go of it already.
            self._connection = None
        elif status != _MESSAGES_PROCESSED:
            self.close()
        events, self._events = self._events, []
        return events if self._connection else [*events, Gone()]

    def ask_for_turn(self) -> bool:
        """Ask to interact with the person; the answer is `Interact`. False: it could not be asked for."""
        return bool(
            self._connection
            and self._sm.SmcInteractRequest(self._connection, _DIALOG_NORMAL, self._interact, None)
        )

    def end_turn(self, *, cancel: bool) -> None:
        """The person has answered; `cancel` asks for the session to go on."""
        if self._connection:
            self._sm.SmcInteractDone(self._connection, cancel)

    def be_ready(self, *, success: bool = True) -> None:
        """Answer `SaveYourself`."""
        if self._connection:
            self._sm.SmcSaveYourselfDone(self._connection, success)

    def close(self) -> None:
        """Leave the session."""
        if self._connection:
            # Nothing is waited for: the manager may answer no more.
            self._ice.IceSetShutdownNegotiation(self._channel, False)
            self._sm.SmcCloseConnection(self._connection, 0, None)
            self._connection = None

    def _save_yourself(
        self, _connection: int, _data: int, _kind: int, ends: int, interaction: int, fast: int
    ) -> None:
        self._events.append(SaveYourself(bool(ends), interaction == _INTERACT_ANY and not fast))


@cache
def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    """libSM and libICE, with error handlers that don't end the process as their own ones do."""
    try:
        sm, ice = ctypes.CDLL("libSM.so.6"), ctypes.CDLL("libICE.so.6")
    except OSError as error:
        raise NotJoined(str(error)) from error
    sm.SmcOpenConnection.restype = c_void_p
    sm.SmcOpenConnection.argtypes = (
        c_char_p, c_void_p, c_int, c_int, c_ulong, POINTER(_Callbacks), c_char_p, POINTER(c_void_p), c_int,
        c_char_p,
    )  # fmt: skip
    sm.SmcGetIceConnection.restype = c_void_p
    sm.SmcGetIceConnection.argtypes = (c_void_p,)
    sm.SmcSetProperties.argtypes = (c_void_p, c_int, POINTER(POINTER(_Property)))
    sm.SmcInteractRequest.argtypes = (c_void_p, c_int, _PlainProc, c_void_p)
    sm.SmcInteractDone.argtypes = sm.SmcSaveYourselfDone.argtypes = (c_void_p, c_int)
    sm.SmcCloseConnection.argtypes = (c_void_p, c_int, c_void_p)
    ice.IceConnectionNumber.argtypes = (c_void_p,)
    ice.IceProcessMessages.argtypes = (c_void_p, c_void_p, c_void_p)
    ice.IceSetShutdownNegotiation.argtypes = (c_void_p, c_int)
    for library, setter, handler in (
        (ice, "IceSetIOErrorHandler", _BROKEN),
        (ice, "IceSetErrorHandler", _ERROR),
        (sm, "SmcSetErrorHandler", _ERROR),
    ):
        # The handler before is nobody's: its address is not looked at, and must not be cut to an int.
        getattr(library, setter).restype = c_void_p
        getattr(library, setter)(handler)
    return sm, ice


def _say_error(
    _connection: int, _swap: int, opcode: int, _sequence: int, kind: int, severity: int, _values: int
) -> None:
    log.warning("the session manager objects to message %d: error %d, severity %d", opcode, kind, severity)


_BROKEN = _BrokenProc(lambda _connection: None)
_ERROR = _ErrorProc(_say_error)
