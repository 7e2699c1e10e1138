//! How an event of each kind is told, and what it is about: whoever adds a kind says both here.

use domain::log::{
    Teller,
    Topic::{self, Accounts, DueDays, HandIns, Locks, Reviews, Rights, Server, Settings, Units, Views},
    words::{accounts, due_days, hand_ins, locks, reviews, rights, server, settings, units},
};

use super::kind::EventKind;

impl EventKind {
    /// What an event of this kind is about, and the function that says it.
    pub fn told(self) -> (Topic, Teller) {
        match self {
            Self::AbsenceCoverChanged => (DueDays, due_days::cover_changed),
            Self::AbsenceEnded => (DueDays, due_days::absence_ended),
            Self::AbsenceNoted => (DueDays, due_days::absence_noted),
            Self::AccountOpened => (Accounts, accounts::opened),
            Self::AccountReopened => (Accounts, accounts::reopened),
            Self::AccountSuspended => (Accounts, accounts::suspended),
            Self::AppointmentBegun => (Rights, rights::begun),
            Self::AppointmentConfirmed => (Rights, rights::confirmed),
            Self::AppointmentDelegated => (Rights, rights::delegated),
            Self::AppointmentEnded => (Rights, rights::ended),
            Self::AppointmentEntered => (Rights, rights::entered),
            Self::AppointmentTurnedDown => (Rights, rights::turned_down),
            Self::CalendarKept => (Settings, settings::calendar_kept),
            Self::ClassAdded => (Units, units::class_added),
            Self::ClassChanged => (Units, units::class_changed),
            Self::ClassClosed => (Units, units::class_closed),
            Self::ClassRemoved => (Units, units::class_removed),
            Self::ClassReopened => (Units, units::class_reopened),
            Self::ClosureDeclared => (DueDays, due_days::closure_declared),
            Self::ClosureTakenBack => (DueDays, due_days::closure_taken_back),
            Self::Commented => (Reviews, reviews::commented),
            Self::DecisionCorrected => (Settings, settings::decision_corrected),
            Self::DelegationEnded => (Rights, rights::delegation_ended),
            Self::DepartmentAdded => (Units, units::department_added),
            Self::DepartmentChanged => (Units, units::department_changed),
            Self::DepartmentRemoved => (Units, units::department_removed),
            Self::DoubtfulTimeBegun => (Server, server::doubt_begun),
            Self::DoubtfulTimeDecided => (Server, server::doubt_decided),
            Self::DoubtfulTimeEnded => (Server, server::doubt_ended),
            Self::ExtensionAnswered => (DueDays, due_days::extension_answered),
            Self::ExtensionAsked => (DueDays, due_days::extension_asked),
            Self::ExtensionGiven => (DueDays, due_days::extension_given),
            Self::ExtensionTakenBack => (DueDays, due_days::extension_taken_back),
            Self::FileDownloaded => (Views, hand_ins::downloaded),
            Self::FileHeld => (HandIns, hand_ins::held),
            Self::FileLimitSet => (Settings, settings::file_limit_set),
            Self::HandedIn => (HandIns, hand_ins::handed_in),
            Self::HandInWithdrawn => (HandIns, hand_ins::withdrawn),
            Self::HeldFileReleased => (HandIns, hand_ins::released),
            Self::HeldFileReturned => (HandIns, hand_ins::given_back),
            Self::LatenessExplained => (DueDays, due_days::lateness_explained),
            Self::LatenessJudged => (DueDays, due_days::lateness_judged),
            Self::LockAuthoritySet => (Locks, locks::authority_set),
            Self::LockOrderDrafted => (Locks, locks::drafted),
            Self::LockOrderEnded => (Locks, locks::ended),
            Self::LockOrderExecuted => (Locks, locks::executed),
            Self::LockOrderRevoked => (Locks, locks::revoked),
            Self::LockOrderSigned => (Locks, locks::signed),
            Self::LockOrderTookEffect => (Locks, locks::took_effect),
            Self::MandateEnded => (Rights, rights::mandate_ended),
            Self::MandateRecorded => (Rights, rights::mandate_recorded),
            Self::MandateRightNamed => (Rights, rights::mandate_right_named),
            Self::MandateScanned => (Rights, rights::mandate_scanned),
            Self::ViewedAs => (Rights, rights::viewed_as),
            Self::ObligationExempted => (DueDays, due_days::exempted),
            Self::ObligationExemptionEnded => (DueDays, due_days::exemption_ended),
            Self::ObligationsBroughtUpToDate => (DueDays, due_days::brought_up_to_date),
            Self::PasswordReset => (Accounts, accounts::password_reset),
            Self::PasswordResetConfirmed => (Accounts, accounts::password_reset_confirmed),
            Self::PasswordResetSeen => (Accounts, accounts::password_reset_seen),
            Self::PasswordResetTold => (Accounts, accounts::password_reset_told),
            Self::PasswordSet => (Accounts, accounts::password_set),
            Self::PersonAdded => (Units, units::person_added),
            Self::PersonChanged => (Units, units::person_changed),
            Self::PersonRemoved => (Units, units::person_removed),
            Self::RecordSeen => (Views, hand_ins::seen),
            Self::RecordTypeAdded => (Settings, settings::type_added),
            Self::RecordTypeChanged => (Settings, settings::type_changed),
            Self::Reviewed => (Reviews, reviews::decided),
            Self::ReviewSettingChanged => (Settings, settings::review_setting_changed),
            Self::ReviewUndone => (Reviews, reviews::undone),
            Self::RulesAdded => (Settings, settings::rules_added),
            Self::RulesChanged => (Settings, settings::rules_changed),
            Self::SchoolAddressSet => (Settings, settings::address_set),
            Self::SchoolFounded => (Settings, settings::founded),
            Self::SchoolRenamed => (Settings, settings::renamed),
            Self::SchoolYearRenamed => (Settings, settings::year_renamed),
            Self::SectionAdded => (Units, units::section_added),
            Self::SectionChanged => (Units, units::section_changed),
            Self::SectionRemoved => (Units, units::section_removed),
            Self::SessionBegun => (Accounts, accounts::session_begun),
            Self::SessionEnded => (Accounts, accounts::session_ended),
            Self::SetupFinished => (Settings, settings::set_up_finished),
            Self::SetupOpened => (Settings, settings::set_up_opened),
            Self::SetupStepReached => (Settings, settings::set_up_step),
            Self::Signed => (Reviews, reviews::signed),
            Self::SigningKeyMade => (Server, server::key_made),
            Self::SignInFailed => (Accounts, accounts::sign_in_failed),
            Self::SpotChecked => (Reviews, reviews::spot_checked),
            Self::StaffArranged => (Units, units::staff_arranged),
            Self::SwapAccepted => (DueDays, due_days::swap_accepted),
            Self::SwapDeclined => (DueDays, due_days::swap_declined),
            Self::SwapOffered => (DueDays, due_days::swap_offered),
            Self::SwapTakenBack => (DueDays, due_days::swap_taken_back),
            Self::ThemeAdded => (Settings, settings::theme_added),
            Self::ThemeChanged => (Settings, settings::theme_changed),
            Self::ThemeRemoved => (Settings, settings::theme_removed),
            Self::ThreadReopened => (Reviews, reviews::thread_reopened),
            Self::ThreadSettled => (Reviews, reviews::thread_settled),
            Self::TurnsSet => (DueDays, due_days::turns_set),
            Self::UpdateClosed => (Locks, locks::update_closed),
            Self::UpdateFinished => (Locks, locks::update_finished),
            Self::UpdateGranted => (Locks, locks::update_granted),
            Self::UpdateHandedIn => (HandIns, locks::update_handed_in),
            Self::UpdateProcedureSet => (Locks, locks::procedure_set),
            Self::UpdateProposed => (Locks, locks::update_proposed),
            Self::UpdateRefused => (Locks, locks::update_refused),
            Self::UpdateRequested => (Locks, locks::update_requested),
            Self::UpdateShutAgain => (Locks, locks::update_shut_again),
            Self::UpdateWithdrawn => (Locks, locks::update_withdrawn),
        }
    }

    /// How a stored event is told, also one that another version has written.
    pub fn teller(code: &str) -> Teller {
        Self::parse(code).map_or(server::unknown as Teller, |kind| kind.told().1)
    }

    /// The kinds of one topic.
    pub fn of_topic(topic: Topic) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |kind| kind.told().0 == topic)
    }
}

#[cfg(test)]
#[path = "teller_tests.rs"]
mod tests;
