"""The one place that knows MkDocs' events: what is read and written before a build, for each page, and after it."""

from pathlib import Path
from typing import Literal
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date
from mkdocs.utils.templates import TemplateContext

from assessment.authoring import (
    bundle,
    cards,
    copies,
    language,
    linked_data,
    materials,
    offline,
    policy,
    published,
    published_pages,
    quick,
    runtime,
)
from assessment.authoring.markdown import current
from assessment.codec import Unreadable

_commands: list[str] = []


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember what MkDocs was started for."""
    _commands.append(command)


def on_config(config: MkDocsConfig) -> None:
    """Let the site's icon stand in every page, where it costs no request of its own."""
    icon = Path(str(config.theme.custom_dir), config.theme["favicon"])
    config.theme["favicon"] = f"data:image/svg+xml,{quote(icon.read_text(encoding='utf-8').strip(), safe=' =:/')}"


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop before anything is written when the content is wrong, with every problem as `file:line: …`."""
    docs = Path(config.docs_dir)
    try:
        bank = current(docs)
        published.check(bank, docs)
        published.publish(bank, docs)
        cards.publish(bank, docs)
        bundle.build(bank, docs, runtime.default_cache(), config.site_url or "")
    except (Unreadable, runtime.RuntimeMissing, quick.Unproven) as error:
        raise Abort(f"\n{error}\n") from None


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Put what a page says to machines where the template finds it."""
    docs = Path(config.docs_dir)
    shelf = published.current(current(docs), docs)
    page.meta["machines"] = linked_data.head(shelf, docs, page.url, config.site_url or "", page.meta.get("description", ""))


def on_post_build(config: MkDocsConfig) -> None:
    """Copy every page as Markdown, write what no page of the sources is, the bill of materials too, protect it all, and list it.

    While it is being written, a site goes without its policy, which would stop the script by which MkDocs shows each change at once.
    """
    copies.write(Path(config.site_dir))
    docs = Path(config.docs_dir)
    published_pages.write(current(docs), published.current(current(docs), docs), Path(config.site_dir), config.site_url or "")
    materials.write(Path(config.site_dir))
    if _commands[-1:] != ["serve"]:
        try:
            policy.protect(Path(config.site_dir))
        except Unreadable as error:
            raise Abort(f"\n{error}\n") from None
    offline.write(Path(config.site_dir), current(docs).edition, get_build_date(), language.chosen())
