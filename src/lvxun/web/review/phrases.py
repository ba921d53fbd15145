"""What the plan engine says of a document or a correction, sentence by sentence, for the reader's language.

Engines speak English and know no gettext; ``lvxun.web.figures.wording`` puts these sentences into Chinese.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

DOCUMENT_PHRASES = (
    _("the file is empty."),
    _("Download or export it again."),
    _("the file has more than %(size)s MB."),
    _("Give the plan as .docx, .pdf with text, .html or .txt."),
    _("the file holds no text, only white space."),
    _("Check that it is the right file."),
    _("the file is binary, or text in an encoding that cannot be told."),
    _("Save text files as UTF-8 or GB18030."),
    _("this is %(kind)s, not a text document."),
    _("this is a ZIP archive, not a Word document."),
    _("Unpack it and name the document inside."),
    _("Open it in an OFD reader and export it as PDF or text."),
    _("Open it in Word or WPS and save it as .docx (or as PDF with text)."),
    _("this is an old binary Word or WPS document (.doc, .wps)."),
    _("this is an old binary Office document (.doc, .wps, .xls)."),
    _("this is an old spreadsheet (.xls, .et)."),
    _("this is an old presentation."),
    _("the document is protected by a password."),
    _("the PDF is protected by a password."),
    _("Save it without one and try again."),
    _("the document is cut off or damaged: its end is missing."),
    _("the Word document is cut off or damaged."),
    _("the Word document is damaged (part %(part)s)."),
    _("the Word document has no body."),
    _("Download or copy it again, or open it in Word and save it anew."),
    _("the document unpacks to more than %(size)s MB of text."),
    _("Save the plan's text alone, without pictures and data, as a new .docx."),
    _("the PDF is cut off: its end is missing."),
    _("the PDF is damaged."),
    _("the PDF has no pages."),
    _("the PDF has %(pages)s pages, more than %(most)s."),
    _("Give the plan's pages alone."),
    _("page %(page)s of the PDF is damaged."),
    _("the PDF is encrypted in a way that cannot be read."),
    _("Print it to a new PDF."),
    _("the PDF has no text layer: its %(pages)s pages are pictures (a scan)."),
    _("most of the PDF has no text layer: pages %(pages)s are pictures (a scan)."),
    _("Pages %(pages)s are pictures without text and were not read."),
    _("the PDF's text layer cannot be decoded: its fonts do not say which characters they draw."),
    _("Run it through OCR, or ask the publisher for the Word version."),
    _("the web page is empty."),
    _("Save the page again."),
    _("No document was chosen."),
    _("Choose a .docx, .pdf, .html or .txt file."),
    _("A field came without a file."),
    _("Choose the document again."),
    _("%(size)s bytes are too many."),
    _("Send at most 20 MB."),
)

WARNING_PHRASES = (
    _("The text is empty."),
    _("The text holds hardly any Chinese: only policy documents in Chinese can be read."),
    _("The text is in traditional characters: bodies and targets may be missed."),
    _("Set it in simplified characters and read it again."),
    _("No measures were found: the text has no numbered sections that carry actions."),
    _("The number of '%(heading)s' does not go on from the one before it."),
    _("Measure numbers come twice: %(numbers)s."),
    _("A part with its own numbering was left aside: it begins '%(beginning)s'."),
    _("Measure %(id)s '%(title)s' names no responsible body, though most measures of this plan do."),
    _("Measure %(id)s '%(title)s': the bracket around its bodies is not closed."),
)

CORRECTION_PHRASES = (
    _("is missing"),
    _("is empty"),
    _("Give a number, or choose 'qualitative'."),
    _("%(high)s is below %(low)s"),
    _("The upper end comes second."),
    _("'%(value)s' is not a finite number"),
    _("Write it in digits, such as 42.5."),
    _("'%(value)s' is not a comparator"),
    _("Choose one of %(choices)s."),
    _("Write a year from 1949 to 2100 in four digits, or leave it empty."),
    _("Name what the target is about."),
    _("Give the measure's title as in the plan."),
    _("Write one body a line: lead NAME, or support NAME."),
    _("'%(verdict)s' is not a verdict."),
    _("Press one of the buttons of the card."),
    _("Reload the page: the plan may have been parsed anew."),
    _("%(who)s decided about %(item)s since this page was drawn."),
    _("Look at that decision below, then decide again if you still want to."),
)

PHRASES = (*DOCUMENT_PHRASES, *WARNING_PHRASES, *CORRECTION_PHRASES)
