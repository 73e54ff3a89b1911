"""How well the reading does on labelled pages: strict and loose precision, recall and F1, and each field's accuracy.

A figure matches loosely when measure, unit and value agree, strictly when every coded field does too; extracted and
labelled figures are paired best match first. Open code lists (commodities, zones, cities, partner groups) are compared
by the words of their slugs. A labelled figure marked optional counts neither way.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.extract import statement_fields
from pipeline.model import PageSource
from pipeline.reading import read
from pipeline.release import read_release

FIELDS = ("region", "period", "flow", "partner", "commodity", "regime", "enterprise", "zone", "transport", "basis")
_DEFAULTS = {"partner": "world", **dict.fromkeys(("commodity", "regime", "enterprise", "zone", "transport"), "all")}
_OPEN_FIELDS = frozenset({"region", "partner", "commodity", "zone"})
_EMPTY_WORDS = frozenset({"and", "of", "the", "product", "goods", "s", "other", "with", "city", "province"})
_SAME_THING = {
    "new_energy_vehicles": "electric_vehicles",
    "notebook_computers": "laptops",
    "photovoltaic_products": "solar_cells",
}


@dataclass(slots=True)
class Tally:
    """Counts from which precision, recall and F1 follow."""

    extracted: int = 0
    labelled: int = 0
    strict: int = 0
    loose: int = 0

    def add(self, other: Tally) -> None:
        self.extracted += other.extracted
        self.labelled += other.labelled
        self.strict += other.strict
        self.loose += other.loose

    def scores(self, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of ``kind``, "strict" or "loose"."""
        hits = getattr(self, kind)
        precision = hits / self.extracted if self.extracted else 1.0
        recall = hits / self.labelled if self.labelled else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class PageEvaluation:
    """One page: its tally, the fields right among loose matches, and its errors as readable lines."""

    page: str
    tally: Tally
    fields: Counter
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Evaluation:
    """All pages of a folder."""

    pages: list[PageEvaluation]

    @property
    def tally(self) -> Tally:
        total = Tally()
        for page in self.pages:
            total.add(page.tally)
        return total


def evaluate_directory(directory: Path, only: str = "") -> Evaluation:
    """Read each ``ID.html`` of the folder that has labels in ``ID.jsonl`` and compare. Raises ``ValueError`` when there is none."""
    pages = [p for p in sorted(directory.glob(f"{only}*.html")) if p.with_suffix(".jsonl").exists()]
    if not pages:
        raise ValueError(f"{directory}: no pages with labels (ID.html beside ID.jsonl)")
    return Evaluation([evaluate_page(page) for page in pages])


def evaluate_page(page: Path) -> PageEvaluation:
    """Read one page and compare its figures with the labels beside it."""
    release = read_release(page.read_bytes(), PageSource(path=str(page)))
    extracted = [statement_fields(str(page), release, s) for s in read(release).statements]
    labels = [
        json.loads(line) for line in page.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    return compare(page.stem, extracted, labels)


def compare(page: str, extracted: list[dict], labels: list[dict]) -> PageEvaluation:
    """The evaluation of extracted figures against labelled ones, both with the fields of the labelling guide."""
    extracted = _distinct(extracted)
    labelled = _distinct([label for label in labels if not label.get("optional")])
    optional = [label for label in labels if label.get("optional")]
    pairs = _pair(extracted, labelled)
    paired = {id(e) for e, _, _ in pairs}
    spare = [e for e in extracted if id(e) not in paired and not any(_excuses(o, e) for o in optional)]
    strict = sum(1 for _, _, right in pairs if len(right) == len(FIELDS))
    result = PageEvaluation(page, Tally(len(pairs) + len(spare), len(labelled), strict, len(pairs)), Counter())
    for _, _, right in pairs:
        result.fields.update(right)
    found = {id(label) for _, label, _ in pairs}
    result.errors += [f"missed    {_line(label)}" for label in labelled if id(label) not in found]
    result.errors += [f"invented  {_line(e)} | {e.get('quote', '')}" for e in spare]
    for e, label, right in pairs:
        wrong = [f"{f}: {e.get(f)!r} for {label.get(f)!r}" for f in FIELDS if f not in right]
        if wrong:
            result.errors.append(f"misplaced {_line(label)} | {'; '.join(wrong)}")
    return result


def report(evaluation: Evaluation, errors: bool) -> list[str]:
    """The evaluation as lines for a terminal."""
    lines = []
    for page in evaluation.pages:
        t = page.tally
        lines.append(
            f"{page.page:16} labelled {t.labelled:3}  extracted {t.extracted:3}  strict {t.strict:3}  loose {t.loose:3}"
        )
        if errors:
            lines += [f"    {error}" for error in page.errors]
    total = evaluation.tally
    for kind in ("strict", "loose"):
        precision, recall, f1 = total.scores(kind)
        lines.append(
            f"{kind:6} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}   ({len(evaluation.pages)} pages, {total.labelled} figures)"
        )
    fields = sum((p.fields for p in evaluation.pages), Counter())
    if total.loose:
        lines.append(
            "fields right among loose matches: " + "  ".join(f"{f} {fields[f] / total.loose:.3f}" for f in FIELDS)
        )
    return lines


# ---------------------------------------------------------------- comparing


@cache
def _words(slug: str) -> frozenset[str]:
    parts = re.findall(r"[a-z0-9]+|[一-鿿]", slug.lower().rpartition("/")[2])
    singular = (p[:-3] + "y" if p.endswith("ies") else p[:-1] if p.endswith("s") else p for p in parts)
    return frozenset(w for w in singular if w not in _EMPTY_WORDS and w)


def _value(record: dict, name: str) -> str | None:
    value = record.get(name)
    if value in (None, ""):
        value = _DEFAULTS.get(name)
    return _SAME_THING.get(value, value)


def _agree(name: str, a: dict, b: dict) -> bool:
    left, right = _value(a, name), _value(b, name)
    if left == right:
        return True
    if name not in _OPEN_FIELDS or left is None or right is None or _DEFAULTS.get(name) in (left, right):
        return False
    if name == "region" and ("/" not in left or "/" not in right or left.split("/")[0] != right.split("/")[0]):
        return False
    ours, theirs = _words(left), _words(right)
    return bool(ours and theirs) and 2 * len(ours & theirs) >= len(ours | theirs)


def _near(a: float, b: float) -> bool:
    return abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(a)), abs(float(b)))


def _excuses(optional: dict, extracted: dict) -> bool:
    units = {optional["unit"], extracted["unit"]}
    return _near(optional["value"], extracted["value"]) and (len(units) == 1 or units == {"%", "pp"})


def _distinct(records: list[dict]) -> list[dict]:
    unique: dict[tuple, dict] = {}
    for record in records:
        key = (*(record.get(f) for f in FIELDS), record["measure"], record["unit"], round(float(record["value"]), 6))
        unique.setdefault(key, record)
    return list(unique.values())


def _pair(extracted: list[dict], labelled: list[dict]) -> list[tuple[dict, dict, list[str]]]:
    candidates = [
        ([f for f in FIELDS if _agree(f, e, label)], i, j)
        for i, e in enumerate(extracted)
        for j, label in enumerate(labelled)
        if e["measure"] == label["measure"] and e["unit"] == label["unit"] and _near(e["value"], label["value"])
    ]
    pairs, used_left, used_right = [], set(), set()
    for right, i, j in sorted(candidates, key=lambda c: -len(c[0])):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((extracted[i], labelled[j], right))
    return pairs


def _line(record: dict) -> str:
    stated = [f"{f}={record[f]}" for f in _DEFAULTS if record.get(f) not in (None, "", _DEFAULTS[f])]
    return " ".join(
        [
            str(record["region"]),
            str(record["period"]),
            str(record["flow"]),
            *stated,
            record["measure"],
            record.get("basis") or "",
            f"{record['value']:g}",
            record["unit"],
        ]
    )
