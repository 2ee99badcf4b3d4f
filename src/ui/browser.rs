//! The few things asked of the browser: time, chance, files, focus. Nothing else touches them.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use js_sys::{Array, Date as JsDate, Function, Promise, Uint8Array};
use time::{OffsetDateTime, UtcOffset};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, HtmlAnchorElement, HtmlElement, HtmlTextAreaElement, KeyboardEvent, Response, Url,
    Window,
};

/// The window; absent only outside a page.
pub fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// This moment, to the second, with the offset of the reader's clock: the law's days begin at their midnight.
pub fn now() -> OffsetDateTime {
    let date = JsDate::new_0();
    #[expect(clippy::cast_possible_truncation, reason = "seconds, and minutes of an offset, fit")]
    let (seconds, minutes) = ((date.get_time() / 1000.0) as i64, -date.get_timezone_offset() as i32);
    let now = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let offset = UtcOffset::from_whole_seconds(minutes * 60).unwrap_or(UtcOffset::UTC);
    now.checked_to_offset(offset).unwrap_or(now)
}

/// Sixteen random bytes as hexadecimal digits: a salt.
pub fn salt() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        // Refused only for more than 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let mut hex = String::with_capacity(32);
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(u32::from(half), 16));
        }
    }
    hex
}

/// One of the program's own files; nothing else can be fetched under the site's policy.
pub async fn fetch_bytes(path: &str) -> Option<Vec<u8>> {
    let response: Response = JsFuture::from(window()?.fetch_with_str(path)).await.ok()?.unchecked_into();
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    response.ok().then(|| Uint8Array::new(&buffer).to_vec())
}

/// The text of a file that the reader chose or dropped.
pub async fn read(file: web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

#[wasm_bindgen]
extern "C" {
    /// The handle is whatever the page's own `setTimeout` gives; web-sys takes it for a small number.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(ring: &Closure<dyn Fn()>, milliseconds: i32) -> JsValue;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout_once(ring: &Function, milliseconds: i32);
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(handle: &JsValue);
}

/// Rings once, unless it is dropped before.
pub struct Timer {
    handle: JsValue,
    _ring: Closure<dyn Fn()>,
}

impl Timer {
    /// Rings after so many milliseconds.
    pub fn start(milliseconds: i32, ring: impl Fn() + 'static) -> Self {
        let ring = Closure::<dyn Fn()>::new(ring);
        Self { handle: set_timeout(&ring, milliseconds), _ring: ring }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.handle);
    }
}

/// Waits so many milliseconds.
pub async fn wait(milliseconds: i32) {
    let promise = Promise::new(&mut |done, _| {
        set_timeout_once(&done, milliseconds);
    });
    // It is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// What comes of `doing`, unless it takes longer than so many milliseconds.
pub async fn in_time<T>(doing: impl Future<Output = T>, milliseconds: i32) -> Option<T> {
    let (mut doing, mut patience) = (pin!(doing), pin!(wait(milliseconds)));
    poll_fn(|cx| match doing.as_mut().poll(cx) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => patience.as_mut().poll(cx).map(|()| None),
    })
    .await
}

/// Hands `text` to the reader as a file.
pub fn download(name: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(match name.rsplit_once('.') {
        Some((_, "csv")) => "text/csv",
        Some((_, "html")) => "text/html",
        _ => "application/json",
    });
    let bytes = Uint8Array::from(text.as_bytes());
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let anchor: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url).ok()
}

/// Moves the keyboard to the first element in `root` that matches the first of several selectors, divided by `|`, that
/// matches anything which can take it now. Tells whether one could.
pub fn focus(root: &web_sys::Element, selectors: &str) -> bool {
    selectors.split('|').any(|selector| {
        let Ok(Some(element)) = root.query_selector(selector) else { return false };
        let Ok(element) = element.dyn_into::<HtmlElement>() else { return false };
        // What is not on screen takes no focus.
        element.focus().is_ok() && element.matches(":focus").unwrap_or(false)
    })
}

/// Selects a part of the text area beside which something was clicked, and moves the keyboard there. Places are counted as
/// JavaScript counts them.
pub fn select(event: &web_sys::Event, within: &str, start: usize, end: usize) -> Option<()> {
    let clicked: web_sys::Element = event.target()?.dyn_into().ok()?;
    let area = clicked.closest(within).ok()??.query_selector("textarea").ok()??;
    let area: HtmlTextAreaElement = area.dyn_into().ok()?;
    area.set_selection_range(u32::try_from(start).ok()?, u32::try_from(end).ok()?).ok()?;
    // Chromium scrolls to what is selected only when the keyboard comes anew.
    area.blur().ok()?;
    area.focus().ok()
}

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = window() {
        // Refused in sandboxed frames; the sheet can still be copied.
        let _ = window.print();
    }
}

/// The part of the address after `#`.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to another address of the site.
pub fn go(hash: &str) {
    if let Some(window) = window() {
        // Refused only for an address that is none.
        let _ = window.location().set_hash(hash);
    }
}

/// The reader's languages, the preferred one first.
pub fn languages() -> Vec<String> {
    let listed = window().map(|window| window.navigator().languages()).unwrap_or_default();
    listed.iter().filter_map(|tag| tag.as_string()).collect()
}

/// The time of day as the reader's clock writes it.
pub fn clock() -> String {
    let options = js_sys::Object::new();
    for (name, value) in [("hour", "2-digit"), ("minute", "2-digit")] {
        // Setting a field of a fresh object cannot fail.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    let locale = languages().into_iter().next().unwrap_or_default();
    String::from(JsDate::new_0().to_locale_time_string_with_options(&locale, &options))
}

/// Tells the page its language and its title.
pub fn set_page(language: &str, title: &str) {
    let Some(document) = document() else { return };
    if let Some(root) = document.document_element() {
        // Fails only for a name that is none.
        let _ = root.set_attribute("lang", language);
    }
    if document.title() != title {
        document.set_title(title);
    }
}

/// What a key asks for beside typing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// Escape: leave.
    Escape,
    /// Control or Command with Enter in a text area: send.
    Send,
}

/// What the key of an event asks for.
pub fn pressed(event: &web_sys::Event) -> Option<Pressed> {
    let key: &KeyboardEvent = event.dyn_ref()?;
    // While characters are being composed, keys belong to the input method.
    if key.is_composing() {
        return None;
    }
    match key.key().as_str() {
        "Escape" => Some(Pressed::Escape),
        "Enter" if key.ctrl_key() || key.meta_key() => {
            event.target()?.dyn_ref::<HtmlTextAreaElement>().map(|_| Pressed::Send)
        }
        _ => None,
    }
}

/// What stands in the field that an event came from.
pub fn value(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?;
    if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        return Some(input.value());
    }
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        return Some(area.value());
    }
    target.dyn_ref::<web_sys::HtmlSelectElement>().map(web_sys::HtmlSelectElement::value)
}
