"""Whom to call: the person an office named, else who holds the office."""

from django.db import models

from danchu.places.models import OfThisWorld, Unit


class Helper(models.Model):
    """The office named this person as the one to call. The newest row counts; none is changed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    term = models.ForeignKey("people.Term", models.PROTECT, related_name="+")
    named_by = models.ForeignKey("people.Term", models.PROTECT, related_name="+")
    named_on = models.DateField("ghi ngày")

    objects = OfThisWorld["Helper"]()

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="helper_of_unit")]

    def __str__(self) -> str:
        return f"người phụ trách của {self.unit}"
