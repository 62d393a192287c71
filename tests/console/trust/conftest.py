"""Passphrases at the lowest price, so that the tests are quick."""

import pytest
from nacl.pwhash import argon2id

from console.trust import sealing


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", sealing.Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN))
