//! Guides by task: each page is about one, and its code is out of a program that is tested.
//!
//! The programs are in `examples/guide`: `cargo run -p apim --example guide -- import_an_api --offline`. In all excerpts
//! `client` is an [`ApiManagementClient`](crate::ApiManagementClient), `resource_group` and `service` are names.
//! The last two pages are for those who have code for another library.

/// A module for each page.
macro_rules! pages {
    ($($page:ident = $text:literal)*) => {
        $(
            #[doc = include_str!($text)]
            pub mod $page {}
        )*
    };
}

// Their code is in excerpts, which compile with their programs.
#[cfg(not(doctest))]
pages! {
    sign_in = "../docs/sign_in.md"
    create_a_service = "../docs/create_a_service.md"
    import_an_api = "../docs/import_an_api.md"
    operations = "../docs/operations.md"
    policies = "../docs/policies.md"
    revisions_and_versions = "../docs/revisions_and_versions.md"
    products_and_subscriptions = "../docs/products_and_subscriptions.md"
    named_values = "../docs/named_values.md"
    self_hosted_gateways = "../docs/self_hosted_gateways.md"
    users = "../docs/users.md"
    lists = "../docs/lists.md"
    soft_deleted_services = "../docs/soft_deleted_services.md"
    workspaces = "../docs/workspaces.md"
    errors = "../docs/errors.md"
}

// Their code compiles by itself.
pages! {
    coming_from_azure_mgmt = "../docs/coming_from_azure_mgmt.md"
    coming_from_python = "../docs/coming_from_python.md"
}
