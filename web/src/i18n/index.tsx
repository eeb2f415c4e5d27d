// The words on screen. `de` is the source of truth, `en` has its type: a missing word does not compile.
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { speak } from '../api/client';
import type { Text } from '../api/parts';
import { de } from './de';
import { en } from './en';
import { type Format, type Language, localeOf, makeFormat, preferred } from './format';

export type Words = typeof de;
export type { Language } from './format';

interface Speech {
    language: Language;
    words: Words;
    format: Format;
    setLanguage: (language: Language) => void;
}

const SpeechContext = createContext<Speech | null>(null);
const catalogues: Record<Language, Words> = { de, en };

function stored(): Language | null {
    try {
        const value = localStorage.getItem('language');
        return value === 'de' || value === 'en' ? value : null;
    } catch {
        return null;
    }
}

export function LanguageProvider({ children }: { children: ReactNode }) {
    const [language, setLanguage] = useState<Language>(() => stored() ?? preferred(navigator.languages));
    const speech = useMemo<Speech>(() => {
        document.documentElement.lang = language;
        speak(localeOf(language));
        return {
            language,
            words: catalogues[language],
            format: makeFormat(language),
            setLanguage: (next) => {
                try {
                    localStorage.setItem('language', next);
                } catch {
                    // No storage: the choice lasts as long as the page.
                }
                setLanguage(next);
            },
        };
    }, [language]);
    return (
        <SpeechContext value={speech}>
            <I18nProvider locale={localeOf(language)}>{children}</I18nProvider>
        </SpeechContext>
    );
}

export function useSpeech() {
    const speech = useContext(SpeechContext);
    if (!speech) throw new Error('needs a language');
    return speech;
}

export function useWords() {
    return useSpeech().words;
}

export function useFormat() {
    return useSpeech().format;
}

export function useSay() {
    const { language } = useSpeech();
    return (text: Text) => text[language];
}
