# SPDX-License-Identifier: MIT
"""A password and a token with odd characters go through the whole program; every byte it left is searched."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.byte_search import forms, hits
from tests.e2e.conftest import Service
from tests.e2e.desktop import Desktop, Window
from tests.e2e.test_main_job import get_number, pkeys

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

NAME = "canary"
PASSWORD = "p%c&an ary+é|"
TOKEN = "t%k&an'ary+=/\"\\~<_1280"
SECRETS = (PASSWORD, TOKEN)


@pytest.fixture
def open_umask() -> Iterator[None]:
    """As careless as a umask can be."""
    before = os.umask(0)
    yield
    os.umask(before)


def told(window: Window) -> list[str]:
    """What other programs can learn of it: arguments, environment, the accessibility tree, window titles."""
    process = Path("/proc") / str(window.process.pid)
    titles = window.desktop.run(
        ["sh", "-c", "for id in $(xdotool search --name ''); do xdotool getwindowname $id; done"]
    )
    words = [titles.stdout, *window.do("said")]
    for name in ("cmdline", "environ", "comm"):
        try:
            words.append((process / name).read_text("utf-8", "replace"))
        except PermissionError:
            # Closed to others: nothing is told.
            continue
    return [
        f"{secret!r} as {name}"
        for secret in SECRETS
        for name, form in forms(secret).items()
        if any(form in word.encode() for word in words)
    ]


def save_through(window: Window, name: str, path: Path) -> None:
    """From a preview into a file."""
    window.press(f"{name}SaveButton")
    window.fill("fileNameEdit", str(path))
    window.do("focus", "fileNameEdit")
    window.keys("Return")
    window.do("wait_gone", f"{name}Dialog")


def whole_job(window: Window, service: Service, saved: Path) -> None:
    """Sign in, rent, code, copy, release, blacklist, a lost purchase, evidence, the log for support."""
    window.press("signInButton")
    window.fill("apiNameEdit", NAME)
    window.fill("passwordEdit", PASSWORD)
    window.press("rememberPasswordCheck")
    assert not told(window)
    window.press("signInAcceptButton")
    window.do("wait_gone", "signInDialog", seconds=20)
    window.wait_text("balanceLabel", "41.6500", seconds=20)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    service.levers.deliver(pkeys(service)[0], "482913", "[Lumen Mail] 482913 is your code.")
    window.wait_cell("482913", seconds=20)
    window.do("focus", "leaseTable")
    window.keys("ctrl+Home", "ctrl+c")
    window.press("actionEvidence")
    window.do("read", "evidenceView")
    assert not told(window)
    save_through(window, "evidence", saved / "evidence.txt")
    window.do("focus", "leaseTable")
    window.keys("ctrl+Home", "ctrl+b")
    window.fill("reasonEdit", "used")
    window.keys("Return")
    window.wait_cell("Blacklisted", seconds=20)
    get_number(window, service, "orchid social")
    window.wait_cell("Waiting for code")
    window.do("focus", "leaseTable")
    window.keys("ctrl+Home", "Delete")
    window.wait_cell("Released", seconds=20)
    service.levers.fault("getPhone", "lose", times=1)
    get_number(window, service, "harbour pay")
    window.wait_cell("Sent, no answer")
    window.press("actionSaveLog")
    window.do("read", "supportLogView")
    assert not told(window)
    save_through(window, "supportLog", saved / "support.txt")
    window.keys("ctrl+shift+l")


def files_below(folder: Path) -> dict[str, int]:
    """The mode of everything in a folder and of itself."""
    return {str(path): stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


@pytest.mark.usefixtures("open_umask")
def test_that_no_byte_of_a_secret_is_left_anywhere_but_in_the_keyring(
    desktop: Desktop, service: Service, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    profile, saved = tmp_path / "profile", tmp_path / "saved"
    saved.mkdir(mode=0o700)
    service.levers.pull("add_account", api_name=NAME, password=PASSWORD)
    service.levers.pull("set_account", api_name=NAME, token=TOKEN)
    window = desktop.open(
        "--profile", str(profile), "--service-url", service.url, "--lang", "en", module="tests.e2e.talkative"
    )
    window.do("rest_hand")
    whole_job(window, service, saved)

    window.process.send_signal(signal.SIGUSR1)
    window.do("read", "crashDialog", seconds=20)
    assert not told(window)
    window.keys("Escape")
    window.process.send_signal(signal.SIGUSR2)
    assert window.leave(20) == -signal.SIGSEGV

    # The next start takes both from the keyring, and ends in order.
    again = desktop.open(
        "--profile", str(profile), "--service-url", service.url, "--lang", "en", module="tests.e2e.talkative"
    )
    again.wait_text("accountButton", NAME, seconds=20)
    asked = service.levers.count("getPhoneCode")
    assert not told(again)
    again.process.send_signal(signal.SIGTERM)
    assert again.leave(20) == 0
    assert service.levers.count("getPhoneCode") >= asked

    modes = files_below(profile) | files_below(saved)
    assert {path for path, mode in modes.items() if mode not in (0o700, 0o600)} == set()
    assert {Path(path).is_dir() for path, mode in modes.items() if mode == 0o700} == {True}

    log = (profile / "logs" / "fxdesk.log").read_text("utf-8")
    assert "DEBUG elsewhere: asked" in log, "what was to be masked was never said"
    assert "DEBUG urllib3" in log
    assert "RuntimeError" in log
    assert "Fatal Python error: Segmentation fault" in (profile / "logs" / "crash.log").read_text("utf-8")
    assert [number["account"] for number in service.levers.books()["numbers"]] == [NAME] * 3
    keyrings = desktop.folder / "data" / "keyrings"
    assert list(keyrings.glob("*.keyring")), "nothing was kept in the keyring"
    searched = [profile, saved, desktop.folder, desktop.sockets]
    assert list(hits(searched, SECRETS)) == []

    planted = tmp_path / "planted"
    planted.mkdir()
    for at, form in enumerate({form for secret in SECRETS for form in forms(secret).values()}):
        (planted / str(at)).write_bytes(b"before" + form + b"after")
    assert len({hit.partition(":")[0] for hit in hits([planted], SECRETS)}) == at + 1
    looked = [path for folder in searched for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in looked)
    figure(f"{len(looked)} files and {size} bytes searched for {at + 1} forms, 0 hits")


ATTACHES = """
import ctypes, os, sys
pid = sys.argv[1]
try:
    open(f"/proc/{pid}/mem", "rb").close()
    print("memory")
except OSError:
    pass
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long] * 4
if libc.ptrace(16, int(pid), 0, 0) == 0:
    os.waitpid(int(pid), 0)
    libc.ptrace(17, int(pid), 0, 0)
    print("attached")
"""

STAYS = """
import ctypes, os, resource, sys
from fxdesk.app.privacy import close_process
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
    # A change of user closes a process by itself: open it, so that only the program's own doing counts.
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if sys.argv[1] == "closed":
    close_process()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
sys.stdin.read()
"""


def look_into(state: str) -> tuple[str, str]:
    """The soft limit of core files of a process, and what another process of the same user gets of it."""
    looked_at = subprocess.Popen(
        [sys.executable, "-c", STAYS, state], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert looked_at.stdout is not None
    limit = looked_at.stdout.readline().strip()
    nobody = 65534 if os.getuid() == 0 else None
    looker = subprocess.run(
        ["/usr/bin/python3", "-c", ATTACHES, str(looked_at.pid)],
        capture_output=True, text=True, check=False, cwd="/", user=nobody, group=nobody,
    )  # fmt: skip
    looked_at.communicate()
    assert looker.returncode == 0, looker.stderr
    return limit, looker.stdout


def test_that_no_program_of_the_same_user_looks_into_the_process_and_no_core_is_left() -> None:
    if "memory" not in look_into("open")[1]:
        pytest.skip("this system lets no process look into another one anyway")
    assert look_into("closed") == ("0", "")
