# SPDX-License-Identifier: MIT
"""Tests of the fake service."""
