// Where the focus was before a dialog opened, and back there once the last of them is gone: React Aria gives it back to
// what opened a dialog, which may have been another dialog, or nothing at all for a key.
import { useEffect, useState } from 'react';

let open = 0;
let due = 0;
let before: Element | null = null;

export function useFocusBack() {
    // While it is drawn for the first time the focus is still where it was.
    const [opener] = useState(() => document.activeElement);
    useEffect(() => {
        // One dialog in the place of another: what counts is where the first one was opened.
        if (open === 0 && due === 0) before = opener;
        ++open;
        return () => {
            --open;
            cancelAnimationFrame(due);
            // React Aria takes one frame for it.
            due = requestAnimationFrame(() => {
                due = requestAnimationFrame(() => {
                    due = 0;
                    if (open === 0) giveBack();
                });
            });
        };
    }, [opener]);
}

function giveBack() {
    const lost = !document.activeElement || document.activeElement === document.body;
    if (!lost) return;
    const there = before !== document.body && before?.isConnected ? before : heading();
    if (there instanceof HTMLElement) there.focus({ preventScroll: true });
}

/** Of the page: so that whoever opened a dialog by a key alone goes on at its beginning, and not before it. */
function heading() {
    const found = document.querySelector<HTMLElement>('main h1');
    if (found) found.tabIndex = -1;
    return found;
}
