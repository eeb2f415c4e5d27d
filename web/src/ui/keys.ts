// Keyboard: single letters and sequences such as G K. They rest while somebody types, while a dialog is open, and when
// they are switched off (WCAG 2.1.4). The switch lives in this window only: nothing but theme and language is stored.
import { useEffect, useRef } from 'react';

type Handler = (event: KeyboardEvent) => void;
interface Binding {
    key: string;
    run: Handler;
}

const bindings: Binding[] = [];
let letters = true;
let pending = '';
let pendingSince = 0;
const sequence_ms = 1200;

export const letterKeys = {
    get on() {
        return letters;
    },
    set on(value: boolean) {
        letters = value;
    },
};

/** `key` is `mod+k`, `?`, `/`, `j` or a sequence `g k`. */
export function useKey(key: string, run: Handler, active = true) {
    const running = useRef(run);
    running.current = run;
    useEffect(() => {
        if (!active) return;
        const binding = { key, run: (event: KeyboardEvent) => running.current(event) };
        bindings.push(binding);
        return () => {
            bindings.splice(bindings.indexOf(binding), 1);
        };
    }, [key, active]);
}

export interface Pressed {
    key: string;
    ctrlKey: boolean;
    metaKey: boolean;
    altKey: boolean;
}

/** The name a key press has in the bindings; undefined where it is none of ours. */
export function nameOf(event: Pressed): string | undefined {
    if (event.altKey) return undefined;
    if (event.ctrlKey || event.metaKey) return `mod+${event.key.toLowerCase()}`;
    if (event.key.length === 1) return event.key.toLowerCase();
    return undefined;
}

/** What a press means after an unfinished sequence: the finished one first, then the key alone. */
export function candidates(before: string, name: string) {
    return before ? [`${before} ${name}`, name] : [name];
}

function typing(target: EventTarget | null) {
    if (!(target instanceof HTMLElement)) return false;
    return (
        target.isContentEditable ||
        /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
        target.closest('[role=textbox],[role=listbox],[role=menu],[role=spinbutton]') !== null
    );
}

function dialogOpen() {
    return (
        document.querySelector(
            '[role=dialog],[role=alertdialog],[role=menu],[role=listbox]:not([data-inline])',
        ) !== null
    );
}

function onKey(event: KeyboardEvent) {
    const name = nameOf(event);
    if (!name || event.defaultPrevented || event.isComposing) return;
    const single = !name.startsWith('mod+');
    if (single && (!letters || typing(event.target) || dialogOpen())) return;
    const before = event.timeStamp - pendingSince < sequence_ms ? pending : '';
    pending = '';
    for (const wanted of candidates(before, name)) {
        const binding = bindings.findLast((each) => each.key === wanted);
        if (binding) {
            event.preventDefault();
            binding.run(event);
            return;
        }
    }
    if (single && bindings.some((each) => each.key.startsWith(`${name} `))) {
        pending = name;
        pendingSince = event.timeStamp;
    }
}

export function listenToKeys() {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
}
