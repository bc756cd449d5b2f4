"""Pages of staff about cadres."""
