"""Choices about what is kept of an agreement. Labels are what the screen says."""

from django.db.models import TextChoices

LARGEST_SCAN = 10 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024


class FileType(TextChoices):
    PDF = "pdf", "PDF"
    JPG = "jpg", "JPG"
    PNG = "png", "PNG"


CONTENT_TYPES = {FileType.PDF: "application/pdf", FileType.JPG: "image/jpeg", FileType.PNG: "image/png"}
