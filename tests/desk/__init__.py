# SPDX-License-Identifier: MIT
"""Tests of the use cases against a client that answers by list."""
