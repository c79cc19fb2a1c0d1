# SPDX-License-Identifier: MIT
"""Tests of the program as a process."""
