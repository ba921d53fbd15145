"""Plan review and plan comparison: the parser proposes, a person decides, beside the text."""
