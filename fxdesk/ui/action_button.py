# SPDX-License-Identifier: MIT
"""Show an action of the menus as a button that is enabled, named and explained as the action is."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from fxdesk.ui import icons
from fxdesk.ui.buttons import Button, Kind
from fxdesk.ui.safe import literal, set_tooltip


class ActionButton(Button):
    """A button that carries its action's objectName; with little room it shows the icon only.

    clicked(bool) -- as of any button; it triggers the action.
    """

    def __init__(
        self,
        action: QAction,
        icon: str,
        *,
        text: str = "",
        kind: Kind = "quiet",
        only_while_open: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            literal(text or action.text()), kind=kind, object_name=action.objectName(), parent=parent
        )
        self._action, self._icon_name, self._words = action, icon, text
        self._only_while_open = only_while_open
        self._narrow = False
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only, or icon and words."""
        self._narrow = narrow
        self._follow()

    def _follow(self) -> None:
        action = self._action
        words = "" if self._narrow else literal(self._words or action.text())
        if self.text() != words or self.icon().isNull():
            self.setText(words)
            icons.give(self, self._icon_name, "text2", gap=bool(words))
        self.setAccessibleName(action.text())
        self.setEnabled(action.isEnabled())
        if self._only_while_open:
            self.setVisible(action.isEnabled())
        set_tooltip(self, action.toolTip() if not action.isEnabled() or self._narrow else "")
