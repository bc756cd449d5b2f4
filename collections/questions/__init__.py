"""Why does this payment not count? A cadre asks, the branch answers in time."""
