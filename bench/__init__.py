"""Measurements, one file per question: ``python -m bench.limits``. Figures are no tests."""
