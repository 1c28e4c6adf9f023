"""Where Chromium is, and how it is started: quiet and asking the net for nothing."""

from __future__ import annotations

import importlib.util
import os
import shutil

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def missing() -> str | None:
    """Why the pages cannot be opened here, or None where they can."""
    if find_chromium() and importlib.util.find_spec("playwright"):
        return None
    return "no browser: install the extra `browser` and Chromium, or set CHROMIUM to its path"


def find_chromium() -> str | None:
    """The browser that ``CHROMIUM`` names, or one on the search path."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)
