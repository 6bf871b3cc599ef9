"""The tools on a page: forms typed once, answers by the calculator, paper with the same box numbers."""
