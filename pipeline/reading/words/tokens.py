"""Text -> tokens and sentences, with character positions that never move."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A number keeps its thousands separators and decimals; a dotted abbreviation ("U.S.") is one word; a possessive is its own token, and so is
# the verb of "they're".
_TOKEN = re.compile(
    r"(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    r"|(?P<cur>US\$|U\.S\.\$|\$US(?=\d)|R(?:MB|mb)(?=[\d¥])|CNY(?=\d)|USD(?=\d)|CN¥|(?:HK|NT|NZ|AU|A|C|S)\$|[$¥￥£€])"
    r"|(?P<poss>['’][sS]\b|(?<=s)['’](?=\s))"
    r"|(?P<short>['’](?:re|ve|ll)\b)"
    r"|(?P<word>(?:[A-Z]\.){2,}|[^\W\d_]++(?:['’](?!(?:[sS]|re|ve|ll)\b)[^\W\d_]+)*(?:\.(?=&[A-Z]))?)"
    r"|(?P<punct>--|[^\w\s\u200d\ufe0f\U0001f300-\U0001faff])"  # a pictograph says nothing: "📦 Zhejiang"
)
_ABBREVIATION = frozenset(
    (
        "jan feb mar apr jun jul aug sep sept oct nov dec mr mrs ms dr no st vs pct approx inc ltd co corp u.s "
        "u.k e.g i.e cf fig mt gen est mln bln tn"
    ).split()
)
_LAST_WORD = re.compile(r"(?:['’]s|[\w.]*)$")
_INITIALS = re.compile(r"[a-z](?:\.[a-z])*")
_SENTENCE_END = re.compile(r"[.!?。！？；](?:[.!?。！？；]*[\"'”’)\]]*(?=\s|$)|(?<=[。！？]))")


@dataclass(slots=True)  # read more often than anything else: the fields of a named tuple take twice as long
class Token:
    """A word, number or sign; ``low`` has a straight apostrophe. ``glue`` is "" when it touches the token before it, "-" when only a
    hyphen or dash stands between them, " " otherwise; such joining hyphens are not tokens of their own."""

    kind: str
    text: str
    low: str
    stem: str
    glue: str


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The form under which vocabulary and text meet: lower case, plural endings off.

    >>> [stem(w) for w in ["countries", "Batteries", "exports", "boxes", "gas", "goods", "vehicles"]]
    ['country', 'battery', 'export', 'box', 'gas', 'goods', 'vehicle']
    """
    low = word.lower().replace("’", "'")
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
        return low[:-1]  # TEUs, EVs
    if len(low) < 4 or low in _KEEP:
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "xes", "sses", "zzes", "luses", "buses")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


_KEEP = frozenset({"goods", "gas", "series", "times", "us", "plus", "less", "always", "news", "mr", "sales tax"})

# For the lexicon "-" and "–" between word characters only join them; with spaces around they are punctuation.
_JOINERS = frozenset("-‐‑–—/")


def tokenize(text: str) -> list[Token]:
    """The tokens of a text.

    >>> [t.text for t in tokenize("China's year-on-year gain: US$1,204.5 million")]
    ['China', "'s", 'year', 'on', 'year', 'gain', ':', 'US$', '1,204.5', 'million']
    >>> [t.text for t in tokenize("SHENZHEN'S trade")]
    ['SHENZHEN', "'S", 'trade']
    """
    return locate(text, 0, len(text))[0]


def locate(text: str, start: int, end: int) -> tuple[list[Token], list[int]]:
    """The tokens of ``text[start:end]``, and of each the position in ``text`` at which it begins.

    >>> text = "Exports: up 3.2%"
    >>> [(token.text, at) for token, at in zip(*locate(text, 9, len(text)), strict=True)]
    [('up', 9), ('3.2', 12), ('%', 15)]
    """
    tokens: list[Token] = []
    starts: list[int] = []
    known = _KNOWN
    position = start
    chunks = text[start:end].split(" ")
    quoted = chunks.pop() if chunks[-1].endswith(_APOSTROPHES) else ""
    for chunk in chunks:
        found, offsets, width = known[chunk]
        if offsets is None:
            tokens.append(found)
            starts.append(position)
        else:
            tokens += found
            for offset in offsets:
                starts.append(position + offset)
        position += width
    if quoted:
        found, offsets = _parts(quoted)
        tokens += found
        starts += [position + offset for offset in offsets]
    return tokens, starts


_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN: set[str] = set()  # words met so far that need no taking apart


def letters(words: frozenset[str]) -> frozenset[str]:
    """Words with the runs of letters in those that are not all letters: of "o'clock" both parts too.

    >>> sorted(letters(frozenset(["in", "o'clock", "1,204.5", "u.s."])))
    ['1,204.5', 'clock', 'in', 'o', "o'clock", 's', 'u', 'u.s.']
    """
    mixed = []
    for word in words - _PLAIN:
        if not (word.isalpha() or len(word) == 1 or word[0].isdecimal()):
            mixed.append(word)
        elif len(_PLAIN) < _MOST:
            _PLAIN.add(word)
    return words.union(_LETTERS.findall(" ".join(mixed))) if mixed else words


def _parts(chunk: str) -> tuple[tuple[Token, ...], tuple[int, ...]]:
    """The tokens of a word with what is printed against it, and where in it each begins."""
    tokens: list[Token] = []
    offsets: list[int] = []
    position, glue = 0, " "
    for match in _TOKEN.finditer(chunk):
        begin, stop = match.span()
        if begin > position:
            glue = " "
        kind, found = match.lastgroup, match.group()
        if (
            kind == "punct"
            and found in _JOINERS
            and position == begin
            and tokens
            and chunk[stop : stop + 1].isalnum()
            and chunk[begin - 1].isalnum()
        ):
            glue, position = "-", stop
            continue
        low = found.lower()
        if kind in ("word", "poss"):
            low = low.replace("’", "'")
        elif kind == "short":  # "They're up 27.4 percent"
            kind, low = "word", _SHORTENED[low[1:]]
        if chunk == "- ":
            low = "–"  # set off by spaces it is a dash
        tokens.append(Token(kind, found, low, stem(found) if kind == "word" else low, glue))
        offsets.append(begin)
        position, glue = stop, ""
    return tuple(tokens), tuple(offsets)


class _Chunks(dict):
    """What stands between two spaces -> its tokens and where in it each begins; of a plain word the token alone, and None; and how far
    on what follows begins. Tokens never reach across white space, and a page says most of its words again: each is cut up once."""

    def __missing__(self, chunk: str) -> tuple[Token, None, int] | tuple[tuple[Token, ...], tuple[int, ...], int]:
        tokens, offsets = _parts(chunk + " ")
        width = len(chunk) + 1
        parts = (tokens[0], None, width) if offsets == (0,) else (tokens, offsets, width)
        if len(chunk) < _LONG:
            if len(self) >= _MOST:
                self.clear()
            self[chunk] = parts
        return parts


_SHORTENED = {"re": "are", "ve": "have", "ll": "will"}
_LONG = 50  # characters of a chunk that is no word and not worth keeping
_MOST = 20_000  # chunks that are kept
_APOSTROPHES = ("'", "’")  # at the end of a text no possessive, but a quotation mark
_KNOWN = _Chunks()


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open spans of the sentences in ``text[start:end]``; abbreviations and decimals do not end one.

    >>> text = "Exports to the U.S. fell in Oct. 2020. Imports? They rose 3.2 pct. to 5 bln."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Exports to the U.S. fell in Oct. 2020.', 'Imports?', 'They rose 3.2 pct. to 5 bln.']
    """
    spans, begin = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        stop = match.end()
        if stop < end and match.group()[0] == ".":
            word = _LAST_WORD.search(text, max(begin, match.start() - 12), match.start()).group().lower()
            following = text[stop:end].lstrip()[:1]
            opens = following.isupper() or following.isdigit() or following in "\"'“‘([$¥"
            initial = _INITIALS.fullmatch(word) and text[match.start() - len(word) - 1] not in "/-"  # not of "m/m."
            if initial and _WEIGHED.search(text, max(begin, match.start() - 12), match.start()):
                initial = None  # "slipped 7.0% to 930,000 t. For January-November the figure was"
            if (word in _ABBREVIATION or initial) and not (
                following.isupper()
                and word in ("u.s", "u.k", "pct", "p.c", "mln", "bln", "tn", "inc", "ltd", "co")
                and (word == "pct" or _starts_sentence(text[stop:end].lstrip()))
            ):
                continue
            if following and not opens:
                continue
        spans.append((begin, stop))
        begin = stop
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


_WEIGHED = re.compile(r"\d(?:[mk]|mn|bn)? ?t$")


_OPENERS = frozenset(
    (
        "the in its exports imports of this that these it they while among meanwhile trade from as by foreign for at on "
        "to with over total overall altogether compared a an all both their private"
    ).split()
)


def _starts_sentence(rest: str) -> bool:
    return rest.split(" ", 1)[0].rstrip(",").lower() in _OPENERS
