"""Many articles: tables of them all as Parquet, made in parts, and the questions that they answer."""
