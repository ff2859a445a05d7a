"""What the admin shows. Imported once the admin site stands, because the site lives in this package."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import Group
from django_tasks_db.models import DBTaskResult

from factcheck.admin.citations import CitationAdmin
from factcheck.admin.claims import ClaimAdmin
from factcheck.admin.corrections import CorrectionAdmin
from factcheck.admin.desk import DeskAdmin
from factcheck.admin.discrepancies import DiscrepancyAdmin
from factcheck.admin.names import AttributionAdmin, TopicAdmin
from factcheck.admin.people import PersonAdmin
from factcheck.admin.sources import SourceAdmin
from factcheck.admin.verdicts import VerdictAdmin
from factcheck.models import (
    Attribution,
    Citation,
    Claim,
    Correction,
    Desk,
    Discrepancy,
    Person,
    Source,
    Topic,
    Verdict,
)

admin.site.register(Claim, ClaimAdmin)
admin.site.register(Citation, CitationAdmin)
admin.site.register(Source, SourceAdmin)
admin.site.register(Discrepancy, DiscrepancyAdmin)
admin.site.register(Verdict, VerdictAdmin)
admin.site.register(Correction, CorrectionAdmin)
admin.site.register(Topic, TopicAdmin)
admin.site.register(Attribution, AttributionAdmin)
admin.site.register(Person, PersonAdmin)
admin.site.register(Desk, DeskAdmin)

# What waits in the background is told where it is waited for, in words of the desk.
admin.site.unregister(DBTaskResult)
# Roles are fixed by the policy; who holds them is set on each person's page.
admin.site.unregister(Group)
