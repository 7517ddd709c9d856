//! What can be said on the command line.

use apim_emulator::server::{Limits, Settings};
use apim_emulator::{ApiVersions, Authorization, Builder, Strictness};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Azure API Management on this machine, over HTTPS (unofficial).
#[derive(clap::Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// The address to listen at; port 0 is any that is free.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8443")]
    pub(crate) listen: SocketAddr,
    /// Listen at an address that other machines reach. Whoever reaches it can read and change everything.
    #[arg(long)]
    allow_remote: bool,
    /// The folder of the certificates, which are made where there are none; without it they are new each time.
    #[arg(long, value_name = "DIR")]
    pub(crate) cert_dir: Option<PathBuf>,
    /// The world to begin with: a dump, or {"things": [{"id": …, "body": …}]}.
    #[arg(long, value_name = "FILE")]
    pub(crate) seed: Option<PathBuf>,
    /// The file to write the world to when the program is stopped; secrets are in clear.
    #[arg(long, value_name = "FILE")]
    pub(crate) dump: Option<PathBuf>,
    /// The table of another service, as `cargo xtask emulate` writes it.
    #[arg(long, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,
    /// Refuse all that the specification does not have, and writes without the entity tag that it demands.
    #[arg(long)]
    strict: bool,
    /// Long-running operations: questions before the end, seconds between them, and how long they take at least.
    #[arg(long, value_name = "polls=N,retry-after=S,takes=TIME", default_value = "polls=1,retry-after=1", value_parser = long_running)]
    lro: LongRunning,
    /// How much longer every answer takes, such as 20ms.
    #[arg(long, value_name = "TIME", default_value = "0s", value_parser = humantime::parse_duration)]
    latency: Duration,
    /// Which values of `api-version` are taken: `own`, that of the specification, or `any`.
    #[arg(long, value_name = "own|any", default_value = "own", value_parser = ["own", "any"])]
    api_version: String,
    /// Whether requests need a token, of which nothing is looked at: `any` or `none`.
    #[arg(long, value_name = "any|none", default_value = "any", value_parser = ["any", "none"])]
    auth: String,
    /// Items of a page where a request names no number.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    page_size: u32,
    /// Things that the world holds at most; one more is answered with 507.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    max_things: usize,
    /// Requests that are kept to be read at /_emulator/requests.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    max_requests: usize,
    /// Bytes of a request's body; more is answered with 413.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body)]
    max_body: usize,
    /// Connections at once; others wait.
    #[arg(long, value_name = "N", default_value_t = Limits::default().connections)]
    max_connections: usize,
    /// How long a client may take for a handshake, its headers, its body, or to read.
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = humantime::parse_duration)]
    patience: Duration,
}

/// How long-running operations go.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct LongRunning {
    polls: u32,
    retry_after: u64,
    takes: Duration,
}

impl Arguments {
    /// What clap cannot see.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.listen.ip().is_loopback() || self.allow_remote {
            return Ok(());
        }
        Err(format!("{} is an address that other machines reach; say --allow-remote if they shall", self.listen))
    }

    /// Names of the certificate besides those of this machine.
    pub(crate) fn names(&self) -> Vec<String> {
        let ip = self.listen.ip();
        if ip.is_loopback() || ip.is_unspecified() { Vec::new() } else { vec![ip.to_string()] }
    }

    pub(crate) fn settings(&self) -> Settings {
        let limits = Limits {
            body: self.max_body,
            connections: self.max_connections,
            patience: self.patience,
            ..Limits::default()
        };
        Settings { limits, latency: self.latency }
    }

    /// The emulator as it shall be.
    pub(crate) fn configure(&self, builder: Builder) -> Builder {
        let strictness = if self.strict { Strictness::AsSpecified } else { Strictness::default() };
        let versions = if self.api_version == "any" { ApiVersions::Any } else { ApiVersions::Own };
        let authorization = if self.auth == "none" { Authorization::None } else { Authorization::Demanded };
        builder
            .machine_time()
            .strictness(strictness)
            .api_versions(versions)
            .authorization(authorization)
            .long_running(self.lro.polls, self.lro.retry_after)
            .takes(self.lro.takes)
            .page_size(usize::try_from(self.page_size).unwrap_or(usize::MAX))
            .things(self.max_things)
            .journal(self.max_requests)
    }
}

/// `polls=2,retry-after=1,takes=45m`, each of which may be left out.
fn long_running(text: &str) -> Result<LongRunning, String> {
    let mut read = LongRunning { polls: 0, retry_after: 1, takes: Duration::ZERO };
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or_else(|| format!("`{part}` is no NAME=VALUE"))?;
        let told = |error: &dyn std::fmt::Display| format!("`{part}`: {error}");
        match name {
            "polls" => read.polls = value.parse().map_err(|error| told(&error))?,
            "retry-after" => read.retry_after = value.parse().map_err(|error| told(&error))?,
            "takes" => read.takes = humantime::parse_duration(value).map_err(|error| told(&error))?,
            _ => return Err(format!("`{name}` is none of polls, retry-after, takes")),
        }
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory as _, Parser as _};

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn long_running_operations_are_said_in_parts() {
        let whole = LongRunning { polls: 2, retry_after: 3, takes: Duration::from_secs(45 * 60) };
        assert_eq!(long_running("polls=2, retry-after=3,takes=45m"), Ok(whole));
        assert_eq!(long_running(""), Ok(LongRunning { retry_after: 1, ..LongRunning::default() }));
        for wrong in ["polls", "polls=x", "takes=45", "every=1"] {
            assert!(long_running(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn other_machines_are_let_in_only_when_it_is_said() {
        let parsed = |arguments: &[&str]| Arguments::parse_from([&["apim-emulator"], arguments].concat());
        assert!(parsed(&[]).check().is_ok());
        assert!(parsed(&["--listen", "[::1]:0"]).check().is_ok());
        assert!(parsed(&["--listen", "0.0.0.0:0"]).check().is_err());
        assert!(parsed(&["--listen", "0.0.0.0:0", "--allow-remote"]).check().is_ok());
    }
}
