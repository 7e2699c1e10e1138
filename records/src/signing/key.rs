//! The key of a school (Ed25519, RFC 8032), and what is checked by its public half.

use domain::signing::{KeyId, PublicKey, Signature};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The secret half: whoever has it can sign in the school's name. It is kept in a file, forgotten by the memory when it is
/// dropped, and shown by no `Debug`.
#[derive(Clone)]
pub struct SchoolKey(SigningKey);

impl SchoolKey {
    /// How many random bytes a key is.
    pub const LENGTH: usize = 32;

    /// A new key.
    ///
    /// # Errors
    /// Where the machine has no random bytes to give.
    pub fn make() -> Result<Self, getrandom::Error> {
        let mut secret = [0; Self::LENGTH];
        getrandom::fill(&mut secret)?;
        Ok(Self::of_secret(&secret))
    }

    /// The key that was kept as these bytes.
    pub fn of_secret(secret: &[u8; Self::LENGTH]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// What is kept of it, for its file alone.
    pub fn secret(&self) -> &[u8; Self::LENGTH] {
        self.0.as_bytes()
    }

    /// By which everybody checks what it signs.
    pub fn public(&self) -> PublicKey {
        PublicKey::new(self.0.verifying_key().to_bytes())
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        key_id(&self.public())
    }

    /// Signs the bytes of a statement. Those say by their first line what they are, so nothing else is signed by chance.
    pub fn sign(&self, statement: &[u8]) -> Signature {
        Signature::new(self.0.sign(statement).to_bytes())
    }
}

impl std::fmt::Debug for SchoolKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SchoolKey({})", self.id())
    }
}

/// The fingerprint of a public key: the first half of its SHA-256.
pub fn key_id(public: &PublicKey) -> KeyId {
    let mut id = [0; 16];
    for (place, byte) in id.iter_mut().zip(Sha256::digest(public.bytes())) {
        *place = byte;
    }
    KeyId::new(id)
}

/// Whether `signature` over these bytes is one of this key. Strict: keys and signatures of small order, with which one
/// signature would fit many messages, are none.
pub fn verifies(public: &PublicKey, statement: &[u8], signature: &Signature) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(public.bytes()) else { return false };
    key.verify_strict(statement, &ed25519_dalek::Signature::from_bytes(signature.bytes())).is_ok()
}
