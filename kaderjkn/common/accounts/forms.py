"""Sign-in forms in our words. What they do stays django-allauth's."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from .backends import fits


class PlainFields:
    """Takes away the placeholders: they repeat the label, and vanish while somebody types."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(PlainFields, account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label = _("Nama pengguna atau nomor HP")
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        password.label = _("Kata sandi atau kode sekali pakai")


class ChangePasswordForm(PlainFields, account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        old, new, again = (self.fields[name] for name in ("oldpassword", "password1", "password2"))
        old.label = _("Kode sekali pakai") if self.user.must_change_password else _("Kata sandi sekarang")
        new.label, again.label = _("Kata sandi baru"), _("Kata sandi baru, sekali lagi")
        new.help_text = _("Paling sedikit 8 huruf atau angka; jangan angka saja, jangan nama Anda.")

    def clean_oldpassword(self):
        if not fits(self.user, self.cleaned_data.get("oldpassword", "")):
            raise forms.ValidationError(_("Kata sandi sekarang tidak cocok."))
        return self.cleaned_data["oldpassword"]

    def clean(self):
        cleaned = super().clean()
        new = cleaned.get("password1")
        if new and "oldpassword" in cleaned and fits(self.user, new):
            self.add_error("password1", _("Kata sandi baru harus lain dari yang sekarang."))
        return cleaned


class ReauthenticateForm(PlainFields, account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Kata sandi")


class CodeField(PlainFields):
    """The six digits of an authenticator app; a recovery code fits as well."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Kode dari aplikasi autentikator")
        field.widget.attrs |= {"inputmode": "numeric", "autofocus": True}


class ActivateTotpForm(CodeField, totp.ActivateTOTPForm):
    pass


class AuthenticateForm(CodeField, mfa.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Kode pemulihan juga dapat dipakai di sini.")


class ReauthenticateByCodeForm(CodeField, mfa.ReauthenticateForm):
    pass


class AddPasskeyForm(PlainFields, webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci sandi")
        self.fields["passwordless"].label = _("Pakai juga untuk masuk tanpa kata sandi")
        self.fields["passwordless"].help_text = _("Perangkat akan meminta sidik jari, wajah, atau PIN.")


class EditPasskeyForm(PlainFields, webauthn.EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nama kunci sandi")
