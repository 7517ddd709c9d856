//! `apim-emulator`: API Management on this machine, over HTTPS.

mod command_line;
mod hints;

use apim_emulator::Emulator;
use apim_emulator::server::{Identity, Server};
use clap::Parser as _;
use command_line::Arguments;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nobody is left to be told when even this cannot be written.
            writeln!(io::stderr(), "error: {message}").ok();
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    arguments.check()?;
    let emulator = emulator(arguments)?;
    let folder = Folder::of(arguments)?;
    let identity = match &arguments.cert_dir {
        Some(kept) => Identity::at(kept, &arguments.names()),
        None => Identity::new(&arguments.names()).and_then(|new| new.write_ca(folder.path()).map(|()| new)),
    };
    let identity = identity.map_err(|error| format!("{}: {error}", folder.path().display()))?;
    // A thousand clients are a thousand files.
    rlimit::increase_nofile_limit(u64::from(u16::MAX)).ok();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let stop = stop().map_err(|error| error.to_string())?;
        let server = Server::bind(arguments.listen, emulator.clone(), &identity, arguments.settings());
        let server = server.await.map_err(|error| format!("{}: {error}", arguments.listen))?;
        // A closed output is no reason to end.
        io::stdout().write_all(hints::text(&emulator, server.address(), &folder.ca()).as_bytes()).ok();
        io::stdout().flush().ok();
        server.serve(stop).await;
        Ok::<_, String>(())
    })?;
    match &arguments.dump {
        Some(path) => dump(&emulator, path),
        None => Ok(()),
    }
}

/// The world to begin with.
fn emulator(arguments: &Arguments) -> Result<Emulator, String> {
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let builder = match &arguments.table {
        Some(path) => Emulator::of_table(read(path)?),
        None => Emulator::builder(),
    };
    let emulator = arguments.configure(builder).build().map_err(|error| error.to_string())?;
    if let Some(path) = &arguments.seed {
        let seed = serde_json::from_str(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        emulator.restore(&seed).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(emulator)
}

/// Writes the world beside the file first, so that the file is whole whenever somebody looks.
fn dump(emulator: &Emulator, path: &Path) -> Result<(), String> {
    let told = |error: io::Error| format!("{}: {error}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(told)?;
    serde_json::to_writer_pretty(io::BufWriter::new(&mut file), &emulator.dump())
        .map_err(|error| told(error.into()))?;
    file.as_file().sync_all().map_err(told)?;
    file.persist(path).map_err(|error| told(error.error))?;
    Ok(())
}

/// The folder of the certificates: that of the command line, or one that is gone when the program ends.
enum Folder {
    Kept(PathBuf),
    Passing(tempfile::TempDir),
}

impl Folder {
    fn of(arguments: &Arguments) -> Result<Self, String> {
        match &arguments.cert_dir {
            Some(path) => Ok(Self::Kept(path.clone())),
            None => tempfile::Builder::new()
                .prefix("apim-emulator-")
                .tempdir()
                .map(Self::Passing)
                .map_err(|error| format!("a folder for the certificate: {error}")),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Passing(folder) => folder.path(),
        }
    }

    fn ca(&self) -> PathBuf {
        let path = self.path().join("ca.pem");
        fs::canonicalize(&path).unwrap_or(path)
    }
}

/// Is over when the program is asked to stop: Ctrl-C, or SIGTERM.
fn stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        tokio::signal::ctrl_c().await.ok();
    })
}
