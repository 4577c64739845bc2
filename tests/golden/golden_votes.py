"""What a hamlet decides: motions, slips, an initiative, and how each is asked for."""

from datetime import timedelta
from typing import Any

from danchu.decisions.actions import deciding, from_paper, initiating, proposing, slips
from danchu.decisions.actions.counting import Hall
from danchu.decisions.actions.from_paper import Sheets
from danchu.decisions.actions.initiating import Idea
from danchu.decisions.models import CountScan, Motion
from danchu.decisions.tests import factories as votes
from danchu.decisions.words import Matter, Way
from danchu.kit.clock import today
from danchu.meetings.tests.sheets import photo
from danchu.people.demo import make_person
from danchu.people.models import Household, Role, Term
from golden_ask_kinds import NONE, Example

ON = today()
BESIDE = "bovang"
SINCE = ON - timedelta(days=200)


def furnish_votes(tam: Term, clerk: Term, chair: Term) -> dict[str, Any]:
    """In the hamlet of bà Tâm; the words of a draft and of an initiative are nobody else's."""
    mo = make_person("mo.golden", "Bàn Thị Mơ", Role.FRONT_HEAD, tam.unit, since=SINCE)
    told = {"by": tam, "on": ON}
    whole = Household.objects.filter(unit=tam.unit).standing(on=ON).count()

    def voted(matter: Matter) -> Motion:
        motion = votes.put_forward(tam, mo, on=ON, matter=matter)
        votes.hall(motion.parts.get(), tam, present=whole, yes=whole, whole=whole, on=ON)
        motion.refresh_from_db()
        return motion

    draft = votes.proposed(tam, on=ON, title=f"zqmotion {BESIDE}", text=f"zqwords {BESIDE}")
    made = deciding.write_decision(voted(Matter.VILLAGE_CODE), votes.words(), **told)
    made = deciding.send_decision(made, **told)
    made = deciding.receive_decision(made, by=clerk, on=ON)
    deciding.recognise(made, number="1/QĐ", by=chair, on=ON)
    sent = deciding.write_decision(voted(Matter.BOARDS), votes.words(), **told)
    deciding.send_decision(sent, **told)
    whole_commune = proposing.propose(chair.unit, votes.proposal(), by=chair, on=ON)
    by_slips = {"matter": Matter.SELF_MANAGED, "way": Way.SLIPS}
    part = votes.put_forward(tam, mo, on=ON, **by_slips).parts.get()
    running = votes.handed_out(part, tam, on=ON)
    part = votes.put_forward(tam, mo, on=ON, **by_slips).parts.get()
    counted = votes.handed_out(part, tam, on=ON - timedelta(days=10))
    votes.collected(counted, 1)
    slips.count_slips(counted, slips.Tally(1, 0, 0, f"zqwitness {BESIDE}", "Hai"), **told)
    part = votes.put_forward(tam, mo, on=ON, matter=Matter.COMMUNITY_FUND).parts.get()
    hall, sheets = Hall(ON, whole, whole, whole, 0), Sheets([photo()], [photo()])
    from_paper.enter_hall(part, hall, sheets, **told)
    idea = Idea(Matter.SELF_MANAGED, f"zqidea {BESIDE}", "Vì sao.", f"zqciter {BESIDE}")
    idea = initiating.begin(tam.unit, idea, **told)
    sheet = from_paper.Sheet(f"zqsheet {BESIDE}", photo())
    sheet = from_paper.note_idea_step(idea, "Sáng kiến", sheet, day=ON, **told)
    return {
        "motion draft": draft.pk,
        "motion decided": made.motion_id,
        "motion sent": sent.motion_id,
        "motion of commune": whole_commune.pk,
        "part running": running.part_id,
        "round running": running.pk,
        "round counted": counted.pk,
        "count scan": CountScan.objects.filter(count__part=part).order_by("pk")[0].pk,
        "slip code": running.slips.order_by("pk")[0].code,
        "idea": idea.pk,
        "idea scan": sheet.pk,
    }


def of_votes(things: dict[str, Any]) -> dict[str, list[Example]]:
    """Own, a draft that no stranger sees, no such."""
    gone = Example("no such", (NONE,))
    decided = Example("decided", (things["motion decided"],))
    draft = Example("draft", (things["motion draft"],))
    running = Example("running", (things["round running"],))
    counted = Example("counted", (things["round counted"],))
    idea = Example("own", (things["idea"],))
    acts = ("send_plan", "prepare_slips", "collect", "count_slips", "call_off")
    papers = ("print_slips", "collection_paper", "plan_paper", "minutes_paper")
    return {
        "decisions:commune": [Example("", ("xa-la-bang",)), Example("no such", ("khong-co",))],
        "decisions:motion": [decided, draft, gone],
        "decisions:result_paper": [decided, draft],
        "decisions:slip": [
            Example("of a stub", (things["slip code"],)),
            Example("no such", ("AAAAAAAAAA",)),
        ],
        "decisions:blank": [Example("", ("sang-kien",)), Example("no such", ("khong-co",))],
        "decisions:work": [decided, draft, gone],
        "decisions:act": [
            Example("agree", (things["motion draft"], "thong-nhat")),
            Example("agree in the commune", (things["motion of commune"], "thong-nhat")),
            Example("receive", (things["motion sent"], "nhan")),
            Example("no such", (things["motion draft"], "khong-co")),
        ],
        "decisions:decision_paper": [decided],
        "decisions:recognition_paper": [decided],
        "decisions:motion_file": [
            Example("decided", (things["motion decided"], "quyet-dinh", "docx")),
            Example("no such", (NONE, "quyet-dinh", "docx")),
        ],
        "decisions:round_file": [
            Example("counted", (things["round counted"], "bien-ban", "docx")),
            Example("names", (things["round counted"], "so-thu", "docx")),
        ],
        "decisions:initiative_file": [Example("own", (things["idea"], "dong-thuan", "docx"))],
        "decisions:blank_file": [
            Example("", ("bien-ban-hop", "docx")),
            Example("no such", ("khong-co", "pdf")),
        ],
        "decisions:scan": [Example("own", (things["count scan"],)), gone],
        "decisions:idea_scan": [Example("own", (things["idea scan"],)), gone],
        "decisions:plan_slips": [Example("running", (things["part running"],)), gone],
        "decisions:round": [running, gone],
        "decisions:calendar": [running, gone],
        **{f"decisions:{page}": [running] for page in acts},
        **{f"decisions:{page}": [counted] for page in papers},
        "decisions:initiative": [idea, gone],
        "decisions:endorse": [idea],
        "decisions:initiative_act": [Example("consent", (things["idea"], "mat-tran"))],
        "decisions:endorsements_paper": [idea],
        "decisions:endorse_own": [idea, gone],
    }


def bodies_of_votes() -> dict[str, dict[str, Any]]:
    """What a rightful sender sends."""
    idea = {"name": "Lý A Sửu", "matter": "self_managed", "title": "Đèn đường", "text": "Tối."}
    proposal = {"matter": "contribution", "way": "meeting", "title": "Làm đường", "text": "850 m"}
    return {
        "decisions:propose": proposal,
        "decisions:act": {"ground": "biên bản ngày 01/12/2026"},
        "decisions:collect": {"number": "1"},
        "decisions:count_slips": {
            "yes": "0",
            "no": "0",
            "other": "0",
            "witness_one": "Một",
            "witness_two": "Hai",
        },
        "decisions:call_off": {"why": "Mưa lũ"},
        "decisions:begin": {**idea, "paper": "đơn viết tay"},
        "decisions:own_initiatives": idea,
        "decisions:endorse": {"number": "1", "way": "paper", "day": f"{ON:%d/%m/%Y}"},
        "decisions:initiative_act": {"ground": "biên bản"},
    }
