"""Notebooks run in processes forked warm: anyone's, with papermill underneath."""
