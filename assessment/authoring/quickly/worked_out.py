"""What Python works out of texts while modules are imported, looked up: code by its source, matchers by their patterns.

While the archive is made nothing is known yet, and what is compiled is noted; in the archive this module ends with all that was noted.
A text that is not known is worked out as ever.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:  # what this imports would be imported at each start
    from collections.abc import Callable
    from types import CodeType

    Compile = Callable[..., object]

codes: "dict[str, CodeType]" = {}
matchers: "dict[tuple[object, int], tuple[object, ...]]" = {}


def execute(source: str, globals: "dict[str, object]", locals: "dict[str, object]") -> None:
    """In place of `exec` in `dataclasses`, which writes the methods of a class as a text."""
    exec(_code(source, "exec"), globals, locals)


def evaluate(source: str, globals: "dict[str, object]") -> object:
    """In place of `eval` in `collections`, which does so for a named tuple."""
    return eval(_code(source, "eval"), globals)


def matching(compile: "Compile", make: "Compile") -> "Compile":
    """In place of `compile` in `re._compiler`, which has a matcher made of what it finds in a pattern."""

    def found(pattern: object, flags: int = 0) -> object:
        known = matchers.get((pattern, flags))
        return make(*known) if known else compile(pattern, flags)

    return found


def _code(source: str, kind: str) -> "CodeType":
    if source not in codes:
        codes[source] = compile(source, "", kind, dont_inherit=True)
    return codes[source]
