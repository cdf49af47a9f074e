"""Batches of reports: notebooks run through papermill, their tables and figures beside them, an index over all."""
