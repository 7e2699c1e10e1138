//! Words inside of a page that is written without the program's own screens: in files that people take home.

/// `words` with the letters told otherwise that a reader of HTML takes for something else.
pub fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
