#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Stand on the session bus as GNOME's session manager does, and emit the signals that come as lines.

Runs with the system's python3, which has the bindings. It prints `ready`, `registered NAME` and
`answer True|False REASON`.
"""

from __future__ import annotations

import sys
from typing import Any

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402  the version has to be asked for first

NAME, PATH = "org.gnome.SessionManager", "/org/gnome/SessionManager"
CLIENT = f"{PATH}/Client1"
XML = """
<node>
  <interface name="org.gnome.SessionManager">
    <method name="RegisterClient">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/>
    </method>
  </interface>
  <interface name="org.gnome.SessionManager.ClientPrivate">
    <method name="EndSessionResponse"><arg type="b" direction="in"/><arg type="s" direction="in"/></method>
    <signal name="QueryEndSession"><arg type="u"/></signal>
    <signal name="EndSession"><arg type="u"/></signal>
    <signal name="CancelEndSession"/>
    <signal name="Stop"/>
  </interface>
</node>
"""
WITH_FLAGS = ("QueryEndSession", "EndSession")


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def called(
    _bus: Any, _sender: str, _path: str, _interface: str, method: str, arguments: Any, call: Any
) -> None:
    if method == "RegisterClient":
        say("registered", arguments.unpack()[0])
        call.return_value(GLib.Variant("(o)", (CLIENT,)))
    else:
        say("answer", *arguments.unpack())
        call.return_value(None)


def stand(bus: Any, _name: str) -> None:
    node = Gio.DBusNodeInfo.new_for_xml(XML)
    bus.register_object(PATH, node.interfaces[0], called, None, None)
    bus.register_object(CLIENT, node.interfaces[1], called, None, None)

    def order(_ear: Any, _condition: Any) -> bool:
        signal = sys.stdin.readline().strip()
        if not signal:
            loop.quit()
            return False
        flags = GLib.Variant("(u)", (0,)) if signal in WITH_FLAGS else None
        bus.emit_signal(None, CLIENT, f"{NAME}.ClientPrivate", signal, flags)
        return True

    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, order)


loop = GLib.MainLoop()
Gio.bus_own_name(Gio.BusType.SESSION, NAME, 0, stand, lambda *_: say("ready"), None)
loop.run()
