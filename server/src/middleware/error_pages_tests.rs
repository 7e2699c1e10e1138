use domain::refusal::Refusal;

use super::*;

#[test]
fn only_pages_that_are_refused_or_not_there_ask_who_is_signed_in() {
    for error in [AppError::NotFound, AppError::NotAForm, AppError::Refused(Refusal::DashboardNotYours)] {
        assert!(keeps_bar(&error), "{error:?}");
    }
    for error in [
        AppError::SessionOver,
        AppError::PasswordMustChange,
        AppError::Interrupted,
        AppError::TooLarge,
        AppError::Refused(Refusal::SignInSlowed { seconds: 30 }),
        AppError::Unavailable,
        AppError::Internal,
    ] {
        assert!(!keeps_bar(&error), "{error:?}");
    }
}
