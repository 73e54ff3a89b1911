"""A TOML table that is read key by key, and says where in which file a value is wrong."""

from __future__ import annotations

import ipaddress
from datetime import date
from typing import NoReturn
from urllib.parse import urlsplit


class SourcesError(ValueError):
    """A sources file that cannot be used; the message names the file, the key and the cause in one line."""


class Table:
    """A TOML table that knows its place in the file and complains about keys that nobody asked for."""

    def __init__(self, content: object, file: str, place: str) -> None:
        self.file, self.place = file, place
        self.asked: set[str] = set()
        if not isinstance(content, dict):
            self.content: dict[str, object] = {}
            self.refuse("", "a table is expected")
        self.content = content

    def refuse(self, key: str, cause: str) -> NoReturn:
        place = ".".join(part for part in (self.place, key) if part)
        raise SourcesError(f"{self.file}: {place}: {cause}" if place else f"{self.file}: {cause}")

    def table(self, key: str) -> Table:
        self.asked.add(key)
        place = f"{self.place}.{key}" if self.place else key
        return Table(self.content.get(key, {}), self.file, place)

    def tables(self, key: str) -> list[Table]:
        self.asked.add(key)
        entries = self.content.get(key, [])
        if not isinstance(entries, list):
            self.refuse(key, f"a list of tables is expected: [[{self.place}.{key}]]")
        return [Table(entry, self.file, f"{self.place}.{key}[{number}]") for number, entry in enumerate(entries)]

    def text(self, key: str, default: str | None = None) -> str:
        value = self._value(key, default)
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            self.refuse(key, "a line of text is expected")
        return value

    def url(self) -> str:
        url = self.text("url")
        try:
            parts = urlsplit(url)
            fine = parts.scheme in ("http", "https") and parts.hostname and parts.username is None and parts.port != 0
        except ValueError:
            fine = False
        if not fine or " " in url:
            self.refuse("url", f"{url!r} is no http or https address")
        return url

    def flag(self, key: str) -> bool:
        value = self._value(key, True)
        if not isinstance(value, bool):
            self.refuse(key, "true or false is expected")
        return value

    def day(self, key: str) -> date | None:
        value = self._value(key, "")
        if value == "":
            return None
        if type(value) is not date:
            self.refuse(key, "a date without quotes is expected (2020-10-23)")
        return value

    def number(self, key: str, default: float, *, whole: bool = False, zero: bool = False) -> float:
        value = self._value(key, default)
        kinds = (int,) if whole else (int, float)
        if type(value) not in kinds or not (0 if zero else 1e-9) <= value < 1e12:
            self.refuse(key, f"a {'whole ' if whole else ''}number {'of at least' if zero else 'above'} 0 is expected")
        return value

    def networks(self, key: str) -> tuple[str, ...]:
        value = self._value(key, [])
        try:
            if not isinstance(value, list):
                raise ValueError("a list is expected")
            return tuple(str(ipaddress.ip_network(entry)) for entry in value)
        except ValueError as error:
            self.refuse(key, f"networks such as '127.0.0.0/8' are expected ({error})")

    def end(self) -> None:
        """Refuse the keys that no reader asked for: a misspelt key would else be a setting that does nothing."""
        for key in self.content:
            if key not in self.asked:
                self.refuse(key, f"unknown key (known: {', '.join(sorted(self.asked))})")

    def _value(self, key: str, default: object) -> object:
        self.asked.add(key)
        if key not in self.content and default is None:
            self.refuse(key, "missing")
        return self.content.get(key, default)
