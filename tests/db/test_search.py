"""People find what was written, whatever they type."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import Damaged
from db.search import SearchIndex, SearchRow


def row(order: int, text: str) -> SearchRow:
    return SearchRow(bytes([order]) * 32, order, b"T" * 16 + bytes([order % 2]) * 16, order << 16, text)


@pytest.fixture
def view(tmp_path: Path) -> Iterator[SearchIndex]:
    opened = SearchIndex.open(tmp_path)
    opened.index(
        [
            row(1, "Évacuation de la rue de l'Étuve"),
            row(2, "Fumée noire au bassin Béco"),
            row(3, ""),
            row(4, "Evacuatie Béco, nœud ferroviaire fermé"),
        ]
    )
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("words", "orders"),
    [
        ("evacuation", [1]),
        ("EVACUAT", [4, 1]),
        ("béco fumee", [2]),
        ("noeud", [4]),
        ("l'étuve", [1]),
        ("nothing of that", []),
        ("", []),
        ('"', []),
        ("- béco", [4, 2]),
        ("beco OR NOT (", []),
        ("text:beco", []),
    ],
)
def test_words_are_found_without_accents_and_syntax(view: SearchIndex, words: str, orders: list[int]) -> None:
    assert [name[0] for name in view.search(words, 10)] == orders


def test_pages_go_back_in_time(view: SearchIndex) -> None:
    assert [name[0] for name in view.search("beco", 1)] == [4]
    assert [name[0] for name in view.search("beco", 1, before=4)] == [2]
    assert view.search("beco", 1, before=2) == []


def test_only_what_is_about_a_thing_is_found_where_one_is_named(view: SearchIndex) -> None:
    assert [name[0] for name in view.search("evacua", 10, about=bytes([1]) * 16)] == [1]
    assert [name[0] for name in view.search("beco", 10, about=bytes(16))] == [4, 2]
    assert view.search("beco", 10, about=b"?" * 16) == []


def test_indexing_twice_finds_once(view: SearchIndex) -> None:
    view.index([row(2, "Fumée noire au bassin Béco"), row(5, "x")])
    assert len(view.search("beco", 10)) == 2
    assert view.indexed_to() == 5


def test_a_payload_that_came_late_is_indexed_in_its_place(view: SearchIndex) -> None:
    view.index([row(3, "late but found")])
    assert [name[0] for name in view.search("late", 10)] == [3]
    assert view.indexed_to() == 4


def test_what_has_no_words_any_more_is_not_found_by_them_until_it_has_them_again(
    view: SearchIndex, tmp_path: Path
) -> None:
    view.index([row(4, ""), row(2, "")])
    assert view.search("beco", 10) == []
    assert view.last() == (1, bytes([1]) * 32)
    view.index([row(2, "Fumée noire au bassin Béco")])
    assert [name[0] for name in view.search("beco", 10)] == [2]
    assert view.indexed_to() == 4


def test_a_renewed_index_is_empty_and_starts_over(view: SearchIndex) -> None:
    view.renew()
    assert view.indexed_to() == 0
    assert view.search("beco", 10) == []


def test_it_is_there_after_reopening(view: SearchIndex, tmp_path: Path) -> None:
    view.close()
    again = SearchIndex.open(tmp_path)
    assert len(again.search("beco", 10)) == 2
    again.close()


def test_a_damaged_index_gives_way_to_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "view.db").write_bytes(b"not a database at all" * 500)
    view = SearchIndex.open(tmp_path)
    view.index([row(1, "works")])
    assert len(view.search("works", 1)) == 1
    view.close()


def test_an_index_of_which_a_bit_was_flipped_is_found_unsound_or_answers(tmp_path: Path) -> None:
    """It keeps nobody from anything, whatever became of it; what is found unsound is begun anew."""
    texts = [row(n, f"Béco {n} " + "rook " * n) for n in range(1, 200)]
    first = SearchIndex.open(tmp_path)
    first.index(texts)
    first.close()
    whole, chance, unsound = (tmp_path / "view.db").read_bytes(), random.Random(1), 0
    for _ in range(60):
        garbled = bytearray(whole)
        garbled[chance.randrange(len(garbled))] ^= 1 << chance.randrange(8)
        (tmp_path / "view.db").write_bytes(garbled)
        view = SearchIndex.open(tmp_path)
        if not view.is_sound():
            unsound += 1
            view.renew()
        assert view.indexed_to() >= 0
        assert view.last() is None or view.indexed_to()
        try:
            view.index(texts)
        except Damaged:
            assert view.doubtful
        view.close()
    assert unsound


def test_what_it_cannot_answer_makes_it_doubtful(view: SearchIndex, tmp_path: Path) -> None:
    view.index(row(n, f"Béco {n} " + "rook " * n) for n in range(5, 200))
    view.close()
    raw = bytearray((tmp_path / "view.db").read_bytes())
    raw[4096:] = bytes(len(raw) - 4096)
    (tmp_path / "view.db").write_bytes(raw)
    again = SearchIndex.open(tmp_path)
    with pytest.raises(Damaged):
        again.search("rook", 5)
    assert again.doubtful
    again.renew()
    assert again.search("rook", 5) == []
    again.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60) | st.text(alphabet="abé'\"*^:()-+{} ANDORNEAR\0\ud800", max_size=60))
def test_no_text_is_an_error(view: SearchIndex, words: str) -> None:
    view.index([row(9, words)])
    assert isinstance(view.search(words, 5), list)
