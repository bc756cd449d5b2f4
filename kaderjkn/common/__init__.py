"""The ground floor: branches, areas, users, periods, jobs, imports, the access log. It imports no other app."""
