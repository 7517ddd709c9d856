//! Collections, and lists of what is elsewhere, page by page.

use super::action;
use super::call::{Call, shown, shown_as};
use super::{Engine, Reply};
use crate::answer::{Answer, Source};
use crate::emulator::World;
use crate::filter::Filter;
use crate::router::filled;
use crate::schema::Secrets;
use crate::store::Entity;
use crate::table::{Definition, Role, Route, Table, Type};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

/// What stands for itself in a query.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'$');

/// The things one segment below.
pub(super) fn collection(engine: &Engine, world: &World, call: &Call<'_>) -> Answer {
    let target = call.route.target.as_deref().and_then(|path| engine.table.at(path));
    let Some(type_of) = call.answer_type(200) else { return Answer::empty(call.status(&[200])) };
    let item = item_type(&engine.table, type_of, call);
    let is_link = target.is_some_and(|(_, route)| route.role == Role::Link);
    let mut things: Vec<(&Entity, &str)> = world
        .store
        .children(&call.id)
        .filter_map(|entity| match is_link {
            true => Some((world.store.get(entity.own.get("~target")?.as_str()?)?, entity.id.as_str())),
            false => Some((entity, entity.id.as_str())),
        })
        .collect();
    // By what they are called; what has no such name is in the order of the ids.
    let display_name =
        |entity: &Entity| entity.body.get("properties")?.get("displayName")?.as_str().map(str::to_lowercase);
    if things.iter().any(|(entity, _)| display_name(entity).is_some()) {
        things.sort_by_cached_key(|(entity, _)| display_name(entity));
    }
    let show = |(entity, id): &(&Entity, &str)| {
        item.map_or(Value::Null, |item| shown_as(engine, item, entity, id, Secrets::Hidden))
    };
    page(engine, call, type_of, things, show)
}

/// A list of what is elsewhere: of all things of the kind, or an example.
pub(super) fn view(engine: &Engine, world: &mut World, call: &Call<'_>) -> Reply {
    let Some(kind) = everything(engine, call.route) else { return action::reply(engine, world, call) };
    let Some(type_of) = call.answer_type(200) else { return (Answer::empty(200), Source::Derived) };
    let item = item_type(&engine.table, type_of, call);
    // What is bound in this path is bound in the ids, too.
    let bound =
        filled(call.route.path.split("/providers/").next().unwrap_or_default(), &call.values).to_ascii_lowercase();
    let is_meant = |entity: &&Entity| entity.route == kind && entity.id.to_ascii_lowercase().starts_with(&bound);
    let things = world.store.all().filter(is_meant).collect();
    let show = |entity: &&Entity| item.map_or(Value::Null, |item| shown(engine, item, entity, Secrets::Hidden));
    (page(engine, call, type_of, things, show), Source::Derived)
}

/// The route of the things that a view lists, if they are all of its kind.
pub(super) fn everything(engine: &Engine, route: &Route) -> Option<usize> {
    let is_it = |other: &Route| other.role == Role::Resource && other.kind == route.kind && !other.single;
    engine.table.routes.iter().position(is_it)
}

/// The type of an item of a page.
fn item_type<'t>(table: &'t Table, page: &'t Type, call: &Call<'_>) -> Option<&'t Type> {
    let items = call.operation.pages.as_ref().map_or("value", |pages| pages.items.as_str());
    let list = match table.definition(page) {
        Some(Definition::Struct { .. }) => &table.fields(page).iter().find(|field| field.name == items)?.type_of,
        _ => page,
    };
    match table.resolve(list) {
        Type::List(item) => Some(item),
        _ => None,
    }
}

/// A page of things, which are filtered and counted; or what is wrong with the request for it. No more of them are shown
/// than have to be.
pub(crate) fn page<T>(
    engine: &Engine,
    call: &Call<'_>,
    type_of: &Type,
    mut things: Vec<T>,
    show: impl Fn(&T) -> Value,
) -> Answer {
    let refused = |message: String| Answer::error(400, "ValidationError", &message);
    if let Some(text) = call.address.query_value("$filter").filter(|text| !text.trim().is_empty()) {
        match Filter::parse(text) {
            Ok(filter) => things.retain(|thing| filter.matches(&show(thing))),
            Err(error) => return refused(format!("The filter '{text}' is not supported: {error}.")),
        }
    }
    if let Some(order) = call.address.query_value("$orderby")
        && let Err(error) = sort(&mut things, order, &show)
    {
        return refused(error);
    }
    let number = |name| match call.address.query_value(name) {
        Some(text) => text.parse::<usize>().map(Some).map_err(|_| format!("'{text}' is no {name}.")),
        None => Ok(None),
    };
    let (top, skip) = match (number("$top"), number("$skip")) {
        (Ok(top), Ok(skip)) => (top.unwrap_or(engine.options.page_size).clamp(1, 1000), skip.unwrap_or(0)),
        (Err(error), _) | (_, Err(error)) => return refused(error),
    };
    let count = things.len();
    let items: Vec<Value> = things.iter().skip(skip).take(top).map(show).collect();
    let next = (skip + items.len() < count && call.operation.pages.as_ref().is_some_and(|pages| pages.next.is_some()))
        .then(|| next_link(call, skip + items.len()));
    let mut body = Map::new();
    if !matches!(engine.table.definition(type_of), Some(Definition::Struct { .. })) {
        return Answer::json(200, &Value::Array(items));
    }
    let (name, link) = match &call.operation.pages {
        Some(pages) => (pages.items.as_str(), pages.next.as_deref()),
        None => ("value", None),
    };
    body.insert(name.to_owned(), Value::Array(items));
    if engine.table.fields(type_of).iter().any(|field| field.name == "count") {
        body.insert("count".to_owned(), json!(count));
    }
    if let (Some(link), Some(next)) = (link, next) {
        super::call::set_at(&mut body, link, next);
    }
    Answer::json(200, &Value::Object(body))
}

/// The address of the page that begins with an item.
fn next_link(call: &Call<'_>, skip: usize) -> Value {
    let others = call.address.query.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("$skip"));
    let mut query: Vec<String> = others
        .map(|(name, value)| format!("{}={}", utf8_percent_encode(name, QUERY), utf8_percent_encode(value, QUERY)))
        .collect();
    query.push(format!("$skip={skip}"));
    format!("{}{}?{}", call.address.origin, call.address.path, query.join("&")).into()
}

/// Sorts by a property, such as `name desc`.
fn sort<T>(things: &mut [T], order: &str, show: &impl Fn(&T) -> Value) -> Result<(), String> {
    let mut words = order.split_whitespace();
    let (Some(name), direction, None) = (words.next(), words.next(), words.next()) else {
        return Err(format!("The order '{order}' is not supported: name one property, with asc or desc."));
    };
    let is_descending = match direction.map(str::to_ascii_lowercase).as_deref() {
        None | Some("asc") => false,
        Some("desc") => true,
        Some(other) => return Err(format!("The order '{order}' is not supported: '{other}' is neither asc nor desc.")),
    };
    let names: Vec<String> = name.split('/').map(str::to_owned).collect();
    things.sort_by_cached_key(|thing| crate::filter::property(&show(thing), &names).to_string().to_lowercase());
    if is_descending {
        things.reverse();
    }
    Ok(())
}
