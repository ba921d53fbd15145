"""Policy documents of any usual format as plain text: ``read`` for a file, ``read_bytes`` for an upload."""

from lvxun.plan.reading.documents import read, read_bytes

__all__ = ["read", "read_bytes"]
