"""What each step type changes, one module per part of the table; evolve.py calls them."""
