"""What stays at home: reading what authors write, turning it into pages and into what the browser loads."""

import os

if os.environ.get("FIELDWORTHY_LANGUAGE"):  # in a browser, where this file goes too, nothing is set and the worker has seen to it
    from assessment.authoring import language

    language.speak()
