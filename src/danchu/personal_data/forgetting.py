"""A request stays as an act and a count when its words go. Called inside the act of erasing."""

from danchu.personal_data.models import DataRequest

WORDS = ("name", "contact", "text", "wish", "was", "answer", "extended_why")


def forget_words(request: DataRequest) -> None:
    """Who asked without an account, and what they wrote and read, goes; kind and days stay."""
    DataRequest.objects.filter(pk=request.pk).update(**dict.fromkeys(WORDS, ""))
