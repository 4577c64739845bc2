"""Acts on a motion, in order. The page of a motion lists those that fit; each opens at
/ban-quyet-dinh/<pk>/viec/<slug>/."""

from danchu.decisions.steps.after import (
    Effect,
    Post,
    Receive,
    Recognise,
    Repeal,
    Report,
    Send,
    Write,
)
from danchu.decisions.steps.base import ActForm
from danchu.decisions.steps.voting import Agree, CountHall, PutToMeeting, SumUp, Withdraw

__all__ = ["ACTS", "ActForm"]

ACTS: dict[str, type[ActForm]] = {
    "thong-nhat": Agree,
    "hop": PutToMeeting,
    "ghi-ket-qua": CountHall,
    "tong-hop": SumUp,
    "lap-van-ban": Write,
    "gui": Send,
    "niem-yet": Post,
    "nhan": Receive,
    "cong-nhan": Recognise,
    "hieu-luc": Effect,
    "bao-cao": Report,
    "bai-bo": Repeal,
    "rut": Withdraw,
}
