"""Reading what others wrote: published text and Word files become one undoable edit, with everything unread listed."""
