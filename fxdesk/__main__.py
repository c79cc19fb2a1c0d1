# SPDX-License-Identifier: MIT
"""Exists so that `python -m fxdesk` and the installed command open the same door."""

import sys

from fxdesk.app import main

if __name__ == "__main__":
    sys.exit(main())
