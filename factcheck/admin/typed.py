"""Django's admin and form classes, in a form that names what they are about: `ModelAdmin[Claim]`.

The type checker knows these classes as generic and Django does not; here both are satisfied once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin
    StackedInline = admin.StackedInline
    ModelForm = forms.ModelForm
    BaseInlineFormSet = forms.BaseInlineFormSet
else:

    class _Named:
        """Takes the name of a model in brackets and forgets it."""

        def __class_getitem__(cls, _model: Any) -> type:
            return cls

    class ModelAdmin(_Named, admin.ModelAdmin):
        pass

    class StackedInline(_Named, admin.StackedInline):
        pass

    class ModelForm(_Named, forms.ModelForm):
        pass

    class BaseInlineFormSet(_Named, forms.BaseInlineFormSet):
        pass


__all__ = ["BaseInlineFormSet", "ModelAdmin", "ModelForm", "StackedInline"]
