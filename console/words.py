"""Codes into words: what the engine names, in the reader's language, for command line and faces alike."""

from collections.abc import Iterator, Mapping
from typing import Any

from console.figures import time_of_day
from console.terms import TIMES, Terms


class Words(Terms):
    """What the log, refusals and conflicts say."""

    def refusal(self, code: str, params: Mapping[str, Any]) -> str:
        """Why something was refused."""
        return self.told(f"refusal.{code}", params)

    def kind(self, kind: str, params: Mapping[str, Any], at: int = 0) -> str:
        """What a fact of this kind says in the log; times of another day than `at` (ms) bear their date.

        `params`: the fact's own fields; `label`, number and title of its thing; `changes`, field → value;
        `later` where all of these are fields of a newer version; `acting_for`, the holder of command for
        whom an aide did it.
        """
        if params.get("later"):
            return self.pair(params.get("label", ""), self.word("log.newer_version"))
        params = self._dated(params, at) if at else params
        told, beside = self.told(f"kind.{kind}", params), "; ".join(self._beside(params))
        return f"{told} ({beside})" if beside else told

    def _beside(self, params: Mapping[str, Any]) -> Iterator[str]:
        """For whom it was done, until when, and whose word was noted by whom: where the fact says so."""
        if params.get("acting_for"):
            yield self.word("acting", holder=params["acting_for"])
        if params.get("due"):
            yield self.word("due", due=params["due"])
        if params.get("noted"):
            agency, means, informant = (*params["noted"], "", "", "")[:3]
            noted = self.word("noted", by=params.get("by", ""), agency=agency, means=means)
            yield f"{noted} – {informant}" if informant else noted

    def conflicting(self, label: str, subject: str, of: Mapping[str, str]) -> str:
        """What a conflict is about: an incident and which of its counts, or an agency."""
        code = f"conflict_of.{subject}"
        told = self.told(code, of) if of and self.has(code) else ""  # an older seat says nothing of it
        return " – ".join(part for part in (label, told) if part)

    def unread(self, kind: str) -> str:
        """What a fact says whose content is not to be read here: sealed for others, not shown because of a
        fault of ours, missing, or of a kind that only a newer version knows.
        """
        if kind in {"sealed", "unshown"}:
            return self.kind(kind, {})
        return self.word("log.content_missing" if self.has(f"kind.{kind}") else "log.newer_version")

    def _dated(self, params: Mapping[str, Any], at: int) -> dict[str, Any]:
        """The same, but its times are in words."""
        said = dict(params)
        for name, value in params.items():
            if name == "changes" and isinstance(value, Mapping):
                said[name] = self._dated(value, at)
            elif name in TIMES and isinstance(value, int) and value:
                said[name] = time_of_day(value, at)
        return said
