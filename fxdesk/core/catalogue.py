# SPDX-License-Identifier: MIT
"""Index the price list, so that services are found at each key and their countries stand cheapest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.country_title import take_apart
from fxdesk.core.model import CountryId, Offer, ServiceId
from fxdesk.core.text import clean
from fxdesk.core.word_search import fold, search_words

_NAME_LIMIT = 120


class Service(NamedTuple):
    """A service of the price list: `shown` is its name fit to be shown, the prices span its countries."""

    service_id: ServiceId
    name: str
    shown: str
    cheapest: Decimal
    dearest: Decimal
    countries: int


class Catalogue:
    """The price list as it was at `listed`; immutable, so that any thread may hold it.

    Services stand in the alphabetical order of their shown names, a service's offers cheapest first (ties by
    the country's English name, then its id). A pair of service and country that comes twice keeps the last.
    """

    __slots__ = ("_by_id", "_folded", "_id_heads", "_ids", "_offers", "_size", "listed", "services")

    def __init__(
        self, services: tuple[Service, ...], offers: Mapping[ServiceId, tuple[Offer, ...]], listed: Stamp
    ) -> None:
        """Hold what `build` has made ready."""
        self.services = services
        self.listed = listed
        self._offers = offers
        self._size = sum(service.countries for service in services)
        self._by_id = {service.service_id: service for service in services}
        # The leading space lets "a word begins with" be one look for " word".
        self._folded = [" " + fold(service.shown) for service in services]
        self._ids = [fold(service.service_id) for service in services]
        self._id_heads = {key[:1] for key in self._ids}

    @classmethod
    def build(cls, offers: Iterable[Offer], listed: Stamp) -> Catalogue:
        """Index a list; meant for a worker: it is steps of Python that let other threads in between."""
        grouped: dict[ServiceId, dict[CountryId, Offer]] = {}
        for offer in offers:
            found = grouped.get(offer.service_id)
            if found is None:
                grouped[offer.service_id] = found = {}
            found[offer.country_id] = offer
        ranks = _ranks_of_titles({offer.country for found in grouped.values() for offer in found.values()})
        services: list[Service] = []
        ordered: dict[ServiceId, tuple[Offer, ...]] = {}
        for service_id, found in grouped.items():
            rows = sorted(
                found.values(), key=lambda offer: (offer.price, ranks[offer.country], offer.country_id)
            )
            name = rows[0].service
            shown = clean(name, _NAME_LIMIT, one_line=True).strip() or clean(
                service_id, _NAME_LIMIT, one_line=True
            )
            services.append(Service(service_id, name, shown, rows[0].price, rows[-1].price, len(rows)))
            ordered[service_id] = tuple(rows)
        services.sort(key=lambda service: (fold(service.shown), service.service_id))
        return cls(tuple(services), ordered, listed)

    def __len__(self) -> int:
        """How many offers there are: pairs of service and country."""
        return self._size

    def service(self, service_id: str) -> Service | None:
        """The service of this id, if the list has it."""
        return self._by_id.get(ServiceId(service_id))

    def countries(self, service_id: str) -> tuple[Offer, ...]:
        """The offers of a service, cheapest first; () for a service that the list does not have."""
        return self._offers.get(ServiceId(service_id), ())

    def offer(self, service_id: str, country_id: str) -> Offer | None:
        """The offer of a service in a country, if the list has it."""
        return next((offer for offer in self.countries(service_id) if offer.country_id == country_id), None)

    def search(self, typed: str, first: Sequence[str] = ()) -> list[Service]:
        """The services in which every typed word is found: in the name, or at the start of the id.

        Their order: a service whose id is exactly what was typed; those of `first` (favourites and recents)
        in its order; names that begin with a typed word; names with a word that begins with one; the rest.
        Within each the order is alphabetical. With nothing typed: those of `first`, then all others.
        """
        words = search_words(typed)
        hits = self._ranked(words) if words else range(len(self.services))
        wanted = {fold(service_id): rank for rank, service_id in reversed(list(enumerate(first, start=1)))}
        if len(words) == 1:
            wanted[words[0]] = 0
        services, ids = self.services, self._ids
        ranked = {place: wanted[ids[place]] for place in hits if ids[place] in wanted}
        front = sorted(ranked, key=lambda place: ranked[place])
        if not words:
            if not front:
                return list(services)
            return [services[place] for place in front] + [
                service for place, service in enumerate(services) if place not in ranked
            ]
        return [services[place] for place in front] + [
            services[place] for place in hits if place not in ranked
        ]

    def _ranked(self, words: Sequence[str]) -> Sequence[int]:
        """The places where all words are found: name's beginning, a word's beginning, the rest."""
        folded, ids = self._folded, self._ids
        hits: Sequence[int] = range(len(folded))
        for word in words:
            if word[0] in self._id_heads:
                hits = [place for place in hits if word in folded[place] or ids[place].startswith(word)]
            else:
                hits = [place for place in hits if word in folded[place]]
        begins = tuple(" " + word for word in words)
        head = {place for place in hits if folded[place].startswith(begins)}
        if len(head) == len(hits):
            return hits
        inner = {place for begin in begins for place in hits if begin in folded[place]} - head
        return [
            *(place for place in hits if place in head),
            *(place for place in hits if place in inner),
            *(place for place in hits if place not in head and place not in inner),
        ]


def _ranks_of_titles(titles: set[str]) -> dict[str, int]:
    """The place of each distinct title by its English name: compared once, not once an offer."""
    parts = {title: take_apart(title) for title in titles}
    english = sorted(titles, key=lambda title: (fold(parts[title].english or parts[title].chinese), title))
    return {title: rank for rank, title in enumerate(english)}
