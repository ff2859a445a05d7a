"""What the desk keeps."""

from factcheck.models.citations import Citation, Credibility
from factcheck.models.claims import Claim, ClaimState, Topic
from factcheck.models.desk import Desk
from factcheck.models.discrepancies import Discrepancy, Member, Position, Step
from factcheck.models.people import Person
from factcheck.models.resolutions import JudgedReading, Resolution
from factcheck.models.sources import Attribution, Reliability, Source, SourceKind
from factcheck.models.verdicts import Verdict, VerdictState, VerdictStep

__all__ = [
    "Attribution",
    "Citation",
    "Claim",
    "ClaimState",
    "Credibility",
    "Desk",
    "Discrepancy",
    "JudgedReading",
    "Member",
    "Person",
    "Position",
    "Reliability",
    "Resolution",
    "Source",
    "SourceKind",
    "Step",
    "Topic",
    "Verdict",
    "VerdictState",
    "VerdictStep",
]
