"""What is due today, noted once by a daily job: months to close, promises, questions. It decides nothing."""
