//! Names: a table of the ones that need care, and what holds for all.

use apim_codegen::naming::{Kind, crate_name, kebab, rust_name};
use expect_test::expect;
use proptest::prelude::*;

const KINDS: [Kind; 9] = [
    Kind::Type,
    Kind::Part,
    Kind::Variant,
    Kind::Field,
    Kind::Method,
    Kind::Module,
    Kind::Argument,
    Kind::Option,
    Kind::Constant,
];

#[test]
fn names_that_need_care() {
    let table = [
        (Kind::Part, "self"),
        (Kind::Part, "2019-04-01"),
        (Kind::Type, "UserContract"),
        (Kind::Type, "API"),
        (Kind::Type, "Error"),
        (Kind::Type, "Self"),
        (Kind::Type, "OAuth2GrantType"),
        (Kind::Type, "3rdParty"),
        (Kind::Type, "größe"),
        (Kind::Field, "firstName"),
        (Kind::Field, "publicIPAddresses"),
        (Kind::Field, "sampleURLs"),
        (Kind::Field, "oAuth2"),
        (Kind::Field, "ETag"),
        (Kind::Field, "eTag"),
        (Kind::Field, "someTag"),
        (Kind::Field, "fooAuth"),
        (Kind::Field, "iPv6Address"),
        (Kind::Field, "sizeInGiB"),
        (Kind::Field, "IoTest"),
        (Kind::Field, "+1"),
        (Kind::Field, "-1"),
        (Kind::Field, "type"),
        (Kind::Field, "self"),
        (Kind::Field, "@odata.type"),
        (Kind::Field, "2fa"),
        (Kind::Field, "sha256"),
        (Kind::Argument, "$filter"),
        (Kind::Argument, "If-Match"),
        (Kind::Argument, "in"),
        (Kind::Argument, "options"),
        (Kind::Argument, "call"),
        (Kind::Argument, "method_options"),
        (Kind::Option, "options"),
        (Kind::Option, "call"),
        (Kind::Option, "self"),
        (Kind::Option, "method_options"),
        (Kind::Method, "GetSharedAccessToken"),
        (Kind::Method, "ListByService"),
        (Kind::Module, "UserGroup"),
        (Kind::Module, "Endpoint"),
        (Kind::Constant, "$top"),
        (Kind::Variant, "developerPortal"),
        (Kind::Variant, "1.0"),
        (Kind::Variant, "2019-04-01"),
        (Kind::Variant, "application/vnd.oai.openapi+json"),
        (Kind::Variant, "*"),
        (Kind::Variant, ""),
        (Kind::Variant, ">="),
        (Kind::Variant, "≥"),
        (Kind::Variant, ">=10"),
        (Kind::Variant, "GMT+1"),
        (Kind::Variant, "GMT-1"),
        (Kind::Variant, "UnknownValue"),
        (Kind::Variant, "🎉"),
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
        let name = rust_name(Kind::Field, &wire).expect("words leave a name");
        prop_assert_eq!(rust_name(Kind::Field, &name), Some(name));
    }
}
