"""Who signs in and how: names and phones, printed codes, lockout, first password, second factor.

Built on django-allauth (pages and flows) and django-axes (counting of failures). No sign-up, no e-mail.
"""
