//! The part of step 5 that only an open school has: types of records of its own, and one to add.

use domain::{
    deadlines::DueRule,
    forms::FormErrors,
    people::Organisation,
    record_types::{
        Fence, NewType, OwnChoice, Recurrence, Sensitivity, TypeUse, TypesForm, due_words, owner_choices, owner_words, rules_of,
    },
    registers::{AgreedContent, EntryId, RegisterKind},
    vietnamese,
};
use leptos::prelude::*;

use super::type_row::{TYPES, TypeRow, small_first};
use crate::paths;
use crate::ui::{Extra, Icon, SelectField, Table, TextField, option};

/// Content of a section that was proposed and approved.
#[derive(Clone, Debug)]
pub struct ProposedType {
    pub id: EntryId,
    /// "số 3/2026".
    pub number: String,
    pub content: AgreedContent,
}

pub(super) fn own_types(
    form: &TypesForm,
    organisation: &Organisation,
    errors: &FormErrors,
    proposed: Option<&ProposedType>,
) -> impl IntoView + use<> {
    let rows = form.own.iter().map(|choice| own_row(choice, organisation, errors)).collect_view();
    view! {
        <section class="more" aria-labelledby="rieng">
            <h2 id="rieng">"Loại hồ sơ riêng của trường"</h2>
            <p class="sub">
                "Sổ sách mà Quy chế không nhắc tới, trường vẫn muốn theo dõi. Bỏ dùng thì không ai phải nộp nữa, hồ sơ đã nộp vẫn \
                 còn."
            </p>
            {(!form.own.is_empty()).then(|| view! {
                <Table class="grid kinds" columns=&TYPES>
                    <tbody>{rows}</tbody>
                </Table>
            })}
            {proposed.map(proposal)}
            {new_type(&form.new, organisation, errors)}
        </section>
    }
}

/// What the proposal says with which the new type begins: who owes it, how often and who reads it are chosen by it.
fn proposal(proposed: &ProposedType) -> impl IntoView + use<> {
    let AgreedContent { name, why, basis } = proposed.content.clone();
    let address = paths::entry_at(RegisterKind::Proposals.address(), proposed.id);
    let basis = (!basis.is_empty()).then(|| view! { <p class="then"><b>"Căn cứ: "</b>{basis}</p> });
    view! {
        <div class="what">
            <p class="then">
                <b>"Theo đề xuất đã duyệt "</b><a href=address>{format!("{}: {name}", proposed.number)}</a>
            </p>
            <p class="said">{why}</p>
            {basis}
        </div>
    }
}

fn own_row(choice: &OwnChoice, organisation: &Organisation, errors: &FormErrors) -> impl IntoView + use<> {
    let known = &choice.known;
    let about = format!(
        "{}, {} · {}",
        owner_words(known.owed_by, organisation),
        small_first(known.recurrence.words()),
        vietnamese::with_small_beginning(&Fence::of(known).sentence(organisation))
    );
    let row = TypeRow {
        code: &known.code,
        name: &choice.name,
        used: choice.used,
        due: &choice.due,
        recurrence: known.recurrence,
        usual: Some(known.due),
        clause: false,
        settled: true,
    };
    row.view(about, errors)
}

/// One type to add; who owes it and how often cannot be changed later.
fn new_type(new: &NewType, organisation: &Organisation, errors: &FormErrors) -> impl IntoView + use<> {
    let owners = owner_choices(organisation)
        .into_iter()
        .map(|(code, owed_by)| option(code, owner_words(owed_by, organisation), &new.owner))
        .collect_view();
    let nobody = option("", "Chọn ai nộp", &new.owner);
    let never = option("", "Chọn nhịp nộp", &new.recurrence);
    let recurrences = Recurrence::ALL.map(|one| option(one.code(), one.words(), &new.recurrence)).collect_view();
    let readers = Sensitivity::ALL.map(|one| option(one.code(), one.words(), &new.readers)).collect_view();
    let rules = rules(&new.due);
    let begins = TypeUse::ALL.map(|one| {
        let words = match one {
            TypeUse::Used => "Từ bây giờ",
            TypeUse::Ended => "Từ một ngày, theo bản quy định",
        };
        option(one.code(), words, &new.begins)
    });
    let begins = begins.collect_view();
    view! {
        <fieldset class="sharing">
            <legend class="label">"Thêm một loại"</legend>
            <p class="hint">"Người nộp và nhịp nộp giữ nguyên về sau; chọn nhầm thì bỏ dùng loại đó rồi thêm loại khác."</p>
            <div class="fields">
                <TextField id="new-name" label="Tên loại hồ sơ" value=new.name.clone() errors=errors.clone()
                    extra=Extra { autocomplete: Some("off"), ..Extra::default() }/>
                <SelectField id="new-owner" label="Ai nộp" errors>{nobody}{owners}</SelectField>
                <SelectField id="new-recurrence" label="Bao lâu một lần" errors>{never}{recurrences}</SelectField>
            </div>
            <div class="fields">
                <SelectField id="new-due" label="Hạn nộp" errors>{rules}</SelectField>
                <SelectField id="new-readers" label="Ai được đọc" errors>{readers}</SelectField>
                <SelectField id="new-begins" label="Từ khi nào phải nộp" errors>{begins}</SelectField>
            </div>
            <div class="btns"><button class="btn" name="do" value="add"><Icon name="plus"/>"Thêm loại hồ sơ"</button></div>
        </fieldset>
    }
}

/// Every rule, none first, then under the recurrences that it fits: without scripts the list cannot follow what is chosen
/// beside it.
fn rules(chosen: &str) -> impl IntoView + use<> {
    let words = |recurrence: Recurrence, rule: DueRule| option(rule.to_string(), due_words(recurrence, rule), chosen);
    // Those after the end of a period stand under a heading of their own, for every recurrence.
    let in_a_week = |rule: &DueRule| match rule {
        DueRule::InWeekBefore(_) | DueRule::InWeek(_) | DueRule::LastWorkingDayOfWeek(_) => true,
        DueRule::LastWorkingDayOfPeriod | DueRule::WorkingDaysAfterPeriod(_) | DueRule::NotSet => false,
    };
    let week = Recurrence::EachWeek;
    let weekly = rules_of(week).into_iter().filter(in_a_week).map(|rule| words(week, rule)).collect_view();
    view! {
        {words(week, DueRule::NotSet)}
        <optgroup label="Hồ sơ hằng tuần">
            {weekly}
        </optgroup>
        <optgroup label="Hồ sơ tháng, chủ đề, học kỳ, năm">
            {option(DueRule::LastWorkingDayOfPeriod.to_string(), "Ngày làm việc cuối của kỳ đó".to_owned(), chosen)}
        </optgroup>
        <optgroup label="Sau khi hết kỳ">
            {after(1, "1 ngày làm việc sau khi hết kỳ (hằng tuần)", chosen)}
            {after(3, "3 ngày làm việc sau khi hết kỳ", chosen)}
            {after(5, "5 ngày làm việc sau khi hết kỳ (tháng, chủ đề, học kỳ, năm)", chosen)}
            {after(10, "10 ngày làm việc sau khi hết kỳ (tháng, chủ đề, học kỳ, năm)", chosen)}
        </optgroup>
        <optgroup label="Hồ sơ riêng của một học kỳ">
            {words(Recurrence::ALL[4], DueRule::LastWorkingDayOfWeek(Some(1)))}
            {words(Recurrence::ALL[5], DueRule::LastWorkingDayOfWeek(Some(18)))}
        </optgroup>
    }
}

fn after(days: u16, words: &'static str, chosen: &str) -> impl IntoView + use<> {
    option(DueRule::WorkingDaysAfterPeriod(days).to_string(), words.to_owned(), chosen)
}
