"""Spreadsheet files as people send them: CSV or XLSX to text rows, headings and typed values.

Nothing here knows the database. `tables` opens a file, `headings` finds the heading row,
`values` holds the parsers of single cells, `rows` joins the three.
"""
