//! As much HTML as is read of a page by whoever sends its forms: fields, links, and how a record is told to stand.

/// Name and value of each hidden field of the form with the field `submission`.
pub fn bound(html: &str) -> Vec<(String, String)> {
    hidden(html, "submission")
}

/// Name and value of each hidden field of the first form with this field.
pub fn hidden(html: &str, field: &str) -> Vec<(String, String)> {
    let mark = format!("name=\"{field}\"");
    let form = html.split("<form ").find(|form| form.contains(&mark)).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let hidden = tags(form, "input").filter(|tag| attribute(tag, "type") == Some("hidden"));
    hidden.filter_map(|tag| Some((attribute(tag, "name")?.to_owned(), value(tag)?))).collect()
}

/// What the first form with this field would send as it came: name and value of each field, those of choices last.
pub fn filled(html: &str, field: &str) -> Vec<(String, String)> {
    let mark = format!("name=\"{field}\"");
    let form = html.split("<form ").find(|form| form.contains(&mark)).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let is_sent = |tag: &&str| !matches!(attribute(tag, "type"), Some("checkbox" | "radio")) || tag.contains(" checked");
    let input = |tag: &str| Some((attribute(tag, "name")?.to_owned(), value(tag).unwrap_or_default()));
    let choice = |rest: &str| {
        let rest = rest.split("</select").next()?;
        let first = tags(rest, "option").next();
        let chosen = tags(rest, "option").find(|tag| tag.contains(" selected")).or(first)?;
        Some((attribute(rest, "name")?.to_owned(), value(chosen)?))
    };
    let inputs = tags(form, "input").filter(is_sent).filter_map(input);
    inputs.chain(form.split("<select").skip(1).filter_map(choice)).collect()
}

/// The options of a choice: value and words.
pub fn options(html: &str) -> Vec<(String, String)> {
    let option = |rest: &str| {
        let (tag, after) = rest.split_once('>')?;
        Some((decoded(attribute(tag, "value")?), decoded(after.split('<').next()?)))
    };
    html.split("<option").skip(1).filter_map(option).collect()
}

/// The field whose label says this.
pub fn labelled(html: &str, words: &str) -> Option<String> {
    let is_it =
        |rest: &&str| rest.split_once('>').is_some_and(|(_, after)| after.split('<').next().map(decoded).as_deref() == Some(words));
    html.split("<label for=\"").skip(1).find(is_it)?.split('"').next().map(str::to_owned)
}

/// The links whose address begins so: what follows in the address, and the words of the link.
pub fn links(html: &str, begins: &str) -> Vec<(String, String)> {
    let opens = format!("<a href=\"{begins}");
    let link = |rest: &str| {
        let (rest_of_address, after) = rest.split_once('"')?;
        let words = after.split_once('>')?.1.split('<').next()?;
        Some((rest_of_address.to_owned(), decoded(words)))
    };
    html.split(opens.as_str()).skip(1).filter_map(link).collect()
}

/// The forms whose address begins so: what follows in the address, without for whom its page was made.
pub fn actions(html: &str, begins: &str) -> Vec<String> {
    let action = format!(" action=\"{begins}");
    html.split(action.as_str()).skip(1).filter_map(|rest| Some(rest.split_once(['"', '?'])?.0.to_owned())).collect()
}

/// How the page of a record says that it stands with its reviewers; nothing where it says nothing.
pub fn told(html: &str) -> String {
    let Some((_, rest)) = html.split_once("<div class=\"review\">") else { return String::new() };
    let mut words = String::new();
    let mut in_tag = false;
    for letter in rest.split("<p class=\"then\"").next().unwrap_or_default().chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            letter if !in_tag => words.push(letter),
            _ => {}
        }
    }
    let told = decoded(words.trim());
    // That the first lesson has come before the reviewers is said beside it: it hangs on the hour and not on what was done.
    told.strip_suffix(PROVISIONAL).unwrap_or(&told).trim().to_owned()
}

/// Said of what waits when its first lesson has come.
const PROVISIONAL: &str = "Áp dụng tạm, chưa duyệt";

fn tags<'h>(html: &'h str, name: &'static str) -> impl Iterator<Item = &'h str> {
    html.split('<').filter_map(move |rest| rest.strip_prefix(name)?.split('>').next())
}

fn value(tag: &str) -> Option<String> {
    attribute(tag, "value").map(decoded)
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn decoded(text: &str) -> String {
    ["&quot;=\"", "&#x27;='", "&lt;=<", "&gt;=>", "&amp;=&"]
        .iter()
        .filter_map(|pair| pair.split_once('='))
        .fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

#[cfg(test)]
#[path = "pages_tests.rs"]
mod tests;
