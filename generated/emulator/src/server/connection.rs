//! One connection, from its handshake to its end.

use super::line::Line;
use super::{Settings, respond};
use crate::emulator::Emulator;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use std::convert::Infallible;
use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::{Notify, watch};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

/// Requests of one connection of HTTP/2 that are answered at once.
const STREAMS: u32 = 128;

/// What all connections share.
pub(super) struct Host {
    pub(super) emulator: Emulator,
    pub(super) acceptor: TlsAcceptor,
    pub(super) settings: Settings,
    pub(super) ca: String,
}

impl fmt::Debug for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Host({:?})", self.emulator)
    }
}

/// How an answer ends its connection.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    is_reset: Arc<AtomicBool>,
    wanted: Notify,
}

impl Breaker {
    /// Resets the connection; the request that wants it is never answered.
    pub(super) async fn reset(&self) -> Infallible {
        self.is_reset.store(true, Ordering::Relaxed);
        self.wanted.notify_one();
        std::future::pending().await
    }
}

/// Answers what comes over a connection, until it ends or the server stops.
pub(super) async fn serve(host: Arc<Host>, stream: TcpStream, told: watch::Receiver<bool>) {
    let limits = host.settings.limits;
    let breaker = Arc::new(Breaker::default());
    let line = Line::new(stream, limits.patience, breaker.is_reset.clone());
    let mut stopped = told.clone();
    let stream = tokio::select! {
        stream = timeout(limits.patience, host.acceptor.accept(line)) => stream,
        _ = stopped.changed() => return,
    };
    let Ok(Ok(stream)) = stream else { return };
    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
    let service = service_fn({
        let breaker = breaker.clone();
        move |request| {
            let (host, breaker) = (host.clone(), breaker.clone());
            async move { Ok::<_, Infallible>(respond::respond(&host, &breaker, request).await) }
        }
    });
    let io = TokioIo::new(stream);
    if is_http2 {
        let mut builder = http2::Builder::new(TokioExecutor::new());
        builder
            .timer(TokioTimer::new())
            .max_concurrent_streams(STREAMS)
            .max_header_list_size(u32::try_from(limits.headers).unwrap_or(u32::MAX))
            .keep_alive_interval(Some(Duration::from_secs(20)))
            .keep_alive_timeout(limits.patience);
        drive(builder.serve_connection(io, service), &breaker, told).await;
    } else {
        let mut builder = http1::Builder::new();
        builder
            .timer(TokioTimer::new())
            .header_read_timeout(limits.patience)
            .max_buf_size(limits.headers.max(8192))
            .max_header_size(limits.headers.max(8192))
            .max_headers(256);
        drive(builder.serve_connection(io, service), &breaker, told).await;
    }
}

async fn drive(connection: impl GracefulConnection, breaker: &Breaker, mut told: watch::Receiver<bool>) {
    let mut connection = pin!(connection);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            // How a connection ends is its client's affair.
            _ = connection.as_mut() => return,
            () = breaker.wanted.notified() => return,
            _ = told.changed(), if !is_stopping => {
                is_stopping = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
