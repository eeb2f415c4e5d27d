// A day as people type it: 12.3.2025, 12/03/25, 12032025, or as computers do: 2025-03-12. The day comes before the month.
const forms = [
    /^(?<day>\d{1,2})[./\-\s]+(?<month>\d{1,2})[./\-\s]+(?<year>\d{4}|\d{2})$/,
    /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4}|\d{2})$/,
    /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
];

/** The ISO date; null for what is no day. Two digits of a year are of this century. */
export function parseDay(text: string): string | null {
    const found = forms.map((form) => form.exec(text.trim())?.groups).find((groups) => groups !== undefined);
    if (!found) return null;
    const [year, month, day] = [found['year'] ?? '', found['month'] ?? '', found['day'] ?? ''];
    const iso = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const date = new Date(`${iso}T00:00:00Z`);
    // 31.2. would become the 3rd of March.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/** Today in the browser's own calendar. */
export function today(now = new Date()) {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
