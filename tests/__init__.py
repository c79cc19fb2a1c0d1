# SPDX-License-Identifier: MIT
"""The tests of FX Desk; they mirror the package."""
