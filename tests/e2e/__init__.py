# SPDX-License-Identifier: MIT
"""Drive the real program from outside: a real window, a real bus, a real keyring, a service on loopback."""
