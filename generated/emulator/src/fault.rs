//! Faults: answers that a test wants to see.

use crate::answer::{Answer, Mishap};
use crate::clock::Chance;
use std::time::Duration;

/// A fault, and when it strikes.
///
/// ```
/// use apim_emulator::Fault;
/// use std::time::Duration;
///
/// let busy = Fault::at("Api_CreateOrUpdate").busy().once();
/// let slow = Fault::anywhere().delay(Duration::from_millis(200)).probability(0.1, 7);
/// # let _ = (busy, slow);
/// ```
#[derive(Clone, Debug)]
pub struct Fault {
    /// The operation; none is any.
    operation: Option<String>,
    /// How many calls pass before it strikes.
    passes: u64,
    /// How often it strikes; none is always.
    strikes: Option<u64>,
    probability: f64,
    chance: Chance,
    status: Option<(u16, String)>,
    failure: Option<String>,
    headers: Vec<(String, String)>,
    mishap: Option<Mishap>,
    delay: Duration,
}

impl Fault {
    /// A fault of one operation, by its `operationId`.
    pub fn at(operation: &str) -> Self {
        Self { operation: Some(operation.to_owned()), ..Self::anywhere() }
    }

    /// A fault of any operation.
    pub fn anywhere() -> Self {
        Self {
            operation: None,
            passes: 0,
            strikes: None,
            probability: 1.0,
            chance: Chance::of(0),
            status: None,
            failure: None,
            headers: Vec::new(),
            mishap: None,
            delay: Duration::ZERO,
        }
    }

    /// It strikes one time.
    #[must_use]
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// It strikes so many times, and is then gone.
    #[must_use]
    pub fn times(self, strikes: u64) -> Self {
        Self { strikes: Some(strikes), ..self }
    }

    /// It strikes at the `n`th call from now on, counted from 1, and is then gone.
    #[must_use]
    pub fn nth(self, n: u64) -> Self {
        Self { passes: n.saturating_sub(1), strikes: Some(1), ..self }
    }

    /// It strikes with this probability, the same way for the same seed.
    #[must_use]
    pub fn probability(self, probability: f64, seed: u64) -> Self {
        Self { probability, chance: Chance::of(seed), ..self }
    }

    /// The call has no effect, and this is the answer: a status with an error's code.
    #[must_use]
    pub fn status(self, status: u16, code: &str) -> Self {
        Self { status: Some((status, code.to_owned())), ..self }
    }

    /// The operation, which runs long, is taken on, and fails with this code.
    #[must_use]
    pub fn fails(self, code: &str) -> Self {
        Self { failure: Some(code.to_owned()), ..self }
    }

    /// 409 `PessimisticConcurrencyConflict`: another operation on the same API is in progress.
    #[must_use]
    pub fn busy(self) -> Self {
        self.status(409, "PessimisticConcurrencyConflict")
    }

    /// 429, with the seconds to wait for.
    #[must_use]
    pub fn throttled(self, seconds: u64) -> Self {
        self.status(429, "TooManyRequests").header("retry-after", &seconds.to_string())
    }

    /// The answer has this header too.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// The answer takes this long.
    #[must_use]
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// The body ends after so many bytes. The call has its effect.
    #[must_use]
    pub fn cut(self, bytes: usize) -> Self {
        Self { mishap: Some(Mishap::Cut(bytes)), ..self }
    }

    /// The connection is reset before an answer comes. The call has its effect.
    #[must_use]
    pub fn reset(self) -> Self {
        Self { mishap: Some(Mishap::Reset), ..self }
    }

    /// Whether it strikes at a call.
    fn strikes_at(&mut self, operation: &str) -> bool {
        if self.strikes == Some(0) || self.operation.as_ref().is_some_and(|own| !own.eq_ignore_ascii_case(operation)) {
            return false;
        }
        if self.passes > 0 {
            self.passes -= 1;
            return false;
        }
        // 53 bits, as many as the number has.
        #[allow(clippy::cast_precision_loss, reason = "a number below 2^53 has no loss")]
        let drawn = (self.chance.next() >> 11) as f64 / (1_u64 << 53) as f64;
        if drawn >= self.probability {
            return false;
        }
        self.strikes = self.strikes.map(|left| left - 1);
        true
    }
}

/// The faults that strike at a call; those that will never strike again are dropped.
pub(crate) fn strike(faults: &mut Vec<Fault>, operation: &str) -> Vec<Fault> {
    let struck = faults.iter_mut().filter_map(|fault| fault.strikes_at(operation).then(|| fault.clone())).collect();
    faults.retain(|fault| fault.strikes != Some(0));
    struck
}

/// The answer in the place of the call's, if a fault has one.
pub(crate) fn answer(struck: &[Fault]) -> Option<Answer> {
    let (status, code) = struck.iter().find_map(|fault| fault.status.as_ref())?;
    Some(Answer::error(*status, code, "A fault that was asked for."))
}

/// The code with which an operation that runs long fails, if a fault has one.
pub(crate) fn failure(struck: &[Fault]) -> Option<String> {
    struck.iter().find_map(|fault| fault.failure.clone())
}

/// What the faults do to the answer on its way.
pub(crate) fn spoil(mut answer: Answer, struck: &[Fault]) -> Answer {
    for fault in struck {
        answer.headers.extend(fault.headers.iter().cloned());
        answer.mishap = fault.mishap.or(answer.mishap);
        answer.delay += u64::try_from(fault.delay.as_millis()).unwrap_or(u64::MAX);
    }
    answer
}
