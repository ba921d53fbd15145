"""What oversight keeps: tasks and reports, lamps, escalations, campaigns, what the public sees and says."""

from lvxun.web.oversight.models.campaigns import Campaign, Finding
from lvxun.web.oversight.models.escalation import Alert, Escalation
from lvxun.web.oversight.models.people import Contact, Digest, Feed
from lvxun.web.oversight.models.public import Case, Feedback, Succession
from lvxun.web.oversight.models.reports import Assessment, Evidence, Report
from lvxun.web.oversight.models.tasks import (
    IndicatorReading,
    LampChange,
    Milestone,
    Task,
    TaskPartner,
    WorkPlan,
)

__all__ = [
    "Alert",
    "Assessment",
    "Campaign",
    "Case",
    "Contact",
    "Digest",
    "Escalation",
    "Evidence",
    "Feed",
    "Feedback",
    "Finding",
    "IndicatorReading",
    "LampChange",
    "Milestone",
    "Report",
    "Succession",
    "Task",
    "TaskPartner",
    "WorkPlan",
]
