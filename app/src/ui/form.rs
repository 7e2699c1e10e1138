//! The parts of forms: fields one under the other, fields in the cells of a table, and what is said above a refused form.
//!
//! A field that was refused keeps what was typed, is marked, and names the line with the reason (`aria-describedby`).

use domain::forms::FormErrors;
use leptos::prelude::*;

use super::{ErrorLine, Notice, NoticeKind, SafeTextArea, Select, Shape, reveal};

/// What a text field may have besides its label and value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extra {
    pub hint: Option<&'static str>,
    pub placeholder: Option<&'static str>,
    pub inputmode: Option<&'static str>,
    pub autocomplete: Option<&'static str>,
    pub required: bool,
    /// A user name: the tablet's keyboard begins it with a small letter.
    pub small: bool,
    /// A code of letters and figures: the tablet's keyboard writes capitals.
    pub capitals: bool,
    /// In letters.
    pub max_length: Option<u32>,
    /// Beside `input`, for the style sheet.
    pub class: Option<&'static str>,
    /// Hides what is typed.
    pub secret: bool,
    /// The cursor stands in it when the page is there.
    pub focused: bool,
}

/// The class of a field into which a few letters go: weeks, an hour, the number of a decision. One with the figures' keyboard
/// is narrow by itself.
pub const BRIEF: Option<&str> = Some("brief");

/// Label, hint, field and what is wrong with it.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    /// Where it is not the id: several forms of a page have a field of this name.
    #[prop(optional)]
    name: Option<&'static str>,
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    errors: FormErrors,
    #[prop(optional)] extra: Extra,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let name = name.map_or_else(|| id.clone(), str::to_owned);
    let error = errors.of(&name).map(str::to_owned);
    let (hint_id, error_id) = (format!("{id}-h"), format!("{id}-e"));
    let described: Vec<String> =
        [extra.hint.map(|_| hint_id.clone()), error.as_ref().map(|_| error_id.clone())].into_iter().flatten().collect();
    let class = extra.class.map_or_else(|| "input".to_owned(), |class| format!("input {class}"));
    let capitals = extra.small.then_some("none").or(extra.capitals.then_some("characters"));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {extra.hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <input class=class id=id name=name value=value list=list type=if extra.secret { "password" } else { "text" }
                placeholder=extra.placeholder inputmode=extra.inputmode autocomplete=extra.autocomplete required=extra.required
                autofocus=extra.focused maxlength=extra.max_length autocapitalize=capitals spellcheck=capitals.map(|_| "false")
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))/>
            {error.map(|words| view! { <ErrorLine id=error_id words/> })}
        </div>
    }
}

/// Label, field with a button that shows what is typed, and what `children` say below.
#[component]
pub fn PasswordField(
    id: &'static str,
    #[prop(into)] label: String,
    /// The label of the field inside a sentence, for the button's name.
    named: &'static str,
    /// What the browser may fill in: `current-password` or `new-password`.
    autocomplete: &'static str,
    #[prop(into, optional)] value: Option<String>,
    #[prop(into, optional)] hint: Option<String>,
    /// The id of the line that says why it was refused; it may stand elsewhere on the page.
    #[prop(optional_no_strip)]
    refused: Option<&'static str>,
    /// The cursor stands in it when the page is there.
    #[prop(optional)]
    focused: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let hint_id = hint.as_ref().map(|_| format!("{id}-goi-y"));
    let described: Vec<String> = hint_id.clone().into_iter().chain(refused.map(str::to_owned)).collect();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <PasswordInput id name=id named autocomplete value described invalid=refused.is_some() focused/>
            {children.map(|children| children())}
        </div>
    }
}

/// The field of a password with the button that shows what is typed; its label and what is said of it stand elsewhere.
#[component]
pub fn PasswordInput(
    #[prop(into)] id: String,
    name: &'static str,
    /// The label of the field inside a sentence, for the button's name.
    named: &'static str,
    /// What the browser may fill in: `current-password` or `new-password`.
    autocomplete: &'static str,
    #[prop(optional_no_strip)] value: Option<String>,
    /// The ids of what is said of it.
    described: Vec<String>,
    invalid: bool,
    /// The cursor stands in it when the page is there.
    #[prop(optional)]
    focused: bool,
) -> impl IntoView {
    view! {
        <div class="secret">
            <input class="input" id=id name=name type="password" autocomplete=autocomplete required value=value autofocus=focused
                aria-invalid=invalid.then_some("true") aria-describedby=(!described.is_empty()).then(|| described.join(" "))/>
            {reveal(named)}
        </div>
    }
}

/// Label, choice and what is wrong with it; `children` are the options.
#[component]
pub fn SelectField<'e>(
    id: &'static str,
    #[prop(into)] label: String,
    errors: &'e FormErrors,
    /// Beside `field`, for the style sheet.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView + use<> {
    let error = errors.of(id).map(str::to_owned);
    view! {
        <div class=if class.is_empty() { "field".to_owned() } else { format!("field {class}") }>
            <label for=id>{label}</label>
            <Select id wrong=error.as_ref().map(|_| format!("{id}-e"))>{children()}</Select>
            {error.map(|words| view! { <ErrorLine id=format!("{id}-e") words/> })}
        </div>
    }
}

/// One choice of a `SelectField`.
pub fn option(value: impl Into<String>, words: impl Into<String>, chosen: &str) -> AnyView {
    let (value, words): (String, String) = (value.into(), words.into());
    let selected = value == chosen;
    view! { <option value=value selected=selected>{words}</option> }.into_any()
}

/// Label, hint (empty for none), a field of several lines and what is wrong with it; what `children` bring stands below.
#[component]
pub fn TextAreaField<'e>(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    hint: &'static str,
    #[prop(into, optional)] value: String,
    rows: u32,
    /// In letters.
    max_length: usize,
    errors: &'e FormErrors,
    /// The cursor stands in it when the page is there.
    #[prop(optional)]
    focused: bool,
    /// Beside `field`, for the style sheet.
    #[prop(optional)]
    class: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView + use<> {
    let error = errors.of(&id).map(str::to_owned);
    let (hint_id, error_id) = (format!("{id}-h"), format!("{id}-e"));
    let described: Vec<&str> =
        [(!hint.is_empty()).then_some(hint_id.as_str()), error.as_ref().map(|_| error_id.as_str())].into_iter().flatten().collect();
    let described_by = described.join(" ");
    view! {
        <div class=if class.is_empty() { "field".to_owned() } else { format!("field {class}") }>
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <SafeTextArea id=id.clone() name=id value=value rows=rows longest=max_length described_by focused invalid=error.is_some()/>
            {error.map(|words| view! { <ErrorLine id=error_id words/> })}
            {children.map(|children| children())}
        </div>
    }
}

/// A field of the form that nobody sees.
#[component]
pub fn HiddenField(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}

/// A line to type in, whose label and error stand elsewhere.
#[component]
pub fn TextInput(
    #[prop(into)] id: String,
    #[prop(into)] value: String,
    /// The id of a list of suggestions.
    #[prop(optional_no_strip)]
    list: Option<&'static str>,
    /// A user name: the tablet's keyboard begins it with a small letter.
    #[prop(optional)]
    small: bool,
    #[prop(optional)] date: bool,
    /// The id of the line that says why it was refused.
    #[prop(optional_no_strip)]
    wrong: Option<String>,
) -> impl IntoView {
    let invalid = wrong.is_some();
    view! {
        <input class="input" id=id.clone() name=id value=value list=list
            autocapitalize=small.then_some("none") spellcheck=small.then_some("false") autocomplete="off"
            inputmode=date.then_some("numeric") aria-invalid=invalid.then_some("true") aria-describedby=wrong/>
    }
}

/// A field in a cell; its error stands in the row below.
#[component]
pub fn Cell<'e>(
    prefix: &'static str,
    row: usize,
    label: &'static str,
    #[prop(into)] value: String,
    errors: &'e FormErrors,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
    #[prop(optional)] small: bool,
    #[prop(optional)] date: bool,
) -> impl IntoView + use<> {
    let name = format!("{prefix}{row}");
    let wrong = errors.of(&name).map(|_| format!("loi-{row}"));
    view! {
        <label class="lab" for=name.clone()>{label}</label>
        <TextInput id=name value list small date wrong/>
    }
}

/// A choice in a cell; `options` are codes and words.
pub fn select_cell(
    prefix: &'static str,
    row: usize,
    label: &'static str,
    options: &[(&'static str, &'static str)],
    chosen: &str,
    errors: &FormErrors,
) -> impl IntoView + use<> {
    let name = format!("{prefix}{row}");
    let wrong = errors.of(&name).map(|_| format!("loi-{row}"));
    let options =
        options.iter().map(|(code, words)| view! { <option value=*code selected=*code == chosen>{*words}</option> }).collect_view();
    view! {
        <label class="lab" for=name.clone()>{label}</label>
        <Select id=name wrong>{options}</Select>
    }
}

/// The button that Enter presses: without it the first one of the form would be it, "Thêm ngày".
pub fn enter_goes_on() -> impl IntoView {
    view! { <button hidden tabindex="-1">"Lưu"</button> }
}

/// What is wrong, above a form: something of the whole, or how many rows.
pub fn refused(fact: Option<String>, advice: &str) -> impl IntoView + use<> {
    let advice = advice.to_owned();
    fact.map(|fact| view! { <div class="notices"><Notice kind=NoticeKind::Bad fact advice/></div> })
}

/// What is said above a form that was refused, with the way to the first field that is wrong: in a long form it is far
/// below.
pub fn refused_far_below(fact: Option<String>, advice: &str, errors: &FormErrors) -> impl IntoView + use<> {
    let advice = advice.to_owned();
    let field = errors.iter().next().map(|(field, _)| format!("#{field}"));
    fact.map(|fact| {
        view! {
            <div class="notices"><Notice kind=NoticeKind::Bad fact advice>
                {field.map(|field| view! { <a class="btn" href=field>"Đến chỗ cần sửa"</a> })}
            </Notice></div>
        }
    })
}

/// What is said at the top of a page of the fields that were refused in a form further down, with the way to the first of them;
/// `id_of` is the id under which a field stands.
pub fn refused_fields(errors: &FormErrors, id_of: impl Fn(&str) -> String) -> Option<AnyView> {
    let mut errors = errors.iter();
    let (field, first) = errors.next()?;
    let (fact, address) = (first.trim_end_matches('.').to_owned(), format!("#{}", id_of(field)));
    let advice = errors.map(|(_, words)| words).collect::<Vec<_>>().join(" ");
    let notice = view! {
        <div class="notices">
            <Notice kind=NoticeKind::Bad fact advice><a class="btn" href=address>"Đến chỗ cần sửa"</a></Notice>
        </div>
    };
    Some(notice.into_any())
}

/// What is wrong in a row of a table, in a row of its own below.
pub fn row_errors(row: usize, columns: usize, errors: &FormErrors) -> impl IntoView + use<> {
    let words = errors.of_row(row);
    (!words.is_empty()).then(|| {
        view! {
            <tr class="why-bad">
                <td colspan=columns>
                    <p class="err" id=format!("loi-{row}")><Shape name="overdue"/><span>{words.join(" ")}</span></p>
                </td>
            </tr>
        }
    })
}
