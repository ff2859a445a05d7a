"""The addresses of the pages."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from factcheck.web import (
    assigning,
    citations,
    claims,
    comments,
    corrections,
    deciding,
    desk,
    documents,
    drafts,
    history,
    keys,
    lists,
    method,
    notices,
    quotes,
    reader,
    reopening,
    saved_filters,
    snapshots,
    sources,
    verdicts,
    verified,
)


class ReferenceConverter(StringConverter):
    """What a reference is made of; anything else is the address of nothing, and no database is asked."""

    regex = r"[-\w]{1,120}"


register_converter(ReferenceConverter, "ref")

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("log-in/", LoginView.as_view(template_name="factcheck/log_in.html"), name="log_in"),
    path("log-out/", LogoutView.as_view(), name="log_out"),
    path("record/", claims.record, name="record"),
    path("claims/", lists.claims, name="claims"),
    path("record/claim/", claims.record_claim_page, name="record_claim"),
    path("claims/<ref:ref>/", claims.claim, name="claim"),
    path("claims/<ref:ref>/history/", history.claim_history, name="claim_history"),
    path("claims/<ref:ref>/on/", history.claim_on, name="claim_on"),
    path("claims/<ref:ref>/amend/", claims.amend_claim_page, name="amend_claim"),
    path("claims/<ref:ref>/answer/", verdicts.propose, name="propose_verdict"),
    path("claims/<ref:ref>/reopen/", reopening.reopen_answer_page, name="reopen_answer"),
    path("claims/<ref:ref>/citations/record/", citations.record_citation_page, name="record_citation"),
    path("claims/<ref:ref>/reading/", citations.reading, name="reading"),
    path("citations/<int:pk>/history/", history.citation_history, name="citation_history"),
    path("citations/<int:pk>/amend/", citations.amend_citation_page, name="amend_citation"),
    path("citations/<int:pk>/withdraw/", citations.withdraw_citation_page, name="withdraw_citation"),
    path("citations/<int:pk>/quote/", quotes.quote, name="quote"),
    path("citations/<int:pk>/quote/move/", quotes.move, name="move_quote"),
    path("citations/<int:pk>/restore/", citations.restore_citation_page, name="restore_citation"),
    path("discrepancies/", lists.discrepancies, name="discrepancies"),
    path("discrepancies/assign/", assigning.assign_chosen, name="assign_discrepancies"),
    path("discrepancies/<int:pk>/assign/", assigning.assign_one, name="assign_discrepancy"),
    path("discrepancies/<int:pk>/", deciding.discrepancy, name="discrepancy"),
    path("discrepancies/<int:pk>/propose/", deciding.propose, name="propose_resolution"),
    path("discrepancies/<int:pk>/approve/", deciding.approve, name="approve_resolution"),
    path("discrepancies/<int:pk>/return/", deciding.return_proposal, name="return_resolution"),
    path("discrepancies/<int:pk>/draft/", drafts.keep, name="keep_draft"),
    path("discrepancies/<int:pk>/draft/discard/", drafts.discard, name="discard_draft"),
    path("discrepancies/<int:pk>/sentence/", drafts.draft_sentence, name="draft_sentence"),
    path("discrepancies/<int:pk>/end-hold/", deciding.end_hold_page, name="end_hold"),
    path("discrepancies/<int:pk>/reopen/", deciding.reopen, name="reopen_discrepancy"),
    path("answers/<int:pk>/approve/", verdicts.approve, name="approve_verdict"),
    path("answers/<int:pk>/return/", verdicts.return_proposal, name="return_verdict"),
    path("sources/", lists.sources, name="sources"),
    path("record/source/", sources.record_source_page, name="record_source"),
    path("sources/<ref:ref>/", sources.source, name="source"),
    path("sources/<ref:ref>/history/", history.source_history, name="source_history"),
    path("sources/<ref:ref>/amend/", sources.amend_source_page, name="amend_source"),
    path("sources/<ref:ref>/retract/", reopening.retract_source_page, name="retract_source"),
    path(
        "sources/<ref:ref>/retract/take-back/",
        reopening.take_back_retraction_page,
        name="take_back_retraction",
    ),
    path("sources/<ref:ref>/read/", reader.read_source, name="read_source"),
    path("sources/<ref:ref>/read/<int:number>/", reader.read_snapshot, name="read_snapshot"),
    path("sources/<ref:ref>/read/<int:number>/record/", reader.record_figure, name="record_figure"),
    path("sources/<ref:ref>/read/<int:number>/ignore/", reader.ignore_figure_page, name="ignore_figure"),
    path("sources/<ref:ref>/read/<int:number>/heed/", reader.heed_figure_page, name="heed_figure"),
    path("sources/<ref:ref>/read/<int:number>/effect/", reader.effect, name="figure_effect"),
    path("documents/add/", documents.add_document, name="add_document"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/snapshot/", documents.add_snapshot_page, name="add_snapshot"),
    path("documents/<int:pk>/beside/<int:other>/", documents.documents_beside, name="documents_beside"),
    path("documents/<int:pk>/again/", documents.read_document_again, name="read_document_again"),
    path("documents/<int:pk>/discard/", documents.discard_document_page, name="discard_document"),
    path("sources/<ref:ref>/fetch/", snapshots.fetch_source_again, name="fetch_again"),
    path(
        "sources/<ref:ref>/snapshots/<int:was>/<int:now>/",
        snapshots.compare_snapshots,
        name="compare_snapshots",
    ),
    path("corrections/", corrections.corrections, name="corrections"),
    path("claims/<ref:ref>/comment/", comments.on_claim, name="comment_on_claim"),
    path("claims/<ref:ref>/watch/", comments.watch, name="watch_claim"),
    path("claims/<ref:ref>/unwatch/", comments.unwatch, name="unwatch_claim"),
    path("discrepancies/<int:pk>/comment/", comments.on_discrepancy, name="comment_on_discrepancy"),
    path("comments/<int:pk>/withdraw/", comments.withdraw, name="withdraw_comment"),
    path("notices/", notices.notices, name="notices"),
    path("notices/choices/", notices.choices, name="notice_choices"),
    path("notices/read/", notices.all_read, name="all_notices_read"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("verified/", verified.verified, name="verified"),
    path("verified/download/<str:file_format>/", verified.download, name="download_verified"),
    path("keys/", keys.keys, name="keys"),
    path("filters/keep/", saved_filters.keep, name="keep_filter"),
    path("filters/<int:pk>/amend/", saved_filters.amend, name="amend_filter"),
    path("filters/<int:pk>/drop/", saved_filters.drop, name="drop_filter"),
    path("method/", method.method, name="method"),
]
