# SPDX-License-Identifier: MIT
"""Lead to the service's own site, where balances are topped up: the API has no act for it."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from fxdesk.core.service_address import is_loopback, site_of


def possible(service_url: str) -> bool:
    """Whether the service has a site: one that runs on this machine has none."""
    return bool(site_of(service_url)) and not is_loopback(service_url)


def open_site(service_url: str) -> bool:
    """Open the site's first page in the browser, over https; False where the system could not."""
    return possible(service_url) and QDesktopServices.openUrl(QUrl(site_of(service_url)))
