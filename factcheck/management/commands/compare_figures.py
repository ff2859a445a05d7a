"""manage.py compare_figures: how the figures of two sentences stand to each other."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.core.sentence_comparison import SentenceComparison, compare_figures
from factcheck.management.json_lines import json_lines


class Command(BaseCommand):
    help = (
        "Say whether the figures of two sentences agree, whether the second follows from the first, and why."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("sentences", nargs="*", help="the two sentences")
        parser.add_argument(
            "--jsonl", action="store_true", help='read {"id", "a", "b"} lines and write one for each'
        )
        parser.add_argument("--language", default="", help="the language of the sentences, such as de")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["jsonl"]:
            for row in json_lines(sys.stdin, ("id", "a", "b")):
                language = row.get("language", options["language"])
                found = compare_figures(str(row["a"]), str(row["b"]), language=language)
                self.stdout.write(json.dumps({"id": row["id"], **as_json(found)}, ensure_ascii=False))
            return
        if len(options["sentences"]) != 2:
            raise CommandError("Give two sentences, each in quotation marks, or --jsonl.")
        found = compare_figures(*options["sentences"], language=options["language"])
        follows = "the second follows" if found.a_entails_b else "the second does not follow"
        self.stdout.write(f"{found.relation.value}, {follows}: {found.reason}")


def as_json(found: SentenceComparison) -> dict[str, Any]:
    return {"relation": found.relation.value, "a_entails_b": found.a_entails_b, "reason": str(found.reason)}
