from typing import Any

from django.core.management.base import BaseCommand

from danchu.people import demo


class Command(BaseCommand):
    help = "Print how each made-up person of the demo comes in. Real accounts are never listed."

    def handle(self, **options: Any) -> None:
        logins = demo.logins()
        if not logins:
            self.stdout.write("Chưa có người minh họa nào: chạy `python -m danchu seed` trước.")
            return
        self.stdout.write("Cán bộ, công chức: /dang-nhap/ (mã đổi mỗi 30 giây, xem /minh-hoa/)")
        for login in logins:
            if login.code:
                self.stdout.write(
                    f"  {login.person.username:<12} {demo.PASSWORD}  mã {login.code}  "
                    f"{login.person.full_name} ({login.roles})"
                )
        self.stdout.write("Trưởng xóm, Ban, đại biểu: /minh-hoa/, bấm “Mở thẻ kích hoạt mới”")
        for login in logins:
            if not login.code:
                self.stdout.write(
                    f"  {login.person.username:<12} {login.person.full_name} ({login.roles})"
                )
