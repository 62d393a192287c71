"""Whether somebody has typed words in a form that are nowhere else."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def typed_in(form: QWidget) -> bool:
    """What a form began with, and what stands behind dots, does not count."""
    lines = (one for one in form.findChildren(QLineEdit) if one.echoMode() == QLineEdit.EchoMode.Normal)
    if any(one.isModified() and one.text().strip() for one in lines):
        return True
    paragraphs = form.findChildren(QPlainTextEdit)
    return any(one.document().isModified() and one.toPlainText().strip() for one in paragraphs)
