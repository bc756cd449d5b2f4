"""A fair share of the kelurahan: measured, divided, proposed; applied only when somebody accepts it."""
