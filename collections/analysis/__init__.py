"""Reports for supervisors, in the admin area: a chart, the table under it, definitions, files.

To declare another one, write a module in `kinds/` and name it in `kinds/__init__.py`:

    @analysis(
        name="kehadiran",                        # its address: /admin/laporan/kehadiran/
        subject=Subject.CADRES,                  # where it stands on the index
        title=gettext_lazy("Kehadiran kader"),
        lead=gettext_lazy("Berapa kader hadir pada pertemuan bulan ini."),
        choices=(Choice("per", gettext_lazy("Rinci menurut"), (("kader", gettext_lazy("Kader")), …)),),
        filters=("district", "cadre"),           # of these two, those that it obeys
        months_before=6,                         # 0: one month only; else how many more are asked for at first
    )
    def attendance(question: Question) -> Answer: …

`Question` (asking.py) says which branch, month, months before, kecamatan, cadre, and what was chosen:
`question.of("per")`; `question.link(...)` makes addresses of rows that only the branch's own office may open.
`Answer` (answers.py) is what page, XLSX and PDF are made of, so that they cannot differ; `computed_at` is when its
figures were computed (`standing.summary_of(branch, month)`, or a closing's own). Rates are `share(part, whole)`:
exact, None without a whole. With `scope=Scope.REGION` a report has no branch: `question.branches` are those that the
visitor sees. A report asks no table that has a row per household or payment: it reads what a closing stored, or the
sums of `sums/`, which a job keeps (ADR 9, `measures.py`); tests count its queries.
"""
