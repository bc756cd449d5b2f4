"""How long lists take at ten thousand, a hundred thousand, a million households: `make bench ARGS=lists`."""
