"""Where reading happens: a cache of what was read, worker processes, a cluster, a watched folder.

"Troops left Berga" is read once, by whichever process is free; all that comes back is its Reading.
Nothing here knows how an article is read: the function that does it is handed in.
"""
