# SPDX-License-Identifier: MIT
"""Build the parts of one run, put the window before them, and take all down again."""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot, qVersion
from PySide6.QtWidgets import QApplication

from fxdesk import __version__
from fxdesk.api.endpoint import Endpoint
from fxdesk.app.crash import CrashReporter
from fxdesk.app.first_instance import FirstInstance
from fxdesk.app.first_paint import FirstPaint
from fxdesk.app.log_file import LogFile
from fxdesk.app.qt_messages import QtMessages
from fxdesk.app.session_end import Application, SessionEnd
from fxdesk.app.termination import Termination
from fxdesk.core.errors import KeyringFailed
from fxdesk.core.preferences import Preferences
from fxdesk.core.redact import Redactor
from fxdesk.store.credentials import Credentials, KeyringCredentials, MemoryCredentials, backend_name
from fxdesk.store.profile import Profile
from fxdesk.store.settings import Settings
from fxdesk.ui import icons, language, theme
from fxdesk.ui.main_window import MainWindow
from fxdesk.workers.link import Link
from fxdesk.workers.parts import Parts
from fxdesk.workers.system_clock import SystemClock

if TYPE_CHECKING:
    from fxdesk.ui.leaving import Leaving

log = logging.getLogger(__name__)

DESKTOP_ID = "io.github.fxdesk.FxDesk"
JOIN_AFTER_MS = 1_000
"""Nothing of the start waits for the desktop's session manager."""


def run(options: Namespace, profile: Profile) -> int:
    """Run the program in this profile and return its exit status. Raises FileFailed."""
    profile.make()
    with ExitStack() as stack:
        application = make_application()
        redactor = Redactor()
        log_file = LogFile(profile.logs, redactor)
        stack.callback(log_file.close)
        stack.callback(QtMessages().close)
        crash = CrashReporter(redactor, application)
        stack.callback(crash.close)
        instance = FirstInstance(profile, application)
        if not instance.take():
            if instance.raise_other():
                return 0
            print("FX Desk is running already in this profile, and does not answer.", file=sys.stderr)
            return 1
        stack.callback(instance.release)
        url, credentials = _service(options, profile, stack)
        house = House(options, profile, redactor, url, credentials, application, instance.hindrance)
        crash.window = house.window
        instance.raised.connect(house.come_to_front)
        house.first_paint.painted.connect(log_file.open)
        house.first_paint.painted.connect(instance.listen)
        termination = Termination(application)
        stack.callback(termination.close)
        termination.asked.connect(house.stop)
        house.first_paint.painted.connect(termination.listen)
        session_end = SessionEnd(house.leaving, house.stop, house.close, application)
        application.commitDataRequest.connect(session_end.commit)
        application.quit_wanted.connect(session_end.end)
        if sys.platform == "linux" and not options.smoke:
            house.first_paint.painted.connect(
                lambda: QTimer.singleShot(
                    JOIN_AFTER_MS, application, lambda: _join_session(session_end, application)
                )
            )
        if options.smoke:
            # Nothing was started that would have to be stopped.
            house.first_paint.painted.connect(lambda: _print_facts(application, profile))
            house.first_paint.painted.connect(lambda: application.exit(0))
        status = application.exec()
        if house.link.given_up:
            # A keyring prompt or a name that does not resolve can't be cut: its thread ends with the process.
            stack.close()
            os._exit(status)
        return status


class House(QObject):
    """The link and the window in front of it, for one run.

    `first_paint` tells when the window stands.
    """

    def __init__(
        self,
        options: Namespace,
        profile: Profile,
        redactor: Redactor,
        url: str | None,
        credentials: Credentials,
        application: QApplication,
        hindrance: str = "",
    ) -> None:
        super().__init__(application)
        self._application = application
        settings = Settings(profile.folder)
        preferences = settings.load()
        self._language = language.Language(self)
        self._speak(language.chosen(options.lang or preferences.language))
        theme.install(application).dress(preferences.palette, text_percent=preferences.text_percent)
        self.link = Link(
            Parts(
                clock=SystemClock(),
                profile=profile,
                settings=settings,
                preferences=preferences,
                credentials=credentials,
                endpoint=_endpoint(url or preferences.service_url, preferences),
                learn=redactor.learn,
                demo=options.demo,
                hindrance=hindrance,
            ),
            application,
        )
        self.window = self._open_window(whole=False)
        self.first_paint = FirstPaint(self.window)
        if not options.smoke:
            self.first_paint.painted.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        # Nothing is told before all who have to hear it are there.
        self.window.complete()
        self.link.start()

    @Slot()
    def stop(self) -> None:
        """End without asking: what is open stays open, and is in the journal."""
        # It is the window that ends the program, once all has stopped.
        self.window.complete()
        self.link.stop()

    def close(self) -> None:
        """Close the window as a click does, with its question."""
        self.window.close()

    def leaving(self) -> Leaving:
        """Who asks what becomes of the open numbers."""
        self.window.complete()
        return self.window.leaving

    @Slot()
    def come_to_front(self) -> None:
        """Show the window to a person who started the program again."""
        self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def _open_window(self, *, whole: bool) -> MainWindow:
        window = MainWindow(self.link, whole=whole)
        window.language_chosen.connect(self._change_language)
        window.demo_wanted.connect(_start_demo)
        window.closed.connect(lambda: self._application.exit(0))
        window.show()
        return window

    @Slot(str)
    def _change_language(self, code: str) -> None:
        self.link.change_preferences(language=code)
        self._speak(language.chosen(code))
        old, self.window = self.window, self._open_window(whole=True)
        self.window.restoreGeometry(old.saveGeometry())
        self.window.clipboard.take_over(old.clipboard)
        self.link.tell_all()
        old.hide()
        old.deleteLater()

    def _speak(self, code: str) -> None:
        speak(self._language, code)


def speak(spoken: language.Language, code: str) -> None:
    """Switch to `code`, or to English where its words are missing: that is said in the log and on stderr."""
    try:
        spoken.speak(code)
    except FileNotFoundError as missing:
        name = Path(str(missing)).name
        said = f"{name} is missing, so FX Desk speaks English"
        if name.startswith("fxdesk_"):
            said += ": start it by packaging/run.py, which makes that file"
        log.error(said)
        print(f"{said}.", file=sys.stderr)
        spoken.speak(language.ENGLISH)


def _join_session(session_end: SessionEnd, application: Application) -> None:
    # Not needed before the window stands.
    from fxdesk.app.session_membership import join_session

    join_session(session_end, DESKTOP_ID, application)


def _start_demo() -> None:
    # The simulator is loaded only where it is wanted.
    from fxdesk.app.demo import start_beside

    start_beside()


def make_application() -> Application:
    """The one application object, with its names and its icon."""
    application = Application([])
    application.setApplicationName("fxdesk")
    application.setApplicationDisplayName("FX Desk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(DESKTOP_ID)
    # The window says itself when all is stopped.
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(icons.application_icon())
    return application


def _service(options: Namespace, profile: Profile, stack: ExitStack) -> tuple[str | None, Credentials]:
    """The address to use in place of the preferences' one, and where secrets are kept."""
    if not options.demo:
        return options.service_url, KeyringCredentials()
    from fxdesk.app.demo import Demo

    demo = Demo()
    stack.callback(demo.close)
    credentials = MemoryCredentials()
    if options.tour is None:
        # The tour shows how to sign in.
        demo.introduce(profile, credentials, SystemClock())
    return demo.url, credentials


def _endpoint(url: str, preferences: Preferences) -> Endpoint:
    host = Endpoint(url).host
    allowed = host in preferences.http_allowed and host not in preferences.https_seen
    return Endpoint(url, http_allowed=allowed)


def _print_facts(application: QApplication, profile: Profile) -> None:
    try:
        keyring = backend_name()
    except KeyringFailed as error:
        keyring = error.cause
    icon = "there" if not icons.application_icon().isNull() else "missing"
    print(f"fxdesk {__version__}, Qt {qVersion()}, platform {application.platformName()}")
    print(f"keyring {keyring}, icon {icon}, data folder {profile.folder}")
