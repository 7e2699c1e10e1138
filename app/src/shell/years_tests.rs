use super::*;

#[test]
fn a_school_year_stays_on_one_line_wherever_an_element_may_stand() {
    let check = |body: &str, wanted: &str| assert_eq!(whole_years(body), wanted);
    let whole = "<span class=\"nb\">2026–2027</span>";
    check("<h1>Năm học 2026–2027</h1>", &format!("<h1>Năm học {whole}</h1>"));
    check("<h1>Năm học <!>2026–2027, 2026–2027</h1>", &format!("<h1>Năm học <!>{whole}, {whole}</h1>"));
    check("2026–2027–2028, 2026–2027", &format!("{whole}–2028, {whole}"));
    check("<select><option>1</option></select>2026–2027", &format!("<select><option>1</option></select>{whole}"));
    let island = "<leptos-island>Năm học 2026–2027</leptos-island>";
    check(&format!("<nav>2026–2027</nav>{island}<p>2026–2027</p>"), &format!("<nav>{whole}</nav>{island}<p>{whole}</p>"));
    for same in [
        "<p title=\"2026–2027\">Tuần 1–12, 23/11–27/11/2026, 2026–27</p>",
        "<option value=\"1\">2026–2027</option>",
        "<textarea name=\"words\">Năm học 2026–2027</textarea>",
        "<leptos-island>Năm học 2026–2027</leptos-island>",
    ] {
        check(same, same);
    }
}
