//! What LibreOffice may not do with a file of a stranger: limits of the system, files of the machine, the network.

use std::path::Path;

use landlock::{ABI, Access, AccessFs, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError, RulesetStatus, path_beneath_rules};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};

use super::SOCKETS;

/// Addresses, in bytes: the program itself takes some 2 GB of them, and uses 200 MB.
const MAX_ADDRESSES: u64 = 4 * 1024 * 1024 * 1024;

/// What may be taken of the memory, in bytes.
const MAX_MEMORY: u64 = 1024 * 1024 * 1024;

/// In seconds of one core; waiting counts by the clock of whoever started it.
const MAX_COMPUTING: u64 = 60;

/// The largest file that may be written, in bytes.
const MAX_FILE: u64 = 128 * 1024 * 1024;

const MAX_HANDLES: u64 = 512;

/// Programs, libraries, letters and settings; what else is on the machine, the data folder with it, is not to be seen.
const READ: [&str; 11] = [
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/opt",
    "/etc",
    "/proc",
    "/sys/devices/system/cpu",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
];

const DEVICES: [&str; 4] = ["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"];

/// Shuts this process in, and whatever it becomes and starts; gives what this machine does not have.
pub fn shut_in(folder: &Path) -> Vec<String> {
    let limits = [
        ("addresses", Resource::As, MAX_ADDRESSES),
        ("memory", Resource::Data, MAX_MEMORY),
        ("computing", Resource::Cpu, MAX_COMPUTING),
        ("files", Resource::Fsize, MAX_FILE),
        ("core dumps", Resource::Core, 0),
        ("handles", Resource::Nofile, MAX_HANDLES),
    ];
    let mut missing = Vec::new();
    for (what, resource, most) in limits {
        if let Err(error) = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }) {
            missing.push(format!("{what}: {error}"));
        }
    }
    match see_little(folder) {
        Ok(RulesetStatus::NotEnforced) => missing.push("Landlock: the kernel has none".to_owned()),
        Ok(RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced) => {}
        Err(error) => missing.push(format!("Landlock: {error}")),
    }
    if let Err(error) = reach_nobody() {
        missing.push(format!("seccomp: {error}"));
    }
    missing
}

/// From here on only programs are read, and only the folder is written to.
fn see_little(folder: &Path) -> Result<RulesetStatus, RulesetError> {
    let abi = ABI::V5;
    let device = AccessFs::ReadFile | AccessFs::WriteFile;
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(abi))?
        .create()?
        .add_rules(path_beneath_rules(READ, AccessFs::from_read(abi)))?
        .add_rules(path_beneath_rules(DEVICES, device))?
        .add_rules(path_beneath_rules([SOCKETS], AccessFs::MakeSock))?
        .add_rules(path_beneath_rules([folder], AccessFs::from_all(abi)))?
        .restrict_self()?;
    Ok(status.ruleset)
}

/// From here on no socket leads to a network, and none to another program of this machine.
fn reach_nobody() -> Result<(), String> {
    let architecture = TargetArch::try_from(std::env::consts::ARCH).map_err(|error| error.to_string())?;
    let local = u64::from(libc::AF_UNIX.unsigned_abs());
    let is_other = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, local);
    let other_socket = is_other.and_then(|condition| SeccompRule::new(vec![condition])).map_err(|error| error.to_string())?;
    let mut rules: Vec<(i64, Vec<SeccompRule>)> = vec![(libc::SYS_socket, vec![other_socket])];
    let never = [
        libc::SYS_connect,
        libc::SYS_io_uring_setup,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_bpf,
        libc::SYS_mount,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_keyctl,
    ];
    rules.extend(never.map(|call| (call, Vec::new())));
    let filter = SeccompFilter::new(
        rules.into_iter().collect(),
        SeccompAction::Allow,
        SeccompAction::Errno(libc::EACCES.unsigned_abs()),
        architecture,
    );
    let program: BpfProgram = filter.and_then(TryInto::try_into).map_err(|error| error.to_string())?;
    seccompiler::apply_filter(&program).map_err(|error| error.to_string())
}
