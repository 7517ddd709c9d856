//! Work that is shared out among threads.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread::{self, Builder};

/// The stack of a thread, in bytes: what recurses into a type as deep as a file may nest it takes 6 MiB when nothing
/// is optimized. A page that is never touched costs nothing.
const STACK_BYTES: usize = 32 << 20;

/// How many threads pay.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Runs `work` on as many threads of its own as there are shares, and gives what each made, in their order.
///
/// A thread's panic goes on in the caller.
pub(crate) fn share_out<S: Send, T: Send>(shares: impl IntoIterator<Item = S>, work: impl Fn(S) -> T + Sync) -> Vec<T> {
    let work = &work;
    thread::scope(|scope| {
        let spawn = |share| {
            let builder = Builder::new().stack_size(STACK_BYTES);
            builder.spawn_scoped(scope, move || work(share)).expect("the system has another thread")
        };
        let threads: Vec<_> = shares.into_iter().map(spawn).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}
