//! Names: a table of the ones that need care, and what holds for all.

use apim_codegen::naming::{NameKind, crate_name, kebab, rust_name};
use expect_test::expect;
use proptest::prelude::*;

const KINDS: [NameKind; 9] = [
    NameKind::Type,
    NameKind::Part,
    NameKind::Variant,
    NameKind::Field,
    NameKind::Method,
    NameKind::Module,
    NameKind::Argument,
    NameKind::Option,
    NameKind::Constant,
];

#[test]
fn names_that_need_care() {
    let table = [
        (NameKind::Part, "self"),
        (NameKind::Part, "2019-04-01"),
        (NameKind::Type, "UserContract"),
        (NameKind::Type, "API"),
        (NameKind::Type, "Error"),
        (NameKind::Type, "Self"),
        (NameKind::Type, "OAuth2GrantType"),
        (NameKind::Type, "3rdParty"),
        (NameKind::Type, "größe"),
        (NameKind::Field, "firstName"),
        (NameKind::Field, "publicIPAddresses"),
        (NameKind::Field, "sampleURLs"),
        (NameKind::Field, "oAuth2"),
        (NameKind::Field, "ETag"),
        (NameKind::Field, "eTag"),
        (NameKind::Field, "someTag"),
        (NameKind::Field, "fooAuth"),
        (NameKind::Field, "iPv6Address"),
        (NameKind::Field, "sizeInGiB"),
        (NameKind::Field, "IoTest"),
        (NameKind::Field, "+1"),
        (NameKind::Field, "-1"),
        (NameKind::Field, "type"),
        (NameKind::Field, "self"),
        (NameKind::Field, "@odata.type"),
        (NameKind::Field, "2fa"),
        (NameKind::Field, "sha256"),
        (NameKind::Argument, "$filter"),
        (NameKind::Argument, "If-Match"),
        (NameKind::Argument, "in"),
        (NameKind::Argument, "options"),
        (NameKind::Argument, "call"),
        (NameKind::Argument, "method_options"),
        (NameKind::Option, "options"),
        (NameKind::Option, "call"),
        (NameKind::Option, "self"),
        (NameKind::Option, "method_options"),
        (NameKind::Method, "GetSharedAccessToken"),
        (NameKind::Method, "ListByService"),
        (NameKind::Module, "UserGroup"),
        (NameKind::Module, "Endpoint"),
        (NameKind::Constant, "$top"),
        (NameKind::Variant, "developerPortal"),
        (NameKind::Variant, "1.0"),
        (NameKind::Variant, "2019-04-01"),
        (NameKind::Variant, "application/vnd.oai.openapi+json"),
        (NameKind::Variant, "*"),
        (NameKind::Variant, ""),
        (NameKind::Variant, ">="),
        (NameKind::Variant, "≥"),
        (NameKind::Variant, ">=10"),
        (NameKind::Variant, "GMT+1"),
        (NameKind::Variant, "GMT-1"),
        (NameKind::Variant, "UnknownValue"),
        (NameKind::Variant, "🎉"),
    ];
    let text: String = table
        .iter()
        .map(|(kind, wire)| format!("{kind:?} {wire:?} → {}\n", rust_name(*kind, wire).unwrap_or("nothing".into())))
        .collect();
    expect![[r#"
        Part "self" → Self
        Part "2019-04-01" → V20190401
        Type "UserContract" → UserContract
        Type "API" → Api
        Type "Error" → ErrorModel
        Type "Self" → SelfModel
        Type "OAuth2GrantType" → OAuth2GrantType
        Type "3rdParty" → Model3rdParty
        Type "größe" → Größe
        Field "firstName" → first_name
        Field "publicIPAddresses" → public_ip_addresses
        Field "sampleURLs" → sample_urls
        Field "oAuth2" → oauth2
        Field "ETag" → etag
        Field "eTag" → etag
        Field "someTag" → some_tag
        Field "fooAuth" → foo_auth
        Field "iPv6Address" → ipv6_address
        Field "sizeInGiB" → size_in_gib
        Field "IoTest" → io_test
        Field "+1" → plus_1
        Field "-1" → minus_1
        Field "type" → type_
        Field "self" → self_
        Field "@odata.type" → odata_type
        Field "2fa" → _2fa
        Field "sha256" → sha256
        Argument "$filter" → filter
        Argument "If-Match" → if_match
        Argument "in" → in_
        Argument "options" → options_
        Argument "call" → call_
        Argument "method_options" → method_options
        Option "options" → options
        Option "call" → call
        Option "self" → self_
        Option "method_options" → method_options_
        Method "GetSharedAccessToken" → get_shared_access_token
        Method "ListByService" → list_by_service
        Module "UserGroup" → user_group
        Module "Endpoint" → endpoint_
        Constant "$top" → TOP
        Variant "developerPortal" → DeveloperPortal
        Variant "1.0" → V1_0
        Variant "2019-04-01" → V2019_04_01
        Variant "application/vnd.oai.openapi+json" → ApplicationVndOaiOpenapiJson
        Variant "*" → Asterisk
        Variant "" → Empty
        Variant ">=" → GreaterEquals
        Variant "≥" → AtLeast
        Variant ">=10" → GreaterEquals10
        Variant "GMT+1" → GmtPlus1
        Variant "GMT-1" → Gmt1
        Variant "UnknownValue" → UnknownValue_
        Variant "🎉" → nothing
    "#]]
    .assert_eq(&text);
}

#[test]
fn addresses_of_pages_are_in_kebab_case() {
    assert_eq!(kebab("ListByService"), "list-by-service");
    assert_eq!(kebab("ApiManagementOperations"), "api-management-operations");
}

#[test]
fn crates_have_names_that_cargo_takes() {
    let names = [
        ("ContainerAppsClient", "container-apps"),
        ("Storage", "storage"),
        ("TypeClient", "type-client"),
        ("TestClient", "test-client"),
        ("CoreClient", "core-client"),
        ("AzureCoreClient", "azure-core-client"),
        ("_3dClient", "client-3d"),
        ("ÜbersichtClient", "bersicht"),
        ("日本Client", "service-client"),
        ("Client", "service-client"),
    ];
    for (client, name) in names {
        assert_eq!(crate_name(client), name, "{client}");
    }
}

proptest! {
    #[test]
    fn every_crate_name_is_plain(client in "\\PC{0,24}") {
        let name = crate_name(&client);
        prop_assert!(name.starts_with(|first: char| first.is_ascii_lowercase()), "{name}");
        prop_assert!(name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-'), "{name}");
        prop_assert!(syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_ok(), "{name}");
    }

    #[test]
    fn every_name_is_an_identifier(wire in "\\PC{0,24}") {
        for kind in KINDS {
            if let Some(name) = rust_name(kind, &wire) {
                prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{kind:?} {wire:?} became {name:?}");
            }
        }
    }

    #[test]
    fn plain_words_always_leave_a_name(wire in "[ -~]*[a-z][ -~]*") {
        for kind in KINDS {
            prop_assert!(rust_name(kind, &wire).is_some());
        }
    }

    #[test]
    fn naming_a_name_again_changes_nothing(wire in "[a-z][a-zA-Z0-9]{0,12}") {
        let name = rust_name(NameKind::Field, &wire).expect("words leave a name");
        prop_assert_eq!(rust_name(NameKind::Field, &name), Some(name));
    }
}
