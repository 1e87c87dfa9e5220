"""Sums where arithmetic decides: `calculate`, with a command for each calculator that takes its fields as options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from assessment.authoring import words
from assessment.authoring.command import files, options, tables
from assessment.authoring.command.files import Output
from assessment.codec import Unreadable, canonical, plain
from assessment.numerals import exactly

if TYPE_CHECKING:
    from assessment.calculation import Calculation
    from assessment.calculator_fields import Calculator, Field

HUNDREDTH = Fraction(1, 100)


def _calculators() -> Mapping[str, Calculator]:
    from assessment.calculator_fields import CALCULATORS  # which no other command needs to load

    return CALCULATORS


class _Calculators(click.Group):
    """One command for each calculator, made of its declaration."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_calculators())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        one = _calculators().get(cmd_name)
        return _command(one) if one else None


@click.group(cls=_Calculators, invoke_without_command=True)
@click.pass_context
def calculate(ctx: click.Context) -> None:
    """Do a sum that decides: sample size, cost, alarms, error budget.

    Without a calculator they are listed, each with the question that it answers. A share is written as 0.12 or as 12%; whatever is left
    out has the number of the worked example.

    \b
    Example:
      fieldworthy calculate sample-size --baseline 0.12 --effect 0.01
    """
    if ctx.invoked_subcommand is None:
        from assessment.calculator_words import CALCULATORS_HEAD

        rows = [(one.id, one.question) for one in _calculators().values()]
        files.show("\n".join(tables.table(CALCULATORS_HEAD, rows)) + "\n")


def _command(one: Calculator) -> click.Command:
    def run(*, as_json: bool, output: Output, **given: str | None) -> None:
        texts = {field.id: _text(field, text) for field in one.fields if (text := given[field.name]) is not None}
        output.write(_written(one, texts, as_json=as_json))

    made: Callable[..., None] = options.output(options.as_json(run))
    for field in reversed(one.fields):
        made = click.option(f"--{field.id}", field.name, metavar=_metavar(field), show_default=_default(field), help=_help(field))(made)
    return click.command(one.id, help=words.calculator_help(one.title, one.question))(made)


def _written(one: Calculator, texts: Mapping[str, str], *, as_json: bool) -> str:
    from assessment.calculation import Calculation, calculate

    done = calculate(one, texts)
    if not isinstance(done, Calculation):
        raise Unreadable(tuple(replace(problem, where=f"--{problem.where}") for problem in done))
    return canonical(_plain(done)) if as_json else files.printable(tables.chapter(done.chapter))


def _plain(done: Calculation) -> Mapping[str, object]:
    """What scripts want: what was given and what came of it as exact numbers, shares between 0 and 1, and the sentences."""
    return {
        "calculator": done.calculator,
        "given": plain(done.values),
        "result": plain(done.result),
        "sentences": list(done.sentences),
    }


def _text(field: Field, text: str) -> str:
    """A text of the command in the unit of the field: a share may be written as 0.12 or as 12%."""
    from assessment.calculator_fields import NUMBER

    share = field.unit.worth == HUNDREDTH and not text.endswith("%") and NUMBER.fullmatch(text)
    return exactly(Fraction(text) / HUNDREDTH) if share else text.removesuffix("%")


def _metavar(field: Field) -> str:
    return "SHARE" if field.unit.worth == HUNDREDTH else "MONEY" if field.unit.before else "NUMBER"


def _default(field: Field) -> str:
    """The number of the worked example, as it may be given."""
    return exactly(field.default).replace("−", "-") + ("%" if field.unit.worth == HUNDREDTH else "")


def _help(field: Field) -> str:
    return f"{field.label}. {field.help}".strip()
