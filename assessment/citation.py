"""How a published thing is cited: its short address, that of its wording, and the forms that documents take."""

from __future__ import annotations

from dataclasses import dataclass

from assessment import words
from assessment.markup import el, write

SHORT = "s"  # the folder of short addresses
TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {one: f"\\{one}" for one in "&%$#_{}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A thing to be cited: `edition` is the guide's, `date` the ISO date of its release, empty before.

    `worded` is the edition that first had the present wording, empty as long as no edition has it.
    """

    id: str
    title: str
    edition: str
    date: str = ""
    worded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The forms of a citation. `link` leads to what is there now, `edition_link` to the wording as it was cited."""

    link: str
    edition_link: str
    printed: str
    markdown: str
    html: str
    bibtex: str
    plain: str


def cite(cited: Cited, root: str) -> Citation:
    """Every form of a citation; `root` is the address of the guide's start, with a slash at its end.

    The address of a wording names the edition that first had it, since that page exists for ever on any server; before the first
    release it is the short address.
    """
    link = root + short_address(cited.id)
    edition_link = root + edition_address(cited.id, cited.worded) if cited.worded else link
    printed = words.printed(cited.edition, cited.id)
    return Citation(
        link=link,
        edition_link=edition_link,
        printed=printed,
        markdown=f"[{_marked(printed)}]({edition_link})",
        html=write(el("a", {"href": edition_link}, printed)),
        bibtex=_bibtex(cited, edition_link),
        plain=words.reference(printed, cited.title, year(cited), edition_link),
    )


def short_address(id: str) -> str:
    """The address that leads to a thing wherever it stands, from the guide's start."""
    return f"{SHORT}/{id}/"


def edition_address(id: str, edition: str) -> str:
    """The address that shows how a thing was worded in an edition, from the guide's start."""
    return f"{SHORT}/{id}/{edition}/"


def year(cited: Cited) -> str:
    """The year of the edition: that of its release, or before that the one in its number."""
    return (cited.date or cited.edition)[:4]


def _marked(text: str) -> str:
    return "".join(f"\\{one}" if one in r"\`*_{}[]<>" else one for one in text)


def _bibtex(cited: Cited, url: str) -> str:
    key = f"fieldworthy-{cited.edition}-{cited.id}".replace("/", "-")
    values = {
        "author": f"{{{_tex(words.AUTHORS)}}}",
        "title": f"{{{_tex(cited.title)}}}",
        "howpublished": _tex(words.printed(cited.edition, cited.id)),
        "year": year(cited),
        "url": url,
    }
    return "\n".join([f"@misc{{{key},", *(f"  {name} = {{{value}}}," for name, value in values.items()), "}", ""])


def _tex(text: str) -> str:
    return "".join(TEX.get(one, one) for one in text)
