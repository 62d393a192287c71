"""Scenarios that people write themselves: what is wrong is said in their words, with its place."""

from pathlib import Path

import pytest

from console.drill.scenario import Broken, load
from console.templates import LANGUAGES
from console.words import Words

HEAD = 'title = "T"\nsummary = "S"\nroom = "R"\n'
PERSON = '[[people]]\nname = "Officer"\nagency = "SAFE"\nroles = ["operator"]\n'
WRONG = [
    ("not toml at all", "scenario.not_toml", "1"),
    (HEAD + "\nx = = 3", "scenario.not_toml", "5"),
    ("\udcff", "scenario.not_toml", ""),
    (PERSON, "scenario.malformed", "steps"),
    (HEAD + "people = 3\nsteps = []", "scenario.malformed", ""),
    (HEAD + "people = []\nsteps = 3", "scenario.malformed", "steps"),
    (HEAD + "people = []\nsteps = [3]", "scenario.malformed", "steps"),
    (HEAD + PERSON + "age = 3\n[[steps]]\n", "scenario.malformed", "age"),
    (HEAD + PERSON + "[[steps]]\nas = 'Officer'\nintent = 'log.write'\n", "scenario.malformed", "at"),
    (HEAD + PERSON + "[[steps]]\nat = '0:01'\nas = 'Officer'\n", "scenario.unknown_intent", ""),
    (HEAD + PERSON + "[[steps]]\nat = 'soon'\nas = 'Officer'\nintent = 'x'\n", "scenario.bad_time", "soon"),
    (
        HEAD + PERSON + "[[steps]]\nat = '0:01'\nas = 'Nobody'\nintent = 'log.write'\ntext = 'x'\n",
        "scenario.unknown_person",
        "Nobody",
    ),
    (
        HEAD + PERSON + "[[steps]]\nat = '0:01'\nas = 'Officer'\nintent = 'log.write'\ntext = 3\n",
        "scenario.bad_step",
        "text",
    ),
]


@pytest.mark.parametrize(("text", "code", "named"), WRONG)
def test_a_broken_scenario_is_refused_in_words(tmp_path: Path, text: str, code: str, named: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(Broken) as said:
        load(file)
    assert said.value.code == code
    for lang in LANGUAGES:
        told = Words(lang).refusal(said.value.code, said.value.params)
        assert named in told
        assert not {"Expected", "{", "Object", "Error"}.intersection(told.split())


def test_a_scenario_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(Broken) as said:
        load(tmp_path / "none")
    assert "n’existe pas" in Words("fr").refusal(said.value.code, said.value.params)
