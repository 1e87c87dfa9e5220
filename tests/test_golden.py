"""Stories that a person would argue about: a named situation and the result it must have, one file each in `golden/`."""

from __future__ import annotations

import pytest

from tests.stories import PARTS, Story, stories

STORIES = stories()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_story(story: Story) -> None:
    found = story.found()

    assert found == story.expected


def test_there_are_stories() -> None:
    assert STORIES


def test_no_story_expects_nothing_or_what_nobody_answers() -> None:
    odd = {story.name: sorted(story.expected) for story in STORIES if not {"aside"} < set(story.expected) <= set(PARTS)}

    assert odd == {}
