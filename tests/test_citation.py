"""How a thing is cited, in every form that a document takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from assessment import __version__
from assessment.authoring import source
from assessment.citation import Citation, Cited, cite
from tests.support import ROOT

SITE = "https://example.org/guide/"


def test_a_released_section_is_cited_by_the_page_of_its_wording() -> None:
    cited = Cited(id="DAT-07", title="Feeds & alarms_1", edition="2027.3", date="2027-11-02", worded="2026.1")

    assert cite(cited, SITE) == Citation(
        link="https://example.org/guide/s/DAT-07/",
        edition_link="https://example.org/guide/s/DAT-07/2026.1/",
        printed="Fieldworthy 2027.3, DAT-07",
        markdown="[Fieldworthy 2027.3, DAT-07](https://example.org/guide/s/DAT-07/2026.1/)",
        html='<a href="https://example.org/guide/s/DAT-07/2026.1/">Fieldworthy 2027.3, DAT-07</a>',
        bibtex="""\
@misc{fieldworthy-2027.3-DAT-07,
  author = {{The Fieldworthy authors}},
  title = {{Feeds \\& alarms\\_1}},
  howpublished = {Fieldworthy 2027.3, DAT-07},
  year = {2027},
  url = {https://example.org/guide/s/DAT-07/2026.1/},
}
""",
        plain="The Fieldworthy authors. “Feeds & alarms_1.” Fieldworthy 2027.3, DAT-07, 2027. https://example.org/guide/s/DAT-07/2026.1/",
    )


def test_before_its_release_a_section_is_cited_by_its_short_address() -> None:
    citation = cite(Cited(id="lessons/framing/case", title="Who says so?", edition="2026.1"), "")

    assert (citation.link, citation.edition_link) == ("s/lessons/framing/case/", "s/lessons/framing/case/")
    assert (
        citation.plain == "The Fieldworthy authors. “Who says so?” Fieldworthy 2026.1, lessons/framing/case, 2026. s/lessons/framing/case/"
    )
    assert citation.bibtex.startswith("@misc{fieldworthy-2026.1-lessons-framing-case,\n")


def test_words_of_a_title_never_become_markup() -> None:
    citation = cite(Cited(id="<i>", title="\\{x}$", edition="2026.1"), "")

    assert citation.html == '<a href="s/<i&gt;/">Fieldworthy 2026.1, &lt;i&gt;</a>'
    assert citation.markdown == "[Fieldworthy 2026.1, \\<i\\>](s/<i>/)"
    assert "title = {{\\textbackslash{}\\{x\\}\\$}}" in citation.bibtex


def test_the_file_for_citing_the_whole_guide_names_its_version() -> None:
    said = cast("Mapping[str, object]", source.read((ROOT / "CITATION.cff").read_text(encoding="utf-8"), "CITATION.cff").data)

    assert (said["version"], said["cff-version"], said["title"]) == (__version__, "1.2.0", "Fieldworthy")
