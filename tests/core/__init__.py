# SPDX-License-Identifier: MIT
"""Tests of the plain values and rules."""
