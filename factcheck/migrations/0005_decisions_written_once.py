"""Puts decisions under the guard of the database: a migration of its own, because it follows one that writes rows."""

from django.db import migrations

from factcheck.models.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0004_enter_earlier_decisions")]

    operations = [
        append_only(
            "factcheck_resolution",
            "factcheck_judgedreading",
            "factcheck_consequence",
            "factcheck_step",
            "factcheck_verdict",
            "factcheck_verdictstep",
            "factcheck_correction",
            "factcheck_link",
        ),
    ]
