"""Epochs of command read from what was done: who holds it, what is at odds, and which acts count."""

import pytest

from console.domain.command_state import Act, CommandState, Grant, Release
from console.domain.epochs import Line

ANN, BEN, CLEO = "ann", "ben", "cleo"


def grant(entry: str, epoch: int, holder: str, previous: str = "", offer: str = "") -> Grant:
    """Accepted where it names an offer, else granted anew."""
    basis = "accepted" if offer else "initial"
    return Grant(
        entry, epoch, holder, holder, "fire", basis, "mayor", 0, "", "", previous, (), offer, epoch * 100
    )


def act(entry: str, hlc: int, person: str, of: str, to: str = "", *, named: bool = True) -> Act:
    return Act(entry, hlc, person, of, to, to, named)


def fault(line: Line, of: str, epoch: int, person: str, hlc: int, entry: str = "an act") -> str:
    return line.fault(of, epoch, person, hlc, entry)


FIRST = grant("g1", 1, ANN)
SECOND = grant("g2", 2, BEN, "g1", "o1")
OFFER = act("o1", 150, ANN, "g1", BEN)
HANDED_ON = CommandState((SECOND, FIRST), (OFFER,))


def test_where_nobody_was_granted_command_nobody_has_it() -> None:
    line = Line(None)
    assert (line.epoch, line.standing, line.contested, line.incomplete) == (0, None, False, False)
    assert not line.commands(ANN)
    assert fault(line, "g1", 1, ANN, 0) == "command.no_such_grant"


def test_whoever_accepts_holds_the_next_epoch() -> None:
    line = Line(HANDED_ON)
    assert (line.epoch, line.standing, line.contested, line.incomplete) == (2, SECOND, False, False)
    assert line.held_by(BEN) == (SECOND,)
    assert line.held_by(ANN) == ()
    assert (line.commands(BEN), line.commands(ANN)) == (True, False)


def test_of_two_offers_each_is_accepted_by_whom_it_was_made_to_and_a_third_by_nobody() -> None:
    other = act("o0", 140, ANN, "g1", CLEO)
    for taken, holder in (("o0", CLEO), ("o1", BEN)):
        accepted = grant("g2", 2, holder, "g1", taken)
        assert Line(CommandState((FIRST, accepted), (other, OFFER))).standing == accepted
    for taken, holder in (("o0", BEN), ("o1", CLEO), ("o9", BEN)):
        line = Line(CommandState((FIRST, grant("g2", 2, holder, "g1", taken)), (other, OFFER)))
        assert line.contested
        assert line.standing is None
    assert Line(CommandState((FIRST,), (other, OFFER))).offer(FIRST) == OFFER, "the last of them"


def test_what_others_say_in_a_holders_place_lets_nothing_go() -> None:
    for offers, withdrawals in (
        ((act("o1", 150, CLEO, "g1", BEN),), ()),
        ((), (act("w1", 150, CLEO, "g1"),)),
    ):
        line = Line(CommandState((FIRST,), offers, (), withdrawals))
        assert (line.standing, line.offer(FIRST), line.released(FIRST)) == (FIRST, None, None)
    assert Line(CommandState((FIRST, SECOND), (act("o1", 150, CLEO, "g1", BEN),))).contested


def test_only_he_to_whom_it_was_made_declines_an_offer() -> None:
    for person, of, declines in ((BEN, "o1", True), (CLEO, "o1", False), (BEN, "o2", False)):
        declined = act("d1", 160, person, of)
        line = Line(CommandState((FIRST,), (OFFER,), (declined,)))
        assert line.declined(OFFER) == (declined if declines else None)


def test_a_grant_that_names_one_that_has_not_come_is_incomplete_though_another_is_whole() -> None:
    assert Line(CommandState((SECOND,))).incomplete
    assert Line(CommandState((SECOND, grant("g0", 1, CLEO)))).incomplete
    assert not Line(CommandState((FIRST, grant("g0", 1, CLEO)))).incomplete


def test_command_laid_down_is_nobodys_until_it_is_granted_anew_in_a_later_epoch() -> None:
    laid_down = (act("w1", 150, ANN, "g1"),)
    line = Line(CommandState((FIRST,), (), (), laid_down))
    assert (line.standing, line.living, line.contested) == (None, (), False)
    anew = grant("g2", 2, CLEO, "g1")
    assert Line(CommandState((FIRST, anew), (), (), laid_down)).standing == anew
    assert Line(CommandState((FIRST, grant("g2", 1, CLEO, "g1")), (), (), laid_down)).contested
    assert Line(CommandState((FIRST, anew))).contested, "nobody had let go of it"


def test_what_is_done_under_a_grant_counts_for_its_holder_and_epoch_alone() -> None:
    line = Line(CommandState((FIRST,)))
    assert fault(line, "g1", 1, ANN, 120) == ""
    assert fault(line, "g1", 2, ANN, 120) == "command.no_such_grant"
    assert fault(line, "g2", 1, ANN, 120) == "command.no_such_grant"
    assert fault(line, "g1", 1, BEN, 120) == "command.not_holder"


def test_what_follows_his_letting_go_is_marked_and_what_he_knew_then_is_not() -> None:
    laid_down = Release("w1", 170, ANN, "g1", before=("ahead",))
    for state, until, known in (
        (HANDED_ON, 150, ()),
        (CommandState((FIRST,), (), (), (laid_down,)), 170, ("ahead",)),
        (CommandState((FIRST,), (OFFER,), (), (laid_down,)), 150, ()),
    ):
        line = Line(state)
        assert fault(line, "g1", 1, ANN, until, "an order") == ""
        assert fault(line, "g1", 1, ANN, until + 1, "an order") == "command.released"
        assert fault(line, "g1", 1, ANN, until + 1, "ahead") == ("" if known else "command.released")


def test_an_aide_acts_from_when_he_is_named_until_he_is_let_go() -> None:
    words = (act("a2", 140, ANN, "g1", CLEO, named=False), act("a1", 120, ANN, "g1", CLEO))
    line = Line(CommandState((FIRST,), aides=words))
    faults = [fault(line, "g1", 1, CLEO, hlc) for hlc in (110, 120, 139, 140, 150)]
    assert faults == ["", "", "", "command.not_holder", "command.not_holder"], "at first his clock may lag"
    assert line.aides(FIRST) == ()
    assert not line.commands(CLEO)
    named = Line(CommandState((FIRST,), aides=words[1:]))
    assert [each.to for each in named.aides(FIRST)] == [CLEO]
    assert named.commands(CLEO)
    assert fault(named, "g1", 1, BEN, 150) == "command.not_holder"
    let_go = Line(CommandState((FIRST,), aides=words[:1]))
    assert fault(let_go, "g1", 1, CLEO, 110) == "command.not_holder", "he was never named"


def test_an_aide_who_is_let_go_by_a_clock_behind_is_let_go_and_what_he_had_done_by_then_stands() -> None:
    named = act("a1", 300, ANN, "g1", CLEO)
    dismissed = Release("a2", 200, ANN, "g1", CLEO, CLEO, named=False, before=("a1", "known"))
    line = Line(CommandState((FIRST,), aides=(named, dismissed)))
    assert line.aides(FIRST) == ()
    assert not line.commands(CLEO)
    assert fault(line, "g1", 1, CLEO, 400) == "command.not_holder"
    assert fault(line, "g1", 1, CLEO, 400, "known") == ""


def test_an_aide_whom_another_names_is_none() -> None:
    line = Line(CommandState((FIRST,), aides=(act("a1", 120, BEN, "g1", CLEO),)))
    assert line.aides(FIRST) == ()
    assert fault(line, "g1", 1, CLEO, 150) == "command.not_holder"


RIVAL = grant("r1", 1, CLEO)


@pytest.mark.parametrize(
    ("laid_down", "standing", "marked"),
    [
        ((), None, {"g1", "r1"}),
        (("g1",), RIVAL, {"g1"}),
        (("r1",), FIRST, {"r1"}),
        (("g1", "r1"), None, {"g1", "r1"}),
    ],
)
def test_of_two_claims_that_stands_which_is_not_laid_down(
    laid_down: tuple[str, ...], standing: Grant | None, marked: set[str]
) -> None:
    holders = {"g1": ANN, "r1": CLEO}
    acts = tuple(act(f"w-{of}", 900, holders[of], of) for of in laid_down)
    line = Line(CommandState((FIRST, RIVAL), (), (), acts))
    assert line.standing == standing
    assert line.contested == (not laid_down)
    assert {
        of for of, who in holders.items() if fault(line, of, 1, who, 500) == "command.contested"
    } == marked


def test_whoever_was_granted_command_twice_is_at_odds_with_nobody() -> None:
    again = grant("r1", 1, ANN)
    line = Line(CommandState((FIRST, again)))
    assert not line.contested
    assert line.held_by(ANN) == (FIRST, again)
    assert line.standing == again
    assert (fault(line, "g1", 1, ANN, 120), fault(line, "r1", 1, ANN, 120)) == ("", "")


def test_who_claims_what_nobody_let_go_of_is_at_odds_and_so_is_who_holds_it() -> None:
    claim = grant("g2", 2, BEN, "g1", "o9")
    line = Line(CommandState((FIRST, claim)))
    assert line.contested
    assert fault(line, "g2", 2, BEN, 300) == "command.contested"
    assert fault(line, "g1", 1, ANN, 300) == "command.contested"
    withdrawn = Line(CommandState((FIRST, claim), (), (), (act("w1", 250, BEN, "g2"),)))
    assert withdrawn.standing == FIRST
    assert fault(withdrawn, "g1", 1, ANN, 300) == ""


def test_what_an_earlier_holder_did_is_at_odds_with_none_of_those_who_follow() -> None:
    third = grant("g3", 3, CLEO, "g2", "o2")
    line = Line(CommandState((FIRST, SECOND, third), (OFFER, act("o2", 250, BEN, "g2", CLEO))))
    assert line.standing == third
    assert fault(line, "g1", 1, ANN, 120) == ""
    assert fault(line, "g2", 2, BEN, 220) == ""
    assert fault(line, "g2", 2, BEN, 260) == "command.released"


def test_whoever_has_command_a_second_time_has_not_let_go_of_it_the_first() -> None:
    again = grant("g3", 3, ANN, "g2", "o2")
    line = Line(CommandState((FIRST, SECOND, again), (OFFER, act("o2", 250, BEN, "g2", ANN))))
    assert (line.standing, line.offer(again), line.released(again)) == (again, None, None)
    assert fault(line, "g3", 3, ANN, 350) == ""


def test_a_claim_that_rests_on_nothing_is_at_odds_until_it_is_laid_down_though_nobody_stands_against_it() -> (
    None
):
    claim = grant("g2", 2, BEN, "g1", "o9")
    line = Line(CommandState((FIRST, claim), (), (), (act("w1", 150, ANN, "g1"),)))
    assert (line.contested, line.standing) == (True, None)
    assert fault(line, "g2", 2, BEN, 300) == "command.contested"
    own = grant("g2", 2, ANN, "g1", "o9")
    laid_down = Line(CommandState((FIRST, own), (), (), (act("w2", 250, ANN, "g2"),)))
    assert laid_down.standing == FIRST
    assert fault(laid_down, "g2", 2, ANN, 240) == ""
