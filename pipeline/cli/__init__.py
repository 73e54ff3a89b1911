"""The ``trade`` command. Each module of this package registers its commands on ``app``; heavy imports wait until a
command needs them, so that ``trade --help`` answers at once."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="trade",
    help="Trade releases, read into a warehouse that one can trust.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Entry point of the ``trade`` console script."""
    from pipeline.cli import fetching, reading, warehouse  # noqa: F401 - importing registers the commands

    app()
