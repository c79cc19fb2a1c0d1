# SPDX-License-Identifier: MIT
"""Tests of the window's parts, offscreen, against a link that only records."""
