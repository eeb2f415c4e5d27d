// Light or dark: the system decides until somebody does.
import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const changed = new EventTarget();
// public/theme.js listens first and has changed the document by then.
const system = matchMedia('(prefers-color-scheme: dark)');

function read(): Theme {
    return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

function toggle() {
    const next = read() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = next;
    document.documentElement.dataset['themeChosen'] = 'yes';
    try {
        localStorage.setItem('theme', next);
    } catch {
        // No storage: the choice lasts as long as the page.
    }
    changed.dispatchEvent(new Event('theme'));
}

function subscribe(listener: () => void) {
    changed.addEventListener('theme', listener);
    system.addEventListener('change', listener);
    return () => {
        changed.removeEventListener('theme', listener);
        system.removeEventListener('change', listener);
    };
}

export function useTheme() {
    return { theme: useSyncExternalStore(subscribe, read), toggle };
}
