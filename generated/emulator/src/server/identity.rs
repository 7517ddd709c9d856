//! Who the server is: an authority of its own, and a certificate from it.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use time::{Duration, OffsetDateTime};

/// Names of the files of a folder.
const CA: &str = "ca.pem";
const LEAF: &str = "server.pem";
const KEY: &str = "server.key";
const NAMES: &str = "names.txt";

/// How long a certificate lasts.
const LIFE: Duration = Duration::days(397);
/// A certificate from a file must be younger than this, so that it does not end while it is used.
const YOUNG: Duration = Duration::days(365);

/// A certificate for `localhost`, `127.0.0.1`, `::1` and other names, with its key, and the authority that clients trust for it.
/// The authority's own key is thrown away when the certificate is made: nobody can make another one.
#[derive(Clone, Debug)]
pub struct Identity {
    ca_pem: String,
    leaf_pem: String,
    key_pem: String,
    chain: Vec<CertificateDer<'static>>,
    key: Vec<u8>,
}

impl Identity {
    /// A new one, also for these names and addresses.
    ///
    /// # Errors
    /// When a name is none, or there is no randomness.
    pub fn new(names: &[String]) -> io::Result<Self> {
        make(names).map_err(io::Error::other).and_then(|[ca, leaf, key]| Self::of(ca, leaf, key))
    }

    /// That of a folder; a new one where the folder has none, one of another year, or one for other names.
    ///
    /// # Errors
    /// When files can be neither read nor written, or hold something else.
    pub fn at(folder: &Path, names: &[String]) -> io::Result<Self> {
        let leaf = folder.join(LEAF);
        let age = fs::metadata(&leaf).and_then(|file| file.modified()).ok().and_then(|time| time.elapsed().ok());
        let read = |name: &str| fs::read_to_string(folder.join(name));
        let names_text = names.join("\n");
        let is_for_names = read(NAMES).is_ok_and(|known| known == names_text);
        if is_for_names && age.is_some_and(|age| age < YOUNG.unsigned_abs()) {
            return Self::of(read(CA)?, read(LEAF)?, read(KEY)?);
        }
        let identity = Self::new(names)?;
        fs::create_dir_all(folder)?;
        fs::remove_file(folder.join(NAMES)).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
        identity.write_ca(folder)?;
        write_secret(&folder.join(KEY), &identity.key_pem)?;
        fs::write(leaf, &identity.leaf_pem)?;
        // Last: what was interrupted is begun anew.
        fs::write(folder.join(NAMES), names_text)?;
        Ok(identity)
    }

    /// Writes what clients trust into a folder, as `ca.pem`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_ca(&self, folder: &Path) -> io::Result<()> {
        fs::write(folder.join(CA), &self.ca_pem)
    }

    /// The authority that clients trust, as PEM.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    pub(super) fn chain(&self) -> &[CertificateDer<'static>] {
        &self.chain
    }

    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }

    fn of(ca_pem: String, leaf_pem: String, key_pem: String) -> io::Result<Self> {
        let leaf = CertificateDer::from_pem_slice(leaf_pem.as_bytes()).map_err(io::Error::other)?;
        let key = PrivatePkcs8KeyDer::from_pem_slice(key_pem.as_bytes()).map_err(io::Error::other)?;
        let key = key.secret_pkcs8_der().to_vec();
        Ok(Self { ca_pem, leaf_pem, key_pem, chain: vec![leaf], key })
    }
}

/// An authority, a certificate and its key, as PEM.
fn make(names: &[String]) -> Result<[String; 3], rcgen::Error> {
    let mut authority = CertificateParams::new(Vec::new())?;
    dated(&mut authority);
    authority.distinguished_name.push(DnType::CommonName, "apim-emulator: authority for this machine");
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let authority_key = KeyPair::generate()?;
    let ca = authority.self_signed(&authority_key)?;

    let own = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let mut leaf = CertificateParams::new(own.into_iter().chain(names.iter().cloned()).collect::<Vec<_>>())?;
    dated(&mut leaf);
    leaf.distinguished_name.push(DnType::CommonName, "apim-emulator");
    // With identifiers of both keys, without which newer clients refuse a certificate.
    leaf.is_ca = IsCa::ExplicitNoCa;
    leaf.use_authority_key_identifier_extension = true;
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate()?;
    let leaf = leaf.signed_by(&key, &Issuer::new(authority, authority_key))?;
    Ok([ca.pem(), leaf.pem(), key.serialize_pem()])
}

/// From yesterday on, since clocks differ.
fn dated(parameters: &mut CertificateParams) {
    parameters.not_before = OffsetDateTime::now_utc() - Duration::DAY;
    parameters.not_after = parameters.not_before + LIFE;
}

/// A file that only its owner reads.
fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn a_folder_keeps_the_identity_of_its_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let ca = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            Identity::at(folder.path(), &names).expect("an identity").ca_pem().to_owned()
        };
        let first = ca(&[]);
        assert_eq!(ca(&[]), first);
        let other = ca(&["192.0.2.1"]);
        assert_ne!(other, first);
        assert_eq!(ca(&["192.0.2.1"]), other);
    }
}
