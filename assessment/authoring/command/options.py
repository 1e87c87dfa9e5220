"""What several commands take: the questionnaire and its guide, what is asked beside the answers, and where the result goes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import Wanted, shipped
from assessment.authoring.scored import Asked

Command = Callable[..., None]

FILE = click.Path(path_type=Path, allow_dash=True)


class Named(click.types.StringParamType):
    """The name of a questionnaire; a shell completes the guide's ids, or else files."""

    name = "questionnaire"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Whatever begins with what is typed already."""
        ids = sorted(_ids(ctx.params.get("folder") or shipped()))
        return [CompletionItem(id) for id in ids if id.startswith(incomplete)] or [CompletionItem(incomplete, type="file")]


def _ids(guide: Path) -> Iterator[str]:
    """The ids of a guide's questionnaires by the names of its files alone: a shell does not wait until they are read."""
    yield from (path.stem for path in guide.glob("assessments/*.yml") if path.stem not in {"defaults", "self-checks"})
    yield from (path.stem for path in guide.glob("assessments/instruments/*.yml"))
    if (guide / "assessments" / "self-checks.yml").exists():
        yield from (f"check-{path.stem}" for path in guide.glob("lessons/*.yml"))


guide = click.option(
    "--guide",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=shipped,
    show_default="the one that comes with the package",
    help="The folder that holds lessons/, assessments/ and evidence/.",
)

as_json = click.option("--json", "as_json", is_flag=True, help="Print canonical JSON in place of text.")


def wanted(command: Command) -> Command:
    """Adds the guide and the questionnaire, which come in as one `Wanted`."""

    @guide
    @click.option(
        "-q",
        "--questionnaire",
        "name",
        type=Named(),
        show_default="the one that the answers name, else gate-check",
        help="An id of the guide, a compiled .json, or one of your own as .yml.",
    )
    @functools.wraps(command)
    def with_wanted(*arguments: object, folder: Path, name: str | None, **others: object) -> None:
        command(*arguments, wanted=Wanted(folder, name), **others)

    return with_wanted


def asked(command: Command) -> Command:
    """Adds all that a person can ask for beside the answers, which comes in as one `Asked`; nothing else looks at the clock."""

    @click.option("--target", metavar="STAGE", show_default="the one that the answers name", help="The stage you want next.")
    @click.option("--strict", is_flag=True, help="Count a top level without a note or a link as the level below.")
    @click.option(
        "--today",
        metavar="DATE",
        type=click.DateTime(["%Y-%m-%d"]),
        show_default="today",
        help="The day on which evidence may be past its review, such as 2026-11-20.",
    )
    @functools.wraps(command)
    def with_asked(*arguments: object, target: str | None, strict: bool, today: datetime | None, **others: object) -> None:
        day = today.date() if today else date.today()
        command(*arguments, asked=Asked(target=target, strict=strict, today=day.isoformat()), **others)

    return with_asked


def writing(help: str) -> Callable[[Command], Command]:
    """Adds `--output` and `--force`, which come in as one `Output` that may be written to."""

    def adds(command: Command) -> Command:
        @click.option("-o", "--output", "path", type=FILE, help=help)
        @click.option("--force", is_flag=True, help="Let a file be replaced if it exists.")
        @functools.wraps(command)
        def with_output(*arguments: object, path: Path | None, force: bool, **others: object) -> None:
            to = Output(path, force)
            to.check()
            command(*arguments, output=to, **others)

        return with_output

    return adds


def site(command: Command) -> Command:
    """Adds the absolute address of the guide's start, which comes in as `guide` and ends with a slash."""

    @click.option(
        "--site",
        metavar="URL",
        envvar="SITE_URL",
        default="http://127.0.0.1:8000/",
        show_default=True,
        help="The address of the guide's start, for links to sections; SITE_URL sets it too.",
    )
    @functools.wraps(command)
    def with_site(*arguments: object, site: str, **others: object) -> None:
        command(*arguments, guide=f"{site.rstrip('/')}/", **others)

    return with_site


output = writing("Write to this file, which must not exist yet, in place of standard output.")
