"""Credit of a link: whatever is lost or late, a quiet moment gives the sender its whole window back."""

from hypothesis import example, given
from hypothesis import strategies as st

from console.mesh.credit import CERTAIN, WINDOW, Receiving, Sending
from console.mesh.telling import HEARTBEAT

FRAME = 100_000


STEPS = st.tuples(st.sampled_from(["send", "arrive", "lose", "tell", "deafen"]), st.integers(1, 5))


@given(st.lists(STEPS, max_size=15))
@example([("send", 3), ("tell", 1), ("arrive", 3), ("send", 3), ("lose", 3)])
@example([("send", 3), ("deafen", 1), ("arrive", 3), ("send", 3), ("arrive", 3)])
def test_after_any_history_the_same_word_again_gives_the_whole_window(steps: list[tuple[str, int]]) -> None:
    sending, receiving = Sending(WINDOW), Receiving()
    underway = now = 0
    deaf = False

    def granted() -> None:
        limit = receiving.grant()
        if limit is not None and not deaf:
            sending.grant(limit)

    for step in (what for what, times in steps for _ in range(times)):
        if step == "send" and sending.left >= FRAME:
            sending.spend(FRAME)
            underway += 1
        elif step == "arrive" and underway:
            underway -= 1
            receiving.take(FRAME)
            receiving.deal(FRAME)
            granted()
        elif step == "lose" and underway:
            underway -= 1
        elif step == "deafen":  # grants are lost from now on
            deaf = True
        elif step == "tell":  # perhaps before frames that were sent earlier have come
            now += HEARTBEAT
            receiving.claim(sending.sent, now)
            granted()
    deaf = False
    for _ in range(3):
        now += HEARTBEAT
        receiving.claim(sending.sent, now)
        granted()
        sending.grant(receiving.granted)  # as each word of the receiver's repeats
    assert sending.left >= WINDOW * 3 // 4


def test_whatever_a_peer_grants_nobody_runs_further_ahead_than_a_window_and_no_grant_is_taken_back() -> None:
    sending = Sending(WINDOW)
    sending.spend(FRAME)
    sending.grant(1 << 60)
    assert sending.left == WINDOW
    sending.grant(0)
    assert sending.left == WINDOW
    sending.spend(FRAME)
    assert sending.left == WINDOW - FRAME
    sending.spend(WINDOW)
    assert (sending.left, Sending().left) == (0, 0), "nothing before it is granted, nor beyond"


def test_what_a_peer_sends_far_beyond_its_credit_is_not_kept_and_counts_as_dealt_with() -> None:
    receiving, kept = Receiving(), 0
    for _ in range(3 * WINDOW // FRAME):
        kept += receiving.take(FRAME)
    assert receiving.waiting == kept * FRAME <= 2 * WINDOW
    receiving.deal(receiving.waiting)
    limit = receiving.grant()
    assert limit == 3 * WINDOW // FRAME * FRAME + WINDOW


def test_what_a_peer_says_twice_within_a_moment_may_still_be_on_its_way() -> None:
    receiving = Receiving()
    for now in (0, 100, CERTAIN - 1):
        receiving.claim(WINDOW, 1_000_000 + now)
        assert receiving.grant() is None
    receiving.claim(WINDOW, 1_000_000 + CERTAIN)
    assert receiving.grant() == 2 * WINDOW


def test_what_waits_for_the_disk_is_not_counted_as_lost_nor_more_than_was_granted() -> None:
    receiving = Receiving()
    assert receiving.take(WINDOW // 2)
    for now in (0, CERTAIN):
        receiving.claim(WINDOW // 2, now)
        assert receiving.grant() is None
    assert receiving.take(FRAME)
    receiving.deal(WINDOW // 2)
    assert (receiving.waiting, receiving.grant()) == (FRAME, WINDOW + WINDOW // 2)
    receiving.deal(FRAME)
    for now in (2 * CERTAIN, 3 * CERTAIN):
        receiving.claim(1 << 60, now)
    assert receiving.grant() == 2 * WINDOW + WINDOW // 2


def test_two_windows_are_kept_and_not_a_byte_more() -> None:
    receiving = Receiving()
    assert receiving.take(2 * WINDOW)
    assert not receiving.take(1)
