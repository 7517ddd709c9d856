//! The emulator behind HTTPS, for programs in any language.

mod connection;
mod identity;
mod limits;
mod line;
mod respond;

pub use identity::Identity;
pub use limits::Limits;

use crate::emulator::Emulator;
use connection::Host;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::PrivateKeyDer;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

/// How long requests that are under way may take once the server was told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// How the server behaves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// What a client may ask for.
    pub limits: Limits,
    /// How much longer every answer takes.
    pub latency: Duration,
}

/// A server that listens, and answers once it is told to [`serve`](Self::serve).
///
/// ```
/// use apim_emulator::{Emulator, server::{Identity, Server, Settings}};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
/// let identity = Identity::new(&[])?;
/// let server = Server::bind("127.0.0.1:0".parse().unwrap(), Emulator::apim(), &identity, Settings::default()).await?;
/// let address = server.address();
/// let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
/// let serving = tokio::spawn(server.serve(async { drop(stopped.await) }));
/// // Clients trust `identity.ca_pem()` and talk to `https://localhost:<port of address>`.
/// # let _ = address;
/// stop.send(()).ok();
/// serving.await?;
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    host: Arc<Host>,
}

impl Server {
    /// Listens at an address; port 0 is any that is free.
    ///
    /// # Errors
    /// When nobody may listen there, or the identity is none.
    pub async fn bind(at: SocketAddr, emulator: Emulator, identity: &Identity, settings: Settings) -> io::Result<Self> {
        let acceptor = TlsAcceptor::from(Arc::new(tls(identity).map_err(io::Error::other)?));
        let listener = TcpListener::bind(at).await?;
        let address = listener.local_addr()?;
        let host = Arc::new(Host { emulator, acceptor, settings, ca: identity.ca_pem().to_owned() });
        Ok(Self { listener, address, host })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is over; what is under way then has five seconds to end.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let (tell, told) = watch::channel(false);
        let slots = Arc::new(Semaphore::new(self.host.settings.limits.connections));
        let mut connections = JoinSet::new();
        let mut stop = pin!(stop);
        loop {
            while connections.try_join_next().is_some() {}
            // Clients beyond the limit wait in the system's own queue.
            let slot = tokio::select! {
                biased;
                () = &mut stop => break,
                slot = slots.clone().acquire_owned() => slot,
            };
            let accepted = tokio::select! {
                biased;
                () = &mut stop => break,
                accepted = self.listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, _)) => {
                    let (host, told) = (self.host.clone(), told.clone());
                    connections.spawn(async move {
                        connection::serve(host, stream, told).await;
                        drop(slot);
                    });
                }
                // Mostly that the process may open no more files: it may again in a while.
                Err(_) => sleep(Duration::from_millis(20)).await,
            }
        }
        drop(self.listener);
        // Nobody may be left to hear it.
        tell.send(true).ok();
        let end = async { while connections.join_next().await.is_some() {} };
        if timeout(GRACE, end).await.is_err() {
            connections.shutdown().await;
        }
    }
}

/// The provider is named, so that no other one in the process makes the choice ambiguous.
fn tls(identity: &Identity) -> Result<ServerConfig, rustls::Error> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let key = PrivateKeyDer::Pkcs8(identity.key().to_vec().into());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(identity.chain().to_vec(), key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}
