"""In whose name somebody speaks: their own agency's, or another's whose word they note."""

from console.domain.author import Author
from console.domain.facts import MEANS, Noted, Refused
from console.domain.ids import derived_id
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.text import LINE, choice, optional, readable


def agency_known(picture: Picture, code: str) -> str:
    """`code`, which must be an agency of the catalogue or one that the room added. Raises Refused."""
    code = code.strip()
    known = picture.reference.agencies
    added = picture.find(derived_id("agency", code))
    if not code or (known and code not in known and (added is None or added.value("names") is None)):
        raise Refused("agency.unknown", id=readable(code[:32]))
    return code


def noted_for(author: Author, power: str, agency: str, means: str, informant: str) -> Noted | None:
    """The mark of a word that the author notes for `agency`; None where it is his own to say. Raises Refused.

    `means` (phone, radio, person) says that the word is noted, and how it came.
    """
    if not means:
        check(author, power, agency)
        return None
    check(author, power, agency, noted=True)
    return Noted(agency, choice(means, MEANS, "noted.unknown_means"), optional(informant, LINE))
