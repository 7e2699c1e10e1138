//! Rights as they are given, lent and awaited.

use chrono::NaiveDate;
use domain::{
    days::Timestamp,
    mandates::{Mandate, MandateKind},
    people::{Acting, Appointment, Position, WaitingAppointment},
};

use super::id;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn held() -> Appointment {
    Appointment {
        person: id(2),
        position: Position::Teacher(id(3)),
        from: day("2026-09-07"),
        until: None,
        known_since: None,
        end_known_since: None,
        acting: None,
    }
}

pub(super) fn lent() -> Appointment {
    Appointment { until: Some(day("2026-11-22")), acting: Some(Acting { person: id(5), decision: "15/QĐ".to_owned() }), ..held() }
}

pub(super) fn waiting(at: Timestamp) -> WaitingAppointment {
    WaitingAppointment {
        id: id(4),
        person: id(2),
        position: Position::SectionHolder(id(3)),
        from: day("2026-11-06"),
        until: None,
        mandate: None,
        ends: None,
        reason: None,
        entered_by: id(5),
        entered_at: at,
    }
}

pub(super) fn ending(at: Timestamp) -> WaitingAppointment {
    WaitingAppointment { until: Some(day("2026-11-22")), mandate: Some(id(7)), ends: Some(id(8)), ..waiting(at) }
}

pub(super) fn mandate(at: Timestamp) -> Mandate {
    Mandate {
        id: id(2),
        kind: MandateKind::ManagementTeam,
        number: "15/QĐ".to_owned(),
        signed_on: day("2026-09-01"),
        signer: "Nguyễn Thị Nguyệt".to_owned(),
        about: "Thành lập tổ".to_owned(),
        from: day("2026-09-07"),
        until: Some(day("2027-05-31")),
        entered_by: id(5),
        entered_at: at,
        scans: Vec::new(),
        ended: None,
    }
}
