"""What somebody has typed in a form that is nowhere else."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

HIDDEN = QLineEdit.EchoMode.Password
UNKEPT = "unkept"


def typed_in(form: QWidget) -> str:
    """All of it, in one line; what a form began with, and a passphrase, does not count."""
    lines = form.findChildren(QLineEdit)
    typed = [one.text() for one in lines if one.isModified() and not _secret(one)]
    paragraphs = form.findChildren(QPlainTextEdit)
    typed += [one.toPlainText() for one in paragraphs if one.document().isModified()]
    return " · ".join(" ".join(text.split()) for text in typed if text.strip())


def settle(form: QWidget) -> None:
    """It is recorded: what stands there counts as typed no more."""
    for line in form.findChildren(QLineEdit):
        line.setModified(False)
    for paragraph in form.findChildren(QPlainTextEdit):
        paragraph.document().setModified(False)


def keep_secret(line: QLineEdit) -> None:
    """A passphrase is typed here, which is kept nowhere even while it may be read."""
    line.setProperty(UNKEPT, True)


def _secret(line: QLineEdit) -> bool:
    return line.echoMode() == HIDDEN or bool(line.property(UNKEPT))


def wipe_secrets(form: QWidget) -> None:
    """Empty what stands behind dots."""
    for line in form.findChildren(QLineEdit):
        if line.echoMode() == HIDDEN:
            line.clear()
