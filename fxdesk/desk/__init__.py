# SPDX-License-Identifier: MIT
"""The use cases: what a person wants and what falls due, written down first, then asked, then told."""
