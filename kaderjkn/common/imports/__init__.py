"""Taking files in: reading, staging, checks, one transaction. Kinds are declared by the app that owns them."""
