"""Acts on a motion, in order. The page of a motion lists those that fit; each opens at
/ban-quyet-dinh/<pk>/viec/<slug>/."""

from danchu.decisions.steps.after import (
    AnswerObjection,
    Effect,
    NewElection,
    Object,
    Post,
    Receive,
    Recognise,
    Repeal,
    Report,
    Send,
    Write,
)
from danchu.decisions.steps.base import ActForm
from danchu.decisions.steps.voting import (
    Agree,
    AgreeWithFront,
    Consider,
    CountHall,
    CountRemoval,
    PutRemovalToMeeting,
    PutToMeeting,
    SendPart,
    SetCouncil,
    SumUp,
    TellCouncil,
    Withdraw,
    WithdrawRemoval,
)

__all__ = ["ACTS", "ActForm"]

ACTS: dict[str, type[ActForm]] = {
    "thong-nhat": Agree,
    "xem-xet": Consider,
    "thong-nhat-cho-thoi": AgreeWithFront,
    "hop": PutToMeeting,
    "hop-cho-thoi": PutRemovalToMeeting,
    "ghi-ket-qua": CountHall,
    "ghi-ket-qua-cho-thoi": CountRemoval,
    "tong-hop": SumUp,
    "gui-cua-thon": SendPart,
    "lap-van-ban": Write,
    "gui": Send,
    "niem-yet": Post,
    "nhan": Receive,
    "cong-nhan": Recognise,
    "hieu-luc": Effect,
    "bao-cao": Report,
    "bau-moi": NewElection,
    "ky-hop": SetCouncil,
    "bao-cao-hoi-dong": TellCouncil,
    "tra-loi": AnswerObjection,
    "kien-nghi": Object,
    "bai-bo": Repeal,
    "rut": Withdraw,
    "rut-cho-thoi": WithdrawRemoval,
}
