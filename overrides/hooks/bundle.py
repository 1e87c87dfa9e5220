"""What is read and written before a build, for each page, and after it, at MkDocs' events; `served.py` has what only serving needs."""

import gc
from dataclasses import dataclass
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
from assessment.authoring.content import Content, current
from assessment.codec import Unreadable

OURS = "assessment.authoring.markdown"


@dataclass(slots=True)
class _Build:
    """What MkDocs was started for, and what lay in the sources when it began to build."""

    command: str = ""
    guide: Content | None = None


_build = _Build()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember what MkDocs was started for."""
    _build.command = command


def on_config(config: MkDocsConfig) -> None:
    """Let the site's icon stand in every page, where it costs no request of its own."""
    icon = Path(str(config.theme.custom_dir), config.theme["favicon"])
    config.theme["favicon"] = f"data:image/svg+xml,{quote(icon.read_text(encoding='utf-8').strip(), safe=' =:/')}"


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop before anything is written when the content is wrong, with every problem as `file:line: …`."""
    gc.disable()  # what a build makes it needs to its end, so that looking for what it does not costs much and finds little
    docs = Path(config.docs_dir)
    try:
        _build.guide = current(docs)
        bank = _build.guide.bank
        published.check(bank, docs)
        if _build.command != "serve":  # where served.py does both in its own way
            published.publish(bank, docs)
            config.mdx_configs.setdefault(OURS, {})["content"] = _build.guide
        cards.publish(bank, docs)
        bundle.build(bank, docs, runtime.default_cache(), config.site_url or "")
    except (Unreadable, runtime.RuntimeMissing, quick.Unproven) as error:
        raise Abort(f"\n{error}\n") from None


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Put what a page says to machines where the template finds it."""
    docs = Path(config.docs_dir)
    page.meta["machines"] = linked_data.head(_guide().shelf, docs, page.url, config.site_url or "", page.meta.get("description", ""))


def on_post_build(config: MkDocsConfig) -> None:
    """Copy every page as Markdown, write what no page of the sources is, the bill of materials too, protect it all, and list it.

    While it is being written, a site goes without its policy, which would stop the script by which MkDocs shows each change at once; nor is
    there a list of what a device may keep, or a small page that nobody asked for.
    """
    site = Path(config.site_dir)
    copies.write(site)
    materials.write(site)
    if _build.command != "serve":
        _complete(site, _guide(), config.site_url or "")
    gc.enable()


def _complete(site: Path, guide: Content, root: str) -> None:
    try:
        policy.protect(site, published_pages.made(guide.bank, guide.shelf, root))
    except Unreadable as error:
        raise Abort(f"\n{error}\n") from None
    offline.write(site, guide.bank.edition, get_build_date(), language.chosen())


def on_build_error(error: Exception) -> None:
    """Leave nothing behind that is only for the time of a build."""
    gc.enable()


def _guide() -> Content:
    assert _build.guide is not None  # no page is made before
    return _build.guide
