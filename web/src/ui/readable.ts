// Values as people read them. Nothing is added that was not written: where an area code ends only its writer knows.
import type { Language } from '../i18n/format';

const number = /^[+(\d][\d\s()/.–-]{4,}$/;
/** Long enough for any number with its extension, short enough to stand in one line. */
const longest_number = 24;

/** Whether a value is nothing but a number to dial. */
export function isNumber(value: string) {
    return value.length <= longest_number && number.test(value.trim());
}

/** What a phone is told to dial; nothing where the value is more than a number. */
export function dialled(value: string) {
    return isNumber(value) ? readableNumber(value).replace(/[^+\d]/g, '') : undefined;
}

/** A number with its groups as DIN 5008 parts them: blanks between, a hyphen before an extension. Anything else stays. */
export function readableNumber(value: string) {
    const text = value.trim();
    if (!number.test(text)) return value;
    // The nought that is dialled only within the country.
    const plain = /^(?:\+|00)/.test(text) ? text.replace(/\(0\)/, ' ') : text;
    const grouped = plain
        .replace(/\s*[-–]\s*/g, '-')
        .replace(/[()/.\s]+/g, ' ')
        .trim();
    // A lone hyphen behind the area code, as many write it, is no extension's.
    return grouped.includes(' ') ? grouped : grouped.replace('-', ' ');
}

/** How a language cites the same law. What is German law keeps its German parts. */
const english: [RegExp, string][] = [
    [/\bDSGVO\b/g, 'GDPR'],
    [/\bErwGr\. (?=\d)/g, 'recital '],
    [/\bNr\. (?=\d)/g, 'no. '],
    [/ Abs\. (\d[\d-]*)/g, '($1)'],
    [/ lit\. ([a-z](?:-[a-z])?)\b/g, '($1)'],
];

/** A citation as it is read in a language; it breaks before its parts, never between a sign and its number. */
export function readableLaw(law: string, language: Language) {
    const told =
        language === 'en' && law.includes('DSGVO')
            ? english.reduce((text, [german, word]) => text.replace(german, word), law)
            : law;
    return told.replace(/(§|Art\.|Abs\.|Nr\.|Satz|lit\.|recital|no\.) (?=\S)/g, '$1\u00a0');
}
