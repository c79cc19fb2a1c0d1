# SPDX-License-Identifier: MIT
"""Keep the process to itself: closed files, no core dump, no other process looking in."""

from __future__ import annotations

import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4


def close_process() -> None:
    """Close what this process writes and holds to others, as far as the system can."""
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    # In a snap the file dialogs come from outside and must look in.
    if sys.platform == "linux" and "SNAP" not in os.environ:
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
