"""Entry points: each builds one page's app."""
