"""What the registers add up to, as figures of the region: counted when records change."""
