"""Bibliographies as reference managers export them: CSL-JSON, BibTeX and RIS, told apart by their content."""
