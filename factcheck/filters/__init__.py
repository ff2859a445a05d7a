"""What lists can be narrowed by: the same filters, by the same names, on pages, in exports and for programs."""
