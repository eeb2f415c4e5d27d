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
    const first = parts[0]?.[0] ?? '';
    const second = parts.length > 1 ? (parts[1]?.[0] ?? '') : '';
    return (first + second).toUpperCase();
}
