// Dates, times and numbers as people write them. Pure: the time zone is the browser's unless a test says otherwise.
export type Language = 'de' | 'en';

const locales = { de: 'de-DE', en: 'en-GB' } as const;

export function localeOf(language: Language) {
    return locales[language];
}

export function makeFormat(language: Language, timeZone?: string) {
    const locale = locales[language];
    // As each language writes a day: 24.11.2026, 24 Nov 2026.
    const written = {
        day: language === 'de' ? '2-digit' : 'numeric',
        month: language === 'de' ? '2-digit' : 'short',
        year: 'numeric',
    } as const;
    const day = new Intl.DateTimeFormat(locale, { ...written, ...(timeZone ? { timeZone } : {}) });
    const plain_day = new Intl.DateTimeFormat(locale, { ...written, timeZone: 'UTC' });
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', ...(timeZone ? { timeZone } : {}) });
    const time = new Intl.DateTimeFormat(locale, {
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
        ...(timeZone ? { timeZone } : {}),
    });
    const exact = new Intl.DateTimeFormat('en-GB', {
        timeStyle: 'medium',
        ...(timeZone ? { timeZone } : {}),
    });
    const number = new Intl.NumberFormat(locale);
    const date = (iso: string) => (/^\d{4}-\d{2}-\d{2}$/.test(iso) ? plain_day : day).format(new Date(iso));
    const clock = (instant: string) => {
        const text = time.format(new Date(instant));
        return language === 'de' ? `${text} Uhr` : text;
    };
    /** "20 Uhr" where the minutes are nought. */
    const hour = (instant: string) => {
        const text = time.format(new Date(instant));
        if (language === 'en') return text;
        return `${text.endsWith(':00') ? String(Number(text.slice(0, 2))) : text} Uhr`;
    };
    const sameDay = (a: string, b: string) => date(a) === date(b);
    const until = (instant: string, now: string) => {
        const day = weekday.format(new Date(instant));
        if (language === 'de')
            return sameDay(instant, now) ? `heute bis ${hour(instant)}` : `bis ${day}, ${hour(instant)}`;
        return sameDay(instant, now) ? `until ${hour(instant)} today` : `until ${day}, ${hour(instant)}`;
    };
    /** Of a span within one day, for people: "von 9 bis 20 Uhr". */
    const hours = (begin: string, end: string) => {
        if (language === 'en') return `from ${hour(begin)} to ${hour(end)}`;
        return `von ${hour(begin).replace(/ Uhr$/, '')} bis ${hour(end)}`;
    };
    /** When a door that is closed opens next: "heute erst von 9 bis 20 Uhr". A weekday alone is one of the next six. */
    const opening = (begin: string, end: string | undefined, now: string) => {
        const soon = new Date(begin).getTime() - new Date(now).getTime() < 6 * 86_400_000;
        const on = weekday.format(new Date(begin)) + (soon ? '' : `, ${date(begin)},`);
        const when =
            end && sameDay(begin, end)
                ? hours(begin, end)
                : language === 'de'
                  ? `ab ${hour(begin)}`
                  : `from ${hour(begin)}`;
        const today = sameDay(begin, now);
        if (language === 'de') return today ? `heute erst ${when}` : `erst am ${on} ${when}`;
        return today ? `today only ${when}` : `only on ${on} ${when}`;
    };
    return {
        language,
        date,
        /** A day as it is typed into a field: digits alone. */
        typedDate: (iso: string) =>
            iso
                .split('-')
                .reverse()
                .join(language === 'de' ? '.' : '/'),
        opening,
        clock,
        /** Midnight is left out: it stands for what is known by the day alone. */
        dateTime: (instant: string) =>
            exact.format(new Date(instant)) === '00:00:00'
                ? date(instant)
                : `${date(instant)}, ${clock(instant)}`,
        /** A word that stands alone begins with a capital. */
        alone: (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1),
        number: (value: number) => number.format(value),
        percent: (share: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(share),
        bytes: (count: number) =>
            count < 1024 * 1024
                ? `${number.format(Math.max(1, Math.round(count / 1024)))} KB`
                : `${number.format(Math.round(count / 1024 / 102.4) / 10)} MB`,
        list: (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
        /** "heute bis 20 Uhr", "bis Montag, 20 Uhr". */
        until,
    };
}

export type Format = ReturnType<typeof makeFormat>;

/** The language the browser asks for; German unless it clearly wants another one. */
export function preferred(languages: readonly string[]): Language {
    const first = languages[0]?.toLowerCase() ?? 'de';
    return first.startsWith('de') ? 'de' : 'en';
}
