# SPDX-License-Identifier: MIT
"""Use the keyring as the program does and print what came of each step, as one JSON line.

Run inside a private D-Bus session: `python -m tests.store.keyring_drive STEP...`.
"""

from __future__ import annotations

import json
import subprocess
import sys

from fxdesk.core.errors import KeyringFailed
from fxdesk.core.model import Account, AccountId
from fxdesk.store.credentials import KeyringCredentials, Secrets

ACCOUNT = Account(AccountId(7), "Mine", "www.firefox.fun", "12348")
ELSEWHERE = ACCOUNT._replace(host="other.example")
SECRETS = Secrets("b7c94daa_3|é", 'p%c&an ary+"é\\|')
LOGIN = "/org/freedesktop/secrets/collection/login"


def lock() -> None:
    service = "org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock"
    where = [
        f"--{name}={value}" for name, value in zip(("dest", "object-path", "method"), service, strict=True)
    ]
    subprocess.run(["gdbus", "call", "--session", *where, f"['{LOGIN}']"], check=True, capture_output=True)


def main(steps: list[str]) -> None:
    credentials = KeyringCredentials()
    works = {
        "keep": lambda: credentials.keep(ACCOUNT, SECRETS),
        "keep token": lambda: credentials.keep(ACCOUNT, Secrets("other")),
        "load": lambda: credentials.load(ACCOUNT),
        "load elsewhere": lambda: credentials.load(ELSEWHERE),
        "forget": lambda: credentials.forget(ACCOUNT),
        "lock": lock,
    }
    told: list[object] = []
    for step in steps:
        try:
            told.append(works[step]())
        except KeyringFailed as error:
            told.append(error.cause)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
