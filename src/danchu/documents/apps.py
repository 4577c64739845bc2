from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official papers, one source each, as Word and PDF, numbered, checked by their QR code."""

    name = "danchu.documents"
    label = "documents"
    verbose_name = "Văn bản"
    motto = ""
    articles = "Nghị định 30/2020/NĐ-CP Điều 8"

    def ready(self) -> None:
        from danchu.documents import checks  # noqa: F401  they register
