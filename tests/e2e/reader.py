#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Read and press the window through the accessibility bus, on orders that come as lines of JSON.

Runs with the system's python3, which has the bindings of the accessibility bus; the tests' own
interpreter has not. One order a line in, one answer a line out: {"ok": …} or {"error": "…"}.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
warnings.simplefilter("ignore", DeprecationWarning)
from gi.repository import Atspi, GLib  # noqa: E402  the version has to be asked for first

STEP = 0.05


class Missing(Exception):
    """What was looked for did not appear in time."""


def until(what: str, look: Callable[[], Any], seconds: float) -> Any:
    """The first true thing that `look` gives; the tree may change under it."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = look()
        except GLib.Error:
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise Missing(f"not within {seconds} s: {what}")
        time.sleep(STEP)


def object_name(node: Any) -> str:
    """Qt's objectName: the last part of the accessible id."""
    return (node.get_accessible_id() or "").rsplit(".", 1)[-1]


def states(node: Any) -> list[str]:
    """The node's states by name."""
    node.clear_cache()
    return sorted(state.value_nick for state in node.get_state_set().get_states())


def interfaces(node: Any) -> list[str]:
    """What the node can do, by interface."""
    return list(node.get_interfaces())


def name_of(node: Any) -> str:
    """The node's name as a screen reader says it now."""
    node.clear_cache()
    return node.get_name() or ""


def text_of(node: Any) -> str:
    """The node's text where it has one, else its name."""
    if "Text" in interfaces(node):
        return str(Atspi.Text.get_text(node, 0, -1))
    return name_of(node)


def walk(node: Any) -> Iterator[Any]:
    """Depth first, without the cells of tables and lists."""
    yield node
    if "Table" in interfaces(node) and node.get_role_name() in ("table", "tree table", "list"):
        return
    for at in range(node.get_child_count()):
        child = node.get_child_at_index(at)
        if child is not None:
            yield from walk(child)


class Reader:
    """One running program, looked at from outside."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.program = until("the program on the accessibility bus", self._program, 30)

    def _program(self) -> Any:
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            node = desktop.get_child_at_index(at)
            if node is not None and node.get_process_id() == self.pid and node.get_child_count():
                return node
        return None

    def _find(self, id: str, seconds: float = 10) -> Any:
        return until(id, lambda: next((n for n in walk(self.program) if object_name(n) == id), None), seconds)

    def tree(self) -> list[dict[str, Any]]:
        """Every node as id, role, name, showing."""
        return [
            {
                "id": object_name(node),
                "role": node.get_role_name(),
                "name": name_of(node),
                "description": node.get_description() or "",
                "showing": "showing" in states(node),
            }
            for node in walk(self.program)
        ]

    def said(self) -> list[str]:
        """All that every node says: name, description and text."""
        words: list[str] = []
        for node in walk(self.program):
            words += [name_of(node), node.get_description() or "", text_of(node)]
        return words

    def exists(self, id: str) -> bool:
        """Whether a node of that objectName shows now."""
        return any(object_name(node) == id and "showing" in states(node) for node in walk(self.program))

    def read(self, id: str, seconds: float = 10) -> dict[str, Any]:
        """Name, text and states of a node."""
        node = self._find(id, seconds)
        return {"name": name_of(node), "text": text_of(node), "states": states(node)}

    def wait_text(self, id: str, has: str, seconds: float = 10) -> str:
        """Wait until the node's text or name holds `has`."""
        node = self._find(id, seconds)

        def look() -> str:
            return next((text for text in (text_of(node), name_of(node)) if has in text), "")

        return str(until(f"{has!r} in {id}", look, seconds))

    def wait_state(self, id: str, state: str, on: bool = True, seconds: float = 10) -> bool:
        """Wait until the node has, or has not, a state."""
        node = self._find(id, seconds)
        until(f"{state} {'on' if on else 'off'} at {id}", lambda: (state in states(node)) == on, seconds)
        return True

    def wait_gone(self, id: str, seconds: float = 10) -> bool:
        """Wait until no node of that objectName shows."""
        until(f"{id} to go", lambda: not self.exists(id), seconds)
        return True

    def press(self, id: str, seconds: float = 10) -> bool:
        """Press as assistive tools do; a disabled node refuses, as it would a hand."""
        node = self._find(id, seconds)
        until(f"{id} enabled", lambda: "sensitive" in states(node), seconds)
        names = [Atspi.Action.get_action_name(node, at) for at in range(Atspi.Action.get_n_actions(node))]
        wanted = next((verb for verb in ("Toggle", "Press") if verb in names), None)
        if wanted is None:
            raise Missing(f"{id} cannot be pressed, it has {names}")
        return bool(Atspi.Action.do_action(node, names.index(wanted)))

    def focus(self, id: str, seconds: float = 10) -> bool:
        """Give the node the keyboard."""
        node = self._find(id, seconds)
        until(f"window of {id} active", lambda: self._active(), seconds)
        Atspi.Component.grab_focus(node)
        until(f"focus on {id}", lambda: "focused" in states(node), seconds)
        return True

    def _active(self) -> bool:
        return any(
            "active" in states(self.program.get_child_at_index(at))
            for at in range(self.program.get_child_count())
        )

    def focused(self) -> str:
        """The objectName of the node that has the keyboard."""
        return next((object_name(node) for node in walk(self.program) if "focused" in states(node)), "")

    def set_text(self, id: str, text: str) -> bool:
        """Fill a field."""
        return bool(Atspi.EditableText.set_text_contents(self._find(id), text))

    def cells(self, id: str) -> list[list[str]]:
        """The names of a table's or list's cells, row by row."""
        node = self._find(id)
        if "Table" not in interfaces(node):
            return [[name_of(node.get_child_at_index(at))] for at in range(node.get_child_count())]
        rows, columns = Atspi.Table.get_n_rows(node), Atspi.Table.get_n_columns(node)
        return [
            [Atspi.Table.get_accessible_at(node, row, column).get_name() or "" for column in range(columns)]
            for row in range(rows)
        ]

    def wait_cell(self, id: str, has: str, seconds: float = 10) -> list[str]:
        """The first row in which one cell holds `has`."""

        def look() -> list[str] | None:
            return next((row for row in self.cells(id) if any(has in cell for cell in row)), None)

        return list(until(f"{has!r} in {id}", look, seconds))

    def box(self, id: str, row: int | None = None, column: int = 0) -> list[int]:
        """x, y, width, height on the screen, of a node or of a table's cell."""
        node = self._find(id)
        if row is not None:
            node = (
                Atspi.Table.get_accessible_at(node, row, column)
                if "Table" in interfaces(node)
                else node.get_child_at_index(row)
            )
        found = Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
        return [found.x, found.y, found.width, found.height]

    def click(self, id: str, row: int | None = None, column: int = 0) -> bool:
        """Click with the real mouse in the middle of a node or cell."""
        x, y, width, height = self.box(id, row, column)
        hand("mousemove", x + width // 2, y + height // 2, "click", 1)
        return True

    def keys(self, *chords: str) -> bool:
        """Strike chords such as "ctrl+c" at the focused window."""
        hand("key", "--delay", 30, *chords)
        return True

    def rest_hand(self) -> bool:
        """Take the mouse off the table: while it is there, rows keep their places and new ones wait below."""
        hand("mousemove", 2, 2)
        return True

    def type(self, text: str) -> bool:
        """Type text at the focused window."""
        hand("type", "--delay", 20, "--", text)
        return True


def hand(*words: object) -> None:
    """Move the real mouse and strike real keys."""
    done = subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"xdotool {words}: {done.stderr.strip()}")


def main() -> None:
    """Answer orders until the input ends."""
    out = sys.stdout
    reader = Reader(int(sys.argv[1]))
    print(json.dumps({"ok": "ready"}), file=out, flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        try:
            done = getattr(reader, order["do"])(*order.get("args", []), **order.get("kwargs", {}))
            answer: dict[str, Any] = {"ok": done}
        except (Missing, GLib.Error) as fault:
            answer = {"error": f"{type(fault).__name__}: {fault}"}
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main()
