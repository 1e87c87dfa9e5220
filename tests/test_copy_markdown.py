"""What is on a page says the same as Markdown: each element in its own way, and blanks as a browser shows them."""

from __future__ import annotations

import pytest

from assessment.authoring.copy_markdown import markdown

HERE = "https://example.org/b/data/"

CASES = {
    "emphasis": ("<p>a<em> b </em>c<strong>d</strong> <b></b><del>e</del></p>", "a *b* c**d** ~~e~~"),
    "no markup": ("<p>2 * 3_4</p>", r"2 \* 3\_4"),
    "code": ("<p><code>a*b</code> <code>a`b</code> <kbd> c </kbd></p>", "`a*b` `` a`b ``  `c`"),
    "lines of code": ("<div><pre><code>\n a\n\n\n  b_c\n</code></pre></div>", "```\n a\n\n  b_c\n```"),
    "heading": ('<h2 id="x">A  <code>b</code>\nc</h2><h4 id="y">D</h4>', f"## [A `b` c]({HERE}#x)\n\n#### D"),
    "link": ('<p>See<a href="../x/#y" title="Z"> it</a>, <a id="z">there</a>.</p>', "See [it](https://example.org/b/x/#y), there."),
    "blanks": ("<div>\n <p> a\n b\tc </p>\n\n<p>d</p> e</div>", "a\nb c\n\nd\n\ne"),
    "line break": ("<p>a<br>b</p>", "a\nb"),
    "rule": ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
    "quotation": ("<blockquote><p>a</p>\n<p>b</p></blockquote>", "> a\n>\n> b"),
    "picture": ('<p><img src="a.svg" alt="A"></p><h3>x <img src="b.svg" alt="B"></h3>', "![A](a.svg)\n\n### x B"),
    "list": ("<ul><li>a<ul><li>b</li></ul></li>\n<li><p>c</p><p>d</p></li></ul><p>e</p>", "* a\n  * b\n* c\n\n  d\n\ne"),
    "numbered": ('<ol start="9"><li>a</li><li>b<br>c</li></ol>', "9. a\n10. b\n    c"),
    "meanings": ("<dl><dt>a\n b</dt><dd><p>c</p><p>d</p></dd><dd>e</dd></dl>", "a b\n:   c\n\n    d\n:   e"),
    "table": (
        "<table><thead>\n<tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>c<br>d</td><td><p>e</p></td></tr></tbody></table>",
        "| a | b |\n| --- | --- |\n| c d | e |",
    ),
    "table with a foot": (
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>c</td></tr></tfoot></table>",
        "| a |\n| --- |\n| b |\n| c |",
    ),
    "table without a head": (
        '<table><caption>x</caption><tbody><tr><td>a</td><td colspan="2">b</td></tr><tr><td>c</td></tr></tbody></table>',
        "x\n\n|  |  |  |\n| --- | --- | --- |\n| a | b | |\n| c |",
    ),
    "row of heads": ('<table><tbody><tr><th scope="col">a</th></tr><tr><th>b</th></tr></tbody></table>', "| a |\n| --- |\n| b |"),
    "question": (
        "<form><fieldset><legend><b>A</b> Is\nit?</legend><label><input type=radio> Yes\n so</label><label>No</label></fieldset></form>",
        "****A** Is it?**\n\n* Yes so\n* No",
    ),
    "what opens": ("<details><summary> More </summary><p>a</p></details>", "**More**\n\na"),
    "left out": (
        '<p>a<button>b</button> <span hidden>c</span><script>d</script></p><p class="x fw-trouble">e</p><noscript>f</noscript>',
        "a",
    ),
    "entities": ("<p>&lt;b&gt; &amp;amp; &eacute;&nbsp;x</p>", "<b> &amp; \u00e9\u00a0x"),
    "small print": ("<p>H<sub>2</sub>O <small>a</small> <abbr title=x>B</abbr> <q>c</q></p>", 'H2O a B "c"'),
}


@pytest.mark.parametrize(("html", "written"), CASES.values(), ids=CASES)
def test_an_element_is_written_as_markdown_has_it(html: str, written: str) -> None:
    assert markdown(f"<article>{html}</article>", HERE) == f"{written}\n"
