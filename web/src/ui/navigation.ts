// Where we are and how to get elsewhere: the browser's history and nothing more. Addresses hold ids and views, never a
// name or what was searched for.
import { useSyncExternalStore } from 'react';

const changed = new EventTarget();

function subscribe(listener: () => void) {
    changed.addEventListener('go', listener);
    window.addEventListener('popstate', listener);
    return () => {
        changed.removeEventListener('go', listener);
        window.removeEventListener('popstate', listener);
    };
}

export function navigate(to: string, how: 'push' | 'replace' = 'push') {
    if (to === location.pathname + location.search) return;
    if (how === 'push') history.pushState(null, '', to);
    else history.replaceState(null, '', to);
    changed.dispatchEvent(new Event('go'));
}

export function useAddress() {
    const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
    return new URL(address, location.origin);
}

/** The address with some of its query members changed; null removes one. */
export function withQuery(url: URL, members: Record<string, string | number | null>) {
    const next = new URL(url);
    for (const [name, value] of Object.entries(members)) {
        if (value === null) next.searchParams.delete(name);
        else next.searchParams.set(name, String(value));
    }
    return next.pathname + next.search;
}
