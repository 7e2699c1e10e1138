#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    days::day_of,
    inspection::{Cause, InspectedFile, Inspection},
    templates::in_force,
};

use super::*;
use crate::testing::{
    each_engine,
    school::{SmallSchool, paper},
};

/// Of cô Thủy, who teaches 4B; cô Ấm heads the department, cô Nguyệt is principal.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4B";

struct School {
    small: SmallSchool,
    record_type: RecordTypeId,
}

impl School {
    async fn keep(
        &self,
        by: PersonId,
        name: &str,
        content: u8,
        inspection: Inspection,
    ) -> Result<Result<UploadId, Refusal>, Error> {
        let (store, id) = (self.small.store.clone(), self.record_type);
        let sent = [InspectedFile { file: paper(name, content), inspection }];
        let keep = async move |work: &mut Work| Ok(keep(work, &store, id, &sent).await?.remove(0));
        self.small.database.write_quietly(self.small.id, Some(by), keep).await
    }

    async fn add(&self, by: PersonId, form: &TemplateForm) -> Result<Result<u32, FormErrors>, Error> {
        let (store, id, form) = (self.small.store.clone(), self.record_type, form.clone());
        self.small.database.write(self.small.id, Some(by), async move |work: &mut Work| add(work, &store, id, &form).await).await
    }

    async fn versions(&self) -> Vec<Template> {
        let id = self.record_type;
        self.small.database.read(self.small.id, None, async move |work: &mut Work| of_type(work, id).await).await.unwrap()
    }

    /// A form behind so many versions, with a file of this content.
    async fn form(&self, from: &str, seen: usize, content: u8) -> TemplateForm {
        let waits = self.keep(self.small.nguyet, "mau.docx", content, Inspection::Clean).await.unwrap().unwrap();
        let today = day_of(self.small.database.hand.shows());
        TemplateForm { from: from.to_owned(), files: vec![waits.to_string()], ..TemplateForm::empty(seen, today) }
    }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_template_has_versions_that_stay_and_hold_from_their_day() {
    each_engine(|database| async move {
        let small = SmallSchool::found(&database).await;
        let record_type = small.record(PLAN).await.terms.record_type;
        let school = School { small, record_type };
        let (nguyet, am) = (school.small.nguyet, school.small.am);
        let first = school.form("01/09/2026", 0, 90).await;
        assert_eq!(refused(school.add(am, &first).await), TemplateRefusal::NotYours.into());
        assert_eq!(school.add(nguyet, &first).await.unwrap(), Ok(1));
        // The button was pressed twice: its file waits no more, and nothing is added. Other words behind the same page are another form.
        assert_eq!(school.add(nguyet, &first).await.unwrap(), Ok(1));
        let other = TemplateForm { words: "Thêm cột".to_owned(), ..first.clone() };
        assert_eq!(refused(school.add(nguyet, &other).await), TemplateRefusal::AddedMeanwhile { number: 1 }.into());
        assert_eq!(school.versions().await.len(), 1);
        // A second press after a look at the page adds no copy.
        assert_eq!(school.add(nguyet, &school.form("01/09/2026", 1, 90).await).await.unwrap(), Ok(1));
        let next = TemplateForm { basis: "Công văn 123/SGDĐT-GDMN".to_owned(), ..school.form("11/01/2027", 1, 91).await };
        assert_eq!(school.add(nguyet, &next).await.unwrap(), Ok(2));
        let versions = school.versions().await;
        assert_eq!(versions.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2]);
        let on = |day: &str| in_force(&versions, record_type, day.parse().unwrap()).map(|one| one.number);
        assert_eq!((on("2026-08-31"), on("2027-01-10"), on("2027-01-11")), (None, Some(1), Some(2)));
        assert_eq!(versions[1].sentence(), "Bản 2, dùng từ 11/01/2027, theo Công văn 123/SGDĐT-GDMN.");
        for statement in [sql("UPDATE record_templates SET basis = 'x'"), sql("DELETE FROM record_templates")] {
            let change = async move |work: &mut Work| work.run(statement).await;
            let changed = school.small.database.write_quietly(school.small.id, None, change).await;
            assert!(changed.is_err(), "{changed:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_can_act_is_no_template_and_a_file_that_is_gone_is_said_to_be() {
    each_engine(|database| async move {
        let small = SmallSchool::found(&database).await;
        let record_type = small.record(PLAN).await.terms.record_type;
        let school = School { small, record_type };
        let (nguyet, hoa) = (school.small.nguyet, school.small.hoa);
        let held = school.keep(nguyet, "mau.docm", 92, Inspection::Held(vec![Cause::Macros])).await.unwrap();
        assert!(matches!(held, Err(Refusal::Inspection(_))), "{held:?}");
        assert_eq!(refused(school.keep(hoa, "mau.docx", 93, Inspection::Clean).await), TemplateRefusal::NotYours.into());
        let form = TemplateForm { files: vec![uuid::Uuid::now_v7().to_string()], ..school.form("01/09/2026", 0, 94).await };
        assert_eq!(refused(school.add(nguyet, &form).await), Refusal::FileGone);
        // Whoever uploaded it alone makes a template of it.
        let of_nguyet = school.form("01/09/2026", 0, 95).await;
        let am = school.small.am;
        assert_eq!(refused(school.add(am, &of_nguyet).await), TemplateRefusal::NotYours.into());
        let wrong = school.add(nguyet, &TemplateForm { from: "31/02/2026".to_owned(), ..of_nguyet.clone() }).await.unwrap();
        assert!(wrong.unwrap_err().of("from").is_some());
        assert_eq!(school.add(nguyet, &of_nguyet).await.unwrap(), Ok(1));
        assert!(school.versions().await.iter().all(|one| one.by == nguyet));
    })
    .await;
}
