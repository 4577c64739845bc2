from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    """One's own data: seen, corrected, erased; each request has an answer with a clock."""

    name = "danchu.personal_data"
    label = "personal_data"
    verbose_name = "Dữ liệu cá nhân"
    motto = ""
    articles = "Luật 91/2025/QH15"
