"""How an order stands, read from what was drafted, issued, ended and answered, in whatever order it came."""

import msgspec

from console.domain.author import Author
from console.domain.command_state import Act, CommandState, Grant
from console.domain.epochs import Line
from console.domain.facts import Noted
from console.domain.folded import Folded
from console.domain.order_facts import slot
from console.domain.order_loop import Loop
from console.domain.order_state import Ending, OrderState, Receipt, Word, Wording
from console.domain.order_view import ORDER
from console.domain.registers import Write, register
from console.domain.thing import Thing

ANN, BEN, CLEO = "ann", "ben", "cleo"


def grant(entry: str, holder: str) -> Grant:
    return Grant(entry, 1, holder, holder, "fire", "initial", "mayor", 0, "", "", hlc=100)


FIRST, RIVAL = grant("g1", ANN), grant("r1", BEN)
IN_COMMAND = Line(CommandState((FIRST,)))
CONTESTED = Line(CommandState((FIRST, RIVAL)))


def wording(
    entry: str, hlc: int, person: str = ANN, of: str = "g1", text: str = "Go", to: tuple[str, ...] = ("PF",)
) -> Wording:
    """As issued under a grant; as drafted where it names none."""
    number, epoch = (7, 1) if of else (0, 0)
    return Wording(
        *(entry, hlc << 16, person, person, "fire", "Safe 1", to, text, 0, "", "op", "", ""),
        number=number,
        epoch=epoch,
        grant=of,
    )


def ending(entry: str, hlc: int, person: str = ANN, of: str = "g1", reason: str = "") -> Ending:
    return Ending(entry, hlc << 16, person, 1 if of else 0, of, reason)


def loop(state: OrderState | None, line: Line = IN_COMMAND, *said: tuple[str, str]) -> Loop:
    """`said`: answers of agencies, all of them at once."""
    thing = Thing("o" * 32, ORDER)
    thing._folded = Folded()
    author = Author("5ea7", "Siamu 1", name="Ben", agency="SIAMU")
    entries = [(f"said {n}", *each) for n, each in enumerate(said)]
    if state is not None:
        words = tuple(Word(entry, agency, answer) for entry, agency, answer in entries)
        thing._folded.state = OrderState(
            state.draft, state.issues, state.receipts, state.endings, (*state.words, *words)
        )
    of = {agency for agency, _ in said}
    thing._folded.registers = {
        slot(agency): register(Write(entry, 1, {}, author) for entry, each, _ in entries if each == agency)
        for agency in of
    }
    return Loop(thing, line)


DRAFT = wording("d1", 110, CLEO, of="")
ISSUED = wording("i1", 120)


def test_of_what_has_not_come_nothing_is_issued_nor_open() -> None:
    nothing = loop(None)
    assert (nothing.wording, nothing.issued, nothing.fault, nothing.to) == (None, False, "", ())
    assert (nothing.open, nothing.void, nothing.differs, nothing.ending) == (False, False, False, None)


def test_a_draft_shows_to_whom_it_would_go_and_is_open_until_its_drafter_takes_it_back() -> None:
    drafted = loop(OrderState(DRAFT))
    assert (drafted.wording, drafted.issued, drafted.fault) == (DRAFT, False, "")
    assert [(each.agency, each.steps) for each in drafted.addressees] == [("PF", ())]
    assert (drafted.open, drafted.differs) == (True, False)
    for person, ends in ((CLEO, True), (ANN, False)):
        back = ending("e1", 130, person, of="")
        assert loop(OrderState(DRAFT, endings=(back,))).ending == (back if ends else None)
        assert loop(OrderState(DRAFT, (ISSUED,), endings=(back,))).ending is None, "too late"
    assert loop(OrderState(endings=(ending("e1", 130, CLEO, of=""),))).ending is None, "of what has not come"


def test_an_order_goes_as_it_was_issued_not_as_it_was_drafted() -> None:
    issued = loop(OrderState(DRAFT, (ISSUED,)))
    assert (issued.wording, issued.issued, issued.fault, issued.differs) == (ISSUED, True, "", False)
    ((step,),) = [each.steps for each in issued.addressees]
    assert (step.step, step.at, step.by, step.seat) == ("recorded", 120, ANN, "Safe 1")


def test_of_two_texts_the_first_that_counts_is_shown_and_all_who_were_addressed_are_there() -> None:
    later = wording("i0", 125, text="Go now", to=("PF", "SIAMU"))
    after = wording("i2", 115, BEN, text="Stay", to=("STIB",))  # without command
    both = loop(OrderState(DRAFT, (later, after, ISSUED)))
    assert both.wording == ISSUED
    assert (both.differs, both.to) == (True, ("PF", "SIAMU"))


def test_what_nobody_in_command_issued_stays_a_draft_or_stands_there_without_effect() -> None:
    forged = wording("i2", 115, BEN, text="Stay", to=("STIB",))
    draft = loop(OrderState(DRAFT, (forged,)))
    assert (draft.wording, draft.issued, draft.fault, draft.to) == (DRAFT, False, "", ("PF",))
    alone = loop(OrderState(None, (forged,)))
    assert (alone.wording, alone.issued, alone.fault) == (forged, True, "command.not_holder")
    assert (alone.void, alone.open, alone.differs, alone.to) == (True, False, False, ("STIB",))


def test_the_text_of_who_held_command_stands_before_that_of_who_had_let_it_go() -> None:
    accepted = msgspec.structs.replace(grant("g2", BEN), epoch=2, previous="g1", basis="accepted", offer="o1")
    offered = Line(CommandState((FIRST, accepted), (Act("o1", 122 << 16, ANN, "g1", BEN),)))
    too_late = wording("i1", 123)
    in_time = msgspec.structs.replace(wording("i2", 125, BEN, "g2"), epoch=2)
    order = loop(OrderState(None, (too_late, in_time)), offered)
    assert (order.wording, order.fault) == (in_time, "")
    alone = loop(OrderState(None, (too_late,)), offered)
    assert (alone.fault, alone.void, alone.open) == ("command.released", False, True)
    forged = wording("i0", 115, CLEO, text="Stay")
    assert loop(OrderState(None, (forged, too_late)), offered).wording == too_late


def test_the_last_ending_counts_of_those_by_who_could() -> None:
    first, last = ending("e1", 130, reason="Wind"), ending("e0", 140, reason="Rain")
    forged = ending("e9", 150, BEN, reason="Mine now")
    ended = loop(OrderState(None, (ISSUED,), endings=(last, first, forged)))
    assert ended.ending == last
    assert not ended.open
    assert loop(OrderState(None, (ISSUED,), endings=(forged,))).open


def test_of_two_claimants_each_ends_his_own_orders_and_none_of_the_others() -> None:
    for person, of, ends in ((ANN, "g1", True), (BEN, "r1", False)):
        done = ending("e1", 130, person, of)
        order = loop(OrderState(None, (ISSUED,), endings=(done,)), CONTESTED)
        assert (order.ending, order.open) == ((done, False) if ends else (None, True))
    both = OrderState(None, (ISSUED, wording("i2", 121, BEN, "r1")), endings=(ending("e1", 130, BEN, "r1"),))
    assert loop(both, CONTESTED).ending is not None


def test_an_agency_is_done_with_it_when_its_last_word_says_so_and_nothing_gainsays_that() -> None:
    for said, answer, contradicted, closed in (
        (("done",), "done", False, True),
        (("accepted",), "accepted", False, False),
        (("under_way",), "under_way", False, False),
        (("refused",), "refused", False, True),
        (("impossible",), "impossible", False, True),
        (("done", "accepted"), "done", False, True),
        (("refused", "impossible"), "impossible", False, True),
        (("done", "impossible"), "impossible", True, False),
        ((), "", False, False),
    ):
        order = loop(OrderState(None, (ISSUED,)), IN_COMMAND, *(("PF", each) for each in said))
        (one,) = order.addressees
        assert (one.answer, one.contradicted, one.closed) == (answer, contradicted, closed)
        assert one.answered.conflict == contradicted
        assert order.open is not closed


def test_an_order_to_several_is_open_until_each_of_them_is_done() -> None:
    two = OrderState(None, (wording("i1", 120, to=("PF", "SIAMU")),))
    assert loop(two, IN_COMMAND, ("PF", "done")).open
    assert not loop(two, IN_COMMAND, ("PF", "done"), ("SIAMU", "refused")).open


def test_steps_stand_in_their_order_whenever_they_came_and_a_voice_is_one_until_the_agency_says_it() -> None:
    noted = Noted("PF", "radio")
    heard = Receipt("r3", 150 << 16, "PF", "acknowledged", ANN, "Ann", "Safe 1", noted=noted)
    reached = Receipt("r2", 160 << 16, "PF", "reached", "", "Pf 1", "Pf 1")
    own = Receipt("r4", 170 << 16, "PF", "acknowledged", BEN, "Ben", "Pf 1")
    other = Receipt("r5", 140 << 16, "SIAMU", "acknowledged", BEN, "Ben", "Siamu 1")
    ((one,), (two,)) = (
        loop(OrderState(None, (ISSUED,), receipts)).addressees
        for receipts in ((heard, reached, other), (own, heard, reached, other))
    )
    assert [step.step for step in one.steps] == ["recorded", "reached", "acknowledged"]
    assert [(step.at, step.by) for step in one.steps[1:]] == [(160, "Pf 1"), (150, "Ann")]
    assert (one.voice, two.voice) == (True, False)
    assert [step.by for step in two.steps[2:]] == ["Ann", "Ben"]
    (none,) = loop(OrderState(None, (ISSUED,), (reached,))).addressees
    assert not none.voice
