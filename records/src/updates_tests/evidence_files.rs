//! Files that bear a request out: how they wait, what is refused, and what keeps them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::slice;

use domain::{
    files::Sha256,
    inspection::{Cause, InspectedFile, Inspection},
    refusal::InspectionRefusal,
};

use super::*;

/// Cô Hoa chooses these files for her form; what is found in them is this.
pub(super) async fn brings(
    school: &SmallSchool,
    form: &mut RequestForm,
    files: &[StoredFile],
    found: &str,
) -> Result<Vec<Refusal>, Error> {
    let inspection = match found {
        "held" => Inspection::Held(vec![Cause::Macros]),
        _ => Inspection::Clean,
    };
    let files: Vec<InspectedFile> =
        files.iter().map(|file| InspectedFile { file: file.clone(), inspection: inspection.clone() }).collect();
    let place = (form.key.parse().unwrap(), form.records[0].parse().unwrap());
    let store = school.store.clone();
    let keep = async move |work: &mut Work| evidence::keep(work, &store, place, &files, work.now).await;
    let kept = school.database.write_quietly(school.id, Some(school.hoa), keep).await?;
    let mut refused = Vec::new();
    for one in kept {
        match one {
            Ok(id) => form.files.push(id.to_string()),
            Err(refusal) => refused.push(refusal),
        }
    }
    Ok(refused)
}

/// What is wrong with a form of cô Hoa's.
async fn asks_wrongly(school: &SmallSchool, form: RequestForm) -> FormErrors {
    let store = school.store.clone();
    let asks = async move |work: &mut Work| request(work, &store, &form).await;
    school.database.write(school.id, Some(school.hoa), asks).await.unwrap().unwrap_err()
}

/// Why a request of cô Hoa's is refused.
async fn refused_request(school: &SmallSchool, form: RequestForm) -> UpdateRefusal {
    refused(asks_with(school, school.hoa, form).await.unwrap_err())
}

#[tokio::test]
async fn files_bear_a_request_out_and_are_no_part_of_a_hand_in() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let SmallSchool { hoa, thao, .. } = school.clone();
        school.at("2026-11-05T09:00:00+07:00");
        shuts(&school).await;
        let record = school.record(PLAN).await.id;
        let (photo, scan, scheme) = (paper("giay-ra-vien.jpg", 40), paper("quyet-dinh.pdf", 41), paper("Đơn.docx", 42));
        let mut sent = RequestForm { evidence: String::new(), ..form(&school, &[PLAN]).await };
        let wrong = asks_wrongly(&school, sent.clone()).await;
        assert!(wrong.of("evidence").is_some(), "evidence is required");
        assert_eq!(brings(&school, &mut sent, &[photo.clone(), scan.clone()], "clean").await, Ok(Vec::new()));
        let refused = brings(&school, &mut sent, slice::from_ref(&scheme), "held").await.unwrap();
        let why = InspectionRefusal::NotAsEvidence { name: scheme.name.clone(), why: Cause::Macros };
        assert_eq!(refused, [Refusal::Inspection(why)], "what can act waits for nobody");
        // They wait for this request of hers alone, and for no hand-in.
        let key: UpdateId = sent.key.parse().unwrap();
        let waits = async |by| {
            let waits = async move |work: &mut Work| {
                let evidence =
                    evidence::waiting(work, by, key).await?.into_iter().map(|(_, file)| file).collect::<Vec<StoredFile>>();
                Ok((evidence, uploads::waiting(work, by, record).await?, uploads::first_began(work, by, record).await?))
            };
            database.read(school.id, Some(by), waits).await.unwrap()
        };
        assert_eq!(waits(hoa).await, (vec![photo.clone(), scan.clone()], Vec::new(), None));
        assert_eq!(waits(thao).await, (Vec::new(), Vec::new(), None));
        let upload: uploads::UploadId = sent.files[0].parse().unwrap();
        let taken = async move |work: &mut Work| uploads::take(work, hoa, record, &[upload]).await.map(drop);
        assert_eq!(database.read(school.id, Some(hoa), taken).await, Err(Error::Refused(Refusal::FileGone)));
        // In the order of the form; sent twice it is one request.
        sent.files.reverse();
        let id = asks_with(&school, hoa, sent.clone()).await.unwrap();
        assert_eq!(known(&school).await.update(id).unwrap().files, [scan.clone(), photo.clone()]);
        assert_eq!(waits(hoa).await.0, Vec::new());
        brings(&school, &mut sent, slice::from_ref(&photo), "clean").await.unwrap();
        assert_eq!(asks_with(&school, hoa, sent.clone()).await, Ok(id), "the same file came twice with a second click");
        brings(&school, &mut sent, &[paper("giay-moi.jpg", 43)], "clean").await.unwrap();
        let more = refused_request(&school, sent).await;
        assert!(matches!(more, UpdateRefusal::Waits { update, .. } if update == id), "a file more is not lost silently");
        // The store keeps what bears a request out, for as long as there is a request.
        school.at("2026-12-20T09:00:00+07:00");
        let named = crate::stored_files::named(&database, 41).await.unwrap();
        assert!(named.contains_key(&scan.sha256), "{named:?}");
        let by_content = async move |work: &mut Work| uploads::named(work, Sha256::new([40; 32])).await;
        assert_eq!(database.read(school.id, None, by_content).await.unwrap(), Some(photo));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_waited_for_too_long_is_chosen_again() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let mut sent = form(&school, &[PLAN]).await;
        brings(&school, &mut sent, &[paper("giay-ra-vien.jpg", 40)], "clean").await.unwrap();
        school.at("2026-11-06T09:00:01+07:00");
        shuts(&school).await;
        let late = asks_with(&school, school.hoa, sent).await.unwrap_err();
        assert_eq!(late, Error::Refused(Refusal::FileGone));
        assert_eq!(known(&school).await.all.len(), 0);
        // Of a record that is not theirs nobody keeps anything.
        let mut of_others = form(&school, &["Giáo án tuần 10 · Lớp 4B"]).await;
        let not_hers = brings(&school, &mut of_others, &[paper("giay-ra-vien.jpg", 40)], "clean").await;
        assert!(matches!(not_hers, Err(Error::Refused(Refusal::NotYoursToHandIn))), "{not_hers:?}");
    })
    .await;
}
