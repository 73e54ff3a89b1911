"""Commands that read pages without a warehouse: ``trade extract`` and ``trade evaluate``."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import app
from pipeline.model import Number, PageSource, Release, UnreadablePage


def _note(message: str) -> None:
    typer.echo(f"trade: {message}", err=True)


def _number_fields(file: str, release: Release, number: Number) -> dict:
    start, end = max(0, number.char_start - 60), number.char_end + 60
    return {
        "file": file,
        "release": release.release_id,
        "char_start": number.char_start,
        "char_end": number.char_end,
        "number": number.text,
        "reason": number.reason,
        "hint": number.hint,
        "context": release.body_text[start:end],
    }


@app.command()
def compile(
    pages: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="Let gcc learn from the pages of a folder what is done most; twice as long.",
        ),
    ] = None,
) -> None:
    """Translate the reading to machine code, which reads faster; needs a C compiler and some minutes."""
    from pipeline.compiling import CannotCompile, compile_reading

    try:
        learned = compile_reading(pages=sorted(pages.glob("*.html")) if pages is not None else ())
        if pages is not None and not learned:
            _note(f"compiled without learning from {pages}: that needs gcc, and pages there")
    except CannotCompile as error:
        _note(str(error))
        raise typer.Exit(1) from error


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Pages to read; - reads standard input.")],
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Publication date, where the page states none or a wrong one."),
    ] = None,
    unread: Annotated[
        bool,
        typer.Option("--unread", help="List the numbers that were not read, with reasons, in place of the figures."),
    ] = False,
) -> None:
    """Print one JSON object a line for each figure that the pages state."""
    from pipeline.extract import statement_fields
    from pipeline.reading import read
    from pipeline.release import read_release

    failed = False
    for file in files:
        try:
            page = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            release = read_release(page, PageSource(path=file, published_on=published.date() if published else None))
            reading = read(release)
        except (UnreadablePage, OSError) as error:
            cause = error.strerror if isinstance(error, OSError) else error
            _note(f"{file}: {cause}")
            failed = True
            continue
        if unread:
            rows = [_number_fields(file, release, n) for n in reading.numbers if n.outcome == "unread"]
        else:
            rows = [statement_fields(file, release, s) for s in reading.statements]
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if failed:
        raise typer.Exit(1)


@app.command()
def evaluate(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Pages with labels: ID.html beside ID.jsonl.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every figure missed, invented or misplaced.")] = False,
    only: Annotated[str, typer.Option(help="Only pages whose id starts so.")] = "",
) -> None:
    """Score the reading of labelled pages: precision, recall, F1 and per-field accuracy."""
    from pipeline.evaluation import evaluate_directory, report

    try:
        evaluation = evaluate_directory(directory, only)
    except (UnreadablePage, OSError, ValueError) as error:
        _note(str(error))
        raise typer.Exit(1) from None
    for line in report(evaluation, errors):
        typer.echo(line)
