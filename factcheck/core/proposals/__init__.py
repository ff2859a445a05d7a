"""Proposing the claim that a figure belongs to, or a new one with a drafted question."""

from factcheck.core.proposals.candidates import Before, Candidate, Proposal, Proposed
from factcheck.core.proposals.drafts import Drafted, draft_claim
from factcheck.core.proposals.scoring import Weighing

__all__ = ["Before", "Candidate", "Drafted", "Proposal", "Proposed", "Weighing", "draft_claim"]
