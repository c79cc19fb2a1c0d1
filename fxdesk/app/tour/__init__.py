# SPDX-License-Identifier: MIT
"""Play the main job by itself in the real window, against a simulated service of its own only."""

from fxdesk.app.tour.play import LANGUAGES, play

__all__ = ["LANGUAGES", "play"]
