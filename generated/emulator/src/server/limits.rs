//! What a client may ask for.

use std::time::Duration;

/// Bounds of what one client can take from the others.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a body; more is 413.
    pub body: usize,
    /// Bytes of a request's line and headers, 8,192 at least; more is 431.
    pub headers: usize,
    /// Connections at once; others wait.
    pub connections: usize,
    /// How long a handshake, a request's headers, its body, or a client that reads nothing may take.
    pub patience: Duration,
}

impl Default for Limits {
    /// 16 MiB of body, 64 KiB of headers, 4,096 connections, 30 seconds.
    fn default() -> Self {
        Self { body: 16 << 20, headers: 64 << 10, connections: 4096, patience: Duration::from_secs(30) }
    }
}
