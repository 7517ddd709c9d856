//! A server of raw bytes on this machine, which treats each connection as it is told.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What becomes of a connection.
pub(crate) enum Turn {
    /// The request is read, the bytes are written, the connection is closed.
    Answer(Vec<u8>),
    /// The bytes are written, and the connection is torn down, since the request was not read.
    Reset(Vec<u8>),
    /// The bytes are written, and nothing more happens.
    Silence(Vec<u8>),
}

pub(crate) struct Server {
    pub(crate) port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn of(turns: impl IntoIterator<Item = Turn, IntoIter: Send + 'static>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (noted, turns) = (requests.clone(), turns.into_iter());
        thread::spawn(move || {
            let mut silent = Vec::new();
            for turn in turns {
                let (stream, _) = listener.accept().unwrap();
                silent.extend(serve(stream, turn, &noted));
            }
            // Whoever still waits in silence shall do so until the tests are over.
            if !silent.is_empty() {
                thread::park();
            }
        });
        Self { port, requests }
    }

    /// The heads of the requests that were read.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// The connection, if it is to stay open.
fn serve(mut stream: TcpStream, turn: Turn, noted: &Mutex<Vec<String>>) -> Option<TcpStream> {
    if let Turn::Reset(bytes) = turn {
        // To close with a request unread tears the connection down.
        stream.peek(&mut [0]).unwrap();
        stream.write_all(&bytes).unwrap();
        return None;
    }
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).unwrap() == 0 {
            return None;
        }
        head.extend(byte);
    }
    noted.lock().unwrap().push(String::from_utf8(head).unwrap());
    let (Turn::Answer(bytes) | Turn::Silence(bytes) | Turn::Reset(bytes)) = &turn;
    // A client that has seen enough may have left.
    let _ = stream.write_all(bytes);
    matches!(turn, Turn::Silence(_)).then_some(stream)
}

/// An answer as HTTP writes it: `200 OK`, further lines of the head, the body.
pub(crate) fn http(status: &str, head: &[&str], body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status}\r\nconnection: close\r\n").into_bytes();
    for line in head {
        answer.extend(format!("{line}\r\n").bytes());
    }
    answer.extend(b"\r\n");
    answer.extend(body);
    answer
}
