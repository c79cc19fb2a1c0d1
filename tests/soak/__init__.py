# SPDX-License-Identifier: MIT
"""Tests that let the whole program work for a long time."""
