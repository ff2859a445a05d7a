"""Fact checks as those who publish them mark them up: ClaimReview of schema.org, however carelessly it is written."""
