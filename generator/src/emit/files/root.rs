//! `mod.rs` and `client.rs`: the client that all others are had from.

use crate::emit::agreed::Context;
use crate::emit::agreed::SourceFile;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::docs::{self, Doc, code};
use crate::ir::{Api, Endpoint, OperationGroup, namespace};
use proc_macro2::TokenStream;
use quote::quote;
use rustc_hash::FxHashSet;

/// `mod.rs` of the emitted part.
pub(in crate::emit) fn module_file(context: &Context<'_>) -> SourceFile {
    let (client, options) = (ident(&context.api.client), ident(&options_name(context.api)));
    let items = vec![
        quote!(#![allow(clippy::too_many_arguments, reason = "a method takes what the operation requires")]),
        quote!(#![allow(clippy::large_enum_variant, reason = "a union holds its kinds as they are")]),
        quote!(#![allow(deprecated, reason = "what the specification deprecates stays available")]),
        quote!(
            mod client;
        ),
        quote!(
            pub mod clients;
        ),
        quote!(
            mod headers;
        ),
        quote!(
            pub mod models;
        ),
        quote!(
            mod wire;
        ),
        quote!(pub use client::{#client, #options};),
        quote!(
            pub use headers::ResponseHeaders;
        ),
    ];
    let docs = Doc::markdown(&format!(
        "{}, API version {}.",
        docs::one_line(&context.api.title).trim_end_matches('.'),
        code(&context.api.version)
    ));
    SourceFile::rust("src/generated/mod.rs", docs, &Scope::new([]), items)
}

/// `client.rs`.
pub(in crate::emit) fn client_file(context: &Context<'_>) -> SourceFile {
    let api = context.api;
    let options = options_name(api);
    let mut scope = Scope::new([api.client.as_str(), options.as_str()]);
    let items = vec![
        service(&mut scope, api),
        struct_item(context, &mut scope, api),
        implementation(context, &mut scope),
        options_item(context, &mut scope, &options),
        version(&options, api),
        default_options(context, &mut scope, &options),
    ];
    let docs = Doc::markdown("The client that all others are had from.");
    SourceFile::rust("src/generated/client.rs", docs, &scope, items)
}

fn options_name(api: &Api) -> String {
    format!("{}Options", api.client)
}

fn service(scope: &mut Scope, api: &Api) -> TokenStream {
    let service = scope.path("crate::arm::Service");
    let endpoint = scope.path("crate::arm::Endpoint");
    let endpoint = match &api.endpoint {
        None => {
            let host = &api.host;
            quote!(#endpoint::Cloud { host: #host })
        }
        Some(Endpoint { scope: Some(scope), path, .. }) => {
            quote!(#endpoint::Given { scope: Some(#scope), path: #path })
        }
        Some(Endpoint { scope: None, path, .. }) => quote!(#endpoint::Given { scope: None, path: #path }),
    };
    let paths = api.operations().map(|operation| operation.path.as_str());
    let namespace = namespace(paths).unwrap_or(&api.title);
    quote! {
        static SERVICE: #service = #service {
            namespace: #namespace,
            package: option_env!("CARGO_PKG_NAME"),
            version: option_env!("CARGO_PKG_VERSION"),
            endpoint: #endpoint,
        };
    }
}

fn version(options: &str, api: &Api) -> TokenStream {
    let (options, version) = (ident(options), &api.version);
    quote! {
        impl #options {
            #[doc = " The `api-version` of the specification that this client was made from."]
            pub const DEFAULT_API_VERSION: &str = #version;
        }
    }
}

fn struct_item(context: &Context<'_>, scope: &mut Scope, api: &Api) -> TokenStream {
    let docs = Doc::of(&api.docs, &format!("Client of {}.", docs::one_line(&api.title).trim_end_matches('.')));
    let docs = errors(context, docs);
    let docs = left_out(clients(docs.heading("Clients"), api), api).attributes();
    let name = ident(&api.client);
    let client = scope.path("crate::arm::Client");
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            client: #client,
        }
    }
}

/// How methods fail: said here, for it is the same for all of them.
fn errors(context: &Context<'_>, docs: Doc) -> Doc {
    let docs = docs.heading("Errors").line("A value that breaks a constraint fails a call before anything is sent.");
    context.error_structs().fold(docs, |docs, error| {
        let from_error = format!("{}::from_error", error.name.rust);
        let link = format!("[{}](crate::models::{from_error})", code(&from_error));
        docs.line(format!("When the service refuses a call, {link} tells why."))
    })
}

/// All clients: a table for each family, and one for those that have none.
fn clients(docs: Doc, api: &Api) -> Doc {
    let docs = api.families.iter().fold(docs, |docs, family| {
        let docs = docs.subheading(&family.name).foreign(family.docs.description.as_deref());
        table(docs, api, family.groups.iter().filter_map(|index| api.groups.get(*index)))
    });
    let in_family: FxHashSet<usize> = api.families.iter().flat_map(|family| &family.groups).copied().collect();
    let mut others = api.groups.iter().enumerate().filter(|(index, _)| !in_family.contains(index)).peekable();
    if others.peek().is_none() {
        return docs;
    }
    let docs = if api.families.is_empty() { docs } else { docs.subheading("Others") };
    table(docs, api, others.map(|(_, group)| group))
}

/// What the service has and this client has not.
fn left_out(docs: Doc, api: &Api) -> Doc {
    if api.left_out.is_empty() {
        return docs;
    }
    let rows = api.left_out.iter().map(|part| [docs::one_line(&part.name), docs::one_line(&part.reason)]);
    docs.heading("Left out").table(["operation or definition", "why it is not part of this client"], rows)
}

fn table<'a>(docs: Doc, api: &Api, groups: impl Iterator<Item = &'a OperationGroup>) -> Doc {
    docs.table(["client", "operations of the group"], groups.map(|group| table_row(api, group)))
}

fn table_row(api: &Api, group: &OperationGroup) -> [String; 2] {
    let (client, accessor) = (&api.client, &group.name.rust);
    let what = match &group.docs.description {
        Some(text) => docs::one_line(text),
        None => format!("{}, {}", code(&group.name.wire), group.operations.len()),
    };
    [format!("[`{accessor}`]({client}::{accessor})"), what]
}

fn implementation(context: &Context<'_>, scope: &mut Scope) -> TokenStream {
    let api = context.api;
    let name = ident(&api.client);
    let new = constructor(context, scope);
    let with_subscription = api.has_subscription.then(with_subscription);
    let with_api_version = with_api_version();
    let endpoint = endpoint(scope);
    let send = send(scope);
    let accessors: Vec<_> = api.groups.iter().map(|group| accessor(scope, group)).collect();
    quote! {
        impl #name {
            #new
            #with_subscription
            #with_api_version
            #endpoint
            #send
            #(#accessors)*
        }
    }
}

fn constructor(context: &Context<'_>, scope: &mut Scope) -> TokenStream {
    let api = context.api;
    let mut docs = Doc::markdown("A client that authenticates with the credential.");
    if let Some(Endpoint { template, path, .. }) = &api.endpoint {
        docs = docs.paragraph(&format!("The endpoint looks like {}; a bare host means `https`.", code(template)));
        if !path.is_empty() {
            docs = docs.paragraph(&format!("The {} at its end may be left out.", code(path)));
        }
    }
    let fails = match (&api.endpoint, api.has_subscription) {
        (None, true) => "When an address or the subscription's id can never work, or the cloud is unknown.",
        (None, false) => "When an address can never work, or the cloud is unknown.",
        (Some(_), true) => "When the endpoint is no address of `https`, or the subscription's id can never work.",
        (Some(_), false) => "When the endpoint is no address of `https`.",
    };
    let docs = docs.heading("Errors").paragraph(fails).attributes();
    let (argument, endpoint) = match &api.endpoint {
        None => (None, quote!(options.endpoint)),
        Some(_) => (Some(quote!(endpoint: &str,)), quote!(Some(endpoint.to_owned()))),
    };
    let id = api.has_subscription.then(|| quote!(subscription_id: impl Into<String>,));
    let subscription = if api.has_subscription { quote!(Some(subscription_id.into())) } else { quote!(None) };
    let options = ident(&options_name(api));
    let (client, result) = (scope.path("crate::arm::Client"), scope.path("azure_core::Result"));
    let site = scope.path("crate::arm::Site");
    let credential = scope.path("azure_core::credentials::TokenCredential");
    let arc = scope.path("std::sync::Arc");
    let (policies, client_options) = match context.behavior {
        None => (None, quote!(options.client_options)),
        Some(_) => (
            Some(quote! {
                let mut client_options = options.client_options;
                client_options.per_call_policies.extend(options.behavior.policies());
            }),
            quote!(client_options),
        ),
    };
    quote! {
        #docs
        pub fn new(#argument #id credential: #arc<dyn #credential>, options: Option<#options>) -> #result<Self> {
            let options = options.unwrap_or_default();
            let site = #site { service: &SERVICE, endpoint: #endpoint, audience: options.audience };
            #policies
            let client = #client::at(site, options.api_version, #subscription, credential, #client_options)?;
            Ok(Self { client })
        }
    }
}

/// The type of the option of that name, where the crate has it.
fn behavior(context: &Context<'_>, scope: &mut Scope) -> Option<TokenStream> {
    context.behavior.map(|name| scope.path(&format!("crate::{name}")))
}

fn with_subscription() -> TokenStream {
    quote! {
        #[doc = " The same client for another subscription; it shares the connections and the credential."]
        pub fn with_subscription(&self, subscription_id: impl Into<String>) -> Self {
            Self { client: self.client.with_subscription(subscription_id.into()) }
        }
    }
}

fn with_api_version() -> TokenStream {
    quote! {
        #[doc = " The same client for another `api-version`; it shares the connections and the credential."]
        pub fn with_api_version(&self, api_version: impl AsRef<str>) -> Self {
            Self { client: self.client.with_api_version(api_version.as_ref()) }
        }
    }
}

fn endpoint(scope: &mut Scope) -> TokenStream {
    let url = scope.path("azure_core::http::Url");
    quote! {
        #[doc = " Where requests go."]
        pub fn endpoint(&self) -> &#url {
            self.client.endpoint()
        }
    }
}

fn send(scope: &mut Scope) -> TokenStream {
    let (request, response) = (scope.path("azure_core::http::Request"), scope.path("azure_core::http::RawResponse"));
    let (options, result) = (scope.path("crate::arm::MethodOptions"), scope.path("azure_core::Result"));
    quote! {
        #[doc = " Sends a request of your own, for what the specification lacks: with the client's credential, retries and options,"]
        #[doc = " and its `api-version` unless the address has one."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = " When the address is none of the service, which alone may see the token; when the service cannot be reached, or"]
        #[doc = " answers with another status than 2xx."]
        pub async fn send(&self, request: #request, options: Option<#options<'_>>) -> #result<#response> {
            self.client.send_request(request, options.unwrap_or_default().method_options).await
        }
    }
}

fn accessor(scope: &mut Scope, group: &OperationGroup) -> TokenStream {
    let docs = Doc::of(&group.docs, &format!("The operations of the group {}.", code(&group.name.wire))).attributes();
    let name = ident(&group.name.rust);
    let client = scope.path(&format!("crate::clients::{}", group.client));
    quote! {
        #docs
        pub fn #name(&self) -> #client {
            #client { client: self.client.clone() }
        }
    }
}

fn options_item(context: &Context<'_>, scope: &mut Scope, name: &str) -> TokenStream {
    let api = context.api;
    let behavior = behavior(context, scope).map(|behavior| {
        quote! {
            #[doc = " What the client does by itself about refusals that pass or can be mended."]
            pub behavior: #behavior,
        }
    });
    let name = ident(name);
    let (debug, options) = (scope.path("azure_core::fmt::SafeDebug"), scope.path("azure_core::http::ClientOptions"));
    let endpoint = api.endpoint.is_none().then(|| {
        quote! {
            #[doc = " Where requests go, if not where the cloud says: to a region's endpoint, or to a proxy. Tokens stay the cloud's."]
            pub endpoint: Option<String>,
        }
    });
    let otherwise = match &api.endpoint {
        None => "what the cloud says",
        Some(_) => "what the service is known by",
    };
    let audience = format!(" Whom tokens are for, if not for {otherwise}: an address, or the id of an application.");
    quote! {
        #[doc = " Options of the client."]
        #[derive(Clone, #debug)]
        pub struct #name {
            #[doc = " The `api-version` of every request."]
            pub api_version: String,
            #endpoint
            #[doc = #audience]
            pub audience: Option<String>,
            #[doc = " Transport, retries, cloud and the like."]
            pub client_options: #options,
            #behavior
        }
    }
}

fn default_options(context: &Context<'_>, scope: &mut Scope, name: &str) -> TokenStream {
    let api = context.api;
    let behavior = behavior(context, scope).map(|behavior| quote!(behavior: #behavior::default(),));
    let name = ident(name);
    let options = scope.path("azure_core::http::ClientOptions");
    let endpoint = api.endpoint.is_none().then(|| quote!(endpoint: None,));
    quote! {
        impl Default for #name {
            fn default() -> Self {
                Self {
                    api_version: Self::DEFAULT_API_VERSION.to_owned(),
                    #endpoint
                    audience: None,
                    client_options: #options::default(),
                    #behavior
                }
            }
        }
    }
}
