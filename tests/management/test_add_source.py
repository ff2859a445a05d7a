"""manage.py add_source: files become sources at the command line."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from factcheck.models import Document, Snapshot, Source

pytestmark = pytest.mark.django_db

REPORT = (
    "Harvest in the hills\n\nBy Ada Brown\n\nJuly 12, 2019\n\nIn 2018 it was about 4,300 tonnes of barley.\n"
)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_file_becomes_a_source_with_what_is_found_in_it(report, capsys):
    call_command("add_source", str(report))
    source = Source.objects.get()
    assert (source.title, source.author, source.published) == (
        "Harvest in the hills",
        "Ada Brown",
        "2019-07-12",
    )
    assert source.snapshots.get().document.name == "report.txt"
    assert "added as harvest-in-the-hills" in capsys.readouterr().out


def test_what_is_given_goes_before_what_is_found(report):
    call_command("add_source", str(report), title="Barley", published="2019", reliability="B", ref="barley")
    source = Source.objects.get(ref="barley")
    assert (source.title, source.published, source.reliability) == ("Barley", "2019", "B")


def test_the_same_file_again_is_here_already(report, capsys):
    call_command("add_source", str(report))
    call_command("add_source", str(report))
    assert "is here already, as harvest-in-the-hills" in capsys.readouterr().out
    assert Source.objects.count() == Document.objects.count() == 1


def test_a_later_state_becomes_a_snapshot_of_its_source(report, tmp_path):
    call_command("add_source", str(report), ref="harvest")
    later = tmp_path / "later.txt"
    later.write_text(REPORT + "\nCorrected.\n", encoding="utf-8")
    call_command("add_source", str(later), snapshot_of="harvest")
    assert list(Snapshot.objects.order_by("number").values_list("number", "source__ref")) == [
        (1, "harvest"),
        (2, "harvest"),
    ]


def test_a_long_file_is_read_here_and_now(tmp_path):
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"In 2019 village {n} had {n} wells and more." for n in range(30_000)))
    call_command("add_source", str(long))
    assert "village 29999" in Snapshot.objects.get().document.text


def test_of_several_files_each_that_is_refused_is_named_and_the_others_are_added(report, tmp_path, capsys):
    picture = tmp_path / "picture.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(CommandError, match="1 of 2 were not added"):
        call_command("add_source", str(picture), str(report))
    assert "picture.pdf: This seems to be a picture" in capsys.readouterr().err
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "options", "says"),
    [
        (["nowhere.txt"], {}, "nowhere.txt cannot be read"),
        (["a.txt", "b.txt"], {"title": "Both"}, "are for one document"),
        (["a.txt"], {"snapshot_of": "nobody"}, "There is no source nobody"),
        (["https://news.example/report"], {}, "1 of 1 were not added"),
    ],
)
def test_what_cannot_be_done_is_said(given, options, says, settings):
    settings.FETCH_ADDRESSES = False
    with pytest.raises(CommandError, match=says):
        call_command("add_source", *given, **options)
    assert not Document.objects.exists()
