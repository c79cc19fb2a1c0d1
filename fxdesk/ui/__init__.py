# SPDX-License-Identifier: MIT
"""The window: everything that a person sees and touches."""
