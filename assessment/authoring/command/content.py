"""What authors write: `check` it, `build` a questionnaire, `bundle` what the browser loads, `release` it, complete a built site."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from assessment.authoring import own, words
from assessment.authoring import published_words as says
from assessment.authoring.command import files, guide, options
from assessment.authoring.command.files import Output
from assessment.authoring.command.guide import INSTALLED, load
from assessment.codec import Unreadable, canonical, plain, write_questionnaire
from assessment.model import Problem, Questionnaire

WRONG = 1


@click.command()
@click.argument("written", metavar="[FILE…]", type=options.FILE, nargs=-1)
@options.guide
@click.option(
    "--today",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Also list rows of law that are past their review on this day, such as 2026-11-20; without it no date is looked at.",
)
@options.as_json
def check(*, written: tuple[Path, ...], folder: Path, today: datetime | None, as_json: bool) -> None:
    """List everything wrong in a guide or a file.

    Each FILE is a questionnaire of your own; without one the guide is read. Every problem is listed with its file and line. A
    questionnaire is proved when it is checked: what is said of it in the end holds for any answers.

    \b
    Example:
      fieldworthy check my-questionnaire.yml

    \b
    Ends with
      0  nothing is wrong
      1  something is, and all of it is listed
    """
    if written:
        _check_own(written, as_json=as_json)
    else:
        _check_guide(folder, today.date().isoformat() if today else None, as_json=as_json)


@click.command()
@click.argument("written", metavar="QUESTIONNAIRE", type=options.Named())
@options.guide
@options.output
def build(*, written: str, folder: Path, output: Output) -> None:
    """Compile a questionnaire of your own.

    QUESTIONNAIRE is a .yml file or an id of the guide. What comes out is canonical JSON, which every other command reads at once.

    \b
    Example:
      fieldworthy build my-questionnaire.yml -o my-questionnaire.json
    """
    output.write(write_questionnaire(guide.named(written, folder)))


@click.command()
@options.guide
@options.site
@options.as_json
def bundle(*, folder: Path, guide: str, as_json: bool) -> None:
    """Write what the browser loads.

    That is the Pyodide runtime, the engine and every questionnaire, below assets/bundle in the guide's folder; and below data, the files
    that readers take along.

    \b
    Example:
      fieldworthy bundle
    """
    from assessment.authoring import bundle as made  # with the runtime's downloader, which no other command needs
    from assessment.authoring import quick, runtime

    if folder == INSTALLED:
        raise Unreadable((Problem(where="bundle", message=words.CHECKOUT_ONLY),))
    try:
        changed = made.build(load(folder), folder, runtime.default_cache(), guide)
    except (runtime.RuntimeMissing, quick.Unproven) as error:
        raise click.ClickException(str(error)) from None
    _register(folder)
    where = str(folder / made.FOLDER)
    files.show(canonical({"changed": bool(changed), "folder": where}) if as_json else words.bundled(where, bool(changed)) + "\n")


@click.command()
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.as_json
def copies(*, site: Path, as_json: bool) -> None:
    """Copy a built site's pages as Markdown.

    SITE is the folder that a site generator wrote. Beside every index.html an index.html.md is written, and at the root llms.txt, which
    lists them all. The build with MkDocs does so by itself.

    \b
    Example:
      fieldworthy copies site
    """
    from assessment.authoring import copy_words

    try:
        from assessment.authoring import copies as made  # with the converter, which no other command needs
    except ModuleNotFoundError as error:
        raise click.ClickException(copy_words.missing(error.name or "")) from None

    count = len(made.write(site)) - 1
    files.show(canonical({"folder": str(site), "pages": count}) if as_json else copy_words.copied(str(site), count) + "\n")


@click.command()
@options.guide
@click.option(
    "--date",
    "day",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    show_default="today",
    help="The day of the release, such as 2026-11-20; an edition that is out already keeps its own.",
)
@options.as_json
def release(*, folder: Path, day: datetime | None, as_json: bool) -> None:
    """Keep the words of this edition for ever.

    The text of every section, item, case, row and term goes to published/ in the guide's folder, together with the addresses that must
    never go without a redirect. A second release of the same words changes nothing; other words need a higher edition.

    \b
    Example:
      fieldworthy release --date 2026-11-20
    """
    from assessment.authoring import editions, published

    if folder == guide.INSTALLED:
        raise Unreadable((Problem(where="release", message=words.CHECKOUT_ONLY),))
    bank = guide.load(folder)
    published.check(bank, folder)
    shelf = published.current(bank, folder)
    edition, changed = editions.release(folder, shelf.register, bank.edition, (day.date() if day else date.today()).isoformat())
    told = {"edition": edition.number, "date": edition.date, "things": len(edition.hashes), "changed": [file.name for file in changed]}
    files.show(canonical(told) if as_json else says.released(edition.number, len(edition.hashes), bool(changed)) + "\n")


@click.command()
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.guide
@click.option(
    "--site-url",
    "root",
    metavar="URL",
    envvar="SITE_URL",
    default="",
    show_default="the environment's SITE_URL",
    help="The site's public address, as references name it.",
)
@options.as_json
def publish(*, site: Path, folder: Path, root: str, as_json: bool) -> None:
    """Write what no site generator makes into a built site.

    SITE is the folder with the built site. Short addresses, wordings of earlier editions, embeds and redirects are added to it as plain
    pages. A build by MkDocs does so by itself; after another generator this command does.

    \b
    Example:
      fieldworthy publish site --site-url https://example.org/guide/
    """
    from assessment.authoring import published, published_pages

    bank = guide.load(folder)
    published.check(bank, folder)
    count = published_pages.write(bank, published.current(bank, folder), site, root if not root or root.endswith("/") else f"{root}/")
    files.show(canonical({"files": count, "folder": str(site)}) if as_json else says.wrote(count, str(site)) + "\n")


@click.command()
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.as_json
def protect(*, site: Path, as_json: bool) -> None:
    """Put the security policy into a built site.

    SITE is the folder with the built site, complete. Every page gets the policy in its head, and the same text can be sent as the header
    Content-Security-Policy. Nothing is written while a page holds what the policy would stop. A build by MkDocs does so by itself.

    \b
    Example:
      fieldworthy protect site
    """
    from assessment.authoring import policy, policy_words

    rule = policy.protect(site)
    files.show(canonical({"folder": str(site), "policy": rule}) if as_json else policy_words.protected(str(site), rule) + "\n")


@click.command()
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.as_json
def materials(*, site: Path, as_json: bool) -> None:
    """Write what a built site ships, and under which licenses.

    SITE is the folder with the built site. At its root, sbom.cdx.json (CycloneDX) names everything that others made with the hash of each
    file, and licenses.txt holds the texts. A build by MkDocs does so by itself.

    \b
    Example:
      fieldworthy materials site
    """
    from assessment.authoring import materials as made
    from assessment.authoring import materials_words

    written = [file.name for file in made.write(site)]
    files.show(canonical({"files": written, "folder": str(site)}) if as_json else materials_words.wrote(str(site)) + "\n")


@click.command()
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.guide
@click.option("--date", "day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day of the build; today without it.")
@options.as_json
def offline(*, site: Path, folder: Path, day: datetime | None, as_json: bool) -> None:
    """List what a device may keep of a built site.

    SITE is the folder with the built site, complete and protected. The list, kept.json at its root, holds the hash of every file that
    the switch on the page about privacy fetches. A build by MkDocs does so by itself.

    \b
    Example:
      fieldworthy offline site
    """
    from assessment.authoring import language, offline_words
    from assessment.authoring import offline as made

    found = made.write(site, guide.load(folder).edition, (day.date() if day else date.today()).isoformat(), language.chosen())
    told = {"bytes": sum(one.bytes for one in found), "files": len(found), "folder": str(site)}
    files.show(canonical(told) if as_json else offline_words.wrote(str(site), made.megabytes(found), len(found)) + "\n")


def _register(folder: Path) -> None:
    """Hold the guide against what was released, and write what it publishes as data and pictures."""
    from assessment.authoring import cards, published

    bank = guide.load(folder)
    published.check(bank, folder)
    published.publish(bank, folder)
    cards.publish(bank, folder)


@click.command()
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.as_json
def compress(*, site: Path, as_json: bool) -> None:
    """Compress a built site's files beforehand.

    SITE is the folder that a site generator wrote. Beside every text, program and archive a copy is written that ends in .br, and one
    that ends in .gz, for hosts that send them as they are. `make build` does so by itself.

    \b
    Example:
      fieldworthy compress site
    """
    from assessment.authoring import runtime

    try:
        from assessment.authoring import compressed  # with the compressor, which no other command needs
    except ModuleNotFoundError as error:
        raise click.ClickException(words.missing_for_site(error.name or "")) from None

    count = compressed.write(site, runtime.default_cache())
    files.show(canonical({"copies": count, "folder": str(site)}) if as_json else words.compressed(str(site), count) + "\n")


def _check_guide(folder: Path, today: str | None, *, as_json: bool) -> None:
    from assessment.authoring import bank, publication  # with the readers of schemas and pages, which many commands do without

    try:
        # A wheel brings the guide's data and not all of its pages.
        found = bank.load(folder, today) if folder == guide.INSTALLED else publication.check(folder, today)
    except Unreadable as error:
        _refuse(error.problems, as_json=as_json)
    counts = {
        "items": len(found.items),
        "questionnaires": len(found.questionnaires),
        "evidence": len(found.evidence),
        "frameworks": len(found.frameworks),
    }
    files.show(canonical({**counts, "problems": []}) if as_json else words.guide_counts(**counts) + "\n")


def _check_own(written: tuple[Path, ...], *, as_json: bool) -> None:
    sound: dict[str, Questionnaire] = {}
    problems: list[Problem] = []
    for file in written:
        try:
            sound[str(file)] = own.read(files.read(file), str(file))
        except Unreadable as error:
            problems += error.problems
    if as_json:
        counts = [{"file": file, "id": one.id, **_counts(one)} for file, one in sound.items()]
        files.show(canonical({"questionnaires": counts, "problems": plain(tuple(problems))}))
    else:
        files.show(files.printable("".join(f"{file}: {words.proved(**_counts(one))}\n" for file, one in sound.items())))
        files.tell(problems)
    if problems:
        raise SystemExit(WRONG)


def _counts(questionnaire: Questionnaire) -> dict[str, int]:
    return {"items": len(questionnaire.items), "stages": len(questionnaire.stages), "bands": len(questionnaire.bands)}


def _refuse(problems: tuple[Problem, ...], *, as_json: bool) -> NoReturn:
    if not as_json:
        raise Unreadable(problems)
    files.show(canonical({"problems": plain(problems)}))
    raise SystemExit(WRONG)
