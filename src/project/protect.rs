//! A project under a passphrase: an age file (<https://age-encryption.org/v1>) round the ordinary bytes. Bytes in, bytes out.
//!
//! The file is closed by the passphrase itself (scrypt). What is kept against a crash is written after every gesture, so it
//! is closed by a key of its own (X25519), which lies beside it under the passphrase.

use super::{ProjectError, hash_of};
use age::secrecy::zeroize::Zeroizing;
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use std::io::{Read, Write};
use std::sync::{Arc, OnceLock};

/// What every age file begins with.
const MAGIC: &[u8] = b"age-encryption.org/v1\n";
/// Work of trying one passphrase, as a power of two: about a second and 256 MiB (what age itself takes on a computer of 2020).
const WORK: u8 = 18;
/// The most work that a file may ask for: 512 MiB and a few seconds, so that no file burns minutes.
const MOST_WORK: u8 = 19;
/// Fewest letters of a new passphrase (assumption: shorter ones are guessed within days, whatever the work).
pub const FEWEST_LETTERS: usize = 8;
/// Letters from which a passphrase counts as long (assumption: four to five words).
const LONG_LETTERS: usize = 20;

/// How well a new passphrase keeps, as far as its length tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassphraseStrength {
    /// Fewer than [`FEWEST_LETTERS`]: it isn't taken.
    TooShort,
    /// It is taken; a few more words make it better.
    Fair,
    /// Long.
    Long,
}

impl PassphraseStrength {
    /// Of a passphrase as it is typed.
    pub fn of(text: &str) -> Self {
        match text.chars().count() {
            0..FEWEST_LETTERS => PassphraseStrength::TooShort,
            FEWEST_LETTERS..LONG_LETTERS => PassphraseStrength::Fair,
            _ => PassphraseStrength::Long,
        }
    }
}

/// A passphrase in memory that is wiped when it is dropped and never shown.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// A passphrase as it was typed or read.
    pub fn new(text: String) -> Self {
        Passphrase(SecretString::from(text))
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.expose_secret().is_empty()
    }

    /// How well it keeps.
    pub fn strength(&self) -> PassphraseStrength {
        PassphraseStrength::of(self.0.expose_secret())
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// A passphrase that is being typed; wiped when it is dropped, and never shown.
#[derive(Clone, Default, PartialEq)]
pub struct TypedPassphrase(Zeroizing<String>);

impl TypedPassphrase {
    /// The letters, to be changed by a field of the window.
    pub fn text_mut(&mut self) -> &mut String {
        &mut self.0
    }

    /// Whether nothing is typed yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How well it keeps.
    pub fn strength(&self) -> PassphraseStrength {
        PassphraseStrength::of(&self.0)
    }

    /// The passphrase as it stands there.
    pub fn passphrase(&self) -> Passphrase {
        Passphrase::new(self.0.to_string())
    }
}

impl std::fmt::Debug for TypedPassphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedPassphrase(…)")
    }
}

/// What closes a project and all that is kept of it.
pub struct ProjectKey {
    passphrase: Passphrase,
    /// Closes what is kept against a crash.
    identity: x25519::Identity,
    /// The identity under the passphrase, made when it is first needed: that takes a second.
    sealed_identity: OnceLock<Arc<[u8]>>,
    work: u8,
}

impl std::fmt::Debug for ProjectKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProjectKey(…)")
    }
}

/// Whether bytes are closed by a passphrase; cheap, for choosing how to open a file.
pub fn is_protected(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// The bytes behind a passphrase.
///
/// # Errors
/// Another passphrase, a damaged file, or one that asks for more work than is done.
pub fn unprotected(bytes: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, ProjectError> {
    let mut identity = scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    opened(bytes, &identity)
}

impl ProjectKey {
    /// A key of a passphrase.
    pub fn new(passphrase: Passphrase) -> Self {
        ProjectKey::with_work(passphrase, WORK)
    }

    fn with_work(passphrase: Passphrase, work: u8) -> Self {
        ProjectKey {
            passphrase,
            identity: x25519::Identity::generate(),
            sealed_identity: OnceLock::new(),
            work,
        }
    }

    /// The key that was kept beside lost work.
    ///
    /// # Errors
    /// As [`unprotected`].
    pub fn of_lost_work(sealed_identity: &[u8], passphrase: Passphrase) -> Result<Self, ProjectError> {
        let text = unprotected(sealed_identity, &passphrase)?;
        let identity = std::str::from_utf8(&text)
            .ok()
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| ProjectError::Damaged {
                reason: "the key beside it is none".to_owned(),
            })?;
        Ok(ProjectKey {
            passphrase,
            identity,
            sealed_identity: OnceLock::from(Arc::from(sealed_identity)),
            work: WORK,
        })
    }

    /// The passphrase behind it.
    pub fn passphrase(&self) -> &Passphrase {
        &self.passphrase
    }

    /// A project's file, closed by the passphrase. Takes about a second.
    ///
    /// # Errors
    /// There is no randomness or memory for it.
    pub fn protected(&self, bytes: &[u8]) -> Result<Vec<u8>, ProjectError> {
        let mut recipient = scrypt::Recipient::new(self.passphrase.0.clone());
        recipient.set_work_factor(self.work);
        closed(bytes, &recipient)
    }

    /// The key of what is kept against a crash, under the passphrase. The first call takes about a second.
    ///
    /// # Errors
    /// As [`ProjectKey::protected`].
    pub fn sealed_identity(&self) -> Result<Arc<[u8]>, ProjectError> {
        if let Some(sealed) = self.sealed_identity.get() {
            return Ok(Arc::clone(sealed));
        }
        let text = self.identity.to_string();
        let sealed = Arc::from(self.protected(text.expose_secret().as_bytes())?);
        // Whoever was quicker has sealed the same key.
        Ok(Arc::clone(self.sealed_identity.get_or_init(|| sealed)))
    }

    /// Closes what is kept against a crash; quick.
    ///
    /// # Errors
    /// As [`ProjectKey::protected`].
    pub fn closed(&self, bytes: &[u8]) -> Result<Vec<u8>, ProjectError> {
        closed(bytes, &self.identity.to_public())
    }

    /// Opens what [`ProjectKey::closed`] has closed.
    ///
    /// # Errors
    /// It is of another key, or damaged.
    pub fn opened(&self, bytes: &[u8]) -> Result<Vec<u8>, ProjectError> {
        opened(bytes, &self.identity)
    }

    /// The name of a kept photo that tells nobody which photo it is.
    pub fn name_of(&self, photo_hash: &str) -> String {
        let secret = self.identity.to_string();
        hash_of(format!("{}{photo_hash}", secret.expose_secret()).as_bytes())
    }
}

fn closed(bytes: &[u8], recipient: &dyn Recipient) -> Result<Vec<u8>, ProjectError> {
    let failed = |error: &dyn std::fmt::Display| ProjectError::Write {
        detail: error.to_string(),
    };
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient)).map_err(|error| failed(&error))?;
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 1024 + 1024);
    let mut writer = encryptor.wrap_output(&mut out).map_err(|error| failed(&error))?;
    writer.write_all(bytes).map_err(|error| failed(&error))?;
    writer.finish().map_err(|error| failed(&error))?;
    Ok(out)
}

fn opened(bytes: &[u8], identity: &dyn Identity) -> Result<Vec<u8>, ProjectError> {
    let damaged = |error: &dyn std::fmt::Display| ProjectError::Damaged {
        reason: error.to_string().trim_end_matches('.').to_owned(),
    };
    let decryptor = Decryptor::new(bytes).map_err(|error| damaged(&error))?;
    let mut reader = decryptor
        .decrypt(std::iter::once(identity))
        .map_err(|error| match error {
            DecryptError::DecryptionFailed
            | DecryptError::KeyDecryptionFailed
            | DecryptError::NoMatchingKeys => ProjectError::WrongPassphrase,
            DecryptError::ExcessiveWork { required, .. } => ProjectError::Unsafe {
                reason: format!(
                    "trying a passphrase on it takes a work of 2^{required}, at most 2^{MOST_WORK} is done"
                ),
            },
            other => damaged(&other),
        })?;
    let mut plain = Vec::with_capacity(bytes.len());
    reader.read_to_end(&mut plain).map_err(|error| damaged(&error))?;
    Ok(plain)
}

#[cfg(test)]
#[path = "protect_test.rs"]
mod tests;
