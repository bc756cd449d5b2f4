"""Addresses of the ground floor: home, imports, jobs, health. They have no namespace."""

from django.urls import path

from .views import devices, documents, health, home, import_columns, imports, jobs, lists, search

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("cek/<str:token>/", documents.DocumentCheck.as_view(), name="document-check"),
    path("hp/keadaan/", devices.device_state, name="device-state"),
    path("hp/kirim/", devices.device_intake, name="device-intake"),
    path("perangkat/", devices.DeviceList.as_view(), name="device-list"),
    path("perangkat/berkas/", devices.DeviceFile.as_view(), name="device-file"),
    path("perangkat/<int:pk>/keluarkan/", devices.DeviceRevoke.as_view(), name="device-revoke"),
    path("impor/", imports.ImportList.as_view(), name="import-list"),
    path("impor/baru/", imports.ImportCreate.as_view(), name="import-create"),
    path("impor/baru/<slug:kind>/", imports.ImportUpload.as_view(), name="import-upload"),
    path("impor/baru/<slug:kind>/contoh/", imports.ImportTemplate.as_view(), name="import-template"),
    path("impor/kolom/", import_columns.ImportMappings.as_view(), name="import-mappings"),
    path("impor/kolom/<int:pk>/hapus/", import_columns.ImportMappingDelete.as_view(), name="import-mapping-delete"),
    path("impor/<int:pk>/kolom/", import_columns.ImportColumns.as_view(), name="import-columns"),
    path("impor/<int:pk>/", imports.ImportDetail.as_view(), name="import-detail"),
    path("impor/<int:pk>/periksa/", imports.ImportCheck.as_view(), name="import-check"),
    path("impor/<int:pk>/perbaikan/", imports.ImportMend.as_view(), name="import-mend"),
    path("impor/<int:pk>/terapkan/", imports.ImportApply.as_view(), name="import-apply"),
    path("impor/<int:pk>/buang/", imports.ImportDiscard.as_view(), name="import-discard"),
    path("impor/<int:pk>/batalkan/", imports.ImportUndo.as_view(), name="import-undo"),
    path("impor/<int:pk>/ditolak/", imports.ImportRejected.as_view(), name="import-rejected"),
    path("daftar/tampilan/<int:pk>/hapus/", lists.ViewDelete.as_view(), name="list-view-delete"),
    path("daftar/ekspor/<int:pk>/", lists.ExportDetail.as_view(), name="list-export"),
    path("daftar/ekspor/<int:pk>/berkas/", lists.ExportFile.as_view(), name="list-export-file"),
    path("daftar/<slug:name>/simpan/", lists.ViewSave.as_view(), name="list-view-save"),
    path("daftar/<slug:name>/ekspor/", lists.ExportStart.as_view(), name="list-export-start"),
    path("cari/", search.SearchEverything.as_view(), name="search"),
    path("pekerjaan/", jobs.JobList.as_view(), name="job-list"),
    path("pekerjaan/<int:pk>/", jobs.JobDetail.as_view(), name="job-detail"),
    path("pekerjaan/<int:pk>/hentikan/", jobs.JobStop.as_view(), name="job-stop"),
    path("pekerjaan/<int:pk>/ulangi/", jobs.JobRestart.as_view(), name="job-restart"),
]
