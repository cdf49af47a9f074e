"""What an article's words say: counts, keyness, dispersion, concordance, collocation, richness, keyphrases."""
