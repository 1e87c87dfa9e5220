"""What stays at home: reading what authors write, turning it into pages and into what the browser loads."""
