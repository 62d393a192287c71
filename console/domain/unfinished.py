"""What may still ask something of somebody, kept apart, so that nobody looks through all that is over."""

from typing import TYPE_CHECKING

from console.domain.subjects import Thing

if TYPE_CHECKING:
    from console.domain.picture import Picture


class Unfinished:
    """Per thing those about it that are not over, as far as they were looked at since they last changed."""

    def __init__(self) -> None:
        self._about: dict[tuple[str, str], dict[str, Thing]] = {}

    def stir(self, thing: Thing, about: tuple[str, ...]) -> None:
        """The thing is other than before, and named these in its facts."""
        if thing.subject.over is not None:
            for other in about:
                self._about.setdefault((other, thing.subject.name), {})[thing.id] = thing

    def about(self, other: str, subject: str, picture: "Picture") -> list[Thing]:
        """The known things of `subject` that are about `other` and not over."""
        things = self._about.get((other, subject), {})
        for thing in [thing for thing in things.values() if thing.known and thing.is_over(picture)]:
            del things[thing.id]
        return [thing for thing in things.values() if thing.known]
