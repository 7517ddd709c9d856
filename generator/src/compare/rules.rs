//! The table of rules: every way in which two specifications can differ.

use super::Direction;
use serde::Serialize;
use std::fmt;

/// What a difference does to callers of the service.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Calls and answers are as before.
    None,
    /// What worked goes on to work, and something is new.
    Additive,
    /// Some callers can fail that did not fail before.
    PotentiallyBreaking,
    /// Callers fail that did not fail before.
    Breaking,
}

impl Level {
    /// All levels, the worst first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::PotentiallyBreaking, Self::Additive, Self::None];

    /// The level in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Additive => "additive",
            Self::PotentiallyBreaking => "potentially breaking",
            Self::Breaking => "breaking",
        }
    }
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Concern {
    /// The specifications state different facts about the service.
    Fact,
    /// The specifications state the same facts by other names or in another order, which shows in Rust alone.
    Rust,
}

macro_rules! level {
    (none) => {
        Level::None
    };
    (more) => {
        Level::Additive
    };
    (risk) => {
        Level::PotentiallyBreaking
    };
    (breaks) => {
        Level::Breaking
    };
}

macro_rules! rules {
    ($($name:ident = $id:literal, $request:ident / $response:ident, $concern:ident, mirror $mirror:ident, $title:literal;)*) => {
        /// A rule, with a stable id.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Rule { $(#[doc = $title] $name,)* }

        impl Rule {
            /// All rules.
            pub const ALL: &'static [Rule] = &[$(Rule::$name,)*];

            /// The id, such as `enum-value-added`.
            pub fn id(self) -> &'static str {
                match self { $(Rule::$name => $id,)* }
            }

            /// What it means, in one line.
            pub fn title(self) -> &'static str {
                match self { $(Rule::$name => $title,)* }
            }

            /// What it is about.
            pub fn concern(self) -> Concern {
                match self { $(Rule::$name => Concern::$concern,)* }
            }

            /// The rule that applies when left and right are swapped. It is the rule itself where only the values
            /// before and after tell the way.
            pub fn mirror(self) -> Rule {
                match self { $(Rule::$name => Rule::$mirror,)* }
            }

            /// The level in a request, and in a response.
            fn levels(self) -> (Level, Level) {
                match self { $(Rule::$name => (level!($request), level!($response)),)* }
            }
        }
    };
}

// In a request / in a response.
rules! {
    // The API.
    ApiVersionChanged = "api-version-changed", none / none, Fact, mirror ApiVersionChanged, "the API version differs";
    HostChanged = "host-changed", breaks / breaks, Fact, mirror HostChanged, "another host serves the API";
    ScopeAdded = "scope-added", risk / none, Fact, mirror ScopeRemoved, "a security scope is new";
    ScopeRemoved = "scope-removed", risk / none, Fact, mirror ScopeAdded, "a security scope is gone";
    ClientRenamed = "client-renamed", none / none, Rust, mirror ClientRenamed, "the client has another name";

    // Operations.
    OperationAdded = "operation-added", more / more, Fact, mirror OperationRemoved, "an operation is new";
    OperationRemoved = "operation-removed", breaks / breaks, Fact, mirror OperationAdded, "an operation is gone";
    OperationRenamed = "operation-renamed", none / none, Rust, mirror OperationRenamed, "an operation has another operationId or method name";
    MethodChanged = "method-changed", breaks / breaks, Fact, mirror MethodChanged, "an operation has another HTTP method";
    PathChanged = "path-changed", breaks / breaks, Fact, mirror PathChanged, "an operation has another path";
    PathCaseChanged = "path-case-changed", risk / risk, Fact, mirror PathCaseChanged, "a path is written in other letters, upper or lower case";
    OperationDeprecated = "operation-deprecated", none / none, Fact, mirror OperationRestored, "an operation is deprecated";
    OperationRestored = "operation-restored", none / none, Fact, mirror OperationDeprecated, "an operation is no longer deprecated";
    ArgumentsReordered = "arguments-reordered", none / none, Rust, mirror ArgumentsReordered, "the required parameters come in another order";
    ReturnTypeChanged = "return-type-changed", none / none, Rust, mirror ReturnTypeChanged, "the method returns another type";

    // Parameters.
    RequiredParameterAdded = "required-parameter-added", breaks / none, Fact, mirror RequiredParameterRemoved, "a required parameter is new";
    RequiredParameterRemoved = "required-parameter-removed", risk / none, Fact, mirror RequiredParameterAdded, "a required parameter is gone";
    OptionalParameterAdded = "optional-parameter-added", more / none, Fact, mirror OptionalParameterRemoved, "an optional parameter is new";
    OptionalParameterRemoved = "optional-parameter-removed", risk / none, Fact, mirror OptionalParameterAdded, "an optional parameter is gone";
    ParameterRequired = "parameter-became-required", breaks / none, Fact, mirror ParameterOptional, "a parameter is now required";
    ParameterOptional = "parameter-became-optional", more / none, Fact, mirror ParameterRequired, "a parameter is no longer required";
    ParameterMoved = "parameter-moved", breaks / none, Fact, mirror ParameterMoved, "a parameter travels in another place";
    ParameterConstant = "parameter-constant-changed", breaks / none, Fact, mirror ParameterConstant, "a parameter has another only value";
    ListStyleChanged = "list-style-changed", breaks / none, Fact, mirror ListStyleChanged, "a list is written in another way";
    EncodingChanged = "encoding-changed", breaks / none, Fact, mirror EncodingChanged, "a value is percent-encoded that was not, or the other way round";
    ParameterRenamed = "parameter-renamed", none / none, Rust, mirror ParameterRenamed, "a parameter has another name in Rust or in the path's template";

    // Request bodies.
    RequiredBodyAdded = "required-body-added", breaks / none, Fact, mirror RequiredBodyRemoved, "a request must have a body now";
    RequiredBodyRemoved = "required-body-removed", risk / none, Fact, mirror RequiredBodyAdded, "a request has no body any more";
    OptionalBodyAdded = "optional-body-added", more / none, Fact, mirror OptionalBodyRemoved, "a request can have a body now";
    OptionalBodyRemoved = "optional-body-removed", risk / none, Fact, mirror OptionalBodyAdded, "a request cannot have a body any more";
    BodyRequired = "body-became-required", breaks / none, Fact, mirror BodyOptional, "the body is now required";
    BodyOptional = "body-became-optional", more / none, Fact, mirror BodyRequired, "the body is no longer required";
    RequestTypeAdded = "request-media-type-added", more / none, Fact, mirror RequestTypeRemoved, "a request can be of another media type";
    RequestTypeRemoved = "request-media-type-removed", breaks / none, Fact, mirror RequestTypeAdded, "a request cannot be of this media type any more";

    // Responses.
    StatusAdded = "status-added", risk / risk, Fact, mirror StatusRemoved, "success has a further status";
    StatusRemoved = "status-removed", risk / risk, Fact, mirror StatusAdded, "success has a status less";
    ErrorAdded = "error-added", none / risk, Fact, mirror ErrorRemoved, "a further error is declared";
    ErrorRemoved = "error-removed", none / risk, Fact, mirror ErrorAdded, "an error is no longer declared";
    ErrorMarked = "error-marked", none / none, Fact, mirror ErrorUnmarked, "a status is an error now";
    ErrorUnmarked = "error-unmarked", none / none, Fact, mirror ErrorMarked, "a status is no error any more";
    ResponseBodyAdded = "response-body-added", none / more, Fact, mirror ResponseBodyRemoved, "a response has a body now";
    ResponseBodyRemoved = "response-body-removed", none / breaks, Fact, mirror ResponseBodyAdded, "a response has no body any more";
    ResponseTypeAdded = "response-media-type-added", none / risk, Fact, mirror ResponseTypeRemoved, "a response can be of another media type";
    ResponseTypeRemoved = "response-media-type-removed", none / breaks, Fact, mirror ResponseTypeAdded, "a response is not of this media type any more";
    HeaderAdded = "header-added", none / more, Fact, mirror HeaderRemoved, "a response has another header";
    HeaderRemoved = "header-removed", none / breaks, Fact, mirror HeaderAdded, "a response lacks a header";

    // Pages and long-running operations.
    PagingAdded = "paging-added", none / risk, Fact, mirror PagingRemoved, "a list comes in pages now";
    PagingRemoved = "paging-removed", none / risk, Fact, mirror PagingAdded, "a list does not come in pages any more";
    NextLinkChanged = "next-link-changed", none / breaks, Fact, mirror NextLinkChanged, "another property has the link to the next page";
    NextPageChanged = "next-page-changed", none / breaks, Fact, mirror NextPageChanged, "the next page is asked for with another method or body";
    PageItemsChanged = "page-items-changed", none / breaks, Fact, mirror PageItemsChanged, "another property has the items of a page";
    LongRunningAdded = "long-running-added", none / breaks, Fact, mirror LongRunningRemoved, "an operation is long-running now";
    LongRunningRemoved = "long-running-removed", none / breaks, Fact, mirror LongRunningAdded, "an operation is no longer long-running";
    FinalStateChanged = "final-state-changed", none / risk, Fact, mirror FinalStateChanged, "the result of a long-running operation is read elsewhere";
    FinalResultChanged = "final-result-changed", none / breaks, Fact, mirror FinalResultChanged, "a long-running operation ends with another result";

    // Definitions.
    DefinitionAdded = "definition-added", none / none, Rust, mirror DefinitionRemoved, "a definition is new";
    DefinitionRemoved = "definition-removed", none / none, Rust, mirror DefinitionAdded, "a definition is gone";
    DefinitionRenamed = "definition-renamed", none / none, Rust, mirror DefinitionRenamed, "another definition stands in this place";
    UsageChanged = "usage-changed", none / none, Rust, mirror UsageChanged, "a definition travels in another way, which changes the types of its fields";
    ConstructorChanged = "constructor-changed", none / none, Rust, mirror ConstructorChanged, "`new` takes other arguments";
    AccessorsChanged = "accessors-changed", none / none, Rust, mirror AccessorsChanged, "other getters reach through flattened properties";
    RustTypeChanged = "rust-type-changed", none / none, Rust, mirror RustTypeChanged, "a field or argument has another Rust type";
    PropertyRenamed = "property-renamed", none / none, Rust, mirror PropertyRenamed, "a property has another name in Rust";
    RequiredPropertyAdded = "required-property-added", breaks / more, Fact, mirror RequiredPropertyRemoved, "a required property is new";
    RequiredPropertyRemoved = "required-property-removed", risk / breaks, Fact, mirror RequiredPropertyAdded, "a required property is gone";
    OptionalPropertyAdded = "optional-property-added", more / more, Fact, mirror OptionalPropertyRemoved, "an optional property is new";
    OptionalPropertyRemoved = "optional-property-removed", risk / breaks, Fact, mirror OptionalPropertyAdded, "an optional property is gone";
    PropertyRequired = "property-became-required", breaks / none, Fact, mirror PropertyOptional, "a property is now required";
    PropertyOptional = "property-became-optional", more / risk, Fact, mirror PropertyRequired, "a property is no longer required";
    PropertyReadOnly = "property-became-read-only", breaks / none, Fact, mirror PropertyWritable, "a property can no longer be set";
    PropertyWritable = "property-became-writable", more / none, Fact, mirror PropertyReadOnly, "a property can be set now";
    MutabilityChanged = "mutability-changed", risk / risk, Fact, mirror MutabilityChanged, "a property can be set or read on other occasions";
    FlattenAdded = "flatten-added", none / none, Fact, mirror FlattenRemoved, "a property is flattened in clients";
    FlattenRemoved = "flatten-removed", none / none, Fact, mirror FlattenAdded, "a property is no longer flattened in clients";
    AdditionalAllowed = "additional-properties-allowed", more / more, Fact, mirror AdditionalForbidden, "properties that are not declared are allowed";
    AdditionalForbidden = "additional-properties-forbidden", breaks / risk, Fact, mirror AdditionalAllowed, "properties that are not declared are no longer allowed";
    DiscriminatorAdded = "discriminator-added", breaks / more, Fact, mirror DiscriminatorRemoved, "a property tells several kinds of an object apart";
    DiscriminatorRemoved = "discriminator-removed", more / breaks, Fact, mirror DiscriminatorAdded, "no property tells kinds of an object apart any more";
    DiscriminatorChanged = "discriminator-changed", breaks / breaks, Fact, mirror DiscriminatorChanged, "another property tells the kinds of an object apart";
    KindAdded = "kind-added", more / risk, Fact, mirror KindRemoved, "an object has a further kind";
    KindRemoved = "kind-removed", breaks / none, Fact, mirror KindAdded, "an object has a kind less";

    // Values.
    TypeChanged = "type-changed", breaks / breaks, Fact, mirror TypeChanged, "a value is of another type";
    TypeWidened = "type-widened", more / risk, Fact, mirror TypeNarrowed, "a value is of a type that holds more";
    TypeNarrowed = "type-narrowed", breaks / more, Fact, mirror TypeWidened, "a value is of a type that holds less";
    FormatChanged = "format-changed", risk / risk, Fact, mirror FormatChanged, "a value has another format";
    SecretAdded = "secret-added", none / risk, Fact, mirror SecretRemoved, "a value is a secret now, which answers often leave out";
    SecretRemoved = "secret-removed", none / none, Fact, mirror SecretAdded, "a value is no secret any more";
    Nullable = "became-nullable", more / risk, Fact, mirror NotNullable, "`null` is a value now";
    NotNullable = "became-not-nullable", breaks / more, Fact, mirror Nullable, "`null` is no value any more";
    DefaultAdded = "default-added", risk / none, Fact, mirror DefaultRemoved, "there is a default now";
    DefaultRemoved = "default-removed", risk / none, Fact, mirror DefaultAdded, "there is no default any more";
    DefaultChanged = "default-changed", risk / none, Fact, mirror DefaultChanged, "the default is another value";
    EnumValueAdded = "enum-value-added", more / risk, Fact, mirror EnumValueRemoved, "a further value is listed";
    EnumValueRemoved = "enum-value-removed", breaks / none, Fact, mirror EnumValueAdded, "a value is no longer listed";
    EnumOpened = "enum-opened", more / risk, Fact, mirror EnumClosed, "values that are not listed are possible (`modelAsString`)";
    EnumClosed = "enum-closed", breaks / none, Fact, mirror EnumOpened, "values that are not listed are no longer possible (`modelAsString`)";
    EnumImposed = "enum-imposed", breaks / none, Fact, mirror EnumLifted, "the values of a text are listed now";
    EnumLifted = "enum-lifted", more / risk, Fact, mirror EnumImposed, "the values of a text are not listed any more";
    VariantRenamed = "variant-renamed", none / none, Rust, mirror VariantRenamed, "an enum's value has another name in Rust";

    // Constraints. One that appears is tightened, one that disappears loosened.
    MinLengthRaised = "min-length-raised", breaks / none, Fact, mirror MinLengthLowered, "a text must be longer";
    MinLengthLowered = "min-length-lowered", more / risk, Fact, mirror MinLengthRaised, "a text can be shorter";
    MaxLengthLowered = "max-length-lowered", breaks / none, Fact, mirror MaxLengthRaised, "a text must be shorter";
    MaxLengthRaised = "max-length-raised", more / risk, Fact, mirror MaxLengthLowered, "a text can be longer";
    PatternAdded = "pattern-added", breaks / none, Fact, mirror PatternRemoved, "a text must match a pattern";
    PatternRemoved = "pattern-removed", more / risk, Fact, mirror PatternAdded, "a text need not match a pattern any more";
    PatternChanged = "pattern-changed", risk / risk, Fact, mirror PatternChanged, "a text must match another pattern";
    MinimumRaised = "minimum-raised", breaks / none, Fact, mirror MinimumLowered, "a number must be greater";
    MinimumLowered = "minimum-lowered", more / risk, Fact, mirror MinimumRaised, "a number can be less";
    MaximumLowered = "maximum-lowered", breaks / none, Fact, mirror MaximumRaised, "a number must be less";
    MaximumRaised = "maximum-raised", more / risk, Fact, mirror MaximumLowered, "a number can be greater";
    MultipleChanged = "multiple-of-changed", risk / risk, Fact, mirror MultipleChanged, "a number must be a multiple of another, or of any";
    NumberAdded = "number-added", more / risk, Fact, mirror NumberRemoved, "a further number is listed";
    NumberRemoved = "number-removed", breaks / none, Fact, mirror NumberAdded, "a number is no longer listed";
    MinItemsRaised = "min-items-raised", breaks / none, Fact, mirror MinItemsLowered, "a list must have more items";
    MinItemsLowered = "min-items-lowered", more / risk, Fact, mirror MinItemsRaised, "a list can have fewer items";
    MaxItemsLowered = "max-items-lowered", breaks / none, Fact, mirror MaxItemsRaised, "a list must have fewer items";
    MaxItemsRaised = "max-items-raised", more / risk, Fact, mirror MaxItemsLowered, "a list can have more items";
    UniqueAdded = "unique-items-added", breaks / none, Fact, mirror UniqueRemoved, "the items of a list must differ";
    UniqueRemoved = "unique-items-removed", more / risk, Fact, mirror UniqueAdded, "the items of a list can be equal";
    MinPropertiesRaised = "min-properties-raised", breaks / none, Fact, mirror MinPropertiesLowered, "an object must have more properties";
    MinPropertiesLowered = "min-properties-lowered", more / risk, Fact, mirror MinPropertiesRaised, "an object can have fewer properties";
    MaxPropertiesLowered = "max-properties-lowered", breaks / none, Fact, mirror MaxPropertiesRaised, "an object must have fewer properties";
    MaxPropertiesRaised = "max-properties-raised", more / risk, Fact, mirror MaxPropertiesLowered, "an object can have more properties";
}

impl Rule {
    /// The level, by the way that what differs travels: the same change can break in one and not in the other.
    pub fn level(self, direction: Direction) -> Level {
        let (request, response) = self.levels();
        match direction {
            Direction::Request => request,
            Direction::Response => response,
            Direction::Both => request.max(response),
            Direction::Neither => Level::None,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
