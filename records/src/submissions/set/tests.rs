#![allow(clippy::unwrap_used)]
use domain::{people::PersonId, refusal::HandInRefusal, submissions::Submission};

use super::*;
use crate::{
    submissions::hand_in_chosen,
    testing::{
        each_engine,
        school::{SmallSchool, paper},
    },
    uploads,
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

async fn send(school: &SmallSchool, by: PersonId, form: HandIn, chosen: Chosen) -> Result<Submission, Error> {
    let store = school.store.clone();
    let send = async move |work: &mut Work| hand_in_chosen(work, &store, form, &chosen).await;
    school.database.write(school.id, Some(by), send).await
}

fn from(version: &Submission, stay: &[usize]) -> Chosen {
    Chosen { basis: Some(Basis { version: Some(version.id), stay: stay.to_vec() }), ..Chosen::default() }
}

#[tokio::test]
async fn one_new_photo_replaces_one_of_three() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T15:00:00+07:00");
        let id = school.record(PLAN).await.id;
        let photos = [paper("một.jpg", 1), paper("hai.jpg", 2), paper("ba.jpg", 3)];
        let first =
            send(&school, school.hoa, HandIn { files: photos.to_vec(), ..school.form(id) }, Chosen::default()).await.unwrap();
        assert_eq!((first.files.len(), first.composition.clone()), (3, Composition::default()));

        let new = paper("hai mới.jpg", 4);
        let hoa = school.hoa;
        let waits = new.clone();
        let add = async move |work: &mut Work| uploads::add(work, hoa, id, &waits, work.now).await;
        let upload = database.write_quietly(school.id, Some(hoa), add).await.unwrap();
        let left_out = [FileName::clean("rỗng.docx"), FileName::clean("rỗng.docx"), FileName::clean("hai mới.jpg")].to_vec();
        let chosen = Chosen { uploads: vec![upload], left_out, ..from(&first, &[0, 2]) };
        let form = HandIn { files: Vec::new(), ..school.form(id) };
        let second = send(&school, hoa, form.clone(), chosen.clone()).await.unwrap();
        assert_eq!(second.files, [photos[0].clone(), photos[2].clone(), new]);
        assert_eq!(second.composition.kept, [(0, first.id), (1, first.id)]);
        assert_eq!(second.composition.left_out, [FileName::clean("rỗng.docx")], "once, and no name of a file that came");
        // A second click brings the same receipt, though the page has not seen the version that the first one made.
        assert_eq!(send(&school, hoa, form, chosen).await.unwrap(), second);

        // The one that was kept twice still says where it came from.
        let form = HandIn { files: vec![paper("bốn.jpg", 5)], ..school.form(id) };
        let third = send(&school, hoa, form, from(&second, &[1, 2])).await.unwrap();
        assert_eq!(third.composition.kept, [(0, first.id), (1, second.id)]);
        assert_eq!(third.files.len(), 3);
        database.keeps(school.id, &["left_out_files", "submission_files"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_has_not_seen_the_version_of_a_colleague_hands_in_nothing() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-05T15:00:00+07:00");
        let id = school.record(PLAN).await.id;
        let blank = Chosen { basis: Some(Basis::default()), ..Chosen::default() };
        let first = send(&school, school.thao, school.form(id), blank.clone()).await.unwrap();
        let refused = |who: Option<&str>, version| {
            Err(Error::Refused(HandInRefusal::Meanwhile { version, who: who.map(str::to_owned), at: now }.into()))
        };
        let form = HandIn { files: vec![paper("khác.docx", 7)], ..school.form(id) };
        let thao = school.facts().await.organisation().person(school.thao).unwrap().name.to_string();
        let thao = format!("cô {thao}");
        assert_eq!(send(&school, school.hoa, form.clone(), blank.clone()).await, refused(Some(&thao), 1));
        assert_eq!(send(&school, school.thao, form.clone(), blank).await, refused(None, 1), "her own other window");
        let second = send(&school, school.hoa, form, from(&first, &[0])).await.unwrap();
        assert_eq!((second.version, second.files.len()), (2, 2));
        // What is of another record is no basis.
        let other = school.record("Giáo án tuần 11 · Lớp 4A").await.id;
        assert_eq!(send(&school, school.hoa, school.form(other), from(&first, &[0])).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn the_same_set_without_a_word_is_no_new_version() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T15:00:00+07:00");
        let id = school.record(PLAN).await.id;
        let first = send(&school, school.hoa, school.form(id), Chosen::default()).await.unwrap();
        let form = HandIn { files: Vec::new(), note: String::new(), ..school.form(id) };
        let refused = Err(Error::Refused(HandInRefusal::NothingNew { version: 1 }.into()));
        assert_eq!(send(&school, school.hoa, form.clone(), from(&first, &[0])).await, refused);
        assert_eq!(send(&school, school.hoa, form.clone(), from(&first, &[])).await, Err(Error::Refused(Refusal::NoFiles)));
        let form = HandIn { note: "Em xin duyệt lại ạ".to_owned(), ..form };
        assert_eq!(send(&school, school.hoa, form, from(&first, &[0])).await.unwrap().version, 2);
    })
    .await;
}
