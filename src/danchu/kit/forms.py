"""Form rendering: label → hint → error → input, in that order, wired by aria-describedby."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Every form of the house renders through our own parts."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"
