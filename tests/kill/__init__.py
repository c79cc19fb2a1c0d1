# SPDX-License-Identifier: MIT
"""Tests that stop the program dead at each step and look at what the next start finds."""
