"""A sanity oracle for Chinese statistics: unit slips, breaks, sums, jumps, quotients, growth, evidence."""

from lvxun.region.sanity.finding import Finding, Severity
from lvxun.region.sanity.oracle import check, inspect, panel_of

__all__ = ["Finding", "Severity", "check", "inspect", "panel_of"]
