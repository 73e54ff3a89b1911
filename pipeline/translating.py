"""What mypyc is given of a module: the source, with that written out which mypyc would otherwise leave to the interpreter."""

from __future__ import annotations

import ast
import re
from collections import Counter

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
        if isinstance(node, ast.ClassDef) and [ast.unparse(d) for d in node.decorator_list] == [
            "dataclass(slots=True)"
        ]:
            fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
            blank = lines.index("", fields[-1].end_lineno)
            lines[blank] = "    " + _initializer(fields, any(_is_post_init(part) for part in node.body))
    return "\n".join(lines)


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
