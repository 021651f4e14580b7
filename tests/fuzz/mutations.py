"""Changes to real input that programs stumble over."""

from __future__ import annotations

import random

from tests.pull.edited import zipped
from tests.pull.hostile import parts

WORDS = r"""
{ } {{ }} {% %} {# [ ] ( ) < > & &amp; * ** _ ` # ## \ \x41 " ' "" '' null ~ true no 0 -1 1e309 0x10 1_000 1.5
2.092 73,71 nan {O.1.1.target} {O.1.1.name:lower} {operations.alpha|x} {a.b:c|d} {O.1.1.target {programme}
{count} https://x [a](b) [a]: klzzwxh:0001 <b> </p> <!-- <![CDATA[ =SUM(A1) $x$ @ref (a) a) 1. !!str &a *a #set
99999999999999999999999999999999999999
"""
SPACED = (
    "- ",
    ": ",
    "? ",
    "| ",
    ">-\n",
    "---\n",
    "...\n",
    "<<: ",
    "%YAML 1.3\n",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "    ",
)
ODD = "\u00a0\ufeff\u2028\u200b\u202e\u0301čǆß\U0001f600\0\x07\x85\ud800\ufffe"
JINJA = (
    "{{ programme }}",
    "{{ x.y }}",
    "{% for i in x %}",
    "{% endfor %}",
    "{% if %}",
    "{% endif %}",
    "{% set x = 1 %}",
)
TOKENS = (*WORDS.split(), *SPACED, *ODD, *JINJA)
"""What means something to one of the readers."""
LONG = (10, 100, 1_000, 20_000)


def mutated(chance: random.Random, text: str, others: tuple[str, ...] = ()) -> str:
    """The text after a few changes; ``others`` are texts to take pieces of."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 1, 2, 10, 100)))
        match chance.randrange(7):
            case 0:
                piece = chance.choice(TOKENS)
            case 1:
                piece = chance.choice(TOKENS) * chance.choice(LONG)
            case 2:
                piece = ""
            case 3:
                piece = text[start:end] * 2
            case 4:
                piece = chr(
                    chance.choice((chance.randrange(0x80), chance.randrange(0x3000), chance.randrange(0x110000)))
                )
            case 5:
                other = chance.choice(others or (text,))
                place = chance.randint(0, len(other))
                piece = other[place : place + chance.choice((1, 10, 200))]
            case _:
                lines = text.split("\n")
                chance.shuffle(lines)
                text, piece = "\n".join(lines), ""
        text = text[:start] + piece + text[end:]
    return text


def mutated_bytes(chance: random.Random, content: bytes) -> bytes:
    """The bytes after a few changes."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        start = chance.randint(0, len(changed))
        end = min(len(changed), start + chance.choice((0, 1, 2, 16, 1_000)))
        piece = chance.choice((b"", b"\0", b"\xff" * 4, chance.randbytes(4), bytes(changed[start:end]) * 2))
        changed[start:end] = piece
    return bytes(changed)


def mutated_docx(chance: random.Random) -> bytes:
    """A Word file with bytes changed anywhere, or with one of its parts changed, renamed or left out."""
    entries = parts()
    name = chance.choice(sorted(entries))
    match chance.randrange(5):
        case 0:
            return mutated_bytes(chance, zipped(entries))
        case 1:
            del entries[name]
        case 2:
            entries[mutated(chance, name).encode("utf-8", "replace").decode()[:1_000] or "x"] = entries.pop(name)
        case 3:
            entries[name] = mutated_bytes(chance, entries[name])
        case _:
            text = mutated(chance, entries[name].decode("utf-8", "replace"))
            entries[name] = text.encode("utf-8", "replace")
    return zipped(entries)
