from __future__ import annotations

from itertools import product

import pytest

from factcheck.core.roles import Act, NotPermittedError, Role, may, require

TABLE = """
               read  see_sensitive  comment  record  propose  approve  assign  administer
reader         yes   no             no       no      no       no       no      no
contributor    yes   yes            yes      yes     no       no       no      no
reviewer       yes   yes            yes      no      yes      no       yes     no
approver       yes   yes            yes      no      no       yes      yes     no
administrator  yes   yes            yes      yes     yes      yes      yes     yes
"""
ACTS, *ROWS = (line.split() for line in TABLE.strip().splitlines())
ALLOWED = {(role, act): cell == "yes" for role, *cells in ROWS for act, cell in zip(ACTS, cells, strict=True)}


@pytest.mark.parametrize(("role", "act"), list(product(Role, Act)))
def test_a_role_allows_what_the_table_says(role, act):
    assert may([role], act) is ALLOWED[role.value, act.value]


@pytest.mark.parametrize("act", list(Act))
def test_a_stranger_may_do_nothing_and_is_told_whom_to_ask(act):
    with pytest.raises(NotPermittedError, match=r"\.$"):
        require([], act)


def test_several_roles_allow_what_any_of_them_does():
    require([Role.READER, Role.APPROVER], Act.APPROVE)
    with pytest.raises(NotPermittedError):
        require([Role.READER, Role.APPROVER], Act.PROPOSE)
