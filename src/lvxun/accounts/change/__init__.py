"""Why a figure moved: LMDI, and two books compared."""
