# SPDX-License-Identifier: MIT
"""Gives every way that the set-up can fail one type, so that a person reads a sentence and no traceback."""


class SetupFailure(Exception):
    """One plain sentence: what is in the way and what to do about it."""
