//! Who may come in: passwords, the brake against guessing, sessions, and the right to set a new server up.

pub mod browsers;
pub mod claim;
pub mod issued_passwords;
pub mod own_password;
pub mod passwords;
pub mod pending_forms;
pub mod rate_limit;
pub mod return_path;
pub mod second_factor;
pub mod half_sign_ins;
pub mod sessions;
