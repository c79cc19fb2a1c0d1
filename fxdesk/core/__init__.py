# SPDX-License-Identifier: MIT
"""Plain values and rules: no Qt, no input or output, no clock of its own."""
