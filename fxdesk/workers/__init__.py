# SPDX-License-Identifier: MIT
"""The threads that do the desk's work, and the one door through which the window meets them."""
