"""Sources as bibliographies write them: one record in the terms of the Citation Style Language, and how it maps to
our words for a source and to BibTeX and RIS, both ways and without loss.
"""
