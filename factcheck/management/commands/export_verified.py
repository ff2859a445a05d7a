"""manage.py export_verified: the verified list, with the evidence attached."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.exports.formats import FORMATS
from factcheck.exports.verified import about_verified, verified_claims


class Command(BaseCommand):
    help = "Write the list of verified claims with their evidence."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--output", type=Path, metavar="FILE", help="a file instead of standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        made = FORMATS[options["format"]].write(verified_claims(by=None), about_verified(by=None))
        pieces = (piece.encode() if isinstance(piece, str) else piece for piece in made)
        if options["output"] is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.flush()
            return
        path: Path = options["output"]
        unfinished = path.with_name(f"{path.name}.part")
        try:
            with unfinished.open("wb") as file:
                file.writelines(pieces)
            unfinished.replace(path)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
