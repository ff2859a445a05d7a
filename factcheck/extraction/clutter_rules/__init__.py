"""What on a page that was copied from the web is furniture: one documented function for each rule."""
