# SPDX-License-Identifier: MIT
"""FX Desk: rent phone numbers for SMS codes, one click at a time."""

__version__ = "0.1.0"
