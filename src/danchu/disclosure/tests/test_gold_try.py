import sys, pytest
sys.path[:0]=["/work/wt/papers/tests/golden","/work/wt/papers/tests"]
@pytest.mark.django_db
def test_x(lan, mai):
    import golden_rolls as g
    found = {"roll of":1,"household":1,"left":1,"frozen":1,"proxy":1}
    found |= g.furnish_papers([lan, mai])
    ex = g.of_papers(found)
    for k,v in ex.items(): print(k,[(e.state,e.arguments) for e in v])
