"""The same register as a plain Django model with a plain admin and a plain django-import-export resource."""
