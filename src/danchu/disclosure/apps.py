from datetime import time

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """What the commune must make public, when, by which channels, and whether it did."""

    name = "danchu.disclosure"
    label = "disclosure"
    verbose_name = "Công khai"
    motto = "Dân biết"
    articles = "11–14"

    def ready(self) -> None:
        from danchu.disclosure.access import sealed_work_of
        from danchu.disclosure.actions import reporting
        from danchu.disclosure.actions.counting import count_changed
        from danchu.disclosure.asking.hanging import Requests
        from danchu.disclosure.compliance.marks import mark_law, mark_papers
        from danchu.disclosure.hanging import Papers
        from danchu.disclosure.leaving import left_drafts, left_to_decide
        from danchu.disclosure.speaking.telling import scripts_for
        from danchu.documents import following
        from danchu.documents.following import Following
        from danchu.kit import jobs, versions
        from danchu.people import handing_over, looks
        from danchu.places import hanging
        from danchu.postings import changing, scripts
        from danchu.rulebook import changing as law

        versions.stay_in_their_commune("disclosure")
        jobs.daily("open_duties", at=time(0, 10), command="open_duties")
        jobs.daily("read_scans", at=time(2), command="read_scans")
        jobs.daily("count_compliance", at=time(0, 20), command="count_compliance")
        jobs.each_round("count_compliance", count_changed)
        changing.watch("disclosure", "item", mark_papers)
        law.watch(mark_law)
        looks.watch(
            "disclosure.open_sealed",
            kind="item",
            what="mở nội dung đã niêm phong mà bạn soạn hoặc gỡ",
            keys=sealed_work_of,
        )
        handing_over.leaves("Nội dung công khai đang soạn", left_drafts, order=20)
        handing_over.leaves("Nội dung chờ người này duyệt", left_to_decide, order=21)
        hanging.register(Papers())
        scripts.register("disclosure", "item", scripts_for)
        hanging.register(Requests())
        jobs.daily("forget_askers", at=time(2, 40), command="forget_askers")
        following.follow("council", Following(reporting.report_issued, reporting.report_voided))
        _entered_for_others()


def _entered_for_others() -> None:
    """What the office may type in for a citizen who calls or comes."""
    from danchu.behalf.allowed import may_be_entered_for

    may_be_entered_for(
        "disclosure.point",
        "Chỉ ra văn bản chưa công khai",
        door="/cong-khai/chi-van-ban/nhap-thay/",
    )
    may_be_entered_for(
        "disclosure.ask", "Yêu cầu cung cấp thông tin", door="/cong-khai/hoi/nhap-thay/"
    )
