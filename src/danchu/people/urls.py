"""Addresses of signing in and of the account.

allauth asks for a few names of its own; only the two doors its login stages lead to have them. Its
other pages (registering, mailing, resetting by mail) do not exist here.
"""

from django.urls import URLPattern, URLResolver, include, path

from danchu.people.roll.urls import rolls
from danchu.people.views import (
    account,
    citizens,
    demo,
    handing,
    helping,
    identity,
    importing,
    office,
    passkeys,
    phones,
    reorganising,
    rights,
    signing,
    units,
)

rooms: list[URLPattern | URLResolver] = [
    path("dang-nhap/", signing.sign_in, name="sign_in"),
    path("dang-nhap/ma/", signing.code, name="code"),
    path("dang-nhap/muc/", citizens.table, name="levels"),
    path("dang-nhap/khoa/", passkeys.use, name="passkey"),
    path("dang-nhap/dinh-danh/", identity.start, name="identity"),
    path("dang-nhap/dinh-danh/ve/", identity.back, name="identity_back"),
    path("dang-nhap/dien-thoai/", citizens.phone, name="phone"),
    path("dang-nhap/dien-thoai/ma/", citizens.phone_code, name="phone_code"),
    path("dang-xuat/", signing.sign_out, name="sign_out"),
    path("dang-xuat/xong/", signing.signed_out, name="signed_out"),
    path("vao/", phones.enter, name="enter"),
    path("the/", phones.card_code, name="card_code"),
    path("the/<str:code>/", phones.card, name="card"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/quyen/", rights.mine, name="rights"),
    path("tai-khoan/ma-xac-thuc/", account.enrol, name="enrol"),
    path("tai-khoan/ma-du-phong/", account.recovery_codes, name="recovery_codes"),
    path("tai-khoan/mat-khau/", account.password, name="password"),
    path("tai-khoan/ma-pin/", account.pin, name="pin"),
    path("tai-khoan/may/<int:pk>/khoa/", office.revoke, name="revoke"),
    path("tai-khoan/khoa/", passkeys.add, name="add_passkey"),
    path("tai-khoan/khoa/<int:pk>/bo/", passkeys.remove, name="remove_passkey"),
    path("tai-khoan/dinh-danh/", identity.tie, name="tie"),
    path("tai-khoan/dinh-danh/go/", identity.untie, name="untie"),
    path("tai-khoan/xoa/", citizens.leave, name="leave"),
    path("tai-khoan/nguoi-va-may/", office.people, name="people"),
    path("tai-khoan/nguoi-phu-trach/", helping.helper, name="helper"),
    path("tai-khoan/nguoi-va-may/them/", office.appoint, name="appoint"),
    path("tai-khoan/nguoi-va-may/nhap/", importing.upload, name="import"),
    path("tai-khoan/nguoi-va-may/nhap/mau/", importing.template, name="import_template"),
    path("tai-khoan/nguoi-va-may/nhap/<int:pk>/", importing.shown, name="import_batch"),
    path("tai-khoan/nguoi-va-may/nhap/<int:pk>/ghi/", importing.apply, name="import_apply"),
    path("tai-khoan/nguoi-va-may/nhap/<int:pk>/hoan-tac/", importing.undo, name="import_undo"),
    path(
        "tai-khoan/nguoi-va-may/nhap/<int:pk>/chua-nhan/",
        importing.rejected,
        name="import_rejected",
    ),
    path("tai-khoan/nguoi-va-may/nhap/<int:pk>/the/", importing.print_cards, name="import_print"),
    path("tai-khoan/nguoi-va-may/<int:pk>/", office.person, name="person"),
    path("tai-khoan/the-kich-hoat/<int:pk>/", office.issue_card, name="issue_card"),
    path("tai-khoan/mat-khau-mot-lan/<int:pk>/", office.issue_password, name="issue_password"),
    path("tai-khoan/nhiem-ky/<int:pk>/ket-thuc/", office.end_term, name="end_term"),
    path("tai-khoan/nhiem-ky/<int:pk>/ban-giao/", handing.hand_over, name="hand_over"),
    path("tai-khoan/nhiem-ky/<int:pk>/bien-ban/", handing.paper, name="handover_paper"),
    path("tai-khoan/don-vi/", reorganising.units, name="units"),
    path("tai-khoan/don-vi/viec/<int:pk>/", reorganising.act, name="unit_act"),
    path("tai-khoan/don-vi/viec/<int:pk>/huy/", reorganising.undo, name="unit_act_undo"),
    path("tai-khoan/don-vi/nhap/", units.units_import, name="units_import"),
    path("tai-khoan/don-vi/nhap/mau/", units.units_import_template, name="units_import_template"),
    path("tai-khoan/don-vi/nhap/<int:pk>/", units.units_import_batch, name="units_import_batch"),
    path(
        "tai-khoan/don-vi/nhap/<int:pk>/ghi/", units.units_import_apply, name="units_import_apply"
    ),
    path(
        "tai-khoan/don-vi/nhap/<int:pk>/hoan-tac/",
        units.units_import_undo,
        name="units_import_undo",
    ),
    path(
        "tai-khoan/don-vi/nhap/<int:pk>/chua-nhan/",
        units.units_import_rejected,
        name="units_import_rejected",
    ),
    path("tai-khoan/don-vi/<slug:what>/", reorganising.reorganise, name="reorganise"),
    *rolls,
    path("minh-hoa/", demo.logins, name="demo"),
    path("minh-hoa/<int:pk>/the/", demo.card, name="demo_card"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((rooms, "people"))),
    path("dang-nhap/", signing.sign_in, name="account_login"),
    path("dang-nhap/ma/", signing.code, name="mfa_authenticate"),
]
