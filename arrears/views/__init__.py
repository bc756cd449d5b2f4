"""Pages of staff about lists, cases, households and payments."""
