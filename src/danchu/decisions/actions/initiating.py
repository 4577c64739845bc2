"""An initiative: begun, endorsed household by household, sent, taken up (Điều 16 khoản 3)."""

from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction

from civics import motions as law
from civics.errors import Refused
from danchu.decisions import rules
from danchu.decisions.making import Proposal, make, put_forward
from danchu.decisions.models import Endorsement, Initiative, Motion
from danchu.decisions.words import Given, Matter, Origin, Scope
from danchu.kit import audit
from danchu.kit.law import book
from danchu.meetings import convening
from danchu.people.access import terms_of
from danchu.people.models import Household, Representative, Role, Term, User
from danchu.places.models import Unit


class Idea(NamedTuple):
    """What a citizen proposes, as the form gives it."""

    matter: Matter
    title: str
    text: str
    name: str


@transaction.atomic
def begin(
    unit: Unit, idea: Idea, *, person: User | None = None, by: Term | None = None, on: date
) -> Initiative:
    """By a citizen who speaks for a household here, or written down by the head from a paper."""
    name, title = " ".join(idea.name.split()), " ".join(idea.title.split())
    if not title or not idea.text.strip() or not name:
        raise Refused("Hãy ghi đủ: ai có sáng kiến, tên việc, đề xuất gì và vì sao.")
    made = Initiative.objects.create(
        unit=unit,
        person=person,
        name=name[:120],
        matter=idea.matter,
        title=title[:200],
        text=idea.text.strip(),
        started_on=on,
        entered_by=by,
    )
    term = by or (terms_of(person, on=on).first() if person else None)
    _record("decisions.begin_initiative", made, term, on)
    return made


@transaction.atomic
def endorse(
    initiative: Initiative, household: Household, *, way: Given, day: date, by: Term, on: date
) -> Endorsement:
    """A household agreed on paper or at a meeting; the head writes it down with its day."""
    initiative = _locked(initiative)
    if way == Given.ONLINE:
        raise Refused("Đồng ý trên máy phải do chính đại diện hộ bấm.")
    if day > on:
        raise Refused("Ngày đồng ý còn ở phía trước. Hãy ghi ngày hộ đã ký.")
    made = _endorsed(initiative, household, way=way, day=day, by=by, on=on)
    _record("decisions.endorse", initiative, by, on)
    return made


@transaction.atomic
def endorse_online(initiative: Initiative, speaker: Representative, *, on: date) -> Endorsement:
    """The representative, signed in, agrees in the name of their household."""
    initiative = _locked(initiative)
    household = speaker.household
    made = _endorsed(initiative, household, way=Given.ONLINE, day=on, speaker=speaker, on=on)
    person = speaker.person
    _record(
        "decisions.endorse_online",
        initiative,
        terms_of(person, on=on).first() if person else None,
        on,
    )
    return made


@transaction.atomic
def send_initiative(initiative: Initiative, *, by: Term | None, on: date) -> Initiative:
    """To the head, with at least 10 % of all households, or with the Front's consent below it."""
    initiative = _locked(initiative)
    if initiative.sent_on is not None:
        raise Refused("Đề xuất này đã gửi Trưởng thôn, Tổ trưởng.")
    found = support_of(initiative, on=on)
    if not found.enough and not _consented(initiative, on=on):
        raise Refused(_too_few(found), found.cite)
    initiative.sent_on, initiative.endorsed, initiative.households = on, found.valid, found.whole
    initiative.save(update_fields=["sent_on", "endorsed", "households"])
    _record("decisions.send_initiative", initiative, by, on)
    return initiative


@transaction.atomic
def consent(initiative: Initiative, *, ground: str = "", by: Term, on: date) -> Initiative:
    """Below 10 %: the community's Front committee finds it useful and agrees (đoạn 2). Whoever
    heads the community and the committee says by which paper of the committee."""
    initiative = _locked(initiative)
    if initiative.consent_on is not None:
        raise Refused("Ban công tác Mặt trận đã tán thành sáng kiến này.")
    if by.role != Role.FRONT_HEAD and not ground.strip():
        raise Refused(
            "Hãy ghi Ban công tác Mặt trận tán thành bằng giấy nào, ngày nào; hoặc để Trưởng ban "
            "công tác Mặt trận tự bấm.",
            book().value(rules.BELOW, on=on).cite,
        )
    unit = rules.heir_of(initiative.unit, on=on)
    if not ground.strip() and convening.heads_both(unit, on=on):
        raise Refused(rules.BOTH_ROLES, book().value(rules.BELOW, on=on).cite)
    initiative.consent_on, initiative.consent_by = on, by
    initiative.consent_ground = ground.strip()[:200]
    initiative.save(update_fields=["consent_on", "consent_by", "consent_ground"])
    _record("decisions.consent_to_initiative", initiative, by, on)
    return initiative


@transaction.atomic
def take_up(initiative: Initiative, proposal: Proposal, *, by: Term, on: date) -> Motion:
    """The head puts it before the community. Endorsements must still count on this day too."""
    initiative = _locked(initiative)
    if initiative.sent_on is None:
        raise Refused("Sáng kiến chưa được gửi. Gửi đề xuất trước, rồi mới đưa ra bàn.")
    if on < initiative.sent_on:
        raise Refused(f"Đề xuất gửi ngày {initiative.sent_on:%d/%m/%Y}, không đưa ra bàn trước đó.")
    found = support_of(initiative, on=on)
    if not found.enough and not _consented(initiative, on=on):
        raise Refused(_too_few(found), found.cite)
    told = proposal._replace(matter=Matter(initiative.matter))
    motion = make(initiative.unit, Scope.COMMUNITY, told, Origin.INITIATIVE, by=by, on=on)
    if initiative.consent_by_id is not None:
        motion.agreed_by, motion.agreed_ground = initiative.consent_by, initiative.consent_ground
    put_forward(motion, on=on)
    initiative.motion = motion
    initiative.save(update_fields=["motion"])
    _record("decisions.take_up", initiative, by, on)
    return motion


@transaction.atomic
def decline(initiative: Initiative, *, why: str, by: Term, on: date) -> Initiative:
    """Against the law or good custom: sent back with the reason in writing."""
    initiative = _locked(initiative)
    if not why.strip():
        raise Refused("Hãy ghi sáng kiến trái điều luật nào hoặc thuần phong, mỹ tục nào.")
    initiative.declined_on, initiative.declined_why = on, why.strip()[:300]
    initiative.save(update_fields=["declined_on", "declined_why"])
    _record("decisions.decline_initiative", initiative, by, on)
    return initiative


def support_of(initiative: Initiative, *, on: date) -> law.Support:
    """Households still in the roll whose last endorsement still counts on `on`."""
    standing = Household.objects.filter(unit=initiative.unit).standing(on=on)
    whole = standing.count()
    if not whole:
        raise Refused("Sổ chưa có hộ nào nên chưa tính được 10%. Hãy ghi các hộ vào sổ trước.")
    given = initiative.endorsements.filter(household__in=standing, given_on__lte=on)
    newest: dict[int, date] = {}
    for household, day in given.values_list("household", "given_on"):
        newest[household] = max(day, newest.get(household, day))
    return law.support(book(), given_on=list(newest.values()), households=whole, on=on)


def _endorsed(
    initiative: Initiative,
    household: Household,
    *,
    way: Given,
    day: date,
    on: date,
    by: Term | None = None,
    speaker: Representative | None = None,
) -> Endorsement:
    if household.unit_id != initiative.unit_id or household.struck_on is not None:
        raise Refused("Hộ này không thuộc thôn có sáng kiến.")
    if household.until is not None and household.until < day:
        raise Refused(
            f"Hộ số {household.number} đã chuyển đi ngày {household.until:%d/%m/%Y}, nên không "
            "tính đồng thuận của hộ này."
        )
    last = initiative.endorsements.filter(household=household).order_by("-given_on").first()
    if last is not None and day <= law.endorsed_until(book(), given_on=last.given_on):
        until = law.endorsed_until(book(), given_on=last.given_on)
        raise Refused(
            f"Hộ số {household.number} đã đồng ý ngày {last.given_on:%d/%m/%Y}, còn giá trị đến "
            f"hết {until:%d/%m/%Y}. Mỗi hộ tính một lần."
        )
    try:
        with transaction.atomic():
            return Endorsement.objects.create(
                initiative=initiative,
                household=household,
                given_on=day,
                way=way,
                representative=speaker,
                entered_by=by,
                entered_on=on,
            )
    except IntegrityError as twice:
        raise Refused(f"Hộ số {household.number} đã được ghi. Mỗi hộ tính một lần.") from twice


def _consented(initiative: Initiative, *, on: date) -> bool:
    """Whether the Front had agreed by `on`, which may be a day on paper."""
    return initiative.consent_on is not None and initiative.consent_on <= on


def _too_few(found: law.Support) -> str:
    return (
        f"Mới có {found.valid} trên {found.whole} hộ đồng thuận còn giá trị, cần {found.needed}. "
        "Hãy lấy thêm ý kiến, hoặc xin Ban công tác Mặt trận tán thành."
    )


def _locked(initiative: Initiative) -> Initiative:
    found = (
        Initiative.objects.select_for_update(of=("self",))
        .select_related("unit__commune")
        .get(pk=initiative.pk)
    )
    if not found.is_open:
        raise Refused("Sáng kiến này đã được đưa ra bàn hoặc đã trả lại.")
    return found


def _record(act: str, initiative: Initiative, by: Term | None, on: date) -> None:
    audit.record(
        act, by=by, unit_id=initiative.unit_id, kind=rules.INITIATIVE, key=initiative.pk, on=on
    )
