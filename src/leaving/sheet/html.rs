//! The leaving sheet as HTML: to paste into a mail, and as a file of its own. Styles stand on the elements, since mail
//! programs drop all others. Every text is escaped here; there is no other way in.

use super::{Row, Sheet, Value};
use crate::words::{Catalogue, Format, Text};

const BODY: &str = "font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.45;color:#1d2327;\
                    background:#ffffff;max-width:680px";
const FROM: &str = "margin:0;color:#5a6369;font-size:13px";
const TITLE: &str = "margin:4px 0 0;font-size:22px;line-height:1.25;font-weight:bold";
const HEADING: &str = "margin:22px 0 4px;font-size:15px;font-weight:bold";
const TABLE: &str = "border-collapse:collapse;width:100%";
const LABEL: &str = "text-align:left;vertical-align:top;font-weight:normal;padding:5px 16px 5px 0;\
                     border-top:1px solid #d6d3cc";
const VALUE: &str = "text-align:left;vertical-align:top;padding:5px 0;border-top:1px solid #d6d3cc;width:36%";
const AMOUNT: &str = "text-align:right;vertical-align:top;padding:5px 0;border-top:1px solid #d6d3cc;\
                      white-space:nowrap;font-variant-numeric:tabular-nums";
const SUM: &str = ";font-weight:bold;border-top:2px solid #1d2327";
const NOTE: &str = "font-size:12px;color:#5a6369;font-weight:normal";

/// What a file needs beside the sheet: paper of the reader's country, with margins.
const FILE: &str = "<style>@page{margin:14mm 16mm}body{margin:32px auto;max-width:680px;padding:0 16px}\
                    @media print{body{margin:0;max-width:none;padding:0}h2{margin-top:14px!important}\
                    th,td{padding-top:2px!important;padding-bottom:2px!important}}\
                    h2{break-after:avoid}tr{break-inside:avoid}</style>";

impl Sheet {
    /// The sheet as a piece of HTML, for a mail.
    #[must_use]
    pub fn as_html(&self, catalogue: &Catalogue, format: &dyn Format) -> String {
        let mut out = Out(String::new());
        let words = |text: &Text| catalogue.text(text, format);
        out.open("div", BODY, &[("lang", catalogue.language())]);
        if let Some(from) = self.made_by(catalogue, format) {
            out.element("p", FROM, &from);
        }
        out.element("h1", TITLE, &words(&self.title));
        if let Some(to) = &self.to {
            out.element("p", FROM, &words(to));
        }
        for section in &self.sections {
            out.element("h2", HEADING, &words(&section.heading));
            out.open("table", TABLE, &[]);
            out.0.push_str("<tbody>");
            let sums = section.has_amounts();
            for row in &section.rows {
                out.row(row, sums, catalogue, format);
            }
            out.0.push_str("</tbody></table>");
        }
        out.0.push_str("</div>");
        out.0
    }

    /// The sheet as a file that needs nothing else.
    #[must_use]
    pub fn as_file(&self, catalogue: &Catalogue, format: &dyn Format) -> String {
        let mut out = Out("<!doctype html>\n<html".to_owned());
        out.attribute("lang", catalogue.language());
        out.0.push_str("><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        out.text(&catalogue.text(&self.title, format));
        out.0.push_str("</title>");
        out.0.push_str(FILE);
        out.0.push_str("</head><body>");
        out.0.push_str(&self.as_html(catalogue, format));
        out.0.push_str("</body></html>\n");
        out.0
    }
}

/// HTML in the making. Only these methods write what comes from outside.
struct Out(String);

impl Out {
    /// A text: what could be read as markup is escaped, lines stay lines.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' => self.0.push_str("<br>"),
                c => self.0.push(c),
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        self.text(value);
        self.0.push('"');
    }

    fn open(&mut self, tag: &str, style: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.attribute(name, value);
        }
        self.attribute("style", style);
        self.0.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    fn element(&mut self, tag: &str, style: &str, text: &str) {
        self.open(tag, style, &[]);
        self.text(text);
        self.close(tag);
    }

    fn row(&mut self, row: &Row, sums: bool, catalogue: &Catalogue, format: &dyn Format) {
        let sum = if row.is_sum { SUM } else { "" };
        let label = [LABEL, sum].concat();
        self.0.push_str("<tr>");
        match &row.value {
            None => self.open("td", &label, &[("colspan", "2")]),
            Some(_) => self.open("th", &label, &[("scope", "row")]),
        }
        self.text(&catalogue.text(&row.label, format));
        for note in &row.notes {
            self.0.push_str("<br>");
            self.element("span", NOTE, &catalogue.text(note, format));
        }
        self.close(if row.value.is_some() { "th" } else { "td" });
        if let Some(value) = &row.value {
            let style = if sums || matches!(value, Value::Money(_)) { AMOUNT } else { VALUE };
            self.element("td", &[style, sum].concat(), &value.text(catalogue, format));
        }
        self.0.push_str("</tr>");
    }
}
