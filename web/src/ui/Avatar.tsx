/** Initials, drawn by the style sheet: decoration only, the name stands beside it. */
export function Avatar({ name, large }: { name: string; large?: boolean }) {
    return (
        <span
            className={`avatar ${large ? 'large' : ''}`}
            aria-hidden="true"
            data-initials={initials(name)}
        />
    );
}

export function initials(name: string) {
    const parts = name
        .replace(/\b(?:Dr|Prof|Dipl|Ing|Herr|Frau)\b\.?/g, '')
        .split(/[\s,]+/)
        .filter((part) => /^\p{L}/u.test(part));
    // Of a name that is none, such as 4711 or an emoji, its first sign.
    if (parts.length === 0) return first(name.trim());
    return parts.slice(0, 2).map(first).join('').toUpperCase();
}

const signs = new Intl.Segmenter();

/** As people see it: a letter with its accent, an emoji of several parts. */
function first(text: string) {
    return [...signs.segment(text)][0]?.segment ?? '';
}
