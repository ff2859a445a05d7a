"""The rows of the verified list as one statement: the same joins and the same columns as an export has."""

from __future__ import annotations


def dumped_rows(vendor: str) -> str:
    """The statement, in the words of one database. SQLite joins texts in whatever order it finds them, which is less
    work for it.
    """
    joined = "string_agg({0}, '{1}' ORDER BY {2})" if vendor == "postgresql" else "group_concat({0}, '{1}')"
    instant = (
        "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
        if vendor == "postgresql"
        else "strftime('%Y-%m-%dT%H:%M:%SZ', {0})"
    )
    order = "d.kind, d.scope, d.unit, d.period"
    return f"""
WITH parents AS (
  SELECT l.from_source_id AS source, {joined.format("p.ref", ";", "p.ref")} AS refs
  FROM factcheck_source_derived_from l JOIN factcheck_source p ON p.id = l.to_source_id GROUP BY 1
), decided AS (
  SELECT d.claim_id AS claim, {joined.format("r.cause", " | ", order)} AS causes,
    {joined.format("r.outcome", " | ", order)} AS outcomes, {joined.format("r.rationale", " | ", order)} AS rationales
  FROM factcheck_discrepancy d JOIN factcheck_resolution r ON r.id = d.resolution_id
  WHERE d.state = 'resolved' GROUP BY 1
), standings AS (
  SELECT j.citation_id AS citation, max(j.standing) AS standing
  FROM factcheck_judgedreading j JOIN factcheck_discrepancy d ON d.resolution_id = j.resolution_id
  WHERE d.state = 'resolved' GROUP BY 1
), approved AS (
  SELECT s.verdict_id AS verdict, max(b.username) AS who, max(s.at) AS at
  FROM factcheck_verdictstep s LEFT JOIN factcheck_person b ON b.id = s.by_id WHERE s.to_state = 'approved' GROUP BY 1
)
SELECT x.ref, c.ref, c.question, t.name, c.answer_kind, c.unit, c.lives,
  s.ref, s.title, s.publisher, s.author, s.kind, s.published, s.url, parents.refs, s.reliability,
  x.figure, x.quote, x.locator, x.as_of, x.scope, a.name, x.credibility,
  'verified', v.answer, v.sentence, v.basis, v.single_origin_reason,
  decided.causes, decided.outcomes, decided.rationales,
  p.username, {instant.format("v.proposed_at")}, approved.who, {instant.format("approved.at")},
  CASE WHEN c.evidence_changed_at > c.verified_at THEN 'yes' ELSE 'no' END, 'two people',
  coalesce(standings.standing, 'unassessed')
FROM factcheck_claim c
JOIN factcheck_citation x ON x.claim_id = c.id AND x.withdrawn_at IS NULL
JOIN factcheck_source s ON s.id = x.source_id
JOIN factcheck_verdict v ON v.id = c.verdict_id
JOIN factcheck_person p ON p.id = v.proposed_by_id
LEFT JOIN factcheck_topic t ON t.id = c.topic_id
LEFT JOIN factcheck_attribution a ON a.id = x.attribution_id
LEFT JOIN parents ON parents.source = s.id
LEFT JOIN decided ON decided.claim = c.id
LEFT JOIN standings ON standings.citation = x.id
LEFT JOIN approved ON approved.verdict = v.id
WHERE c.reopened_at IS NULL AND c.source_count > 0 AND NOT EXISTS (
  SELECT 1 FROM factcheck_discrepancy d WHERE d.claim_id = c.id AND d.state NOT IN ('resolved', 'withdrawn'))
ORDER BY c.ref, x.ref
"""
