"""What mypyc is given of a module: the source, with that written out which mypyc would otherwise leave to the interpreter."""

from __future__ import annotations

import ast
import re
from collections import Counter


def translated(text: str) -> str:
    """A module as it is compiled."""
    return with_stretches(with_loops(with_initializers(with_finals(text))))


_CONSTANT = re.compile("_?[A-Z][A-Z0-9_]*")


def with_finals(text: str) -> str:
    """A module with its constants declared final, each on its line: mypyc keeps those where it need not look them up by name.

    Tuples are declared to be of any length: of those of a known length mypyc 2.4 keeps the pieces, and puts them together again wherever
    one is asked for.

    >>> print(with_finals("from __future__ import annotations\\nSIDES = frozenset({1, 2})\\nPAIR = ('a', 'b')"))
    from __future__ import annotations; from typing import Final
    SIDES: Final = frozenset({1, 2})
    PAIR: Final[tuple[str, ...]] = ('a', 'b')
    """
    body = ast.parse(text).body
    assigned = Counter(
        n.id for node in body for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    )
    lines = text.split("\n")
    for node in body:
        match node:
            case ast.Assign([ast.Name(name)], value) if _CONSTANT.fullmatch(name) and assigned[name] == 1:
                if (declared := _declared(value)) is not None:
                    line = node.lineno - 1
                    lines[line] = lines[line].replace(f"{name} =", f"{name}: {declared} =", 1)
    return "\n".join(lines).replace("import annotations\n", "import annotations; from typing import Final\n", 1)


def _declared(value: ast.expr) -> str | None:
    """How a constant with this value is declared final, None where its type cannot be told from it."""
    match value:
        case ast.Call() | ast.Dict() | ast.Set() | ast.List() | ast.Constant() | ast.JoinedStr() | ast.BinOp():
            return "Final"
        case ast.Tuple(parts) if all(_is_word(part) for part in parts):
            return "Final[tuple[str, ...]]"
        case ast.Tuple(parts) if all(isinstance(part, ast.List) and all(map(_is_word, part.elts)) for part in parts):
            return "Final[tuple[list[str], ...]]"
    return None


def _is_word(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def with_initializers(text: str) -> str:
    """A module with the ``__init__`` of its dataclasses written out, each in the blank line behind the fields: the one that ``dataclass``
    makes is run by the interpreter. Those that are frozen are left as they are.

    >>> print(with_initializers("@dataclass(slots=True)\\nclass Named:\\n    name: str\\n    says: list[str] = field(default_factory=list)\\n"))
    @dataclass(slots=True)
    class Named:
        name: str
        says: list[str] = field(default_factory=list)
        def __init__(self, name: str, says: list[str] | None = None) -> None: self.name = name; self.says = list() if says is None else says
    """
    lines = text.split("\n")
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef) and [ast.unparse(d) for d in node.decorator_list] in _CHANGEABLE:
            fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
            blank = lines.index("", fields[-1].end_lineno)
            lines[blank] = "    " + _initializer(fields, any(_is_post_init(part) for part in node.body))
    return "\n".join(lines)


_CHANGEABLE = (["dataclass(slots=True)"], ["dataclass(slots=True, eq=False)"])


def _is_post_init(part: ast.stmt) -> bool:
    return isinstance(part, ast.FunctionDef) and part.name == "__post_init__"


def _initializer(fields: list[ast.AnnAssign], post_init: bool) -> str:
    """The ``__init__`` that ``dataclass`` makes of these fields, in one line."""
    taken, done = ["self"], []
    for given in fields:
        name, told = ast.unparse(given.target), ast.unparse(given.annotation)
        options = _options(given.value)
        default, factory = options.get("default"), options.get("default_factory")
        if options.get("init") == "False":
            if default is not None:
                done.append(f"self.{name} = {default}")
        elif factory is not None:
            taken.append(f"{name}: {told} | None = None")
            done.append(f"self.{name} = {factory}() if {name} is None else {name}")
        else:
            taken.append(f"{name}: {told}" if default is None else f"{name}: {told} = {default}")
            done.append(f"self.{name} = {name}")
    if post_init:
        done.append("self.__post_init__()")
    return f"def __init__({', '.join(taken)}) -> None: {'; '.join(done)}"


def _options(value: ast.expr | None) -> dict[str, str]:
    """What a field is declared with, its default among it."""
    if value is None:
        return {}
    if isinstance(value, ast.Call) and ast.unparse(value.func) == "field":
        return {option.arg: ast.unparse(option.value) for option in value.keywords if option.arg is not None}
    return {"default": ast.unparse(value)}


def with_loops(text: str) -> str:
    """A module that does not say whether what it goes through side by side has to be of one length, as the source does: mypyc makes a
    plain loop of ``zip`` only where nothing is said of it.

    >>> with_loops("for a, b in zip(one, other, strict=True):")
    'for a, b in zip(one, other):'
    """
    return _LENGTHS.sub(")", text)


_LENGTHS = re.compile(r", strict=(?:True|False)\)")


def with_stretches(text: str) -> str:
    """A module with slices of words compared where they stand, instead of being copied to be compared; each on its line.

    >>> print(with_stretches("if words[at:] == ['of'] or sentence.words(a, b) in (['to'], ['from']):\\n    pass"))
    if is_stretch(words, at, TO_THE_END, _LIST_0) or is_one_of(sentence.low, from_start(a), from_start(b), _LISTS_1):
        pass
    from pipeline.reading.words.stretches import TO_THE_END, from_start, has_none, has_only, has_word, is_one_of, is_stretch; from typing import Final
    _LIST_0: Final[list[str]] = ['of']
    _LISTS_1: Final[tuple[list[str], ...]] = (['to'], ['from'])
    """
    tree = ast.parse(text)
    known = {name for name, value in _assigned(tree) if _is_lists(value)}
    compared = _Compared(known)
    compared.visit(tree)
    if not compared.found:
        return text
    lines = [line.encode() for line in text.split("\n")]
    # From the end on, so that what stands before keeps its place.
    for node, written in sorted(compared.found, key=lambda found: (found[0].lineno, found[0].col_offset), reverse=True):
        first, last = node.lineno - 1, node.end_lineno - 1
        rest = lines[last][node.end_col_offset :]
        # What goes over several lines goes on doing so, within the brackets of its call.
        opening = lines[first][: node.col_offset] + written.removesuffix(")").encode()
        lines[first : last + 1] = [opening, *[b""] * (last - first)]
        lines[last] += b")" + rest
    return (
        "\n".join([line.decode() for line in lines]).rstrip("\n")
        + "\n"
        + "\n".join([_STRETCHES, *compared.constants()])
    )


_STRETCHES = "from pipeline.reading.words.stretches import TO_THE_END, from_start, has_none, has_only, has_word, is_one_of, is_stretch; from typing import Final"


def _assigned(tree: ast.Module) -> list[tuple[str, ast.expr]]:
    """The names that a module gives, and what to."""
    plain = [
        (node.targets[0].id, node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]
    told = [
        (node.target.id, node.value)
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None
    ]
    return plain + told


def _is_list(value: ast.expr) -> bool:
    return isinstance(value, ast.List) and all(map(_is_word, value.elts))


def _is_lists(value: ast.expr) -> bool:
    return isinstance(value, ast.Tuple) and bool(value.elts) and all(map(_is_list, value.elts))


class _Compared(ast.NodeVisitor):
    """Finds where a slice of words is compared with lists of words that are written out, or ``known`` by a name, or held against a word
    or a constant set; and any other comparison with lists that are written out, which are then made once."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.found: list[tuple[ast.expr, str]] = []
        self.lists: dict[str, str] = {}  # the names of those written out

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Nothing in it has a place of its own."""

    def visit_Compare(self, node: ast.Compare) -> None:
        written = self._written(node) if len(node.ops) == 1 else None
        if written is None:
            self.generic_visit(node)
        else:
            self.found.append((node, written))

    def visit_Call(self, node: ast.Call) -> None:
        written = _asked(node)
        if written is None:
            self.generic_visit(node)
        else:
            self.found.append((node, written))

    def _written(self, node: ast.Compare) -> str | None:
        left, told, asks = node.left, node.comparators[0], node.ops[0]
        denied = isinstance(asks, ast.NotEq | ast.NotIn)
        if isinstance(asks, ast.In | ast.NotIn) and _is_word(left) and (within := _stretch(told)) is not None:
            return _said(f"has_word({within}, {ast.unparse(left)})", denied)
        if isinstance(asks, ast.Eq | ast.NotEq) and _is_list(told):
            helper, constant = "is_stretch", self._named(told, "_LIST")
        elif isinstance(asks, ast.In | ast.NotIn) and _is_lists(told):
            helper, constant = "is_one_of", self._named(told, "_LISTS")
        elif isinstance(asks, ast.In | ast.NotIn) and isinstance(told, ast.Name) and told.id in self.known:
            helper, constant = "is_one_of", told.id
        else:
            return None
        stretch = _stretch(left)
        if stretch is not None:
            return _said(f"{helper}({stretch}, {constant})", denied)
        return _said(f"(({ast.unparse(left)}) {'==' if helper == 'is_stretch' else 'in'} {constant})", denied)

    def _named(self, told: ast.expr, kind: str) -> str:
        written = ast.unparse(told)
        return self.lists.setdefault(written, f"{kind}_{len(self.lists)}")

    def constants(self) -> list[str]:
        """The lists that were written out, each as a constant."""
        return [
            f"{name}: Final[{'tuple[list[str], ...]' if written.startswith('(') else 'list[str]'}] = {written}"
            for written, name in self.lists.items()
        ]


def _said(asked: str, denied: bool) -> str:
    return f"(not {asked})" if denied else asked


def _asked(call: ast.Call) -> str | None:
    """What is asked of the words of a slice by a constant set: whether it has none of them, or all; None for any other call."""
    match call:
        case ast.Call(ast.Attribute(ast.Name(known), "isdisjoint" | "issuperset" as asked), [words], []):
            stretch = _stretch(words)
            if stretch is not None and _CONSTANT.fullmatch(known):
                return f"{'has_none' if asked == 'isdisjoint' else 'has_only'}({stretch}, {known})"
    return None


def _stretch(value: ast.expr) -> str | None:
    """The list that a slice is of, and its ends; None for what is no slice."""
    match value:
        case ast.Subscript(of, ast.Slice(first, last, None)):
            begin = "0" if first is None else ast.unparse(first)
            return f"{ast.unparse(of)}, {begin}, {'TO_THE_END' if last is None else ast.unparse(last)}"
        case ast.Call(ast.Attribute(ast.Name(sentence), "words"), [first, last], []):
            return f"{sentence}.low, from_start({ast.unparse(first)}), from_start({ast.unparse(last)})"
    return None
