"""What the desk keeps."""

from factcheck.models.assignments import Assignment
from factcheck.models.attributions import Attribution, AttributionAct, AttributionStep
from factcheck.models.background import Errand, Worker
from factcheck.models.bringing import Bringing, BringingKind
from factcheck.models.citations import Citation, Credibility
from factcheck.models.claim_states import ClaimState
from factcheck.models.claims import Claim, Topic
from factcheck.models.column_matchings import ColumnMatching
from factcheck.models.comments import Comment, Watch
from factcheck.models.corrections import Correction
from factcheck.models.desk import Desk
from factcheck.models.discrepancies import Discrepancy, Member, Position, Step
from factcheck.models.documents import (
    Document,
    DocumentFile,
    DocumentState,
    IgnoredFigure,
    Paragraph,
    Received,
    SketchMark,
)
from factcheck.models.drafts import Draft
from factcheck.models.exports import Export, ExportedList, ExportState
from factcheck.models.gradings import Grading
from factcheck.models.import_outcomes import EffectKind, ImportEffect, ImportRow, RowFate
from factcheck.models.imports import Import, ImportFile, ImportState
from factcheck.models.journals import ImportChange, ImportedRows, UndoneLink
from factcheck.models.ledger import LedgerRecord, Link
from factcheck.models.notices import Notification, NotificationChoice
from factcheck.models.origin_links import TurnedDownLink
from factcheck.models.people import Person
from factcheck.models.publications import Publication
from factcheck.models.reconciliations import (
    ComparedClaim,
    Reconciliation,
    ReconciliationChange,
    ReconciliationState,
)
from factcheck.models.resolutions import Consequence, JudgedReading, Resolution
from factcheck.models.saved_filters import FilteredList, SavedFilter
from factcheck.models.snapshots import QuotePlace, QuoteState, Snapshot, Visit
from factcheck.models.sources import Reliability, Source, SourceKind
from factcheck.models.tokens import ApiToken, IdempotentRequest
from factcheck.models.verdicts import Verdict, VerdictState, VerdictStep
from factcheck.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "ApiToken",
    "Assignment",
    "Attribution",
    "AttributionAct",
    "AttributionStep",
    "Bringing",
    "BringingKind",
    "Citation",
    "Claim",
    "ClaimState",
    "ColumnMatching",
    "Comment",
    "ComparedClaim",
    "Consequence",
    "Correction",
    "Credibility",
    "Desk",
    "Discrepancy",
    "Document",
    "DocumentFile",
    "DocumentState",
    "Draft",
    "EffectKind",
    "Errand",
    "Export",
    "ExportState",
    "ExportedList",
    "FilteredList",
    "Grading",
    "IdempotentRequest",
    "IgnoredFigure",
    "Import",
    "ImportChange",
    "ImportEffect",
    "ImportFile",
    "ImportRow",
    "ImportState",
    "ImportedRows",
    "JudgedReading",
    "LedgerRecord",
    "Link",
    "Member",
    "Notification",
    "NotificationChoice",
    "Paragraph",
    "Person",
    "Position",
    "Publication",
    "QuotePlace",
    "QuoteState",
    "Received",
    "Reconciliation",
    "ReconciliationChange",
    "ReconciliationState",
    "Reliability",
    "Resolution",
    "RowFate",
    "SavedFilter",
    "SketchMark",
    "Snapshot",
    "Source",
    "SourceKind",
    "Step",
    "Topic",
    "TurnedDownLink",
    "UndoneLink",
    "Verdict",
    "VerdictState",
    "VerdictStep",
    "Visit",
    "Watch",
    "Webhook",
    "WebhookDelivery",
    "Worker",
]
