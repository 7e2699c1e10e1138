#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::{people::Position, refusal::Refusal, sites::SiteRow};

use super::*;
use crate::testing::{each_engine, school::SmallSchool};

fn row(id: &str, name: &str, classes: &str) -> SiteRow {
    SiteRow { id: id.to_owned(), name: name.to_owned(), classes: classes.to_owned(), ..SiteRow::default() }
}

async fn sends(school: &SmallSchool, by: domain::people::PersonId, rows: Vec<SiteRow>) -> Result<Checked, Error> {
    let form = SitesForm { rows, ..SitesForm::default() };
    school.database.write(school.id, Some(by), async move |work: &mut Work| change(work, &form).await).await
}

#[tokio::test]
async fn a_class_moves_to_another_site_and_stays_there_until_it_is_said_otherwise() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let rows = || vec![row("", "Trung tâm", ""), row("", "Điểm trường thôn Đông", "4B")];
        assert_eq!(sends(&school, school.hoa, rows()).await, Err(Refusal::SettingsNotYours.into()));
        assert_eq!(sends(&school, school.nguyet, rows()).await, Ok(Ok(())));
        let facts = school.known().await;
        let organisation = facts.organisation();
        let names: Vec<(&str, &str)> = organisation.sites.iter().map(|one| (one.name.as_str(), one.short.as_str())).collect();
        assert_eq!(names, [("Trung tâm", "Trung tâm"), ("Điểm trường thôn Đông", "thôn Đông")]);
        assert_eq!(organisation.titles(&[Position::Teacher(school.class_4b)]), "Giáo viên lớp 4B (thôn Đông)");
        assert_eq!(organisation.titles(&[Position::Teacher(school.class_4a)]), "Giáo viên lớp 4A (Trung tâm)");

        // Whoever had the list open before that overwrites nothing without knowing of it.
        let stale =
            SitesForm { seen: SitesForm::of(&domain::people::Organisation::default()).seen, rows: vec![row("", "Cơ sở 1", "")] };
        let sent = database.write(school.id, Some(school.nguyet), async move |work: &mut Work| change(work, &stale).await).await;
        assert!(sent.unwrap().unwrap_err().of("all").unwrap().contains("Điểm trường thôn Đông (4B)"));

        // The same again is no event.
        let same = SitesForm::of(organisation).rows;
        assert_eq!(sends(&school, school.nguyet, same.clone()).await, Ok(Ok(())));
        assert_eq!(school.facts().await.revision, facts.revision);

        let moved = vec![row(&same[0].id, "Trung tâm", "4B"), row(&same[1].id, "Điểm trường thôn Đông", "4A")];
        assert_eq!(sends(&school, school.nguyet, moved).await, Ok(Ok(())));
        let facts = school.known().await;
        assert!(facts.organisation().is_at(school.class_4a, facts.organisation().sites[1].id));
        assert!(facts.organisation().is_at(school.class_4b, facts.organisation().sites[0].id));

        // A site that is given up leaves its classes at the main one.
        let one = vec![row(&same[0].id, "Trung tâm", "")];
        assert_eq!(sends(&school, school.nguyet, one).await, Ok(Ok(())));
        let facts = school.known().await;
        assert_eq!(facts.organisation().titles(&[Position::Teacher(school.class_4a)]), "Giáo viên lớp 4A");
        assert!(facts.organisation().classes.iter().all(|class| class.site.is_none()), "{:?}", facts.organisation().classes);
        let wrong = sends(&school, school.nguyet, vec![row("", "Trung tâm", "9Z")]).await;
        assert!(wrong.unwrap().unwrap_err().of("c0").is_some());
    })
    .await;
}
