//! Exports behind a passphrase, encrypted by the browser's own cryptography; see [`crate::leaving::locked`].

use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::browser;
use crate::leaving::locked::{ITERATIONS, Locked, SALT, SCHEMA, VECTOR};

/// The file that only `passphrase` opens; `None` where the browser has no cryptography for this page, as without https.
pub async fn lock(text: &str, passphrase: &str) -> Option<String> {
    let (mut salt, mut vector) = (vec![0; SALT], vec![0; VECTOR]);
    for bytes in [&mut salt, &mut vector] {
        browser::window()?.crypto().ok()?.get_random_values_with_u8_array(bytes).ok()?;
    }
    let mut locked = Locked { iterations: ITERATIONS, salt, vector, content: Vec::new() };
    let key = key(&locked, &composed(passphrase)).await?;
    let done = subtle()?.encrypt_with_object_and_u8_array(&cipher(&locked), &key, text.as_bytes()).ok()?;
    locked.content = bytes(JsFuture::from(done).await.ok()?);
    locked.write().ok()
}

/// What is in a file; `None` where the passphrase is another one, or the file was changed. Files of earlier versions hold the
/// passphrase as it was typed.
pub async fn unlock(text: &str, passphrase: &str) -> Option<String> {
    let locked = Locked::parse(text).ok()?;
    let opened = open(&locked, passphrase).await;
    let composed = composed(passphrase);
    if opened.is_some() || composed == passphrase { opened } else { open(&locked, &composed).await }
}

async fn open(locked: &Locked, passphrase: &str) -> Option<String> {
    let key = key(locked, passphrase).await?;
    let done = subtle()?.decrypt_with_object_and_u8_array(&cipher(locked), &key, &locked.content).ok()?;
    String::from_utf8(bytes(JsFuture::from(done).await.ok()?)).ok()
}

/// A passphrase as every keyboard means it: some type "é" as one character, some as "e" and an accent.
fn composed(passphrase: &str) -> String {
    JsString::from(passphrase).normalize("NFC").into()
}

/// Absent on pages that came over an insecure connection.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = browser::window()?.crypto().ok()?;
    Reflect::get(&crypto, &"subtle".into()).ok()?.dyn_into().ok()
}

async fn key(locked: &Locked, passphrase: &str) -> Option<CryptoKey> {
    let subtle = subtle()?;
    let typed = Uint8Array::from(passphrase.as_bytes());
    let derives = Array::of1(&"deriveKey".into());
    let typed = subtle.import_key_with_str("raw", &typed, "PBKDF2", false, &derives).ok()?;
    let typed: CryptoKey = JsFuture::from(typed).await.ok()?.unchecked_into();
    let derivation = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(locked.salt.as_slice()).into()),
        ("iterations", locked.iterations.into()),
    ]);
    let wanted = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key = subtle.derive_key_with_object_and_object(&derivation, &typed, &wanted, false, &uses).ok()?;
    Some(JsFuture::from(key).await.ok()?.unchecked_into())
}

fn cipher(locked: &Locked) -> Object {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(locked.vector.as_slice()).into()),
        ("additionalData", Uint8Array::from(SCHEMA.as_bytes()).into()),
    ])
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

fn bytes(buffer: JsValue) -> Vec<u8> {
    Uint8Array::new(&buffer).to_vec()
}
