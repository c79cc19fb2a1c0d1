# SPDX-License-Identifier: MIT
"""Keep the life of a rented number as data: its states, its events and the one table of legal moves."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where a lease stands."""

    ASKING = "asking"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    WAITING = "waiting"
    SENDING = "sending"
    RECEIPT = "receipt"
    RECEIVED = "received"
    RELEASING = "releasing"
    RELEASED = "released"
    BLACKLISTING = "blacklisting"
    BLACKLISTED = "blacklisted"
    GONE = "gone"
    LOST = "lost"


class Mark(StrEnum):
    """What may be true of a lease besides its state."""

    NOT_REACHED = "not_reached"
    NOT_WATCHED = "not_watched"
    LATE_SMS = "late_sms"
    UNKNOWN_TO_SERVICE = "unknown_to_service"
    UNCERTAIN_ACT = "uncertain_act"
    NOT_SAVED = "not_saved"
    STILL_WAITING = "still_waiting"
    RELEASE_UNCONFIRMED = "release_unconfirmed"
    ASK_AGAIN = "ask_again"
    SOLD_TWICE = "sold_twice"
    INCOMPLETE = "incomplete"


class Event(StrEnum):
    """What happened to a lease; the journal keeps each as one row."""

    INTENDED = "intended"
    ANSWERED = "answered"
    GRANTED = "granted"
    OUTCOME_UNKNOWN = "outcome_unknown"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    SETTLED_NOT_CHARGED = "settled_not_charged"
    SETTLED_LOST = "settled_lost"
    SETTLED_GONE = "settled_gone"
    SMS = "sms"
    LOOK_GONE = "look_gone"
    LOOK_BLACKED = "look_blacked"
    LOOK_TOKEN_VOID = "look_token_void"
    LOOK_UNKNOWN = "look_unknown"
    LOOK_KNOWN = "look_known"
    STILL_WAITING = "still_waiting"
    RELEASE_WANTED = "release_wanted"
    RELEASE_SENT = "release_sent"
    RELEASE_KEPT = "release_kept"
    RELEASED = "released"
    RELEASE_TOO_SOON = "release_too_soon"
    RELEASE_GONE = "release_gone"
    RELEASE_SMS_FIRST = "release_sms_first"
    RELEASE_SENDING = "release_sending"
    RELEASE_BLACKED = "release_blacked"
    RELEASE_NO_ANSWER = "release_no_answer"
    RELEASE_REFUSED = "release_refused"
    BLACKLIST_WANTED = "blacklist_wanted"
    BLACKLIST_SENT = "blacklist_sent"
    BLACKLISTED = "blacklisted"
    BLACKLIST_REFUSED = "blacklist_refused"
    BLACKLIST_NO_ANSWER = "blacklist_no_answer"
    AGAIN_INTENDED = "again_intended"
    AGAIN_ACCEPTED = "again_accepted"
    AGAIN_REFUSED = "again_refused"
    AGAIN_UNKNOWN = "again_unknown"
    SEND_INTENDED = "send_intended"
    SEND_ACCEPTED = "send_accepted"
    SEND_REFUSED = "send_refused"
    SEND_UNKNOWN = "send_unknown"
    REPORTED = "reported"
    DONE = "done"
    COPIED = "copied"


class Act(StrEnum):
    """What a person may do with a row."""

    COPY_CODE = "copy_code"
    COPY_NUMBER = "copy_number"
    COPY_SMS = "copy_sms"
    RELEASE = "release"
    KEEP = "keep"
    BLACKLIST = "blacklist"
    SETTLE = "settle"
    LOOK_AGAIN = "look_again"
    ASK_AGAIN = "ask_again"
    REQUEST_AGAIN = "request_again"
    USE_AGAIN = "use_again"
    SEND_SMS = "send_sms"
    DONE = "done"


class Move(NamedTuple):
    """What an event does: the state after it, and the marks that it sets and clears.

    `needs` is a mark without which the move is not legal.
    """

    to: State
    sets: frozenset[Mark] = frozenset()
    clears: frozenset[Mark] = frozenset()
    needs: Mark | None = None


OPEN = frozenset(
    {
        State.ASKING,
        State.UNCERTAIN,
        State.WAITING,
        State.SENDING,
        State.RECEIPT,
        State.RELEASING,
        State.BLACKLISTING,
    }
)
POLLED = frozenset({State.WAITING, State.SENDING, State.RECEIPT, State.RELEASING})
ENDED = frozenset({State.RELEASED, State.GONE, State.BLACKLISTED, State.LOST})
COUNTS_AS_SPENT = frozenset({State.ASKING, State.UNCERTAIN, State.RECEIVED, State.BLACKLISTING, State.LOST})


def owes_release(state: State) -> bool:
    """Whether the number may still be charged and could be released: what quitting asks about."""
    return state in {State.WAITING, State.SENDING, State.RECEIPT, State.RELEASING}


_S, _E, _M = State, Event, Mark
_REACHED = frozenset({_M.NOT_REACHED, _M.UNKNOWN_TO_SERVICE})
_OVER = _REACHED | {_M.STILL_WAITING, _M.RELEASE_UNCONFIRMED, _M.ASK_AGAIN}


def _to(state: State, *, sets: frozenset[Mark] = frozenset(), clears: frozenset[Mark] = frozenset()) -> Move:
    return Move(state, sets, clears)


def _moves() -> dict[tuple[State, Event], Move]:
    moves: dict[tuple[State, Event], Move] = {}

    def add(states: frozenset[State] | set[State], event: Event, move: Move | None) -> None:
        for state in states:
            moves[state, event] = move if move is not None else Move(state)

    asked = {_S.ASKING, _S.UNCERTAIN}
    add(asked, _E.GRANTED, _to(_S.WAITING))
    # A late answer tells the truth also after the person had settled the row by guess.
    add({_S.LOST}, _E.GRANTED, _to(_S.WAITING))
    add({_S.REFUSED}, _E.GRANTED, _to(_S.WAITING))
    add(asked | {_S.LOST}, _E.REFUSED, _to(_S.REFUSED))
    add({_S.ASKING}, _E.NOT_SENT, _to(_S.REFUSED))
    add({_S.ASKING}, _E.OUTCOME_UNKNOWN, _to(_S.UNCERTAIN))
    add({_S.UNCERTAIN}, _E.SETTLED_NOT_CHARGED, _to(_S.REFUSED))
    add({_S.UNCERTAIN}, _E.SETTLED_LOST, _to(_S.LOST))

    add({_S.WAITING, _S.RECEIPT, _S.RELEASING}, _E.SMS, _to(_S.RECEIVED, clears=_OVER))
    add({_S.SENDING}, _E.SMS, _to(_S.RECEIPT, clears=_REACHED))
    late = frozenset({_M.LATE_SMS})
    for state in ENDED:
        moves[state, _E.SMS] = Move(state, late, _REACHED)
    add(POLLED, _E.LOOK_GONE, _to(_S.GONE, clears=_OVER))
    add(POLLED, _E.LOOK_BLACKED, _to(_S.BLACKLISTED, clears=_OVER))
    unknown = frozenset({_M.UNKNOWN_TO_SERVICE})
    for state in POLLED:
        moves[state, _E.LOOK_TOKEN_VOID] = Move(state)
        moves[state, _E.LOOK_UNKNOWN] = Move(state, unknown)
        moves[state, _E.LOOK_KNOWN] = Move(state, clears=unknown)
        moves[state, _E.STILL_WAITING] = Move(state, frozenset({_M.STILL_WAITING}))
        # Only what the service no longer knows is settled by hand.
        moves[state, _E.SETTLED_GONE] = Move(_S.GONE, clears=_OVER, needs=_M.UNKNOWN_TO_SERVICE)
        moves[state, _E.SETTLED_LOST] = Move(_S.LOST, clears=_OVER, needs=_M.UNKNOWN_TO_SERVICE)

    add({_S.WAITING}, _E.RELEASE_WANTED, _to(_S.RELEASING, clears=frozenset({_M.STILL_WAITING})))
    releasing = {_S.RELEASING}
    unconfirmed = frozenset({_M.RELEASE_UNCONFIRMED})
    ask = frozenset({_M.ASK_AGAIN})
    add(releasing, _E.RELEASE_WANTED, _to(_S.RELEASING, clears=unconfirmed | ask))
    add(releasing, _E.RELEASE_SENT, _to(_S.RELEASING, clears=unconfirmed | ask))
    add(releasing, _E.RELEASE_KEPT, _to(_S.WAITING, clears=unconfirmed | ask))
    # A look may learn that the number is gone before the answer to the release that ended it comes.
    add(releasing | {_S.GONE}, _E.RELEASED, _to(_S.RELEASED, clears=_OVER))
    add(releasing, _E.RELEASE_TOO_SOON, _to(_S.RELEASING, clears=unconfirmed))
    add(releasing, _E.RELEASE_GONE, _to(_S.GONE, clears=_OVER))
    # The row stays until the look has fetched the SMS that the service says is there.
    add(releasing, _E.RELEASE_SMS_FIRST, _to(_S.RELEASING, clears=unconfirmed))
    add(releasing, _E.RELEASE_SENDING, _to(_S.SENDING, clears=unconfirmed))
    add(releasing, _E.RELEASE_BLACKED, _to(_S.BLACKLISTED, clears=_OVER))
    add(releasing, _E.RELEASE_NO_ANSWER, _to(_S.RELEASING, sets=unconfirmed))
    add(releasing, _E.RELEASE_REFUSED, _to(_S.RELEASING, sets=unconfirmed))

    add({_S.RECEIVED}, _E.BLACKLIST_WANTED, _to(_S.BLACKLISTING))
    listing = {_S.BLACKLISTING}
    add(listing, _E.BLACKLIST_WANTED, _to(_S.BLACKLISTING, clears=unconfirmed | ask))
    add(listing, _E.BLACKLIST_SENT, _to(_S.BLACKLISTING, clears=unconfirmed | ask))
    # A wish that a stop of the program left unsent may be dropped; one that was sent may not.
    moves[_S.BLACKLISTING, _E.RELEASE_KEPT] = Move(_S.RECEIVED, clears=unconfirmed | ask, needs=_M.ASK_AGAIN)
    add(listing, _E.BLACKLISTED, _to(_S.BLACKLISTED, clears=_OVER))
    add(listing, _E.BLACKLIST_REFUSED, _to(_S.RECEIVED, clears=unconfirmed | ask))
    add(listing, _E.BLACKLIST_NO_ANSWER, _to(_S.BLACKLISTING, sets=unconfirmed))
    add(listing, _E.SMS, None)

    doubt = frozenset({_M.UNCERTAIN_ACT})
    add({_S.RECEIVED}, _E.AGAIN_INTENDED, None)
    add({_S.RECEIVED}, _E.AGAIN_ACCEPTED, _to(_S.WAITING, clears=doubt))
    add({_S.RECEIVED}, _E.AGAIN_REFUSED, None)
    add({_S.RECEIVED}, _E.AGAIN_UNKNOWN, _to(_S.RECEIVED, sets=doubt))
    add({_S.RECEIVED}, _E.SMS, None)
    add({_S.WAITING}, _E.SEND_INTENDED, None)
    add({_S.WAITING}, _E.SEND_ACCEPTED, _to(_S.SENDING, clears=doubt))
    add({_S.WAITING}, _E.SEND_REFUSED, None)
    add({_S.WAITING}, _E.SEND_UNKNOWN, _to(_S.WAITING, sets=doubt))
    add({_S.SENDING, _S.RECEIPT}, _E.DONE, _to(_S.RECEIVED, clears=_OVER))
    return moves


MOVES: dict[tuple[State, Event], Move] = _moves()


def step(state: State, event: Event, marks: frozenset[Mark] = frozenset()) -> Move | None:
    """The move that an event makes; None: no legal move, it is recorded and shown, the state stays."""
    move = MOVES.get((state, event))
    if move is not None and move.needs is not None and move.needs not in marks:
        return None
    return move


class Allowed(NamedTuple):
    """Whether an act is open to the person; `why` is the key of the reason when it is not."""

    yes: bool
    why: str = ""


_HAS_NUMBER = POLLED | {_S.RECEIVED, _S.RELEASED, _S.BLACKLISTING, _S.BLACKLISTED, _S.GONE, _S.LOST}

_YES: dict[Act, frozenset[State]] = {
    Act.RELEASE: frozenset({_S.WAITING}),
    Act.KEEP: frozenset({_S.RELEASING}),
    Act.BLACKLIST: frozenset({_S.RECEIVED}),
    Act.SETTLE: frozenset({_S.UNCERTAIN}),
    Act.LOOK_AGAIN: POLLED,
    Act.ASK_AGAIN: frozenset({_S.REFUSED, _S.RELEASED, _S.GONE}),
    Act.REQUEST_AGAIN: frozenset({_S.RECEIVED, _S.RECEIPT}),
    Act.USE_AGAIN: frozenset({_S.RECEIVED}),
    Act.SEND_SMS: frozenset({_S.WAITING}),
    Act.DONE: frozenset({_S.SENDING, _S.RECEIPT}),
}

_WHY: dict[State, str] = {
    _S.ASKING: "asking",
    _S.UNCERTAIN: "uncertain",
    _S.REFUSED: "refused",
    _S.WAITING: "no_sms_yet",
    _S.SENDING: "sending",
    _S.RECEIPT: "sending",
    _S.RECEIVED: "sms_arrived",
    _S.RELEASING: "releasing",
    _S.RELEASED: "released",
    _S.BLACKLISTING: "blacklisting",
    _S.BLACKLISTED: "blacklisted",
    _S.GONE: "gone",
    _S.LOST: "lost",
}


def allowed(
    act: Act,
    state: State,
    marks: frozenset[Mark] = frozenset(),
    *,
    has_text: bool = False,
    has_number: bool = False,
) -> Allowed:
    """Whether `act` is open in `state`; `has_text`: an SMS lies there, `has_number`: a number does."""
    if act in (Act.COPY_CODE, Act.COPY_SMS):
        return Allowed(True) if has_text else Allowed(False, _WHY[state])
    if act is Act.COPY_NUMBER:
        return Allowed(True) if has_number and state in _HAS_NUMBER else Allowed(False, "no_number")
    if act is Act.SETTLE and _M.UNKNOWN_TO_SERVICE in marks and state in POLLED:
        return Allowed(True)
    if act is Act.RELEASE and state is _S.RELEASING and (marks & {_M.RELEASE_UNCONFIRMED, _M.ASK_AGAIN}):
        return Allowed(True)
    if act is Act.BLACKLIST and state is _S.BLACKLISTING and (marks & {_M.RELEASE_UNCONFIRMED, _M.ASK_AGAIN}):
        return Allowed(True)
    if act is Act.KEEP and state is _S.BLACKLISTING and _M.ASK_AGAIN in marks:
        return Allowed(True)
    if state in _YES[act]:
        return Allowed(True)
    return Allowed(False, _WHY[state])
