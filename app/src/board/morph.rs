//! Putting a newly rendered part into the page where it differs, and nowhere else: what has the focus keeps it, what
//! is scrolled stays scrolled, and a changed number can be shown as changed.

use wasm_bindgen::JsCast;
use web_sys::Element;

/// Marks a cell whose number has changed; the style sheet tints it for a moment.
const CHANGED: &str = "changed";

/// Makes the children of `old` say what `html` says. `html` comes from our own server, where every word of a person
/// was escaped.
pub fn morph(old: &Element, html: &str) {
    // A shallow copy of the element is a parser for its children that is not in the page.
    let Some(new) = old.clone_node().ok().and_then(|node| node.dyn_into::<Element>().ok()) else { return };
    new.set_inner_html(html);
    // What the server rendered into the island stands in one more element than what it renders for a change.
    let old = old.query_selector(":scope > leptos-children").ok().flatten().unwrap_or_else(|| old.clone());
    children(&old, &new);
}

/// Children are compared in pairs; where the two lists differ in length or kind, the whole list is taken over.
fn children(old: &Element, new: &Element) {
    let (olds, news) = (old.children(), new.children());
    let pairs: Vec<(Element, Element)> = (0..news.length()).filter_map(|at| Some((olds.item(at)?, news.item(at)?))).collect();
    let same_kinds = olds.length() == news.length() && pairs.iter().all(|(old, new)| old.tag_name() == new.tag_name());
    if !same_kinds || pairs.is_empty() {
        old.set_inner_html(&new.inner_html());
        return;
    }
    for (old, new) in pairs {
        element(&old, &new);
    }
}

fn element(old: &Element, new: &Element) {
    // The badge says how fresh the figures are: that is the island's word, not the part's.
    if old.class_list().contains("fresh") {
        if let (Ok(Some(old)), Ok(Some(new))) = (old.query_selector("time"), new.query_selector("time")) {
            old.set_text_content(new.text_content().as_deref());
        }
        return;
    }
    let _ = old.class_list().remove_1(CHANGED);
    if old.is_equal_node(Some(new)) {
        return;
    }
    let is_cell = old.tag_name().eq_ignore_ascii_case("td");
    let has_own_words = old.children().length() == 0 || is_cell;
    attributes(old, new);
    if has_own_words || own_text(old) != own_text(new) {
        old.set_inner_html(&new.inner_html());
    } else {
        children(old, new);
    }
    if is_cell {
        let _ = old.class_list().add_1(CHANGED);
    }
}

/// The words that stand in the element itself, not in one of its children.
fn own_text(element: &Element) -> String {
    let nodes = element.child_nodes();
    (0..nodes.length())
        .filter_map(|at| nodes.item(at))
        .filter(|node| node.node_type() == web_sys::Node::TEXT_NODE)
        .filter_map(|node| node.text_content())
        .collect()
}

fn attributes(old: &Element, new: &Element) {
    for name in new.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if let Some(value) = new.get_attribute(&name)
            && old.get_attribute(&name).as_deref() != Some(value.as_str())
        {
            let _ = old.set_attribute(&name, &value);
        }
    }
    for name in old.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if !new.has_attribute(&name) {
            let _ = old.remove_attribute(&name);
        }
    }
}
