"""What can go wrong with an entry, a record or its folder: types named for what happened, with a code."""

import errno

import msgspec

# What decoding a peer's bytes can raise: wrong types, too deep a nesting, text that is no UTF-8.
UNREADABLE = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)


class Refusal(Exception):
    """Something was refused. `code` is a dotted lower-case word that the screens put into a sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class Malformed(Refusal):
    """Bytes that are no entry: wrong shape, size or framing."""


class Forged(Refusal):
    """A well-formed entry whose signature, chain or payload commitment does not hold."""


class Gap(Refusal):
    """A run that attaches to nothing held: ask for this feed again, from after `have`."""

    def __init__(self, feed: bytes, have: int) -> None:
        super().__init__("entry.gap", have=have)
        self.feed = feed
        self.have = have


def why(error: OSError) -> str:
    """The system's reason as a code, ENOSPC, that has words in each language."""
    return errno.errorcode.get(error.errno or 0, "")


class StorageFailed(Refusal):
    """The disk or the database would not do it. Nothing was half-written."""


DISK = frozenset({"full", "read_only", "failed", "cannot_open", "not_found"})


def failing(code: str, failure: StorageFailed) -> StorageFailed:
    """What failed with it, where the disk would not do it: that nothing was recorded is not the news."""
    short = failure.code.removeprefix("storage.")
    return StorageFailed(code, storage=short) if short in DISK else failure


class StorageFull(StorageFailed):
    """No room left on the disk. Nothing was half-written; all that was confirmed stays readable."""


class Damaged(StorageFailed):
    """The database file is no intact record. It is left as it was found."""


class WrongVersion(StorageFailed):
    """The folder was written by a version of the record format that this one does not read."""

    def __init__(self, found: int, ours: int) -> None:
        code = "storage.newer_version" if found > ours else "storage.older_version"
        super().__init__(code, found=found, ours=ours)
        self.found = found
        self.ours = ours


class WrongRoom(StorageFailed):
    """The folder holds the record of another room."""


class Locked(Refusal):
    """Another process works in this folder."""


class RemoteFolder(Refusal):
    """The folder lies on a network share, where SQLite cannot keep its promises."""
