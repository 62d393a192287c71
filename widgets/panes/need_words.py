"""What waits for a person, in words: title, text, how long, and the name of the act."""

from PySide6.QtCore import QCoreApplication

from console.domain.conflicts import ConflictView
from console.domain.needs import Need
from widgets.ages import moment
from widgets.face import Face
from widgets.panes.need_rows import NeedRow
from widgets.values import value_words

translate = QCoreApplication.translate
ICONS = {
    "request": "request",
    "offer": "person",
    "conflict": "conflict",
    "agenda": "agenda",
    "draft": "order",
    "passphrase": "person",
}


def need_row(face: Face, need: Need) -> NeedRow:
    """A row for `need`."""
    late = need.severity in {"critical", "serious"}
    return NeedRow(
        key=(need.sort, need.thing, str(need.params.get("field") or need.params.get("agency", ""))),
        icon=ICONS.get(need.sort, "warning" if late else "notice"),
        title=_title(face, need),
        text=_text(face, need),
        waits=_waits(need),
        late=translate("NeedsPane", "{0} late"),
        act=_act(need),
        need=need,
    )


def conflict_of(face: Face, need: Need) -> ConflictView | None:
    """The conflict that a need is about."""
    found: ConflictView | None = face.picture.get("conflict", f"{need.thing}:{need.params.get('field', '')}")
    return found


def _title(face: Face, need: Need) -> str:
    words, given = face.words, need.params
    number, by = given.get("number", ""), given.get("by", "")
    agency = words.addressee(given["agency"]) if "agency" in given else ""
    answer = words.word(f"step.{given['answer']}") if given.get("answer") else ""
    match need.sort:
        case "acknowledge":
            return translate("NeedsPane", "Acknowledge order {0}").format(number)
        case "answer":
            return translate("NeedsPane", "Answer order {0}").format(number)
        case "request":
            return translate("NeedsPane", "Request {0} from {1}").format(number, agency)
        case "offer":
            return translate("NeedsPane", "{0} offers you command").format(by)
        case "conflict":
            field = words.field(given.get("subject", ""), given.get("field", ""))
            about = words.conflicting(need.label, given.get("subject", ""), given.get("of", {}))
            return translate("NeedsPane", "Settle {0} of {1}").format(field, about)
        case "agenda":
            return need.label
        case "draft":
            return translate("NeedsPane", "Order drafted by {0}").format(by)
        case "refusal":
            return _refused(given, need, agency, answer)
        case "overdue":
            return _overdue(given, need, agency)
    return _own(need)


def _own(need: Need) -> str:
    if need.sort == "afterwards":
        return translate("NeedsPane", "After the closing of {0}: {1}").format(need.label, need.params["n"])
    if need.sort == "passphrase":
        return translate("NeedsPane", "Choose your own passphrase")
    return need.label  # of a newer seat


def _refused(given: dict[str, object], need: Need, agency: str, answer: str) -> str:
    if "epoch" in given:
        return translate("NeedsPane", "{0} declines command").format(need.label)
    if "state" in given:
        return translate("NeedsPane", "{0}: request {1} refused").format(agency, given.get("number", ""))
    return translate("NeedsPane", "{0}: order {1} {2}").format(agency, given.get("number", ""), answer)


def _overdue(given: dict[str, object], need: Need, agency: str) -> str:
    if "epoch" in given:
        return translate("NeedsPane", "{0} does not answer the offer").format(need.label)
    if "state" in given:
        return translate("NeedsPane", "{0}: request {1} is late").format(agency, given.get("number", ""))
    number = given.get("number", "")
    if need.severity == "critical":
        return translate("NeedsPane", "{0}: order {1} not acknowledged").format(agency, number)
    return translate("NeedsPane", "{0}: order {1} is late").format(agency, number)


def _text(face: Face, need: Need) -> str:
    if need.sort == "passphrase":
        return translate("NeedsPane", "somebody else chose the one that you have")
    if need.sort == "afterwards":
        told = need.params["came"]
        return " | ".join(
            str(t.get("text") or face.words.kind(t["kind"], t["params"], t["at"])) for t in told
        )
    if need.sort == "conflict":
        conflict = conflict_of(face, need)
        sides = conflict.sides if conflict is not None else ()
        of = (str(need.params.get("subject", "")), str(need.params.get("field", "")))
        return " | ".join(dict.fromkeys(value_words(face.words, *of, side.value) for side in sides))
    if need.sort in {"offer", "agenda"} or "epoch" in need.params:
        return str(need.params.get("reason", ""))
    number = str(need.params.get("number", ""))
    text = need.label.removeprefix(number).strip() if number else need.label
    reason = str(need.params.get("reason", ""))
    return f"{reason} – {text}" if reason else text


def _waits(need: Need) -> str:
    if not (need.since or need.due):
        return ""
    if need.sort == "agenda":
        return translate("NeedsPane", "at {0}").format(moment(need.due))
    if need.sort in {"refusal", "conflict", "afterwards"}:
        return translate("NeedsPane", "since {0}")
    return translate("NeedsPane", "waiting {0}")


def _act(need: Need) -> str:
    if need.sort == "request" and need.params.get("state") != "asked":
        return translate("NeedsPane", "Answer…")
    if need.sort == "overdue" and "epoch" in need.params:
        return translate("NeedsPane", "Take back…")
    return {
        "acknowledge": translate("NeedsPane", "Receive…"),
        "answer": translate("NeedsPane", "Answer…"),
        "request": translate("NeedsPane", "Take…"),
        "offer": translate("NeedsPane", "Accept…"),
        "conflict": translate("NeedsPane", "Compare…"),
        "agenda": translate("NeedsPane", "Done"),
        "draft": translate("NeedsPane", "Issue…"),
        "refusal": translate("NeedsPane", "Decide…"),
        "overdue": translate("NeedsPane", "Note…"),
        "passphrase": translate("NeedsPane", "Change…"),
        "afterwards": translate("NeedsPane", "Look…"),
    }.get(need.sort, translate("NeedsPane", "Open…"))
