"""The figures of a month, step by step: settle payments, write reward lines, add up."""
