"""The commands of manage.py: each calls one function and says exit 0, 1 or 2."""
