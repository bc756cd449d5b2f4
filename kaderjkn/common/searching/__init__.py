"""Search everywhere: one field for whatever the office looks for.

Nothing here knows an app: what can be found is declared by the app that owns it, in its module `lookups`.
"""
