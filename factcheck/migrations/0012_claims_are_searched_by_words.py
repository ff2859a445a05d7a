"""Makes claims searchable by the words of their question and topic."""

from django.db import migrations

from factcheck.models.claim_index import searchable


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0011_documents")]

    operations = [searchable()]
