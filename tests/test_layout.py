"""The house's limits, which no exception list softens."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(file for floor in ("db", "console", "widgets") for file in (ROOT / floor).rglob("*.py"))
FILE_LIMIT = 250
FUNCTION_LIMIT = 40
LOOK = "widgets/look.py"
# Where anything at all may go wrong and only one frame, or one Qt slot, may suffer.
BOUNDARIES = {"console/mesh": 1, "console/seat": 1}  # a frame of a peer, and what `seat/faults.py` keeps
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")

FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def everywhere(find: Callable[[ast.AST], bool], files: list[Path] = FILES) -> Iterator[str]:
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if find(node):
                yield f"{name_of(file)}:{getattr(node, 'lineno', 0)}"


def is_long_function(node: ast.AST) -> bool:
    if not isinstance(node, FUNCTION):
        return False
    return (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LIMIT


def is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(is_broad(one) for one in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"})


def is_broad_except(node: ast.AST) -> bool:
    """Whether anything is caught and kept; what tidies up and raises again hides nothing."""
    if not isinstance(node, ast.ExceptHandler) or not is_broad(node.type):
        return False
    last = node.body[-1]
    return not (isinstance(last, ast.Raise) and last.exc is None)


def is_swallowing(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    named_suppress = (isinstance(called, ast.Name) and called.id == "suppress") or (
        isinstance(called, ast.Attribute) and called.attr == "suppress"
    )
    return named_suppress and isinstance(node, ast.Call) and any(is_broad(caught) for caught in node.args)


def is_paint(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet":
        return True
    return isinstance(node, ast.Constant) and bool(HEX_COLOUR.fullmatch(str(node.value)))


def test_no_file_is_longer_than_its_limit() -> None:
    lengths = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert {name: length for name, length in lengths.items() if length > FILE_LIMIT} == {}


def test_no_function_is_longer_than_its_limit() -> None:
    assert list(everywhere(is_long_function)) == []


def test_nothing_catches_everything_but_the_two_boundaries() -> None:
    broad = list(everywhere(is_broad_except))
    for folder, allowed in BOUNDARIES.items():
        for _ in range(allowed):
            mine = next((place for place in broad if place.startswith(f"{folder}/")), None)
            if mine is not None:
                broad.remove(mine)
    assert broad == []
    assert list(everywhere(is_swallowing)) == []


def test_colours_and_style_sheets_stand_in_the_look_only() -> None:
    painters = [file for file in FILES if name_of(file).startswith("widgets/") and name_of(file) != LOOK]
    assert list(everywhere(is_paint, painters)) == []


def test_what_tidies_up_and_raises_again_is_no_offender() -> None:
    tree = ast.parse("try:\n    pass\nexcept BaseException:\n    undo()\n    raise")
    assert not any(is_broad_except(node) for node in ast.walk(tree))


@pytest.mark.parametrize(
    ("code", "finds"),
    [
        ("try:\n    pass\nexcept Exception:\n    pass", is_broad_except),
        ("try:\n    pass\nexcept (OSError, BaseException):\n    pass", is_broad_except),
        ("try:\n    pass\nexcept:\n    pass", is_broad_except),
        ("with contextlib.suppress(Exception):\n    pass", is_swallowing),
        ("pane.setStyleSheet(sheet)", is_paint),
        ("red = '#c00000'", is_paint),
        ("def f():\n" + "    x = 1\n" * FUNCTION_LIMIT, is_long_function),
    ],
)
def test_the_limits_see_an_offender(code: str, finds: Callable[[ast.AST], bool]) -> None:
    assert any(finds(node) for node in ast.walk(ast.parse(code)))
