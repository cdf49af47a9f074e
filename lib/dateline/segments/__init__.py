"""An article cut up: paragraphs with their roles, sentences, tokens; its language; lists of English words."""
