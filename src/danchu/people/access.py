"""What a person may do follows from the terms they hold on the day. Default deny."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple, Protocol, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Prefetch, Q, QuerySet

from danchu.kit.folding import fold
from danchu.people import seals
from danchu.people.keys import Identity, Number, Passkey
from danchu.people.models import (
    CIVIL_SERVANTS,
    Card,
    Device,
    Helper,
    OneTimePassword,
    Practice,
    Role,
    Term,
    User,
)
from danchu.people.roles import MAY_APPOINT
from danchu.places import hanging, judging
from danchu.places.models import Kind, Reorganisation, Unit

Person = User | AnonymousUser


def terms_of(person: Person, *, on: date) -> QuerySet[Term]:
    """Terms this person holds on `on`; none for a stranger or an account out of use."""
    if not isinstance(person, User):
        return Term.objects.none()
    return Term.objects.in_office(on=on).filter(person=person).select_related("unit", "person")


def units_as(person: Person, roles: Iterable[Role], *, on: date) -> QuerySet[Unit]:
    """Units in which this person holds one of `roles` on `on`."""
    terms = terms_of(person, on=on).filter(role__in=list(roles))
    return Unit.objects.filter(pk__in=terms.values("unit"))


def term_in(person: Person, roles: Iterable[Role], unit: Unit, *, on: date) -> Term | None:
    """The term under which this person may act for `unit` on `on`, or None."""
    return terms_of(person, on=on).filter(role__in=list(roles), unit=unit).first()


def seen_units(person: Person, *, on: date, roles: Iterable[Role] = tuple(Role)) -> QuerySet[Unit]:
    """Units whose inner pages this person may see: their own, and everything under them.

    With `roles`, only by those: who inspects one commune does not inspect another they sit in.
    """
    seen = Unit.objects.none()
    for term in terms_of(person, on=on).filter(role__in=list(roles)):
        if term.unit.kind in {Kind.PROVINCE, Kind.COMMUNE}:
            seen = seen | Unit.objects.within(term.unit)
        else:
            seen = seen | Unit.objects.filter(pk=term.unit_id)
    return seen.distinct()


# ── units ─────────────────────────────────────────────────────────────────────────────────────

IN_PROVINCE = frozenset({Role.PROVINCE})  # who may order the units of every commune


def units_term(person: Person, *, on: date) -> Term | None:
    """The term under which this person orders units: of the province first, else of a commune."""
    terms = terms_of(person, on=on)
    province = terms.filter(role__in=IN_PROVINCE, unit__kind=Kind.PROVINCE).order_by("pk").first()
    office = terms.filter(role__in=OFFICE, unit__kind=Kind.COMMUNE).order_by("pk").first()
    return province or office


def communes_ordered_by(term: Term, *, on: date) -> QuerySet[Unit]:
    """Standing communes whose units are ordered under this term."""
    return Unit.objects.communes().standing(on=on).within(term.unit).order_by("folded")


def units_ordered_in(above: Unit, *, on: date) -> QuerySet[Unit]:
    """Units that may be merged, split, dissolved, renamed: a commune's, or a province's communes.

    Those that already have a last day are not offered.
    """
    if above.kind == Kind.PROVINCE:
        found = Unit.objects.communes().filter(province=above)
    else:
        found = Unit.objects.filter(commune=above, kind__in=list(judging.ORDERED))
    return found.standing(on=on).filter(valid_to=None).order_by("kind", "folded")


def acts_ordered_by(term: Term) -> QuerySet[Reorganisation]:
    """Acts about units that this term looks after, newest first; taken back ones too."""
    above = Unit.objects.filter(Q(pk=term.unit_id) | Q(province=term.unit_id))
    return (
        Reorganisation.objects.filter(above__in=above)
        .select_related("above")
        .order_by("-on", "-pk")
    )


def terms_ended_by(act: Reorganisation) -> QuerySet[Term]:
    """Terms that an act about units ended: whoever goes on needs a new one."""
    ended = hanging.passed(act, "people", "term")
    return Term.objects.filter(pk__in=ended).select_related("person", "unit").order_by("pk")


# ── cards and phones ──────────────────────────────────────────────────────────────────────────

OFFICE = frozenset({Role.CLERK, Role.CHAIR})  # who prints cards and locks phones in a commune
LOOKS_AFTER = Q(role__in=OFFICE, unit__kind=Kind.COMMUNE) | Q(
    role=Role.PROVINCE, unit__kind=Kind.PROVINCE
)


def office_terms(person: Person, *, on: date) -> QuerySet[Term]:
    """Terms under which this person looks after people: of a commune, or of the communes' heads."""
    return terms_of(person, on=on).filter(LOOKS_AFTER).order_by("pk")


def units_run_by(person: Person, *, on: date) -> QuerySet[Unit]:
    """Where this person writes down terms: their communes with everything under them; for the
    province, its communes and the bodies beside them."""
    communes = communes_run_by(person, on=on)
    provinces = provinces_run_by(person, on=on)
    return (
        Unit.objects.filter(
            Q(pk__in=communes)
            | Q(commune__in=communes)
            | Q(province__in=provinces, kind__in=[Kind.COMMUNE, Kind.FRONT])
        )
        .standing(on=on)
        .order_by("kind", "folded")
    )


def communes_run_by(person: Person, *, on: date) -> QuerySet[Unit]:
    """Communes whose people and phones this person looks after."""
    return units_as(person, OFFICE, on=on).filter(kind=Kind.COMMUNE)


def provinces_run_by(person: Person, *, on: date) -> QuerySet[Unit]:
    """Provinces whose communes' officials this person looks after."""
    return units_as(person, [Role.PROVINCE], on=on).filter(kind=Kind.PROVINCE)


def people_run_by(person: Person, *, on: date) -> QuerySet[User]:
    """People in office, today or soon, whom this person looks after."""
    terms = terms_run_by(person, on=on)
    return User.objects.filter(pk__in=terms.values("person"), is_active=True).order_by("full_name")


def terms_run_by(person: Person, *, on: date) -> QuerySet[Term]:
    """Terms, running or coming, of the people this person looks after."""
    return all_terms_run_by(person, on=on).filter(Q(until__isnull=True) | Q(until__gte=on))


def all_terms_run_by(person: Person, *, on: date) -> QuerySet[Term]:
    """The same, ended terms too."""
    communes = communes_run_by(person, on=on)
    heads = Q(
        unit__province__in=provinces_run_by(person, on=on), role__in=MAY_APPOINT[Role.PROVINCE]
    )
    return Term.objects.filter(
        Q(unit__in=communes) | Q(unit__commune__in=communes) | heads
    ).select_related("unit", "person")


class WithKeys(Protocol):
    """A person as `people_with_keys` fetches them."""

    pk: int
    full_name: str
    terms_here: list[Term]
    phones_here: list[Device]
    cards_here: list[Card]


def people_with_keys(person: Person, *, on: date) -> list[WithKeys]:
    """The same people, each with their running terms, open phones and unused cards."""
    found = people_run_by(person, on=on).prefetch_related(
        Prefetch("terms", terms_run_by(person, on=on), to_attr="terms_here"),
        Prefetch("devices", Device.objects.live(), to_attr="phones_here"),
        Prefetch("cards", open_cards(on=on), to_attr="cards_here"),
    )
    return cast("list[WithKeys]", list(found))


def open_cards(*, on: date) -> QuerySet[Card]:
    """Cards that may still bind a phone."""
    return Card.objects.usable(on=on)


def devices_revocable_by(person: Person, *, on: date) -> QuerySet[Device]:
    """Phones this person may lock: their own, and those of the people they look after."""
    if not isinstance(person, User):
        return Device.objects.none()
    return Device.objects.live().filter(
        Q(person=person) | Q(person__in=people_run_by(person, on=on))
    )


def lets_in(by: Term, person: User, *, on: date) -> bool:
    """Whether the holder of `by` may give this civil servant a one-time password.

    Only when every term of theirs, running or coming, is one that `by` may write down: the password
    opens all of them.
    """
    return opens_only_theirs(by, kept_terms([person.pk], on=on).get(person.pk, []))


def opens_only_theirs(by: Term, terms: list[Term]) -> bool:
    """The rule of `lets_in`, for terms already at hand."""
    roles = MAY_APPOINT.get(Role(by.role), frozenset())
    return any(term.role in CIVIL_SERVANTS for term in terms) and all(
        term.role in roles and stands_under(term.unit, by.unit) for term in terms
    )


def kept_terms(people: Iterable[int], *, on: date) -> dict[int, list[Term]]:
    """Terms of each of these people, running or coming, in one query."""
    kept = Term.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person__in=list(people))
    found: dict[int, list[Term]] = {}
    for term in kept.select_related("unit").order_by("pk"):
        found.setdefault(term.person_id, []).append(term)
    return found


def with_phones(people: Iterable[int]) -> set[int]:
    """Which of these people have a phone that still opens."""
    phones = Device.objects.live().filter(person__in=list(people))
    return set(phones.values_list("person", flat=True))


def stands_under(unit: Unit, upper: Unit) -> bool:
    """Whether `unit` is that commune or province, or hangs under it today."""
    return upper.pk in {unit.pk, unit.commune_id, unit.province_id}


def device_is_live(pk: int, person: User) -> bool:
    """Whether this phone may still carry a session of this person."""
    return Device.objects.live().filter(pk=pk, person=person).exists()


def devices_with(secret_hashes: Iterable[str]) -> QuerySet[Device]:
    """Phones, locked ones too, that know these secrets."""
    return Device.objects.filter(secret_hash__in=list(secret_hashes)).select_related("person")


def card_with(code_hash: str) -> Card | None:
    """The card that carries this code, whatever became of it."""
    return Card.objects.filter(code_hash=code_hash).select_related("person", "commune").first()


def needs_code(person: User, *, on: date) -> bool:
    """Whether a term of `on` asks for password and authenticator: a PIN is not enough for it."""
    return terms_of(person, on=on).filter(role__in=CIVIL_SERVANTS).exists()


def part_time_terms(person: User, *, on: date) -> QuerySet[Term]:
    """Terms of today that a card and a PIN are enough for; none for a civil servant."""
    return Term.objects.none() if needs_code(person, on=on) else terms_of(person, on=on)


def demo_people() -> QuerySet[User]:
    """Made-up people of the demo commune, with their terms."""
    return User.objects.filter(demo=True, is_active=True).prefetch_related("terms__unit")


def has_one_time_password(person: User) -> bool:
    """Whether the office set this password, so that its owner must change it."""
    return OneTimePassword.objects.filter(person=person).exists()


def account(username: str) -> User | None:
    """The account of this name, for the command line and the security log.

    Answers to people never show whether it exists.
    """
    return User.objects.filter(username=username.strip().lower()).first()


def office_of(commune: Unit, *, on: date) -> Term | None:
    """Somebody in office today who looks after this commune's people."""
    return Term.objects.in_office(on=on).filter(unit=commune, role__in=OFFICE).first()


def demo_stands() -> bool:
    """Whether made-up people are in this database: every page then says so."""
    return User.objects.filter(demo=True).exists()


def unit_named(slug: str) -> Unit | None:
    """The unit with this address name, for the command line."""
    return Unit.objects.filter(slug=slug).first()


def all_terms_of(person: User) -> QuerySet[Term]:
    """Terms of this person, running and coming first, then the ended ones."""
    terms = Term.objects.filter(person=person).select_related("unit")
    return terms.order_by(F("until").desc(nulls_first=True), "-since")


def own_devices(person: User) -> QuerySet[Device]:
    """Phones of this person that are still open."""
    return Device.objects.live().filter(person=person).order_by("-bound_at")


# ── passkeys, the state's identity, a citizen's phone ─────────────────────────────────────────


def own_passkeys(person: Person) -> QuerySet[Passkey]:
    """Passkeys of this person, newest first."""
    if not isinstance(person, User):
        return Passkey.objects.none()
    return Passkey.objects.filter(person=person).order_by("-pk")


def passkeys_removable_by(person: Person, *, on: date) -> QuerySet[Passkey]:
    """One's own passkeys, and those of the people one looks after: a phone may be lost."""
    if not isinstance(person, User):
        return Passkey.objects.none()
    return Passkey.objects.filter(Q(person=person) | Q(person__in=people_run_by(person, on=on)))


def own_identity(person: User) -> Identity | None:
    """How the state's identity service knows this person."""
    return Identity.objects.filter(person=person).first()


def own_number(person: User) -> Number | None:
    """The phone by which this citizen comes in."""
    return Number.objects.filter(person=person).first()


def number_known(number: str) -> Number | None:
    """Whose number this is, under whichever key it was sealed."""
    return Number.objects.filter(_sealed("seal", seals.every(seals.PHONE, number))).first()


def identity_by_subject(issuer: str, subject: str) -> Identity | None:
    """Whom the service called by this name before."""
    known = seals.every(seals.SUBJECT, f"{issuer} {subject}")
    found = Identity.objects.filter(_sealed("subject_seal", known))
    return found.select_related("person").first()


def identity_by_national_id(national_id: str) -> Identity | None:
    """Whose account carries this national id; none without one."""
    if not national_id:
        return None
    known = seals.every(seals.NATIONAL_ID, national_id)
    found = Identity.objects.filter(_sealed("national_id_seal", known))
    return found.select_related("person").first()


def _sealed(field: str, known: Iterable[seals.Seal]) -> Q:
    asked = Q()
    for one in known:
        asked |= Q(key_id=one.key_id, **{field: one.seal})
    return asked


def seals_by_key(names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many identities and numbers stand under each key, known or no longer."""
    counts = [
        dict(kept.values_list("key_id").annotate(n=Count("pk")).values_list("key_id", "n"))
        for kept in (Identity.objects.all(), Number.objects.all())
    ]
    every = dict.fromkeys([*names, *sorted({*counts[0], *counts[1]})])
    return {name: (counts[0].get(name, 0), counts[1].get(name, 0)) for name in every}


def ever_in_office(person: User) -> bool:
    """Whether this account holds, held or will hold a term."""
    return Term.objects.filter(person=person).exists()


def names_of(account_ids: set[int]) -> dict[int, str]:
    """Full names of accounts, for pages that may show them."""
    return dict(User.objects.filter(pk__in=account_ids).values_list("pk", "full_name"))


def names_within(
    account_ids: Collection[int], unit_ids: Collection[int], *, but: int | None = None
) -> dict[int, str]:
    """Full names of those accounts that ever held a term in one of these units; `but`: one more."""
    here = Term.objects.filter(person__in=account_ids, unit__in=unit_ids).values("person")
    known = User.objects.filter(pk__in=account_ids).filter(Q(pk__in=here) | Q(pk=but))
    return dict(known.values_list("pk", "full_name"))


def accounts_named(words: str, unit_ids: Collection[int]) -> list[int]:
    """Accounts that ever held a term in these units, by words of the name (accents optional)."""
    wanted = fold(words).split()
    here = User.objects.filter(terms__unit__in=unit_ids).distinct()
    return [
        pk
        for pk, name, username in here.values_list("pk", "full_name", "username")
        if wanted and all(word in fold(f"{name} {username}").split() for word in wanted)
    ]


def terms_named(term_ids: Collection[int]) -> dict[int, Term]:
    """Terms with their units, for pages that say under which role something was done."""
    return Term.objects.select_related("unit").in_bulk(list(term_ids))


def terms_as(role: Role, unit_ids: Collection[int] | None = None) -> list[int]:
    """Every term of one role, running or over; within these units when they are given."""
    terms = Term.objects.filter(role=role)
    if unit_ids is not None:
        terms = terms.filter(unit__in=unit_ids)
    return list(terms.values_list("pk", flat=True))


def terms_numbered(pks: list[int]) -> list[Term]:
    """These terms with their people and places, for an import that knows them by number."""
    return list(Term.objects.filter(pk__in=pks).select_related("person", "unit__commune"))


def titles_of(term_ids: set[int]) -> dict[int, str]:
    """'Công chức Văn phòng, xã La Bằng' for each term, for pages that may show them."""
    terms = Term.objects.filter(pk__in=term_ids).select_related("unit")
    return {term.pk: f"{term.spoken_role}, {term.unit.spoken_name}" for term in terms}


# ── practice communes ─────────────────────────────────────────────────────────────────────────


def practice_home(person: Person, *, on: date) -> tuple[Unit, Term] | None:
    """The real commune whose copy this person may learn on, and the term that lets them."""
    for term in terms_of(person, on=on).select_related("unit__commune").order_by("pk"):
        home = term.unit.commune or term.unit
        if home.kind == Kind.COMMUNE and home.stands(on=on):
            return home, term
    return None


def practice_of(person: Person, *, on: date) -> Practice | None:
    """This person's open copy; it ends with their last term in the real commune."""
    if not isinstance(person, User):
        return None
    own = Practice.objects.open().filter(person=person).select_related("copy", "home").first()
    if own is None:
        return None
    here = Q(unit=own.home_id) | Q(unit__commune=own.home_id)
    return own if terms_of(person, on=on).filter(here).exists() else None


def played_in(role: str, *, on: date) -> Term | None:
    """The made-up holder of this role. Ask inside the world of the copy."""
    return Term.objects.in_office(on=on).filter(role=role).select_related("person", "unit").first()


# ── whom to call ──────────────────────────────────────────────────────────────────────────────

NAMES_HELPERS = {Kind.COMMUNE: OFFICE, Kind.PROVINCE: frozenset({Role.PROVINCE})}
MAY_HELP = {
    Kind.COMMUNE: (Role.CLERK, Role.CHAIR, Role.APPROVER),  # in the order they answer unnamed
    Kind.PROVINCE: (Role.PROVINCE,),
}


class Contact(NamedTuple):
    """The person to call; `named` by the office, or just who holds it."""

    name: str
    position: str
    phone: str
    named: bool

    @property
    def dial(self) -> str:
        """Digits only, as a telephone wants them."""
        return "".join(filter(str.isdigit, self.phone))


def looks_after(unit: Unit) -> Unit:
    """The unit whose office helps here: the commune of a hamlet, else itself."""
    return unit.commune or unit


def may_help(unit: Unit, *, on: date) -> list[Term]:
    """Terms of this office from which the person to call is chosen."""
    order = MAY_HELP.get(Kind(unit.kind), ())
    terms = Term.objects.in_office(on=on).filter(unit=unit, role__in=order).select_related("person")
    return sorted(terms, key=lambda term: (order.index(Role(term.role)), term.pk))


def contact_of(unit: Unit, *, on: date) -> Contact | None:
    """Whom people of this unit call on `on`: whoever was named and is still in office."""
    holders = may_help(unit, on=on)
    last = Helper.objects.filter(unit=unit).order_by("-pk").first()
    named = next((term for term in holders if last and term.pk == last.term_id), None)
    term = named or next(iter(holders), None)
    if term is None:
        return None
    person = term.person
    return Contact(person.full_name, term.spoken_role, person.phone, named is not None)


def naming_term(person: Person, *, on: date) -> Term | None:
    """The term under which this person names whom to call."""
    terms = terms_of(person, on=on).order_by("pk")
    return next(
        (t for t in terms if t.role in NAMES_HELPERS.get(Kind(t.unit.kind), frozenset())), None
    )
