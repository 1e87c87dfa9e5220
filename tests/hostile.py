"""Files and links that somebody made to break a reader, each with a name: what runs, what freezes, what lies, what is lost."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from assessment.codec import canonical

RUNNING = {
    "a script": "<script>window.ran=1</script>",
    "an image": "<img src=x onerror=window.ran=1>",
    "an image after a quote": '"><img src=x onerror=window.ran=1>',
    "an image after an apostrophe": "'><img src=x onerror=window.ran=1>",
    "a drawing": "<svg onload=window.ran=1>",
    "a script in a drawing": "<svg><script>window.ran=1</script></svg>",
    "a frame": '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    "an address": "javascript:window.ran=1",
    "an address in capitals": "JaVaScRiPt:window.ran=1",
    "an address with a tab": "java\tscript:window.ran=1",
    "an address of data": "data:text/html,<script>parent.ran=1</script>",
    "an old address": "vbscript:window.ran=1",
    "a handler after a quote": '" autofocus onfocus="window.ran=1',
    "a template": "{{constructor.constructor('window.ran=1')()}}",
    "a template of another kind": "${window.ran=1}",
    "an end of a style": "</style><img src=x onerror=window.ran=1>",
    "an end of a title": "</title><script>window.ran=1</script>",
    "an end of a text area": "</textarea><script>window.ran=1</script>",
    "an end of a comment": "--><script>window.ran=1</script>",
    "markup that changes when it is written": "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=window.ran=1>",
    "markup without a script": "<noscript><p title='</noscript><img src=x onerror=window.ran=1>'>",
    "a form": "<form action=//elsewhere.example><button>Go</button></form>",
    "a base": "<base href=//elsewhere.example/>",
    "a refresh": '<meta http-equiv=refresh content="0;url=javascript:window.ran=1">',
    "an entity": "&lt;script&gt;window.ran=1&lt;/script&gt;",
    "a null in a tag": "<scr\0ipt>window.ran=1</scr\0ipt>",
    "a wide bracket": "\uff1cscript\uff1ewindow.ran=1\uff1c/script\uff1e",
}
LYING = {
    "text turned over": "\u202egnp.exe",
    "text turned and back": "\u2067a\u2069\u2066b\u2069",
    "nothing to see": "\u200b\u200c\u200d\ufeff",
    "half of a character": "\ud800",
    "the other half": "\udc00x",
    "no character": "\ufffe\uffff",
    "controls": "\0\x01\x07\x08\x1b[2J\x7f\x9b",
    "line ends of every kind": "a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch",
    "marks on marks": "Z" + "\u0335" * 400,
    "a letter that looks like another": "\u0430d-hoc",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 50,
    "tags": "\U000e0041\U000e0042",
    "a formula": '=HYPERLINK("https://elsewhere.example")',
}
PROTOTYPES = (
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "__defineGetter__",
    "__lookupSetter__",
    "isPrototypeOf",
    "toJSON",
    "then",
    "length",
    "name",
    "__class__",
    "__init__",
    "__dict__",
    "",
    " ",
    "0",
    "-1",
    "null",
    "undefined",
    "NaN",
    "../../x",
    "q-frm-01",
)
VALUES: Mapping[str, object] = {
    "nothing": None,
    "true": True,
    "zero": 0,
    "minus one": -1,
    "a fraction": 0.1,
    "more than a double holds": 2**53 + 1,
    "a text": "no",
    "a list": ["no"],
    "an empty list": [],
    "an object": {"level": "no"},
    "an object without anything": {},
    "an object that says what it is": {"toString": None, "valueOf": None},
    "a deep list": [[[[[[[[[[["x"]]]]]]]]]]],
    "a long text": "x" * 100_000,
}


def sheets() -> dict[str, str]:
    """Files of answers."""
    answer = {"level": "no"}
    found: dict[str, object] = {}
    for name, text in {**RUNNING, **LYING}.items():
        found[f"{name} in every text"] = {
            "name": text,
            "facts": {"people": text, text: "yes"},
            "target": text,
            "answers": {"FRM-01": {"level": "no", **dict.fromkeys(("note", "link", "owner", "date", "review_by"), text)}, text: answer},
        }
        found[f"{name} as a level"] = {"answers": {"FRM-01": {"level": text}, "FRM-02": {"not_applicable": text}}}
    for name in PROTOTYPES:
        found[f"an item called '{name}'"] = {"facts": {name: "yes"}, "answers": {name: answer, "FRM-01": answer}}
        found[f"a part called '{name}'"] = {"answers": {"FRM-01": {**answer, name: "x"}}, name: {"polluted": True}}
    for name, value in VALUES.items():
        for part in ("name", "facts", "answers", "target", "format"):
            found[f"{name} as {part}"] = {"answers": {"FRM-01": answer}, part: value}
        found[f"{name} as an answer"] = {"answers": {"FRM-01": value}}
        found[f"{name} as a note"] = {"answers": {"FRM-01": {"level": "no", "note": value}}}
        found[f"{name} as the file"] = value
    return {name: json.dumps(value) for name, value in found.items()} | TEXTS


TEXTS = {
    "no byte": "",
    "a space": " ",
    "a byte order mark": '\ufeff{"answers":{}}',
    "wide letters read as narrow ones": "\xff\xfe{\0}\0",
    "a page to sign in": "<!doctype html><title>Sign in</title><form><input name=password></form>",
    "a table": "item,level\nFRM-01,no\n",
    "a picture": "\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "an archive": "PK\x03\x04\x14\0\0\0\x08\0",
    "a call": 'alert({"answers":{}})',
    "a comment": '{"answers":{}} // x',
    "a comma too many": '{"answers":{},}',
    "apostrophes": "{'answers':{}}",
    "two values": '{"answers":{}}{"answers":{}}',
    "a key twice": '{"answers":{"FRM-01":{"level":"no"}},"answers":{}}',
    "an item twice": '{"answers":{"FRM-01":{"level":"no"},"FRM-01":{"level":"enforced"}}}',
    "a key twice in other letters": '{"answers":{},"\\u0061nswers":{"FRM-01":{"level":"no"}}}',
    "no number": '{"answers":{"FRM-01":{"level":NaN}}}',
    "no end of a number": '{"answers":{"FRM-01":{"level":Infinity}}}',
    "a number too large": '{"answers":{"FRM-01":{"level":1e999}}}',
    "a number of many digits": '{"answers":{"FRM-01":{"level":' + "9" * 100_000 + "}}}",
    "a fraction of many digits": '{"answers":{"FRM-01":{"level":0.' + "9" * 100_000 + "}}}",
    "deep brackets": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
    "deep objects that end": '{"a":' * 5_000 + "1" + "}" * 5_000,
    "brackets in a text": '{"name":"' + "[" * 100_000 + '","answers":{}}',
    "a text that never ends": '{"name":"' + "\\" * 99_999,
    "two megabytes and one byte": '"' + "x" * 2_000_000 + '"',
    "many items": canonical({"answers": {f"X-{n}": {"level": "no"} for n in range(10_000)}}),
    "many lines": json.dumps({"answers": {f"X-{n}": {"level": "no"} for n in range(10_000)}}, indent=1),
    "a result of no questionnaire": '{"format":"fieldworthy-result/1","questionnaire":"__proto__","answers":{}}',
    "a format of tomorrow": '{"format":"fieldworthy-answers/99","answers":{}}',
}

BOMB = "a: &a [x, x]\n" + "".join(f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True))
WRITTEN = {
    "an alias bomb": BOMB,
    "a bomb of nine": "\n".join(
        [
            "a: &a [" + ",".join(["lol"] * 9) + "]",
            *(f"{n}: &{n} [" + ",".join([f"*{b}"] * 9) + "]" for b, n in zip("abcdefgh", "bcdefghi", strict=True)),
        ]
    ),
    "a merge bomb": "a: &a {x: 1}\n" + "".join(f"{n}: &{n} {{<<: [*{b}, *{b}]}}\n" for b, n in zip("abcdefg", "bcdefgh", strict=True)),
    "a list that holds itself": "&a [*a]",
    "an object of Python": "!!python/object/apply:os.system ['id']",
    "a module of Python": "!!python/module:os",
    "a name of Python": "a: !!python/name:os.system",
    "a tag of nobody": "a: !x b",
    "a tag of the network": "a: !<tag:elsewhere.example,2026:x> b",
    "bytes": "a: !!binary aGFsbG8=",
    "a date": "id: 2026-11-20",
    "sixties": "id: 1:20:33",
    "a number that loses its end": "id: 1.10",
    "no": "id: no",
    "another no": "no: no",
    "eight": "id: 0o17",
    "a key twice": "id: a\nid: b",
    "a list as key": "? [a]\n: b",
    "an object as key": "? {a: b}\n: c",
    "two documents": "id: a\n---\nid: b",
    "a version": "%YAML 9.9\n---\nid: a",
    "a directive": "%TAG ! tag:elsewhere.example,2026:\n---\nid: !a b",
    "a tab": "items:\n\t- a",
    "no end of a text": 'id: "a',
    "no end of a list": "items: [a",
    "too many ends": "items: ]",
    "deep lists": "[" * 50_000,
    "deep dashes": "- " * 50_000,
    "deep questions": "? " * 50_000,
    "a null": "id: a\0b",
    "half of a character": "id: \ud800",
    "a bell": "id: \x07",
    "a mark": "\ufeffid: a",
    "nothing": "",
    "only a comment": "# a",
    "only a text": "a",
    "a long line": "id: " + "x" * 1_000_000,
    "many keys": "".join(f"k{n}: {n}\n" for n in range(10_000)),
    "many items": "items:\n" + "- {}\n" * 20_000,
}


def links() -> dict[str, str]:
    """What stands behind the mark of a shared link."""
    found = {
        "nothing": "",
        "a point": ".",
        "the version alone": "1.",
        "another version": "2.x",
        "a version of many digits": "9" * 50 + ".",
        "no version": "gate-check",
        "markup": "<img src=x onerror=window.ran=1>",
        "markup that is written out": "%3Cimg%20src=x%20onerror=window.ran=1%3E",
        "a text turned over": "1.\u202egate-check",
        "half of a character": "1.\ud800",
        "a million letters": "1." + "A" * 1_000_000,
        "a million marks": "1." + "~" * 1_000_000,
    }
    bodies = {
        "no section": "1.",
        "one section": "1.gate-check",
        "no levels": "1.gate-check~2026.1~.~.FRM~0~.",
        "a level out of reach": "1.gate-check~2026.1~.no~.FRM~9~.",
        "a place that is none": "1.gate-check~2026.1~.no~.FRM~z~.",
        "a place of another script": "1.gate-check~2026.1~.no~.FRM~\u0661~.",
        "an item twice": "1.gate-check~2026.1~.no~.FRM~0~FRM~0~.",
        "an item twice in two sections": "1.gate-check~2026.1~.no~.FRM~0~.FRM-01~0",
        "a run of many items": "1.gate-check~2026.1~.no~.FRM~" + "0" * 150_000 + "~.",
        "many fields": "1.gate-check~2026.1~.no~.~." + "~".join(["a", "0"] * 40_000),
        "a field without its pair": "1.gate-check~2026.1~.no~.FRM~.",
        "a choice without facts": "1.gate-check~2026.1~.no~.~.~.yes",
        "an empty choice": "1.gate-check~2026.1~.no~.~.~.~.",
        "a fact twice": "1.gate-check~2026.1~.no~.~.~.yes~people~.no~people",
        "an edition beyond Unicode": "1.gate-check~_FFFFFF_~.no~.~.",
        "an edition of half a character": "1.gate-check~_D800_~.no~.~.",
        "an edition of markup": "1.gate-check~_3C_img_20_src=x_20_onerror=window.ran=1_3E_~.no~.~.",
        "an edition turned over": "1.gate-check~_202E_~.no~.~.",
        "another questionnaire": "1.__proto__~2026.1~.no~.~.",
        "a questionnaire of markup": "1.<img src=x onerror=window.ran=1>~2026.1~.no~.~.",
        "a questionnaire without a name": "1.~2026.1~.no~.~.",
        "a target of markup": "1.gate-check~2026.1~<img src=x onerror=window.ran=1>~.no~.~.",
        **{f"an item called '{name}'": f"1.gate-check~2026.1~.no~.~.{name}~0~.yes~{name}" for name in PROTOTYPES},
    }
    return found | {f"{name}, with its check": mended(body) for name, body in bodies.items()}


def mended(body: str) -> str:
    """A link with the check that belongs to it."""
    return f"{body}~.{zlib.crc32(body.encode('utf-8', 'surrogatepass')):08x}"


def questionnaires(sound: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A sound questionnaire in JSON with texts that run or lie in each place for words, and names that mean something to a script."""
    for name, text in {**RUNNING, **LYING}.items():
        yield f"{name} in every text", json.dumps(_worded(sound, text))
    for name in PROTOTYPES:
        yield f"an item called '{name}'", json.dumps({**sound, "items": [{**sound["items"][0], "id": name}, *sound["items"][1:]]})
        yield f"a key called '{name}'", json.dumps({**sound, name: {"polluted": True}})
    for name, value in VALUES.items():
        for part in ("id", "items", "scale", "lam"):
            yield f"{name} as {part}", json.dumps({**sound, part: value})


WORDS = {"title", "question", "name", "means", "help", "label", "weight_reason", "who_knows", "no", "ad-hoc", "repeatable", "enforced"}


def _worded(value: Any, text: str) -> Any:
    if isinstance(value, Mapping):
        return {key: text if key in WORDS and isinstance(part, str) else _worded(part, text) for key, part in value.items()}
    return [_worded(one, text) for one in value] if isinstance(value, list) else value
