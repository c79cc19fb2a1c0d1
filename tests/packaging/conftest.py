# SPDX-License-Identifier: MIT
"""Lets the tests import the set-up scripts by the bare names that the scripts use among themselves."""

import sys
from pathlib import Path

# At the end, since one of them is called as a module of the standard library is.
sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
