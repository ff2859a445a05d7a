"""What people do: one function for each act, called by every door.

A service takes what it needs by keyword, checks that the person may do it, does all of it or nothing, and
raises an error whose sentence can be shown as it stands.
"""
