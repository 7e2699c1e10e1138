//! What the principal asks beside all records: in a section of its own, and counted in none of the numbers of the page.

use domain::my_work::MyWork;
use leptos::prelude::*;

use crate::{paths, task_line::own_task_line};

pub(super) fn tasks(work: &MyWork) -> Option<impl IntoView + use<>> {
    (!work.tasks.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-giao">
                <h2 id="g-giao">
                    <a href=paths::TASKS>"Việc được giao"</a>" "<small>"Ngoài hồ sơ phải nộp; đếm riêng."</small>
                </h2>
                <ul class="jobs">{work.tasks.iter().map(own_task_line).collect_view()}</ul>
            </section>
        }
    })
}
