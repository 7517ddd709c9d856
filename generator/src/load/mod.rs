//! Root files to [`Documents`]: reads and parses the roots and every file that they refer to.

mod boundary;
mod failure;
mod limits;
mod parse;
mod reader;
mod references;
mod repeated_keys;
pub mod versions;

pub use limits::{MAX_CONTENT_BYTES, MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES};
pub use reader::{DiskFiles, FileReader, MemoryFiles};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::source::{Document, DocumentId, Documents, Location, normalize};
use crate::threads::share_out;
use boundary::Boundary;
use failure::ReadError;
use references::{Link, Target};
use rustc_hash::FxHashSet;
use std::io;
use std::path::{Path, PathBuf};

/// Files of one wave are parsed on so many threads.
const THREADS: usize = 2;

/// Below this, starting threads costs more than it saves.
const PARALLEL_FROM: usize = 4;

/// Reads `roots`, each a file or a folder of specifications, and all files that they refer to.
///
/// The roots come first, in the order given and sorted within a folder; then what they refer to, breadth first. So
/// the ids of documents depend on the input alone.
///
/// Nothing but the roots is read from outside the folder that holds the specification: for each root the nearest one
/// around it that is called `specs` or `specification` or has an `apim.toml` or `.git` in it, else the root's own.
pub fn load(roots: &[PathBuf], files: &dyn FileReader, diagnostics: &mut Diagnostics) -> Documents {
    load_within(None, roots, files, diagnostics)
}

/// Reads as [`load`] does, but nothing from outside `boundary`, if that is given.
pub fn load_within(
    boundary: Option<&Path>,
    roots: &[PathBuf],
    files: &dyn FileReader,
    diagnostics: &mut Diagnostics,
) -> Documents {
    let mut load = Load::new(Boundary::new(boundary, roots, files), files, Documents::default(), diagnostics);
    load.roots(roots);
    load.closure();
    load.documents
}

/// Reads overlays, each a file or a folder of them, into `documents`; returns them in the order in which they apply.
pub fn overlays(
    paths: &[PathBuf],
    files: &dyn FileReader,
    documents: &mut Documents,
    diagnostics: &mut Diagnostics,
) -> Vec<DocumentId> {
    let first = documents.iter().count();
    let boundary = Boundary::new(None, paths, files);
    let mut load = Load::new(boundary, files, std::mem::take(documents), diagnostics);
    let mut requests = Vec::new();
    load.each_file(paths, |load, path, _| load.request(path, Reason::Overlay, &mut requests));
    load.read(requests);
    *documents = load.documents;
    documents.iter().map(|(id, _)| id).skip(first).collect()
}

/// A file to read.
struct Request {
    path: PathBuf,
    reason: Reason,
}

/// Why a file is read.
enum Reason {
    /// It is named as a root.
    Root,
    /// It lies in a folder that is named as a root.
    Member,
    /// A reference leads to it.
    Reference(Location),
    /// It is an overlay.
    Overlay,
}

struct Load<'a> {
    files: &'a dyn FileReader,
    boundary: Boundary<'a>,
    diagnostics: &'a mut Diagnostics,
    documents: Documents,
    /// The files asked for so far, found or not.
    seen: FxHashSet<PathBuf>,
    /// The length of all files that were read.
    bytes: u64,
    /// A limit on all files together was met: no more are read.
    is_full: bool,
}

impl<'a> Load<'a> {
    fn new(
        boundary: Boundary<'a>,
        files: &'a dyn FileReader,
        documents: Documents,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self { files, boundary, diagnostics, documents, seen: FxHashSet::default(), bytes: 0, is_full: false }
    }

    fn roots(&mut self, roots: &[PathBuf]) {
        let mut requests = Vec::new();
        self.each_file(roots, |load, path, reason| load.request(path, reason, &mut requests));
        self.read(requests);
        self.documents.mark_roots();
        if self.documents.roots().next().is_none() && !self.diagnostics.has_errors() {
            let given = roots.iter().map(|root| format!("`{}`", root.display())).collect::<Vec<_>>();
            let message = match given.as_slice() {
                [] => "no root is given".to_owned(),
                given => format!("no specification in {}", given.join(", ")),
            };
            let place = roots.first().map(|root| Place::File(root.clone()));
            let versions: Vec<_> =
                roots.iter().flat_map(|root| versions::below(&normalize(root), self.files)).collect();
            let help = match versions.as_slice() {
                [] => {
                    "name a Swagger 2.0, OpenAPI 3.0 or 3.1 file, or a folder that directly holds such files".to_owned()
                }
                versions => versions::help(versions),
            };
            self.diagnostics.push(Diagnostic { place, ..Diagnostic::new(Code::NoRoots, message) }.help(help));
        }
    }

    /// Calls `found` with each of `paths` that is a file, and each file in those that are folders.
    fn each_file(&mut self, paths: &[PathBuf], mut found: impl FnMut(&mut Self, PathBuf, Reason)) {
        for path in paths {
            let path = normalize(path);
            if !self.files.is_folder(&path) {
                found(self, path, Reason::Root);
                continue;
            }
            match self.members(&path) {
                Ok(members) => members.into_iter().for_each(|member| found(self, member, Reason::Member)),
                Err(error) => self.fail(Request { path, reason: Reason::Root }, ReadError::Unreadable(error)),
            }
        }
    }

    /// The files of a folder that may be specifications.
    fn members(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut members = self.files.list(folder)?;
        members.retain(|file| file.extension().is_some_and(|it| it == "json" || it == "yaml" || it == "yml"));
        members.sort();
        Ok(members)
    }

    /// Follows references, wave by wave, until no new file turns up.
    fn closure(&mut self) {
        let mut walked = FxHashSet::default();
        let mut wave: Vec<DocumentId> = self.documents.iter().map(|(id, _)| id).collect();
        while !wave.is_empty() {
            walked.extend(wave.iter().copied());
            let links: Vec<Link> = wave.iter().flat_map(|id| references::links(*id, self.documents.get(*id))).collect();
            let mut requests = Vec::new();
            let mut next = Vec::new();
            for link in links {
                if let Some(path) = self.target(&link) {
                    if link.target == Target::Specification {
                        next.push(path.clone());
                    }
                    self.request(path, Reason::Reference(link.location), &mut requests);
                }
            }
            self.read(requests);
            wave = next.iter().filter_map(|path| self.documents.find(path)).filter(|id| !walked.contains(id)).collect();
            wave.sort();
            wave.dedup();
        }
    }

    /// The path that a reference leads to, when it is one that may be read.
    fn target(&mut self, link: &Link) -> Option<PathBuf> {
        let written = &link.reference.file;
        if link.reference.is_remote() {
            let place = link.location.clone();
            let message = format!("`{written}` is a URL or an absolute path");
            self.diagnostics.push(
                Diagnostic::at(Code::ReferenceRemote, place, message)
                    .help("keep the file beside the specification and refer to it by a relative path"),
            );
            return None;
        }
        let path = link.reference.path(&self.documents.get(link.location.document).path)?;
        // Most references lead where others have led before.
        if !self.seen.contains(&path) && !self.boundary.holds(&path) {
            self.outside(link.location.clone().into(), &format!("`{written}`"));
            return None;
        }
        Some(path)
    }

    fn request(&mut self, path: PathBuf, reason: Reason, requests: &mut Vec<Request>) {
        if self.seen.insert(path.clone()) {
            requests.push(Request { path, reason });
        }
    }

    /// Reads files and takes in those that are documents.
    fn read(&mut self, requests: Vec<Request>) {
        let requests: Vec<Request> = requests.into_iter().filter_map(|request| self.admitted(request)).collect();
        let results = read_all(&requests, self.files);
        for (request, result) in requests.into_iter().zip(results) {
            match result {
                Ok(document) => self.take(document, &request.reason),
                Err(failure) => self.fail(request, failure),
            }
        }
    }

    /// The request again, if its file is there, inside and within the limits: known before it is opened.
    fn admitted(&mut self, request: Request) -> Option<Request> {
        match self.obstacle(&request) {
            _ if self.is_full => None,
            Ok(length) => {
                self.bytes = self.bytes.saturating_add(length);
                Some(request)
            }
            Err(failure) => {
                self.is_full = matches!(failure, ReadError::TotalTooLong | ReadError::TooManyFiles);
                self.fail(request, failure);
                None
            }
        }
    }

    /// The length of the file, or why it must not be read.
    fn obstacle(&self, request: &Request) -> Result<u64, ReadError> {
        // A root was named by the user, so it may be anywhere.
        let is_root = matches!(request.reason, Reason::Root);
        if !is_root && !self.boundary.really_holds(&request.path).map_err(ReadError::Unreadable)? {
            return Err(ReadError::Outside);
        }
        let length = self.files.length(&request.path).map_err(ReadError::Unreadable)?;
        if length > MAX_FILE_BYTES {
            Err(ReadError::TooLong)
        } else if self.bytes.saturating_add(length) > MAX_TOTAL_BYTES {
            Err(ReadError::TotalTooLong)
        } else if self.seen.len() > MAX_FILES {
            Err(ReadError::TooManyFiles)
        } else {
            Ok(length)
        }
    }

    fn take(&mut self, document: Document, reason: &Reason) {
        let is_specification = document.content.get("swagger").or(document.content.get("openapi")).is_some();
        match reason {
            Reason::Root if !is_specification => self.no_specification(document),
            // A reference may still lead to it.
            Reason::Member if !is_specification => {
                self.seen.remove(&document.path);
            }
            _ => {
                self.documents.add(document);
            }
        }
    }
}

/// Reads and parses files; the results stand in the order of the requests.
fn read_all(requests: &[Request], files: &dyn FileReader) -> Vec<Result<Document, ReadError>> {
    let read = |request: &Request| {
        let bytes = files.read(&request.path).map_err(ReadError::Unreadable)?;
        // The file may have grown since its length was asked for.
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(ReadError::TooLong);
        }
        parse::parse(request.path.clone(), bytes).map_err(ReadError::Syntax)
    };
    if requests.len() < PARALLEL_FROM {
        return requests.iter().map(read).collect();
    }
    let share = requests.len().div_ceil(THREADS);
    let read_share = |share: &[Request]| share.iter().map(read).collect::<Vec<_>>();
    share_out(requests.chunks(share), read_share).into_iter().flatten().collect()
}
