"""What a page is made of: one line of thought each, as plain text."""

import msgspec

HEADING, ROW, DETAIL = "heading", "row", "detail"


class Block(msgspec.Struct, frozen=True):
    """`left` is a time or a number in a column of its own, `right` a state that is never broken."""

    text: str
    left: str = ""
    right: str = ""
    sort: str = ROW
    bold: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """A document: what stands on each page, and the blocks between."""

    title: str
    room: str
    valid: str  # valid at, seat, by whom
    digest: str
    page: str  # "page {0} of {1}"
    exercise: bool
    blocks: tuple[Block, ...]


def heading(text: str) -> Block:
    return Block(text, sort=HEADING, bold=True)


def detail(text: str) -> Block:
    return Block(text, sort=DETAIL)
