from django.apps import AppConfig


class BehalfConfig(AppConfig):
    """An official enters for somebody without a device; they say later whether it is right."""

    name = "danchu.behalf"
    label = "behalf"
    verbose_name = "Nhập thay"
    motto = ""
    articles = "9, 12, 18, 35"

    def ready(self) -> None:
        from danchu.behalf import allowed

        allowed.may_be_entered_for(
            "people.set_phone", "Sửa số điện thoại công vụ", door="/nhap-thay/so-dien-thoai/"
        )
