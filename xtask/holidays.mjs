// Writes www/holidays/days.json, the public holidays with which working days are counted: `cargo xtask holidays`.
// The days are those of the npm library date-holidays (data under CC BY-SA 3.0, see NOTICE).

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const Holidays = require("date-holidays");

const [FIRST, LAST] = [2024, 2036];
const COUNTRIES = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "GB", "US",
];
// Parts of countries are all there; of the United States only those with rules of their own.
const ONLY = { US: ["CA", "NY"] };
const years = Array.from({ length: LAST - FIRST + 1 }, (_, place) => FIRST + place);

// The public holidays of a place as `YYYY-MM-DD`. A day that only half counts is none.
function days(country, part) {
    const calendar = part ? new Holidays(country, part) : new Holidays(country);
    const found = years.flatMap((year) => calendar.getHolidays(year, "en"));
    const whole = found.filter((day) => day.type === "public" && new Date(day.end) - new Date(day.start) >= 23 * 3600e3);
    return [...new Set(whole.map((day) => day.date.slice(0, 10)))].sort();
}

const shift = (day, by) => new Date(Date.parse(day) + by * 864e5).toISOString().slice(0, 10);

// The Sundays of Easter, from the library itself.
function easters(country, name) {
    const calendar = new Holidays(country);
    return years.map((year) => calendar.getHolidays(year, "en").find((day) => day.rule === name).date.slice(0, 10));
}

const easter = easters("BE", "easter");
const pascha = easters("GR", "orthodox");
// How far from Easter a holiday is at most.
const FAR = 70;

// Days of every year, by their date and by their distance from an Easter; the rest one by one. The table's years only.
function packed(all) {
    const left = new Set(all.filter((day) => Number(day.slice(0, 4)) >= FIRST && Number(day.slice(0, 4)) <= LAST));
    const all_years = (day_of) => {
        const each = years.map((year, place) => day_of(String(year), place));
        return each.every((day) => left.has(day)) && each;
    };
    const entry = { yearly: [], easter: [], pascha: [], single: [] };
    const taken = new Set();
    for (const day of [...left].filter((day) => day.startsWith(String(FIRST)))) {
        const each = all_years((year) => year + day.slice(4));
        if (each) {
            entry.yearly.push(day.slice(5));
            each.forEach((day) => taken.add(day));
        }
    }
    for (const [name, sundays] of [["easter", easter], ["pascha", pascha]]) {
        for (let by = -FAR; by <= FAR; by++) {
            const each = all_years((_, place) => shift(sundays[place], by));
            if (each && each.some((day) => !taken.has(day))) {
                entry[name].push(by);
                each.forEach((day) => taken.add(day));
            }
        }
    }
    const weekend = (day) => [0, 6].includes(new Date(day).getUTCDay());
    entry.single = [...left].filter((day) => !taken.has(day) && !weekend(day)).sort();
    for (const name of Object.keys(entry)) if (entry[name].length === 0) delete entry[name];
    return entry;
}

const places = {};
for (const country of COUNTRIES) {
    let national = days(country);
    const parts = Object.keys(new Holidays().getStates(country) ?? {}).filter((part) => !(country === "GB" && part === "ALD"));
    const regional = parts.map((part) => [part, days(country, part)]);
    const differ = regional.some(([, own]) => own.join() !== national.join());
    // Where parts differ, the country's days are those on which all of it is off: what is due is then never shown too late.
    if (differ) national = national.filter((day) => regional.every(([, own]) => own.includes(day)));
    places[country] = packed(national);
    if (!differ) continue;
    places[country].regional = true;
    const shown = regional.filter(([part]) => ONLY[country]?.includes(part) ?? true);
    for (const [part, own] of shown) places[`${country}-${part}`] = packed(own);
}

const version = JSON.parse(readFileSync(new URL("../node_modules/date-holidays/package.json", import.meta.url))).version;
const head = {
    schema: "clean-break/holidays@1",
    source: `date-holidays ${version}, https://github.com/commenthol/date-holidays`,
    licence: "CC BY-SA 3.0",
    first: FIRST,
    last: LAST,
    easter,
    pascha,
};
const line = (value) => JSON.stringify(value);
const fields = Object.entries(head).map(([name, value]) => `  ${line(name)}: ${line(value)}`);
const rows = Object.entries(places).map(([code, place]) => `    ${line(code)}: ${line(place)}`);
process.stdout.write(`{\n${fields.join(",\n")},\n  "places": {\n${rows.join(",\n")}\n  }\n}\n`);
