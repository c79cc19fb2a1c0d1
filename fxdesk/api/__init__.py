# SPDX-License-Identifier: MIT
"""Speaks the service's HTTP API."""
