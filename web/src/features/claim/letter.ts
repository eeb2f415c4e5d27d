// The letter that asks for a consent. It is German, whatever language the screen speaks: it goes to the person.
import type { ChannelKey } from '../../api/parts';
import { de } from '../../i18n/de';
import { makeFormat } from '../../i18n/format';

export interface LetterFacts {
    /** Who writes: the controller. */
    company: string;
    name: string;
    /** The address in one line, its parts behind commas. */
    address: string;
    areas: string[];
    channels: ChannelKey[];
    /** Where the claim comes from (GDPR Art. 14(2)(f)). */
    source: string;
    on: string;
}

/** Its parts from top to bottom. Neither answer is ticked (GDPR recital 32), and refusing is as easy as agreeing. */
export function letterOf({ company, name, address, areas, channels, source, on }: LetterFacts) {
    const format = makeFormat('de');
    const about = format.list(areas);
    return {
        sender: company,
        to: [name, ...address.split(/,\s*/)],
        date: format.date(on),
        subject: `Dürfen wir Sie zu ${about} informieren?`,
        greeting: `Guten Tag ${name},`,
        paragraphs: [
            `in einer Liste („${source}“) steht zu Ihnen, dass Sie mit Werbung von uns einverstanden sind. Einen Beleg dafür haben wir nicht. Deshalb fragen wir Sie selbst: Dürfen wir Sie zu ${about} ansprechen, und auf welchem Weg?`,
            'Ihre Antwort ist freiwillig. Ohne Ihre Einwilligung sprechen wir Sie auf diesen Wegen nicht an. Eine Einwilligung können Sie jederzeit mit Wirkung für die Zukunft widerrufen; eine kurze Nachricht an uns genügt.',
            'Sie können der Verwendung Ihrer Daten für Werbung jederzeit widersprechen, auch der für Briefe wie diesen (Art. 21 Abs. 2 DSGVO). Wir halten das sofort fest.',
        ],
        close: 'Mit freundlichen Grüßen',
        reply: 'Ihre Antwort',
        yes: `Ja, ${company} darf mich zu ${about} ansprechen, und zwar per:`,
        channels: channels.map((channel) => de.channel[channel]),
        no: `Nein, ich möchte keine Werbung von ${company}.`,
        signature: ['Ort, Datum', 'Unterschrift'],
    };
}
