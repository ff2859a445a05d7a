"""Every address of Factcheck."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("factcheck.api.addresses")),
    path("", include("factcheck.web.urls")),
]

handler500 = "factcheck.web.unreachable.something_went_wrong"
