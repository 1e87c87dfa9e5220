"""The one place that knows MkDocs' events: what the browser loads is written before each build, and Markdown copies after it."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from assessment.authoring import bundle, copies, runtime
from assessment.authoring.markdown import current
from assessment.codec import Unreadable


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop before anything is written when the content is wrong, with every problem as `file:line: …`."""
    docs = Path(config.docs_dir)
    try:
        bundle.build(current(docs), docs, runtime.default_cache(), config.site_url or "")
    except (Unreadable, runtime.RuntimeMissing) as error:
        raise Abort(f"\n{error}\n") from None


def on_post_build(config: MkDocsConfig) -> None:
    """Copy every page as Markdown and list the copies in llms.txt."""
    copies.write(Path(config.site_dir))
