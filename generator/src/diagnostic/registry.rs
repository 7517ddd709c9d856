//! Every code, with its severity and story.

use super::Severity;
use std::fmt;

macro_rules! codes {
    ($($name:ident = $text:literal, $severity:ident, $title:literal;)*) => {
        /// A stable code; `cargo xtask explain CODE` tells its story.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Code { $(#[doc = $title] $name,)* }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as it is written, such as `E101`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// What it means, in one line.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// What it means, with an example of the wrong and the right, and what to do: Markdown.
            pub fn story(self) -> &'static str {
                match self { $(Code::$name => include_str!(concat!("stories/", $text, ".md")),)* }
            }
        }
    };
}

// First digits: 1 files and syntax, 2 references, 3 swagger structure, 4 operations, 5 definitions, 6 names, 7 examples,
// 8 extensions, 9 configuration.
codes! {
    FileUnreadable = "E101", Error, "a file cannot be read";
    Syntax = "E102", Error, "a file is not valid JSON or YAML";
    NoRoots = "E103", Error, "there is no specification to read";
    NotASpecification = "E104", Error, "a file is neither Swagger 2.0 nor OpenAPI 3.0 or 3.1";
    Limit = "E105", Error, "the input is larger than what is read";
    ReferenceFile = "E201", Error, "a reference names a file that is not there";
    ReferencePointer = "E202", Error, "a reference names a place that its file does not have";
    ReferenceKind = "E203", Error, "a reference leads to something of another kind";
    ReferenceRemote = "E204", Error, "a reference is a URL or an absolute path";
    ReferenceCycle = "E205", Error, "references lead in a circle";
    ReferenceOutside = "E206", Error, "a reference leads out of the folder of the specification";
    Structure = "E301", Error, "a part of the specification has the wrong type or lacks a required key";
    Unsupported = "E302", Error, "a construct is not supported";
    Ignored = "W303", Warning, "a key has no meaning here and is ignored";
    OperationId = "E401", Error, "an operation has no usable operationId";
    OperationDuplicate = "E402", Error, "two operations have one operationId";
    PathTemplate = "E403", Error, "the placeholders of a path and its parameters disagree";
    Responses = "E404", Error, "an operation declares no successful response";
    Pageable = "E405", Error, "a pageable operation returns no list";
    ParameterDuplicate = "E406", Error, "an operation has one parameter twice";
    ParameterType = "E407", Error, "a parameter is of a type that cannot be written where it travels";
    PathDuplicate = "W408", Warning, "two paths differ only in the names of their placeholders";
    OperationIdForm = "W409", Warning, "an operationId has more than one underscore";
    BodyUnexpected = "W410", Warning, "a GET or HEAD operation has a body";
    LongRunning = "W411", Warning, "a long-running operation does not say what it ends with";
    NextLink = "W412", Warning, "a page has no property with the link to the next";
    NextOperation = "W413", Warning, "an operation is to read further pages that cannot";
    DefinitionConflict = "W501", Warning, "two files define different things by one name";
    Discriminator = "E502", Error, "a discriminator is not a property of its definition";
    RequiredUnknown = "W503", Warning, "a required property is not defined";
    EnumValue = "E504", Error, "an enum has a value that cannot be used";
    Default = "W505", Warning, "a default does not fit its type";
    Inheritance = "E506", Error, "a definition inherits from itself or from what is not an object";
    Pattern = "W507", Warning, "a pattern is not a regular expression that can be checked";
    DiscriminatorValue = "E508", Error, "a discriminator value does not tell one kind";
    EnumDuplicate = "W509", Warning, "an enum lists a value twice, or an empty one";
    Contradiction = "E510", Error, "constraints contradict each other";
    Format = "W511", Warning, "a format is not known";
    Mutability = "W512", Warning, "a property says two things about who sets it";
    Digits = "W513", Warning, "a number can have more digits than a client keeps";
    EnumNames = "W514", Warning, "an enum and the names of its values disagree";
    FreeValue = "W515", Warning, "a schema says more than a type can, and its values are any JSON";
    NameCollision = "E601", Error, "two things get one Rust name";
    NameEmpty = "E602", Error, "nothing of a name is left in Rust";
    NameMadeUp = "W603", Warning, "a Rust name is made up, since the first choice is taken or empty";
    Example = "W701", Warning, "an example disagrees with its operation";
    ExtensionUnknown = "W801", Warning, "an extension is not understood";
    ExtensionValue = "E802", Error, "an extension has a value that is not understood";
    ExtensionPlace = "W803", Warning, "an extension stands where it has no effect";
    Configuration = "E901", Error, "the configuration is wrong";
    ConfigurationUnused = "W902", Warning, "an entry of the configuration changes nothing";
    Overlay = "E903", Error, "an overlay cannot be read";
    OverlayUnused = "E904", Error, "an action of an overlay changes nothing";
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The code with this text, in either case.
pub fn explain(text: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
}
