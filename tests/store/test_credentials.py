# SPDX-License-Identifier: MIT
"""Hold secrets to a real Secret Service, or to this run's memory, and never to a file of ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fxdesk.core.errors import KeyringFailed
from fxdesk.core.model import Account, AccountId
from fxdesk.store.credentials import SAFE_BACKENDS, KeyringCredentials, MemoryCredentials
from tests.store.keyring_drive import ACCOUNT, ELSEWHERE, SECRETS

needs_secret_service = pytest.mark.skipif(
    not all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon", "gdbus"))),
    reason="the system has no Secret Service to try: dbus, gnome-keyring and libglib2.0-bin are missing",
)
UNLOCKED = "printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "


def drive(*steps: str, setup: str = UNLOCKED, **environment: str) -> list[object]:
    """What each step gave, in a D-Bus session of its own."""
    session = ["dbus-run-session", "--", "sh", "-c", setup + 'exec "$@"', "sh"]
    done = subprocess.run(
        [*session, sys.executable, "-m", "tests.store.keyring_drive", *steps],
        cwd=Path(__file__).parents[2],
        env={key: value for key, value in os.environ.items() if key != "DISPLAY"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found


@needs_secret_service
def test_that_the_secret_service_keeps_replaces_and_forgets_by_account_and_host() -> None:
    told = drive("load", "keep", "load", "load elsewhere", "keep token", "load", "forget", "load", "forget")
    assert told == [None, None, list(SECRETS), None, None, ["other", None], None, None, None]


@needs_secret_service
def test_that_secrets_lie_on_the_disk_encrypted_only() -> None:
    assert drive("keep", "load") == [None, list(SECRETS)]
    files = [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert SECRETS.token.split("|")[0].encode() not in path.read_bytes()


@needs_secret_service
def test_that_a_locked_keyring_is_told_and_keeps_what_it_has() -> None:
    assert drive("keep", "lock", "load", "keep", "forget") == [None, None, "locked", "locked", "locked"]
    assert drive("load") == [list(SECRETS)]


@needs_secret_service
def test_that_without_a_session_bus_there_is_no_keyring() -> None:
    gone = "unset DBUS_SESSION_BUS_ADDRESS; "
    assert drive("load", "keep", setup=gone, XDG_RUNTIME_DIR="/nonexistent") == ["none", "none"]


@needs_secret_service
def test_that_a_daemon_without_a_keyring_and_without_a_screen_is_told() -> None:
    assert drive("keep", setup="") == ["refused"]


@needs_secret_service
@pytest.mark.parametrize(
    "backend", ["keyring.backends.null.Keyring", "keyring.nowhere.Keyring", "nowhere.at.all.Keyring"]
)
def test_that_a_backend_forced_from_outside_that_is_not_known_to_be_safe_is_refused(backend: str) -> None:
    assert drive("keep", "load", PYTHON_KEYRING_BACKEND=backend) == ["unsafe", "unsafe"]


PLAIN_TEXT = """
from pathlib import Path
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 20
    def set_password(self, service, username, password):
        Path("/dev/stdout").write_text("written in the clear")
    def get_password(self, service, username):
        return None
"""


@needs_secret_service
def test_that_a_plain_text_backend_of_a_configuration_file_gets_nothing(tmp_path: Path) -> None:
    (tmp_path / "plaintext_keyring.py").write_text(PLAIN_TEXT)
    for folder in (os.environ["XDG_CONFIG_HOME"], os.environ["XDG_DATA_HOME"]):
        configuration = Path(folder) / "python_keyring"
        configuration.mkdir()
        (configuration / "keyringrc.cfg").write_text(
            f"[backend]\ndefault-keyring=plaintext_keyring.Keyring\nkeyring-path={tmp_path}\n"
        )
    assert drive("keep", "load") == ["unsafe", "unsafe"]


def test_that_only_keyrings_of_operating_systems_are_safe() -> None:
    assert not [name for name in SAFE_BACKENDS if not name.startswith("keyring.backends.")]
    assert not [name for name in SAFE_BACKENDS if "null" in name or "fail" in name or "lain" in name]


def test_that_memory_keeps_by_account_and_host_for_this_run_only() -> None:
    credentials = MemoryCredentials()
    credentials.keep(ACCOUNT, SECRETS)
    assert credentials.load(ACCOUNT) == SECRETS
    assert credentials.load(ELSEWHERE) is None
    assert credentials.load(ACCOUNT._replace(account_id=AccountId(8))) is None
    assert MemoryCredentials().load(ACCOUNT) is None
    credentials.forget(ACCOUNT)
    credentials.forget(ACCOUNT)
    assert credentials.load(ACCOUNT) is None


def test_that_secrets_do_not_show_in_what_is_printed_of_them() -> None:
    shown = f"{SECRETS!r} {SECRETS} {[SECRETS]} %s" % (SECRETS,)
    assert SECRETS.token not in shown
    assert "p%c" not in shown


class Broken:
    """A safe backend whose entry another program has overwritten."""

    def __init__(self, entry: str) -> None:
        self.entry = entry

    def get_password(self, service: str, user: str) -> str:
        return self.entry


@pytest.mark.parametrize("entry", ["", "token", "[]", "{}", '{"password": "a secret"}', "null"])
def test_that_an_entry_that_cannot_be_read_is_told_without_its_text(
    monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    monkeypatch.setattr("fxdesk.store.credentials._backend", lambda: Broken(entry))
    with pytest.raises(KeyringFailed) as caught:
        KeyringCredentials().load(Account(AccountId(1), "", "h", "n"))
    assert caught.value.cause == "refused"
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__


class Forgetful:
    """A keyring that says yes and does nothing of what is asked, as one does that lost its collection."""

    def __init__(self, entry: str | None) -> None:
        self.entry = entry

    def get_password(self, service: str, username: str) -> str | None:
        return self.entry

    def set_password(self, service: str, username: str, password: str) -> None:
        """Nothing is kept."""

    def delete_password(self, service: str, username: str) -> None:
        """Nothing is deleted."""


def test_that_a_keyring_that_only_says_yes_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    for entry in (None, '{"token": "of before", "password": null}'):
        monkeypatch.setattr("fxdesk.store.credentials._backend", lambda kept=entry: Forgetful(kept))
        with pytest.raises(KeyringFailed) as caught:
            KeyringCredentials().keep(ACCOUNT, SECRETS)
        assert caught.value.cause == "refused"
    with pytest.raises(KeyringFailed) as caught:
        KeyringCredentials().forget(ACCOUNT)
    assert caught.value.cause == "refused"
