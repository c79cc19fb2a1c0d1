# SPDX-License-Identifier: MIT
"""Keep a profile to one window: the second start raises the first and ends."""

from __future__ import annotations

import logging
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal, Slot

from fxdesk.store.profile import Profile

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_LOG = logging.getLogger(__name__)

_WAIT_MS = 1_000
_STANDS_WITHIN_MS = 8_000
"""Until the window of a rival that started in the same moment listens, also on a busy machine."""
_AGAIN_MS = 50
_ADDRESS_BYTES = 100
"""A local socket's path may have 104 to 108 bytes with the one that ends it, by system."""


def _address(profile: Profile) -> str:
    """Where the first window listens: a full path in a folder of the person's own that is short enough."""
    import hashlib

    mark = hashlib.sha256(os.fsencode(profile.folder.resolve())).hexdigest()[:16]
    if sys.platform == "win32":
        return f"fxdesk-{mark}"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    address = Path(runtime) / f"fxdesk-{mark}" if runtime else profile.folder / "raise"
    if len(os.fsencode(address)) <= _ADDRESS_BYTES:
        return str(address)
    return str(Path(tempfile.gettempdir()) / f"fxdesk-{os.getuid()}" / mark)


def _is_own(folder: Path) -> bool:
    """Whether nobody else can put a socket into this folder, which is made if there is none."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


class FirstInstance(QObject):
    """Holds the profile's lock. raised() -- a second start asked for the window."""

    raised = Signal()

    def __init__(self, profile: Profile, parent: QObject) -> None:
        super().__init__(parent)
        self._profile = profile
        self._lock = QLockFile(str(profile.lock))
        # A program may run for days; the lock of one that died is known by its process.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self.hindrance = ""

    def take(self) -> bool:
        """Take the lock; False when another program holds the profile.

        Where nobody can take it, `hindrance` says why: nothing is to be written then.
        """
        if self._lock.tryLock(0):
            return True
        match self._lock.error():
            case QLockFile.LockError.PermissionError:
                self.hindrance = "read-only"
            case QLockFile.LockError.UnknownError:
                self.hindrance = "disk full"
        return bool(self.hindrance)

    @Slot()
    def listen(self) -> None:
        """Hear second starts, once the lock is taken and there is a window to raise."""
        # Only here, because a start without a rival needs no network library before its window stands.
        from PySide6.QtNetwork import QLocalServer

        address = _address(self._profile)
        try:
            private = sys.platform == "win32" or _is_own(Path(address).parent)
        except OSError as error:
            _LOG.warning("a second start can't raise this window: %s", error.strerror)
            return
        if not private:
            _LOG.warning("a second start can't raise this window: its folder is open to others")
            return
        # Only the lock says who is first: listening would succeed for a second one too.
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(address)
        if not server.listen(address):
            _LOG.warning("a second start can't raise this window: %s", server.errorString())
            return
        server.newConnection.connect(self._called)
        self._server = server

    def raise_other(self) -> bool:
        """Ask the first window to come to the front; whether it listened."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        until = QDeadlineTimer(_STANDS_WITHIN_MS)
        socket.connectToServer(_address(self._profile))
        while not socket.waitForConnected(until.remainingTime()):
            if until.hasExpired():
                return False
            # It holds the lock already, and will listen when its window stands.
            QThread.msleep(_AGAIN_MS)
            socket.connectToServer(_address(self._profile))
        socket.write(b"raise\n")
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def release(self) -> None:
        """Listen no more and let the profile go."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    @Slot()
    def _called(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()
