// The letter that asks for a consent. It speaks the language of whoever reads it, not that of the screen.
import type { ChannelKey } from '../../api/parts';
import { de } from '../../i18n/de';
import { en } from '../../i18n/en';
import { type Language, makeFormat } from '../../i18n/format';

export interface LetterFacts {
    language: Language;
    /** Who writes: the controller. */
    company: string;
    /** Where he is, as somebody typed it: lines, or nothing. */
    from: string;
    name: string;
    /** Line by line. */
    address: string[];
    areas: string[];
    channels: ChannelKey[];
    /** Where the claim comes from (GDPR Art. 14(2)(f)). */
    source: string;
    on: string;
}

/** Where German is an official language that letters are written in. */
const german = new Set(['DE', 'AT', 'CH', 'LI', 'LU']);

/** What is read in a country; everywhere else somebody may choose better than this does. */
export function languageFor(country: string | undefined): Language {
    return country === undefined || german.has(country.toUpperCase()) ? 'de' : 'en';
}

export function linesOf(text: string) {
    return text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
}

interface Postal {
    street?: string;
    postal_code?: string;
    city?: string;
    country?: string;
    value: string;
}

/** The lines of an address; its country, in the language of the post that carries it, where that is another one. */
export function addressLines(point: Postal, home: string) {
    const { street, postal_code, city, country } = point;
    if (!street && !city) return point.value.split(/,\s*/);
    const abroad = country && country !== home;
    return [
        street,
        [postal_code, city].filter(Boolean).join(' '),
        abroad && new Intl.DisplayNames('de-DE', { type: 'region' }).of(country)?.toUpperCase(),
    ].filter((line): line is string => Boolean(line));
}

interface Told {
    name: string;
    company: string;
    about: string;
    source: string;
}

const texts = {
    de: {
        subject: ({ about }: Told) => `Dürfen wir Sie zu ${about} informieren?`,
        greeting: ({ name }: Told) => `Guten Tag ${name},`,
        paragraphs: ({ source, about }: Told) => [
            `in einer Liste („${source}“) steht zu Ihnen, dass Sie mit Werbung von uns einverstanden sind. Einen Beleg dafür haben wir nicht. Deshalb fragen wir Sie selbst: Dürfen wir Sie zu ${about} ansprechen, und auf welchem Weg?`,
            'Ihre Antwort ist freiwillig. Ohne Ihre Einwilligung sprechen wir Sie auf diesen Wegen nicht an. Eine Einwilligung können Sie jederzeit mit Wirkung für die Zukunft widerrufen; eine kurze Nachricht an uns genügt.',
            'Sie können der Verwendung Ihrer Daten für Werbung jederzeit widersprechen, auch der für Briefe wie diesen (Art. 21 Abs. 2 DSGVO). Wir halten das sofort fest.',
        ],
        close: 'Mit freundlichen Grüßen',
        reply: 'Ihre Antwort',
        yes: ({ company, about }: Told) => `Ja, ${company} darf mich zu ${about} ansprechen, und zwar per:`,
        no: ({ company }: Told) => `Nein, ich möchte keine Werbung von ${company}.`,
        signature: ['Ort, Datum', 'Unterschrift'],
    },
    en: {
        subject: ({ about }: Told) => `May we tell you about ${about}?`,
        greeting: ({ name }: Told) => `Dear ${name},`,
        paragraphs: ({ source, about }: Told) => [
            `A list (“${source}”) says that you agree to receive advertising from us. We have no proof of that. So we are asking you ourselves: may we contact you about ${about}, and by which means?`,
            'Your answer is voluntary. Without your consent we will not contact you by these means. You can withdraw a consent at any time with effect for the future; a short message to us is enough.',
            'You can object at any time to your data being used for advertising, including letters like this one (Art. 21(2) GDPR). We will record that at once.',
        ],
        close: 'Yours sincerely',
        reply: 'Your answer',
        yes: ({ company, about }: Told) => `Yes, ${company} may contact me about ${about}, by:`,
        no: ({ company }: Told) => `No, I do not want any advertising from ${company}.`,
        signature: ['Place, date', 'Signature'],
    },
} as const;

/** Its parts from top to bottom. Neither answer is ticked (GDPR recital 32), and refusing is as easy as agreeing. */
export function letterOf(facts: LetterFacts) {
    const { language, company, name } = facts;
    const format = makeFormat(language);
    const told = { name, company, source: facts.source, about: format.list(facts.areas) };
    const text = texts[language];
    const channel = (language === 'de' ? de : en).channel;
    return {
        sender: company,
        from: linesOf(facts.from),
        to: [name, ...facts.address],
        date: format.date(facts.on),
        subject: text.subject(told),
        greeting: text.greeting(told),
        paragraphs: text.paragraphs(told),
        close: text.close,
        reply: text.reply,
        yes: text.yes(told),
        channels: facts.channels.map((each) => format.alone(channel[each])),
        no: text.no(told),
        signature: text.signature,
    };
}
