//! Makes ready all that building and testing need.

use anyhow::Result;

use crate::{npm, project::Project, toolchain};

pub fn everything(project: &Project) -> Result<()> {
    toolchain::ready(project)?;
    npm::install(&project.path("xtask"))?;
    npm::install(&project.path("end2end"))
}
