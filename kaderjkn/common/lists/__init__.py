"""Lists that stay quick at a million rows: what a list is, its order, its pages, its columns.

Pages are found by the values of the row at their edge (keyset), never by counting rows off (OFFSET): a page costs the
same wherever it lies, and rows that come or go meanwhile move no other row from page to page. Nothing here knows an
app; a list is declared by the app that owns it, in its module `lists`.
"""
