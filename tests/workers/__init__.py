# SPDX-License-Identifier: MIT
"""Tests of live threads against the simulator."""
