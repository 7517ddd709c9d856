//! Time and chance, both of which a test can hold in its hands.

use std::time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Where the time of a world comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Time {
    /// It stands still until it is set forward.
    Still(OffsetDateTime),
    /// That of the machine.
    Machine,
}

/// The time of a world, with what it was set forward by.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    time: Time,
    forward: time::Duration,
}

impl Clock {
    pub(crate) fn of(time: Time) -> Self {
        Self { time, forward: time::Duration::ZERO }
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        let now = match self.time {
            Time::Still(now) => now,
            Time::Machine => OffsetDateTime::now_utc(),
        };
        now.saturating_add(self.forward)
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.forward = self.forward.saturating_add(by.try_into().unwrap_or(time::Duration::MAX));
    }

    /// The time as bodies have it, to the millisecond.
    pub(crate) fn text(&self) -> String {
        text(self.now())
    }

    /// The time as headers have it.
    pub(crate) fn date(&self) -> String {
        let now = self.now();
        let (weekday, month) = (now.weekday().to_string(), now.month().to_string());
        format!(
            "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
            &weekday[..3],
            now.day(),
            &month[..3],
            now.year(),
            now.hour(),
            now.minute(),
            now.second()
        )
    }
}

/// A time as bodies have it, to the millisecond.
pub(crate) fn text(time: OffsetDateTime) -> String {
    let whole = time.replace_millisecond(time.millisecond()).unwrap_or(time);
    whole.to_offset(time::UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
}

/// Numbers that look random, the same for the same seed (SplitMix64).
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Sixteen hexadecimal digits.
    pub(crate) fn token(&mut self) -> String {
        format!("{:016x}", self.next())
    }

    /// A key of 32 hexadecimal digits, as the keys of subscriptions are.
    pub(crate) fn key(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }

    /// The form of a GUID.
    pub(crate) fn guid(&mut self) -> String {
        let (a, b) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            a >> 32,
            (a >> 16) & 0xffff,
            a & 0xffff,
            b >> 48,
            b & 0xffff_ffff_ffff
        )
    }
}
