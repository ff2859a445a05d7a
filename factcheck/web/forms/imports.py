"""The forms by which a file of citations comes in, and by which its columns are matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.core.column_names import COLUMN_WORDS, LEFT_OUT
from factcheck.core.file_format import CITATION_COLUMNS, CLAIM_COLUMNS, SOURCE_COLUMNS
from factcheck.models import ColumnMatching, Import
from factcheck.models.column_matchings import MAX_MATCHING
from factcheck.services.importing.encodings import ENCODINGS, QUOTES, SEPARATOR_NAMES
from factcheck.services.importing.given import Layout
from factcheck.services.importing.recognising import Column

ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/tab-separated-values"


class ImportFileForm(forms.Form):
    """A table of citations."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "class": "drop"}),
    )

    def __init__(self, *args: Any, too_large: Sequence[str] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        self.fields["file"].help_text = _(
            "A CSV or Excel (XLSX) file with a row for each citation, %(most)s MB at most. Drop it here, or choose it."
        ) % {"most": settings.MAX_DOCUMENT_BYTES // 1024 // 1024}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.too_large:
            self.errors.pop("file", None)
            self.add_error(
                "file",
                _("“%(name)s” is larger than %(most)s MB. Nothing of it was kept. Split the file.")
                % {"name": name, "most": settings.MAX_DOCUMENT_BYTES // 1024 // 1024},
            )
        if len(self.files.getlist("file") if self.files else ()) > 1:
            self.add_error("file", _("These are several files. Add one after the other."))
        return cleaned


class LayoutForm(forms.Form):
    """How a file is read, as it was recognised, for correction."""

    encoding = forms.ChoiceField(label=_("Encoding"))
    separator = forms.ChoiceField(label=_("Columns are separated by"))
    quote = forms.ChoiceField(label=_("Quotation marks around cells"), required=False)
    sheet = forms.ChoiceField(label=_("Sheet"))

    def __init__(self, *args: Any, run: Import, sheets: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 -- passed on
        kwargs["initial"] = {name: getattr(run, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        if sheets:
            for name in ("encoding", "separator", "quote"):
                del self.fields[name]
            self._offer("sheet", {sheet: sheet for sheet in sheets})
        else:
            del self.fields["sheet"]
            self._offer("encoding", ENCODINGS)
            self._offer("separator", SEPARATOR_NAMES)
            self._offer("quote", QUOTES)

    def _offer(self, name: str, choices: Mapping[str, str]) -> None:
        self.fields[name].choices = [(value, gettext(words)) for value, words in choices.items()]  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        said = self.cleaned_data
        return Layout(
            encoding=said.get("encoding", ""),
            separator=said.get("separator", ""),
            quote=said.get("quote", ""),
            sheet=said.get("sheet", ""),
        )


class MatchingForm(forms.Form):
    """What each column of a file is; `run` has it as it was guessed, remembered or said."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- passed on
        columns: Sequence[Column],
        matched: Mapping[str, str],
        **kwargs: Any,  # noqa: ANN401 -- passed on
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        for number, column in enumerate(columns):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column.label,
                required=False,
                choices=_choices(),
                initial=matched.get(column.label, LEFT_OUT),
            )
        self.fields["matching_name"] = forms.CharField(
            label=_("Keep this matching under a name"),
            required=False,
            max_length=MAX_MATCHING,
            help_text=_(
                "Files with these columns are matched like this from now on, with or without a name."
            ),
        )

    @property
    def rows(self) -> list[tuple[Column, forms.BoundField]]:
        """Each column of the file with the field that says what it is."""
        return [(column, self[f"column_{number}"]) for number, column in enumerate(self.columns)]

    def chosen(self) -> dict[str, str]:
        return {
            column.label: self.cleaned_data[f"column_{number}"] for number, column in enumerate(self.columns)
        }


class KeptMatchingForm(forms.Form):
    """A matching that somebody kept under a name."""

    matching = forms.ModelChoiceField(
        label=_("Fill in a matching that was kept"), queryset=ColumnMatching.objects.exclude(name="")
    )


def _choices() -> list[tuple[str, object]]:
    groups = (
        (_("Citation"), ("citation_ref", *CITATION_COLUMNS[1:])),
        (_("Claim"), CLAIM_COLUMNS),
        (_("Source"), SOURCE_COLUMNS),
    )
    return [
        (LEFT_OUT, _("— leave out —")),
        *((str(group), [(name, gettext(COLUMN_WORDS[name])) for name in names]) for group, names in groups),
    ]
