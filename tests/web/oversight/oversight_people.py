"""What tests of oversight share beside fixtures."""

from django.core.files.uploadedfile import SimpleUploadedFile

from lvxun.web.oversight.models import Task

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def task_of(plan, definition, area="210000"):
    key = f"{definition}-{area}-{plan.year}"
    return Task.objects.select_related("work_plan").get(work_plan=plan, key=key)


def proof(name="proof.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")
