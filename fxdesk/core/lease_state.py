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
    ACT_OUT = "act_out"
    OLD_SMS = "old_sms"
    CHARGED_AFTER_END = "charged_after_end"
    CONTRADICTED = "contradicted"


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
    OLD_SMS_SEEN = "old_sms_seen"
    TAKEN_AS_CODE = "taken_as_code"
    STILL_WAITING = "still_waiting"
    CHARGED_AFTER_END = "charged_after_end"
    CHARGE_NOTED = "charge_noted"
    CONTRADICTED = "contradicted"
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
    RELEASE_NOT_SENT = "release_not_sent"
    AUTO_RELEASE_SET = "auto_release_set"
    AUTO_RELEASE_OFF = "auto_release_off"
    BLACKLIST_WANTED = "blacklist_wanted"
    BLACKLIST_SENT = "blacklist_sent"
    BLACKLISTED = "blacklisted"
    BLACKLIST_REFUSED = "blacklist_refused"
    BLACKLIST_NO_ANSWER = "blacklist_no_answer"
    BLACKLIST_NOT_SENT = "blacklist_not_sent"
    AGAIN_INTENDED = "again_intended"
    AGAIN_ACCEPTED = "again_accepted"
    AGAIN_REFUSED = "again_refused"
    AGAIN_NOT_SENT = "again_not_sent"
    AGAIN_UNKNOWN = "again_unknown"
    AGAIN_SETTLED_CHARGED = "again_settled_charged"
    AGAIN_SETTLED_NOT_CHARGED = "again_settled_not_charged"
    SEND_INTENDED = "send_intended"
    SEND_ACCEPTED = "send_accepted"
    SEND_REFUSED = "send_refused"
    SEND_REPEATED = "send_repeated"
    SEND_NOT_SENT = "send_not_sent"
    SEND_UNKNOWN = "send_unknown"
    SEND_SETTLED_CHARGED = "send_settled_charged"
    SEND_SETTLED_NOT_CHARGED = "send_settled_not_charged"
    REPORT_SENT = "report_sent"
    REPORTED = "reported"
    REPORT_REFUSED = "report_refused"
    REPORT_FAILED = "report_failed"
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
    SETTLE_ACT = "settle_act"
    TAKE_AS_CODE = "take_as_code"
    REPORT = "report"
    AUTO_RELEASE = "auto_release"


class Move(NamedTuple):
    """What an event does: the state after it, and the marks that it sets and clears.

    `needs` is a mark without which the move is not legal, `bars` are marks with which it is not.
    """

    to: State
    sets: frozenset[Mark] = frozenset()
    clears: frozenset[Mark] = frozenset()
    needs: Mark | None = None
    bars: frozenset[Mark] = frozenset()


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
UNSETTLED = frozenset({Mark.ACT_OUT, Mark.UNCERTAIN_ACT})
"""Marks of a paying act on the number whose outcome is not known: the row may be open or not, it stays."""
COUNTS_AS_SPENT = frozenset({State.ASKING, State.UNCERTAIN, State.RECEIVED, State.BLACKLISTING, State.LOST})


def owes_release(state: State) -> bool:
    """Whether the number may still be charged and could be released: what quitting asks about."""
    return state in {State.WAITING, State.SENDING, State.RECEIPT, State.RELEASING}


_S, _E, _M = State, Event, Mark
_REACHED = frozenset({_M.NOT_REACHED, _M.UNKNOWN_TO_SERVICE})
_OVER = _REACHED | {_M.STILL_WAITING, _M.RELEASE_UNCONFIRMED, _M.ASK_AGAIN, _M.OLD_SMS}
_GRANTED = frozenset(State) - {_S.ASKING, _S.UNCERTAIN, _S.REFUSED}


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
    contradicted = frozenset({_M.CONTRADICTED})
    add({_S.REFUSED}, _E.GRANTED, _to(_S.WAITING, clears=contradicted))
    # The balance tells otherwise than the person, who said that it was not charged.
    for state in (_S.REFUSED, _S.RECEIVED):
        moves[state, _E.CONTRADICTED] = Move(state, contradicted)
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
    charged = frozenset({_M.CHARGED_AFTER_END})
    for state in ENDED - {_S.LOST}:
        moves[state, _E.CHARGED_AFTER_END] = Move(state, charged)
        moves[state, _E.CHARGE_NOTED] = Move(state, needs=_M.CHARGED_AFTER_END)
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
    add(releasing, _E.RELEASE_NOT_SENT, _to(_S.RELEASING, sets=unconfirmed))
    # What is being sent from it may need the number for longer.
    moves[_S.WAITING, _E.AUTO_RELEASE_SET] = Move(_S.WAITING, bars=frozenset({_M.ACT_OUT}))
    add({_S.WAITING, _S.RELEASING}, _E.AUTO_RELEASE_OFF, None)

    # What is being paid for again, or may be, is not to be thrown away.
    moves[_S.RECEIVED, _E.BLACKLIST_WANTED] = Move(_S.BLACKLISTING, bars=UNSETTLED)
    listing = {_S.BLACKLISTING}
    add(listing, _E.BLACKLIST_WANTED, _to(_S.BLACKLISTING, clears=unconfirmed | ask))
    add(listing, _E.BLACKLIST_SENT, _to(_S.BLACKLISTING, clears=unconfirmed | ask))
    # A wish that a stop of the program left unsent may be dropped; one that was sent may not.
    moves[_S.BLACKLISTING, _E.RELEASE_KEPT] = Move(_S.RECEIVED, clears=unconfirmed | ask, needs=_M.ASK_AGAIN)
    add(listing, _E.BLACKLISTED, _to(_S.BLACKLISTED, clears=_OVER))
    add(listing, _E.BLACKLIST_REFUSED, _to(_S.RECEIVED, clears=unconfirmed | ask))
    add(listing, _E.BLACKLIST_NO_ANSWER, _to(_S.BLACKLISTING, sets=unconfirmed))
    add(listing, _E.BLACKLIST_NOT_SENT, _to(_S.BLACKLISTING, sets=unconfirmed))
    add(listing, _E.SMS, None)

    add({_S.RECEIVED}, _E.SMS, None)
    old = frozenset({_M.OLD_SMS})
    for state in (_S.WAITING, _S.RELEASING):
        moves[state, _E.OLD_SMS_SEEN] = Move(state, old)
        moves[state, _E.TAKEN_AS_CODE] = Move(_S.RECEIVED, clears=_OVER, needs=_M.OLD_SMS)
    add({_S.RECEIPT}, _E.TAKEN_AS_CODE, _to(_S.RECEIVED, clears=_OVER))
    add({_S.SENDING, _S.RECEIPT}, _E.DONE, _to(_S.RECEIVED, clears=_OVER))
    return moves


def _paying_moves() -> dict[tuple[State, Event], Move]:
    """What the acts that pay for more of a number do to it; their outcome counts wherever it is by then."""
    moves: dict[tuple[State, Event], Move] = {}
    out, doubt = frozenset({_M.ACT_OUT}), frozenset({_M.UNCERTAIN_ACT})
    for state in _GRANTED:
        for event in (_E.AGAIN_REFUSED, _E.AGAIN_NOT_SENT, _E.SEND_REFUSED, _E.SEND_NOT_SENT):
            moves[state, event] = Move(state, clears=out)
        for event in (_E.AGAIN_ACCEPTED, _E.SEND_ACCEPTED):
            moves[state, event] = Move(state, clears=UNSETTLED)
        for event in (_E.AGAIN_UNKNOWN, _E.SEND_UNKNOWN):
            moves[state, event] = Move(state, doubt, out)
        moves[state, _E.SEND_REPEATED] = Move(state, clears=out)
        for event in (
            _E.AGAIN_SETTLED_CHARGED,
            _E.AGAIN_SETTLED_NOT_CHARGED,
            _E.SEND_SETTLED_CHARGED,
            _E.SEND_SETTLED_NOT_CHARGED,
        ):
            moves[state, event] = Move(state, clears=doubt, needs=_M.UNCERTAIN_ACT)
    # A second "use again" while the first may have gone through would pay twice.
    moves[_S.RECEIVED, _E.AGAIN_INTENDED] = Move(_S.RECEIVED, out, bars=UNSETTLED)
    moves[_S.RECEIVED, _E.AGAIN_ACCEPTED] = Move(_S.WAITING, clears=UNSETTLED)
    moves[_S.RECEIVED, _E.AGAIN_SETTLED_CHARGED] = Move(_S.WAITING, clears=doubt, needs=_M.UNCERTAIN_ACT)
    moves[_S.WAITING, _E.SEND_INTENDED] = Move(_S.WAITING, out, bars=out)
    for state in (_S.WAITING, _S.RELEASING):
        moves[state, _E.SEND_ACCEPTED] = Move(_S.SENDING, clears=UNSETTLED)
        moves[state, _E.SEND_SETTLED_CHARGED] = Move(_S.SENDING, clears=doubt, needs=_M.UNCERTAIN_ACT)
    # What came meanwhile can be no receipt of an SMS that was not sent.
    for event in (_E.SEND_REFUSED, _E.SEND_NOT_SENT):
        moves[_S.RECEIPT, event] = Move(_S.RECEIVED, clears=_OVER | out)
    moves[_S.RECEIPT, _E.SEND_SETTLED_NOT_CHARGED] = Move(
        _S.RECEIVED, clears=_OVER | doubt, needs=_M.UNCERTAIN_ACT
    )
    return moves


def _doubtful_moves() -> dict[tuple[State, Event, Mark], Move]:
    """Where a mark makes another move of an event: what may have been sent may have its receipt due."""
    moves: dict[tuple[State, Event, Mark], Move] = {}
    out = frozenset({_M.ACT_OUT})
    for state in (_S.WAITING, _S.RELEASING):
        for mark in UNSETTLED:
            moves[state, _E.SMS, mark] = Move(_S.RECEIPT, clears=_OVER)
        # "Do not submit repeatedly": the try of unknown outcome went through.
        moves[state, _E.SEND_REPEATED, _M.UNCERTAIN_ACT] = Move(_S.SENDING, clears=UNSETTLED)
    for event in (_E.SEND_REFUSED, _E.SEND_NOT_SENT):
        moves[_S.RECEIPT, event, _M.UNCERTAIN_ACT] = Move(_S.RECEIPT, clears=out)
    moves[_S.RECEIPT, _E.SEND_REPEATED, _M.UNCERTAIN_ACT] = Move(_S.RECEIPT, clears=UNSETTLED)
    return moves


MOVES: dict[tuple[State, Event], Move] = _moves() | _paying_moves()
DOUBTFUL_MOVES: dict[tuple[State, Event, Mark], Move] = _doubtful_moves()


def step(state: State, event: Event, marks: frozenset[Mark] = frozenset()) -> Move | None:
    """The move that an event makes; None: no legal move, it is recorded and shown, the state stays."""
    for mark in marks & UNSETTLED:
        if (doubtful := DOUBTFUL_MOVES.get((state, event, mark))) is not None:
            return doubtful
    move = MOVES.get((state, event))
    if move is None or marks & move.bars or (move.needs is not None and move.needs not in marks):
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
    Act.AUTO_RELEASE: frozenset({_S.WAITING}),
    Act.DONE: frozenset({_S.SENDING, _S.RECEIPT}),
    Act.TAKE_AS_CODE: frozenset({_S.RECEIPT}),
    Act.REPORT: frozenset({_S.WAITING, _S.RECEIPT, _S.RECEIVED, _S.RELEASED, _S.BLACKLISTED, _S.GONE}),
}

# Not beside a paying act on the same number that is on its way.
_BARRED = frozenset({Act.USE_AGAIN, Act.SEND_SMS, Act.BLACKLIST, Act.AUTO_RELEASE})

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
    may_be_in_use: bool = False,
) -> Allowed:
    """Whether `act` is open in `state`; `has_text`: an SMS lies there, `has_number`: a number does.

    `may_be_in_use`: a further use had no answer and may be going on.
    """
    if act in (Act.COPY_CODE, Act.COPY_SMS):
        return Allowed(True) if has_text else Allowed(False, _WHY[state])
    if act is Act.COPY_NUMBER:
        return Allowed(True) if has_number and state in _HAS_NUMBER else Allowed(False, "no_number")
    if act is Act.SETTLE_ACT:
        return Allowed(True) if _M.UNCERTAIN_ACT in marks else Allowed(False, "no_uncertain_act")
    if act in _BARRED and _M.ACT_OUT in marks and state in _YES[act]:
        return Allowed(False, "act_out")
    if act in (Act.USE_AGAIN, Act.BLACKLIST) and _M.UNCERTAIN_ACT in marks and state in _YES[act]:
        return Allowed(False, "uncertain_act")
    if act is Act.TAKE_AS_CODE and _M.OLD_SMS in marks and state in (_S.WAITING, _S.RELEASING):
        return Allowed(True)
    if act is Act.LOOK_AGAIN and may_be_in_use:
        return Allowed(True)
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
