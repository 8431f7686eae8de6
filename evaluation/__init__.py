"""How well the project does on outside sets and on our own: loaders, scorers, floors, an error browser. `python -m evaluation --help`."""
