# SPDX-License-Identifier: MIT
"""Keep token and password in the system's keyring, or for this run only, and nowhere else."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from fxdesk.core.errors import KeyringFailed
from fxdesk.core.model import Account

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "FX Desk"

# Everything else may be a plain file, or throw away what it is given.
SAFE_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)


class Secrets(NamedTuple):
    """What signs an account in. `password` is there only if the person wished it kept."""

    token: str
    password: str | None = None

    def __repr__(self) -> str:
        return "Secrets(…)"


class Credentials(Protocol):
    """Where secrets are kept. Calls may block for minutes, while the keyring asks the person."""

    def load(self, account: Account) -> Secrets | None:
        """What is kept for the account; None: nothing is. Raises KeyringFailed."""

    def keep(self, account: Account, secrets: Secrets) -> None:
        """Keep, in place of what was kept. Raises KeyringFailed."""

    def forget(self, account: Account) -> None:
        """Delete, and make sure that it is gone. Raises KeyringFailed."""


class MemoryCredentials:
    """Secrets for this run only."""

    def __init__(self) -> None:
        self._kept: dict[str, Secrets] = {}
        self._guard = threading.Lock()

    def load(self, account: Account) -> Secrets | None:
        with self._guard:
            return self._kept.get(_user(account))

    def keep(self, account: Account, secrets: Secrets) -> None:
        with self._guard:
            self._kept[_user(account)] = secrets

    def forget(self, account: Account) -> None:
        with self._guard:
            self._kept.pop(_user(account), None)


class KeyringCredentials:
    """Secrets in the system's keyring, one entry for each account and host."""

    def load(self, account: Account) -> Secrets | None:
        with _keyring_failures():
            entry = _backend().get_password(SERVICE, _user(account))
        if entry is None:
            return None
        try:
            kept = json.loads(entry)
            return Secrets(token=str(kept["token"]), password=kept.get("password"))
        except (ValueError, LookupError, TypeError, AttributeError):
            # Its text is a secret: no cause is shown.
            raise KeyringFailed("refused") from None

    def keep(self, account: Account, secrets: Secrets) -> None:
        entry = json.dumps(secrets._asdict())
        with _keyring_failures():
            backend = _backend()
            backend.set_password(SERVICE, _user(account), entry)
            if backend.get_password(SERVICE, _user(account)) != entry:
                raise KeyringFailed("refused")

    def forget(self, account: Account) -> None:
        from keyring.errors import PasswordDeleteError

        with _keyring_failures():
            backend = _backend()
            if backend.get_password(SERVICE, _user(account)) is None:
                return
            try:
                backend.delete_password(SERVICE, _user(account))
            except PasswordDeleteError as error:
                raise KeyringFailed("refused") from error
            if backend.get_password(SERVICE, _user(account)) is not None:
                raise KeyringFailed("refused")


def backend_name() -> str:
    """The name of the keyring that would be used. Raises KeyringFailed."""
    with _keyring_failures():
        kind = type(_backend())
    return f"{kind.__module__}.{kind.__qualname__}"


def backend_in_use() -> str:
    """The name of the keyring that this run has used, "" while none was needed; never waits for one."""
    core = sys.modules.get("keyring.core")
    kind = type(getattr(core, "_keyring_backend", None))
    return "" if kind is type(None) else f"{kind.__module__}.{kind.__qualname__}"


def _user(account: Account) -> str:
    """The entry's name: a token never goes to a host that it was not made for."""
    return f"{account.account_id}@{account.host}"


def _backend() -> KeyringBackend:
    """A keyring that is known to be safe. Raises KeyringFailed("none" or "unsafe")."""
    import keyring.core
    from keyring.backends.chainer import ChainerBackend
    from keyring.backends.fail import Keyring as NoKeyring

    try:
        found = keyring.core.get_keyring()
        if isinstance(found, NoKeyring):
            # It may have come since the last look.
            keyring.core.init_backend()
            found = keyring.core.get_keyring()
    except (ImportError, AttributeError, RuntimeError) as error:
        # The environment or a configuration file names one that can't be had.
        raise KeyringFailed("unsafe") from error
    members = list(found.backends) if isinstance(found, ChainerBackend) else [found]
    for member in members:
        kind = type(member)
        if f"{kind.__module__}.{kind.__qualname__}" in SAFE_BACKENDS:
            return member
    raise KeyringFailed("none" if all(isinstance(each, NoKeyring) for each in members) else "unsafe")


@contextmanager
def _keyring_failures() -> Iterator[None]:
    """Raise KeyringFailed for what the keyring, or the bus to it, refused inside."""
    from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

    refusals: tuple[type[Exception], ...] = (KeyringError, OSError, *_bus_errors())
    try:
        yield
    except KeyringLocked as error:
        raise KeyringFailed("locked") from error
    except NoKeyringError as error:
        raise KeyringFailed("none") from error
    except refusals as error:
        raise KeyringFailed("refused") from error


def _bus_errors() -> tuple[type[Exception], ...]:
    """What the Secret Service lets through of its own; it is there on Linux only."""
    try:
        from jeepney.wrappers import DBusErrorResponse  # type: ignore[import-untyped]  # jeepney has no types
        from secretstorage.exceptions import SecretStorageException
    except ImportError:
        return ()
    return (SecretStorageException, DBusErrorResponse)
