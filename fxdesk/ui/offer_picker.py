# SPDX-License-Identifier: MIT
"""The one place to buy: pick a service and a country, see the price, get a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.guards import PriceRange, Taken, Wish
from fxdesk.core.model import Order
from fxdesk.core.notice import Notice, Topic
from fxdesk.core.preferences import Choice, Options, Preferences
from fxdesk.ui import purchase_terms
from fxdesk.ui.auto_release_words import default_words
from fxdesk.ui.country_chooser import CountryChooser
from fxdesk.ui.country_names import country_name
from fxdesk.ui.deaf_time import DeafTime
from fxdesk.ui.frame_scroll import FrameScroll
from fxdesk.ui.hairline import Hairline
from fxdesk.ui.loader import Loader
from fxdesk.ui.option_words import option_words
from fxdesk.ui.picker_head import PickerHead
from fxdesk.ui.prices_notice import PricesNotice
from fxdesk.ui.purchase_foot import PurchaseFoot
from fxdesk.ui.service_finder import ServiceFinder

if TYPE_CHECKING:
    from decimal import Decimal

    from fxdesk.workers.link import Link

RECENTS_KEPT = 12

_KEEP_CHOICE_AFTER = 1000
_SERVICES_IN_13_ROWS = 5


class OfferPicker(QWidget):
    """Services, countries, price and Get number.

    Where the height is little, all but the price and Get number is scrolled, together with what stands
    `above`.

    readiness_changed(bool) -- whether Get number can be pressed now.
    left() -- Esc with nothing left to clear: the focus belongs to the table.
    """

    readiness_changed = Signal(bool)
    left = Signal()

    def __init__(
        self, link: Link, loader: Loader, parent: QWidget | None = None, *, above: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("offerPicker")
        self._link = link
        self._catalogue: Catalogue | None = None
        self._journal_notices: set[str] = set()
        self._ready = False
        self._restored = False
        self._shown_choice = Choice()
        self._seen: PriceRange | None = None
        self._deaf = DeafTime(link.clock)
        self._keep_choice = QTimer(self)
        self._keep_choice.setSingleShot(True)
        self._keep_choice.setInterval(_KEEP_CHOICE_AFTER)
        self._keep_choice.timeout.connect(self._store_choice)
        self._build(loader, above)
        self._connect_link()
        self._connect_parts()
        self._take_preferences(link.preferences)

    @property
    def ready(self) -> bool:
        """Whether Get number can be pressed now."""
        return self._ready

    def choose(self, service_id: str, country_id: str) -> bool:
        """Set the picker to an offer, "" as country for any; False: the price list does not have it."""
        if self._catalogue is None or self._catalogue.service(service_id) is None:
            return False
        if country_id and self._catalogue.offer(service_id, country_id) is None:
            return False
        self.finder.choose(service_id)
        self.countries.show_service(self._catalogue, self.finder.current(), country_id)
        return True

    def focus_service(self) -> None:
        """Put the focus where a new choice begins."""
        self.finder.focus_field()

    def get_number(self) -> None:
        """Ask for one number of the chosen offer, unless one is asked for already."""
        order = self._order()
        if not self._ready or not self._deaf.over() or order is None:
            return
        self._deaf.wake()
        taken = self._link.purchase.rent(self._as_seen(order))
        if not taken:
            return
        # Whoever is asked is told what the list says now, so that has been seen from here on.
        self._seen = Wish(order).shown
        if taken == Taken.SENT:
            self._take_buying(True)
        choice = Choice(order.service_id, order.country_id)
        recents = (choice, *(other for other in self._link.preferences.recents if other != choice))
        self._keep_choice.stop()
        self._link.change_preferences(recents=recents[:RECENTS_KEPT], last_choice=choice)

    def open_options(self) -> None:
        """Ask for the options of the chosen offer."""
        # Few open it, and the window starts without it.
        from fxdesk.ui.options_panel import OptionsPanel

        order = self._order()
        if order is None:
            return
        place = order.service
        if order.country:
            place = self.tr("{service}, {country}").format(
                service=order.service, country=country_name(order.country, order.country_id)
            )
        panel = OptionsPanel(self._options(), place=place, parent=self.window())
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choice = self._chosen()
        panel.chosen.connect(lambda options: self._keep_options(choice, options))
        panel.open()

    def toggle_favourite(self) -> None:
        """Make the chosen service a favourite, or no longer."""
        service = self.finder.current()
        if service is not None:
            favourites = self._link.preferences.favourites
            kept = tuple(choice for choice in favourites if choice.service_id != service.service_id)
            if len(kept) == len(favourites):
                kept = (*favourites, Choice(service.service_id))
            self._link.change_preferences(favourites=kept)
        self._show_star()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._keep_choice.isActive():
            self._keep_choice.stop()
            self._store_choice()

    def _build(self, loader: Loader, above: QWidget | None) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._scroll = FrameScroll(self)
        self._scroll.room_changed.connect(self._share_rows)
        upper = QVBoxLayout(self._scroll.content)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        if above is not None:
            upper.addWidget(above)
            upper.addWidget(Hairline(parent=self))
        upper.addSpacing(8)
        self._head = PickerHead(self._link, self)
        self.finder = ServiceFinder(self)
        self.countries = CountryChooser(self)
        self.foot = PurchaseFoot(self._deaf, loader, self)
        lists = QWidget(self)
        lists.setObjectName("offerLists")
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.finder)
        column.addWidget(self.countries, 1)
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("offerPages")
        self._pages.addWidget(lists)
        self._pages.addWidget(PricesNotice(self._link, self))
        self._pages.setCurrentIndex(1)
        upper.addWidget(self._head)
        upper.addSpacing(6)
        upper.addWidget(self._pages, 1)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(Hairline(parent=self))
        whole.addWidget(self.foot)

    def _connect_link(self) -> None:
        self._link.catalogue_changed.connect(self._take_catalogue)
        self._link.noticed.connect(self._take_notice)
        self._link.withdrawn.connect(self._take_withdrawn)
        self._link.accounts_changed.connect(self._refresh)
        self._link.purchase.buying_changed.connect(self._take_buying)
        self._link.preferences_changed.connect(self._take_preferences)

    def _connect_parts(self) -> None:
        finder, countries = self.finder, self.countries
        finder.chosen.connect(self._take_service)
        finder.entered.connect(self._go_to_countries)
        finder.starred.connect(self.toggle_favourite)
        finder.escaped.connect(self.left)
        countries.changed.connect(self._take_choice)
        countries.country_entered.connect(self._enter_country)
        countries.any_entered.connect(self._go_to_button)
        countries.typed.connect(finder.type_anew)
        countries.starred.connect(self.toggle_favourite)
        countries.escaped.connect(finder.leave)
        countries.left_upwards.connect(finder.focus_field)
        countries.focused.connect(self._deaf.wake_keys)
        # Tab brings into view what it comes to; all other ways to the keyboard don't.
        countries.focused.connect(lambda: self._scroll.ensureWidgetVisible(countries))
        finder.field.focused.connect(lambda: self._scroll.ensureWidgetVisible(finder.field))
        finder.list.focused.connect(lambda: self._scroll.ensureWidgetVisible(finder.list))
        self._head.star.clicked.connect(self.toggle_favourite)
        self.foot.wanted.connect(self.get_number)
        self.foot.max_price_edited.connect(self._keep_max_price)
        self.foot.max_price_changed.connect(self._refresh)
        self.foot.options_wanted.connect(self.open_options)

    def _take_catalogue(self, catalogue: Catalogue) -> None:
        wanted = self._chosen() if self._restored else self._link.preferences.last_choice
        seen, chosen = self._seen, self._shown_choice
        self._restored = True
        self._catalogue = catalogue
        self.finder.show_catalogue(catalogue)
        if wanted.service_id:
            self.finder.choose(wanted.service_id)
            self.countries.show_service(catalogue, self.finder.current(), wanted.country_id)
        if self._shown_choice == chosen:
            # The same choice as before, for which another price was seen.
            self._seen = seen
        # Another price may stand under a finger that is already on its way.
        self._deaf.wake()
        came = self._pages.currentIndex() == 1 and bool(catalogue.services)
        self._pages.setCurrentIndex(0 if catalogue.services else 1)
        self._refresh()
        if came and self._nobody_typed():
            self.focus_service()

    def _nobody_typed(self) -> bool:
        """Whether the focus is where Qt put it while there was no field to search in."""
        focus = self.window().focusWidget()
        return focus is None or (focus is self.foot.field and not self.foot.field.text())

    def _take_service(self) -> None:
        if self._catalogue is not None:
            self.countries.show_service(self._catalogue, self.finder.current())

    def _take_choice(self) -> None:
        if self._restored and self.finder.current() is not None:
            self._keep_choice.start()
        self._show_options()
        self._show_star()
        self._refresh()

    def _take_preferences(self, preferences: Preferences) -> None:
        starred = tuple(choice.service_id for choice in preferences.favourites)
        recents = tuple(choice.service_id for choice in preferences.recents)
        self.finder.set_first(tuple(dict.fromkeys((*starred, *recents))), frozenset(starred))
        self._show_options()
        self._show_star()
        self._refresh()

    def _take_notice(self, notice: Notice) -> None:
        if notice.topic is Topic.JOURNAL_FAILED:
            self._journal_notices.add(notice.key)
            self._refresh()

    def _take_withdrawn(self, key: str) -> None:
        self._journal_notices.discard(key)
        self._refresh()

    def _take_buying(self, buying: bool) -> None:
        self.foot.button.set_busy(buying)
        self._refresh()

    def _keep_max_price(self, amount: Decimal | None) -> None:
        if self.finder.current() is not None:
            self._keep_options(self._chosen(), self._remembered()._replace(max_price=amount))

    def _keep_options(self, choice: Choice, options: Options) -> None:
        known = self._link.preferences
        kept = known.with_options(choice, options).options
        if set(kept) != set(known.options):
            self._link.change_preferences(options=kept)

    def _remembered(self) -> Options:
        return self._link.preferences.options_of(self._chosen())

    def _options(self) -> Options:
        """The options in force: those of the choice, with the max price as it stands in its field."""
        return self._remembered()._replace(max_price=self.foot.max_price())

    def _show_options(self) -> None:
        choice = self._chosen()
        another, self._shown_choice = choice != self._shown_choice, choice
        if another or self._seen is None:
            self._see()
        self.foot.set_max_price(self._remembered().max_price, of_another=another)

    def _see(self) -> None:
        """Note at what price the choice was made: a new list may change it under the person's eyes."""
        order = self._order()
        self._seen = None if order is None else Wish(order).shown

    def _as_seen(self, order: Order) -> Order:
        return order if self._seen is None else Wish(order).at(self._seen).order

    def _store_choice(self) -> None:
        choice = self._chosen()
        if choice.service_id and choice != self._link.preferences.last_choice:
            self._link.change_preferences(last_choice=choice)

    def _chosen(self) -> Choice:
        service, offer = self.finder.current(), self.countries.offer()
        return Choice(service.service_id if service else "", offer.country_id if offer else "")

    def _order(self) -> Order | None:
        return purchase_terms.order(
            self.finder.current(),
            self.countries.offer(),
            any_country=self.countries.any_country(),
            options=self._options(),
        )

    def _why_not(self, order: Order | None) -> str:
        return purchase_terms.why_not(
            self._link.accounts.current,
            order,
            priced=self._catalogue is not None,
            max_price_readable=self.foot.max_price_readable(),
            journal_fails=bool(self._journal_notices),
        )

    def _refresh(self) -> None:
        order = self._order()
        if order is None:
            self.foot.say_price(None)
        else:
            self.foot.say_price(order.list_price, order.dearest)
        why_not = self._why_not(order)
        ready = not why_not and not self.foot.button.busy
        hint = purchase_terms.hint(order, self._link.preferences.price_cap)
        self.foot.say(why_not or hint or default_words(self._link.preferences))
        self.foot.button.setEnabled(ready)
        self.foot.options.setEnabled(order is not None)
        self.foot.say_options(option_words(self._options()) if order is not None else "")
        if ready != self._ready:
            self._ready = ready
            self.readiness_changed.emit(ready)

    def _show_star(self) -> None:
        service = self.finder.current()
        starred = service is not None and any(
            choice.service_id == service.service_id for choice in self._link.preferences.favourites
        )
        self._head.show_star(starred, service is not None)

    def _go_to_countries(self) -> None:
        self.finder.choose_first()
        if self.finder.current() is not None:
            self.countries.go_to_list()

    def _go_to_button(self) -> None:
        self.foot.button.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter_country(self, event: QKeyEvent) -> None:
        if self._deaf.hears(event):
            self.get_number()

    def _share_rows(self) -> None:
        """Share the height between services and countries, as five to eight."""
        row = self.finder.list.row_height()
        free = self._scroll.spare() // row + self.finder.rows + self.countries.fewest_rows + 1
        self.finder.set_rows(free * _SERVICES_IN_13_ROWS // 13)
