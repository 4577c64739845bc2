"""Form rendering: label → hint → error → input, in that order, wired by aria-describedby."""

from collections.abc import Iterator

from django.forms import BaseForm, BoundField
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Every form of the house renders through our own parts."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"


class AsOne:
    """Several forms that one button sends, for one `kit/_errors.html` above all of them.

    Below it their fields stand without summaries of their own: `kit/_fields.html`.
    """

    def __init__(self, *forms: BaseForm) -> None:
        self.forms = forms

    def __iter__(self) -> Iterator[BoundField]:
        return (field for form in self.forms for field in form)

    @property
    def errors(self) -> list[tuple[BaseForm, str]]:
        """One for each field, and one for what is said of a whole form."""
        return [(form, name) for form in self.forms for name in form.errors]

    @property
    def non_field_errors(self) -> list[str]:
        return [str(said) for form in self.forms for said in form.non_field_errors()]
