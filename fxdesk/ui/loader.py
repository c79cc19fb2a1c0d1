# SPDX-License-Identifier: MIT
"""Turns every loader of the window together, and only while something is awaited."""

from PySide6.QtCore import QObject, QTimer, Signal

from fxdesk.ui.icons import LOADER_STEPS

_STEP_MILLISECONDS = 1000 // LOADER_STEPS


class Loader(QObject):
    """The one timer behind all loaders.

    turned(int) -- the step to draw, 0 to 11; silent while nothing is awaited.
    """

    turned = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.step = 0
        self._awaiting: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MILLISECONDS)
        self._timer.timeout.connect(self._turn)

    def turning(self) -> bool:
        """Tell whether the loaders move."""
        return self._timer.isActive()

    def await_(self, what: str, awaited: bool) -> None:
        """Say that `what` ("purchase") is awaited, or no longer."""
        if awaited:
            self._awaiting.add(what)
        else:
            self._awaiting.discard(what)
        self._run()

    def _run(self) -> None:
        if self._awaiting:
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    def _turn(self) -> None:
        self.step = (self.step + 1) % LOADER_STEPS
        self.turned.emit(self.step)
