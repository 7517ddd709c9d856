//! What a call costs in process, what a start costs, and how both grow with what is in the world.
//!
//! ```sh
//! cargo bench -p apim-emulator
//! ```

use apim_emulator::{Emulator, Request};
use divan::{AllocProfiler, Bencher, black_box};
use serde_json::json;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const SERVICE: &str = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/svc";
const VERSION: &str = "api-version=2024-05-01";

fn main() {
    divan::Divan::default().sample_count(20).config_with_args().main();
}

fn request(method: &str, path: &str) -> Request {
    Request::new(method, format!("https://management.azure.com{SERVICE}{path}{VERSION}")).header("authorization", "t")
}

/// A world with so many users.
fn with_users(count: usize) -> Emulator {
    let emulator = Emulator::apim();
    for number in 0..count {
        let properties =
            json!({ "email": format!("u{number}@b.example"), "firstName": "U", "lastName": "V", "note": "n" });
        emulator.ensure(&format!("{SERVICE}/users/u{number}"), json!({ "properties": properties }));
    }
    emulator
}

#[divan::bench]
fn start(bencher: Bencher<'_, '_>) {
    bencher.bench(Emulator::apim);
}

#[divan::bench]
fn another_world(bencher: Bencher<'_, '_>) {
    let emulator = Emulator::apim();
    bencher.bench(|| emulator.another());
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn get(bencher: Bencher<'_, '_>, users: usize) {
    let emulator = with_users(users);
    let request = request("GET", "/users/u7?");
    bencher.bench(|| emulator.handle(black_box(&request)));
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn put(bencher: Bencher<'_, '_>, users: usize) {
    let emulator = with_users(users);
    let body = json!({ "properties": { "displayName": "P" } });
    let request = request("PUT", "/products/p?").json(&body);
    bencher.bench(|| emulator.handle(black_box(&request)));
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn page(bencher: Bencher<'_, '_>, users: usize) {
    let emulator = with_users(users);
    let request = request("GET", "/users?$top=100&");
    bencher.bench(|| emulator.handle(black_box(&request)));
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 3)]
fn memory(bencher: Bencher<'_, '_>, users: usize) {
    bencher.bench(|| with_users(users));
}
