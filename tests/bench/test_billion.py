"""The arithmetic of a billion steps is that of the figures that stand in the page."""

from bench.billion import BEGIN, END, PAGE, Measured, main, worked_out


def test_the_page_has_what_follows_from_its_figures() -> None:
    text = PAGE.read_text(encoding="utf-8")
    stands = text.partition(BEGIN)[2].partition(END)[0]
    for machines in (1, 10, 100):
        assert f"| {' | '.join(worked_out(Measured(), machines))} |" in stands


def test_what_a_machine_does_in_a_day_is_done_by_a_hundred_in_a_hundredth() -> None:
    measured = Measured(recorded=1_000, bytes_all=1_000, machine=1, disk=0)
    one, hundred = worked_out(measured, 1), worked_out(measured, 100)
    assert (one[2], hundred[2]) == ("11.6 days", "2.8 h")
    assert (one[6], hundred[6]) == ("1,000 GB", "10 GB")
    assert (one[7], hundred[7]) == ("1,460", "146,000")


def test_other_figures_are_put_in_by_hand() -> None:
    assert main(["--verified", "5000"]) == 0
