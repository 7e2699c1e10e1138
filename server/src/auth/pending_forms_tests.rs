use super::*;

fn writer(number: u8) -> Writer {
    Writer { person: PersonId::new(Uuid::from_bytes([number; 16])), browser: vec![number; 32] }
}

#[test]
fn a_form_waits_for_half_an_hour_and_old_ones_make_room() {
    let (pending_forms, now) = (PendingForms::default(), Instant::now());
    let first = pending_forms.keep("/cai-dat/to-lop", writer(1), Bytes::from_static(b"d0=Nha"), now).unwrap();
    assert_eq!(
        pending_forms.of(first, &writer(1), now).map(|form| (form.path, form.body)),
        Some(("/cai-dat/to-lop".to_owned(), Bytes::from_static(b"d0=Nha")))
    );
    assert!(pending_forms.of(Uuid::new_v4(), &writer(1), now).is_none());
    assert!(pending_forms.of(first, &writer(1), now + KEPT_FOR).is_none());
    for number in 0..40_u64 {
        let body = vec![b'a'; MAX_FORM_BYTES].into();
        assert!(pending_forms.keep("/can-bo", writer(1), body, now + Duration::from_millis(number + 1)).is_some());
    }
    assert!(pending_forms.of(first, &writer(1), now).is_none());
    let bytes: usize = pending_forms.forms.lock().unwrap().values().map(|form| form.body.len()).sum();
    assert!(bytes <= MAX_BYTES, "{bytes}");
}

#[test]
fn nobodys_forms_push_out_anothers_however_many_they_are() {
    let (pending_forms, now) = (PendingForms::default(), Instant::now());
    let first = pending_forms.keep("/cai-dat/to-lop", writer(0), Bytes::from_static(b"d0=Nha"), now).unwrap();
    let mut kept = 0;
    for person in 1..=60 {
        for second in 1..=3 {
            // From another browser each, as somebody may pretend.
            let writer = Writer { browser: vec![second; 32], ..writer(person) };
            let body = vec![b'a'; MAX_FORM_BYTES].into();
            kept += usize::from(pending_forms.keep("/can-bo", writer, body, now + Duration::from_secs(second.into())).is_some());
        }
    }
    assert!(kept > 60, "{kept}");
    assert!(pending_forms.of(first, &writer(0), now).is_some());
    let forms = pending_forms.forms.lock().unwrap();
    let bytes: usize = forms.values().map(|form| form.body.len()).sum();
    assert!(bytes <= MAX_BYTES, "{bytes}");
    let of_one = forms.values().filter(|form| form.writer.person == writer(1).person).count();
    assert_eq!(of_one, 2, "of one person two large ones, whatever they send");
}

#[test]
fn a_form_is_for_its_person_in_their_browser_until_it_is_sent_or_they_sign_out() {
    let (pending_forms, now) = (PendingForms::default(), Instant::now());
    let form = || pending_forms.keep("/ho-so/1/mien", writer(1), Bytes::from_static(b"reason=x"), now).unwrap();
    let waits = |id, writer: &Writer| pending_forms.of(id, writer, now).is_some();
    let first = form();
    for other in [writer(2), Writer { browser: writer(2).browser, ..writer(1) }, Writer { person: writer(2).person, ..writer(1) }] {
        assert!(!waits(first, &other));
        pending_forms.forget(&other);
    }
    pending_forms.sent_again(first, &Writer { browser: writer(2).browser, ..writer(1) });
    assert!(waits(first, &writer(1)), "another browser takes it from nobody");
    pending_forms.sent_again(first, &Writer { person: writer(2).person, ..writer(1) });
    assert!(waits(first, &writer(1)), "nor does somebody else in the same browser");
    pending_forms.sent_again(first, &writer(1));
    assert!(!waits(first, &writer(1)), "it is sent once");
    let (second, third) = (form(), form());
    pending_forms.forget(&writer(1));
    assert!(!waits(second, &writer(1)) && !waits(third, &writer(1)), "it is gone at the sign-out");
}
