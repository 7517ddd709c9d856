//! The program, started by a test.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The program, until it is dropped.
pub(crate) struct Program {
    pub(crate) child: Child,
    /// Where it listens, such as `https://localhost:40123`.
    pub(crate) url: String,
    /// The file of the authority that its clients trust.
    pub(crate) ca: PathBuf,
}

impl Program {
    /// Starts it, with its certificates in a folder and further arguments; it listens when this is over.
    pub(crate) fn start(certificates: &Path, further: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_apim-emulator"))
            .args(["--listen", "127.0.0.1:0", "--cert-dir"])
            .arg(certificates)
            .args(further)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("an output")).read_line(&mut line).expect("a line");
        let url = line.trim().rsplit(' ').next().expect("an address").to_owned();
        Self { child, url, ca: certificates.join("ca.pem") }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
