"""A built article as Markdown, for its copy: every block is rendered there, so that it says what the page says.

Blanks are treated as browsers treat them: those around a block say nothing, and others are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

from assessment.authoring.tags import Node, tree

TAGS_LEFT_OUT = {"script", "style", "noscript", "button"}
CLASSES_LEFT_OUT = {"headerlink", "md-content__button", "fw-side", "fw-beside", "fw-trouble"}
ADDRESSED = {"h1", "h2", "h3"}  # headings that carry their address
HEADINGS = {f"h{rank}" for rank in range(1, 7)}
TABLES = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
BLOCKS = {"p", "blockquote", "article", "div", "section", "ol", "ul", "li", "dl", "dt", "dd"} | TABLES | HEADINGS
CODE = {"pre", "code", "kbd", "samp"}
BLANKS = " \t\r\n"
SPACES, BREAK = re.compile(r"[\t ]+"), re.compile(r"[\t \r\n]*[\r\n][\t \r\n]*")


@dataclass(frozen=True, slots=True)
class Within:
    """What an element lies in: on one `line`, as headings and cells are, in `code`, in code of several lines, or in a list's `entry`."""

    line: bool = False
    code: bool = False
    lines: bool = False
    entry: bool = False


def markdown(html: str, url: str) -> str:
    """An article at an address as Markdown: headings carry their address, a question lists its levels, links are whole."""
    root = tree(html)
    _prepare(root, url)
    written = _written(root, Within(), ()).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", written)).strip() + "\n"


# ── before it is written ──


def _prepare(node: Node, url: str) -> None:
    """Leave out what no copy shows, and make addresses whole."""
    node.parts = [part for part in node.parts if isinstance(part, str) or not _left_out(part)]
    for part in node.parts:
        if isinstance(part, Node):
            _prepare(part, url)
    if node.tag == "a" and "href" in node.attributes:
        node.attributes = {"href": urljoin(url, node.attributes["href"])}
    if node.tag in ADDRESSED and "id" in node.attributes:
        node.parts = [Node("a", {"href": urljoin(url, f"#{node.attributes['id']}")}, node.parts)]


def _left_out(node: Node) -> bool:
    classes = node.attributes.get("class", "").split()
    return node.tag in TAGS_LEFT_OUT or "hidden" in node.attributes or not CLASSES_LEFT_OUT.isdisjoint(classes)


# ── how it is written ──


def _written(node: Node, within: Within, above: tuple[Node, ...]) -> str:
    inside = _inside(within, node.tag)
    around = (*above, node)
    pieces = [piece for n in range(len(node.parts)) if (piece := _piece(node, n, inside, around))]
    text = "".join(pieces) if inside.lines else _joined(pieces)
    write = WRITERS.get(node.tag)
    return write(node, text, within, above) if write else text


@lru_cache
def _inside(within: Within, tag: str) -> Within:
    return Within(
        line=within.line or tag in HEADINGS or tag in {"td", "th"},
        code=within.code or tag in CODE,
        lines=within.lines or tag == "pre",
        entry=within.entry or tag == "li",
    )


def _piece(node: Node, n: int, inside: Within, around: tuple[Node, ...]) -> str:
    part = node.parts[n]
    if isinstance(part, Node):
        return _written(part, inside, around)
    before = node.parts[n - 1] if n else None
    after = node.parts[n + 1] if n + 1 < len(node.parts) else None
    left, right = _apart(node, before), _apart(node, after)
    if (left or right) and not part.strip():
        return ""
    text = _text(part, inside)
    text = text.lstrip(BLANKS) if left else text
    return text.rstrip() if right else text


def _apart(node: Node, other: Node | str | None) -> bool:
    """Whether a blank of an element says nothing between its text and something beside that: another block, or the element's own edge."""
    if other is None:
        return node.tag in BLOCKS
    return isinstance(other, Node) and (other.tag in BLOCKS or other.tag == "pre")


def _text(text: str, inside: Within) -> str:
    if not inside.lines:
        text = SPACES.sub(" ", BREAK.sub("\n", text))
    return text if inside.code else text.replace("*", r"\*").replace("_", r"\_")


def _joined(pieces: Sequence[str]) -> str:
    """Pieces one after another, with at most one empty line between two."""
    if len(pieces) < 2:
        return "".join(pieces)
    made = [""]
    for piece in pieces:
        rest = piece.lstrip("\n")
        lead, content = piece[: len(piece) - len(rest)], rest.rstrip("\n")
        if made[-1] and lead:
            lead = "\n" * min(2, max(len(made.pop()), len(lead)))
        made += [lead, content, rest[len(content) :]]
    return "".join(made)


# ── what each element becomes ──

Write = Callable[[Node, str, Within, tuple[Node, ...]], str]


def _block(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    text = text.strip()
    if within.line:
        return f" {text} "
    return f"\n\n{text}\n\n" if text else ""


def _paragraph(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    text = text.strip(BLANKS)
    if within.line:
        return f" {text} "
    return f"\n\n{text}\n\n" if text else ""


def _apart_from_all(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    return f"\n\n{text.strip()}\n\n"


def _heading(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    return text if within.line else f"\n\n{'#' * int(node.tag[1])} {_one_line(text)}\n\n"


def _one_line(text: str) -> str:
    return re.sub(r"[\t \r\n]+", " ", text.strip())


def _marked(mark: str) -> Write:
    def write(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
        return text if within.code else _around(text, mark, mark)

    return write


def _around(text: str, before: str, after: str) -> str:
    """A mark around words; a blank beside them stays outside of it."""
    words = text.strip()
    left, right = (" " if words and text[place] == " " else "" for place in (0, -1))
    return f"{left}{before}{words}{after}{right}" if words else ""


def _link(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    address = node.attributes.get("href")
    if within.code:
        return text
    return _around(text, "[", f"]({address})") if address else text.strip()


def _code(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    if within.code:
        return text
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    edge, blank = "`" * (longest + 1), " " if longest else ""
    return _around(text, edge + blank, blank + edge)


def _lines_of_code(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    lines = re.sub(r"[ \n]*$", "", re.sub(r"^[ \n]*\n", "", text))
    return f"\n\n```\n{lines}\n```\n\n" if text else ""


def _quote(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    text = text.strip(BLANKS)
    if within.line:
        return f" {text} "
    return "\n" + "\n".join(f"> {line}" if line else ">" for line in text.split("\n")) + "\n\n" if text else "\n"


def _break(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    return " " if within.line else "  \n"


def _picture(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    alt, address = (node.attributes.get(name, "") for name in ("alt", "src"))
    return alt if within.line else f"![{alt}]({address})"


def _list(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    if within.entry:
        return "\n" + text.rstrip()
    after = _next(node, above[-1])
    return f"\n\n{text}" + ("\n" if after is not None and after not in LISTS else "")


def _next(node: Node, parent: Node) -> str | None:
    """The tag of what follows an element, empty for text, None where nothing does."""
    after = parent.parts[parent.parts.index(node) + 1 :]
    return next((part.tag if isinstance(part, Node) else "" for part in after if isinstance(part, Node) or part.strip()), None)


def _entry(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    text = text.strip()
    mark = f"{_number(node, above[-1])}. " if above[-1].tag == "ol" else "* "
    return f"{mark}{_indented(text, len(mark))}\n" if text else "\n"


def _number(node: Node, parent: Node) -> int:
    before = parent.parts[: parent.parts.index(node)]
    return int(parent.attributes.get("start", "1")) + sum(isinstance(part, Node) and part.tag == "li" for part in before)


def _indented(text: str, by: int) -> str:
    """A text whose lines but the first are moved to the right."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * by, text)


def _term(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    text = _one_line(text)
    if within.line:
        return f" {text} "
    return f"\n\n{text}\n" if text else "\n"


def _meaning(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    text = text.strip()
    if within.line:
        return f" {text} "
    return f":   {_indented(text, 4)}\n" if text else "\n"


def _caption(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    return f"{text.strip()}\n\n"


def _cell(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    return f" {text.strip().replace(chr(10), ' ')} |" + " |" * (_columns(node) - 1)


def _columns(cell: Node) -> int:
    return int(cell.attributes.get("colspan", "1"))


def _row(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    group = above[-1]
    cells = [part for part in node.parts if isinstance(part, Node)]
    line = f"|{text}\n"
    if _elements(group)[0] is not node:
        return line
    columns = sum(map(_columns, cells))
    rule = f"| {' | '.join(['---'] * columns)} |\n"
    if group.tag == "thead" or all(cell.tag == "th" for cell in cells):
        return line + rule
    headed = any(part.tag == "thead" for part in _elements(above[-2]))
    return line if headed else f"| {' | '.join([''] * columns)} |\n{rule}{line}"


def _elements(node: Node) -> list[Node]:
    return [part for part in node.parts if isinstance(part, Node)]


# ── what no text has: questions with their levels, and parts that open ──


def _level(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    """One level of a question, or one choice of a fact."""
    return f"\n* {' '.join(text.split())}"


def _question(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    return f"\n\n**{' '.join(text.split())}**\n\n"


def _name(node: Node, text: str, within: Within, above: tuple[Node, ...]) -> str:
    """What can be opened stands open, under its name."""
    return f"\n\n**{text.strip()}**\n\n"


LISTS = {"ul", "ol"}
WRITERS: Mapping[str, Write] = {
    **dict.fromkeys(("article", "div", "section", "dl"), _block),
    **dict.fromkeys(("table", "figcaption", "fieldset"), _apart_from_all),
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("b", "strong"), _marked("**")),
    **dict.fromkeys(("em", "i"), _marked("*")),
    **dict.fromkeys(("del", "s"), _marked("~~")),
    **dict.fromkeys(("sub", "sup"), _marked("")),
    **dict.fromkeys(("code", "kbd", "samp"), _code),
    **dict.fromkeys(LISTS, _list),
    **dict.fromkeys(("td", "th"), _cell),
    "a": _link,
    "blockquote": _quote,
    "br": _break,
    "caption": _caption,
    "dd": _meaning,
    "dt": _term,
    "hr": lambda node, text, within, above: "\n\n---\n\n",
    "img": _picture,
    "label": _level,
    "legend": _question,
    "li": _entry,
    "p": _paragraph,
    "pre": _lines_of_code,
    "q": lambda node, text, within, above: f'"{text}"',
    "summary": _name,
    "tr": _row,
}
