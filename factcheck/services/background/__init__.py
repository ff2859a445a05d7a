"""Work in the background: taken by one worker, told how far it is, stopped, tried again, and taken up after a kill."""
