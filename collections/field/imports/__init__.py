"""Files of the field: contacts that were kept on paper."""
