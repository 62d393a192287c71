"""What somebody has typed in a form that is nowhere else."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

HIDDEN = QLineEdit.EchoMode.Password


def typed_in(form: QWidget) -> str:
    """All of it, in one line; what a form began with, and what stands behind dots, does not count."""
    lines = form.findChildren(QLineEdit)
    typed = [one.text() for one in lines if one.isModified() and one.echoMode() != HIDDEN]
    paragraphs = form.findChildren(QPlainTextEdit)
    typed += [one.toPlainText() for one in paragraphs if one.document().isModified()]
    return " · ".join(" ".join(text.split()) for text in typed if text.strip())


def wipe_secrets(form: QWidget) -> None:
    """Empty what stands behind dots."""
    for line in form.findChildren(QLineEdit):
        if line.echoMode() == HIDDEN:
            line.clear()
