"""Records as sheets: templates, what a list shows taken away, sheets brought in after a dry run."""
