"""Where files are kept, by configuration: a folder, or a bucket of an S3-compatible storage. Knows nothing of the desk.

Both keep bytes under the name that they are given, whole or not at all, and tell of what is not there with
FileNotFoundError, and of any other trouble with OSError.
"""
