"""Goals of cadres: what branch and cadre want to collect in a month or a quarter. They move no money."""
