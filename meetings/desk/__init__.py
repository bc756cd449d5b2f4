"""The meeting's page on a tablet or laptop at the door: works without network, like the cadre's app."""
