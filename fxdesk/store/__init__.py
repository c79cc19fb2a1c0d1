# SPDX-License-Identifier: MIT
"""Keep what must outlive the program: journal, settings, secrets, price lists, saved logs."""
