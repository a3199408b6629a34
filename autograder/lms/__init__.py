"""Between a learning management system and the course's folders: what was handed in comes in, marks go out."""
