// The frame of the pages before the login: mark, heading, one card, language.
import type { ReactNode } from 'react';
import { useSpeech } from '../../i18n';
import { Brand } from '../../ui/Brand';

export function Gate({
    title,
    lead,
    wide,
    children,
}: {
    title: string;
    lead: string;
    wide?: boolean;
    children: ReactNode;
}) {
    const { words, language, setLanguage } = useSpeech();
    return (
        <main className={`gate ${wide ? 'wide' : ''}`}>
            <Brand />
            <section className="panel gate-card">
                <h1>{title}</h1>
                <p className="lead">{lead}</p>
                {children}
            </section>
            <button
                type="button"
                className="link-button"
                lang={language === 'de' ? 'en' : 'de'}
                onClick={() => setLanguage(language === 'de' ? 'en' : 'de')}
            >
                {words.shell.otherLanguage}
            </button>
        </main>
    );
}
