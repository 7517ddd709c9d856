//! A server, and a client that writes bytes as they are.

use apim_emulator::Emulator;
use apim_emulator::server::{Identity, Server, Settings};
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::Value;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// Longer than anything here takes.
pub(crate) const LONG: Duration = Duration::from_secs(60);

/// The API Management service of the tests.
pub(crate) const SERVICE: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/contoso";

/// A server that runs until it is dropped.
pub(crate) struct Running {
    pub(crate) client: Client,
    pub(crate) emulator: Emulator,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

impl Running {
    pub(crate) async fn start() -> Self {
        Self::with(Emulator::apim(), Settings::default()).await
    }

    pub(crate) async fn with(emulator: Emulator, settings: Settings) -> Self {
        let identity = Identity::new(&[]).expect("an identity");
        let at = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = Server::bind(at, emulator.clone(), &identity, settings).await.expect("it listens");
        let client = Client::new(server.address(), identity.ca_pem());
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(server.serve(async { drop(stopped.await) }));
        Self { client, emulator, stop: Some(stop), serving }
    }

    /// Stops the server, and waits until it has ended.
    pub(crate) async fn stop(mut self) {
        drop(self.stop.take());
        timeout(LONG, self.serving).await.expect("it stops").expect("without a panic");
    }
}

/// A client of one server.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) address: SocketAddr,
    config: Arc<ClientConfig>,
}

impl Client {
    pub(crate) fn new(address: SocketAddr, ca: &str) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(ca.as_bytes()).expect("PEM")).expect("an authority");
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self { address, config: Arc::new(config) }
    }

    /// The client that offers this protocol, such as `h2`.
    pub(crate) fn offering(&self, protocol: &str) -> Self {
        let mut config = (*self.config).clone();
        config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
        Self { config: Arc::new(config), ..self.clone() }
    }

    pub(crate) async fn connect(&self) -> TlsStream<TcpStream> {
        let stream = TcpStream::connect(self.address).await.expect("it listens");
        let name = ServerName::try_from("localhost").expect("a name");
        TlsConnector::from(self.config.clone()).connect(name, stream).await.expect("a handshake")
    }

    /// What comes back for bytes, until the server ends the connection.
    pub(crate) async fn exchange(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect().await;
        // A server that has heard enough may end the connection before all is written.
        stream.write_all(bytes).await.ok();
        stream.flush().await.ok();
        rest(&mut stream).await.0
    }

    /// The answer to a request, and its body.
    pub(crate) async fn call(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let bytes = self.exchange(request(method, path, "connection: close\r\n", body).as_bytes()).await;
        let answer = answers(&bytes).into_iter().next().expect("an answer");
        (answer.status, serde_json::from_slice(&answer.body).unwrap_or(Value::Null))
    }

    /// As [`Self::call`], of the API.
    pub(crate) async fn api(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        self.call(method, &format!("{SERVICE}{path}?api-version=2024-05-01"), body).await
    }
}

/// A request of HTTP/1.1.
pub(crate) fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer any\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\n{headers}\r\n{body}"
    )
}

/// What is still to come, and how the connection ended.
pub(crate) async fn rest(stream: &mut TlsStream<TcpStream>) -> (Vec<u8>, io::Result<()>) {
    let mut bytes = Vec::new();
    let end = timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("the connection ends");
    (bytes, end.map(|_| ()))
}

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    /// What the head says.
    pub(crate) length: usize,
}

/// The answers in a row of bytes.
pub(crate) fn answers(mut bytes: &[u8]) -> Vec<Answer> {
    let mut answers = Vec::new();
    while let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let rest = &bytes[end + 4..];
        let (body, further) = rest.split_at(length.min(rest.len()));
        answers.push(Answer { status, head, body: body.to_vec(), length });
        bytes = further;
    }
    answers
}
