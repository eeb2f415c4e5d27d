// Asking the server from a screen: an answer belongs to its key, a stale one is dropped, and a new key never shows the
// old key's answer, so that nobody reads one person's permission on another's card.
import { useCallback, useEffect, useRef, useState } from 'react';
import { Refusal } from './client';

export interface Asked<T> {
    data: T | undefined;
    refusal: Refusal | undefined;
    pending: boolean;
    again: () => void;
}

interface State<T> {
    key: string | null;
    turn: number;
    data?: T;
    refusal?: Refusal | undefined;
    pending: boolean;
}

/**
 * Asks once per key; `null` asks nothing. `again` asks anew and keeps the answer on screen meanwhile. When that is refused
 * the answer goes, because a permission that cannot be confirmed is none; with `keep` it stays while the
 * server is merely away, for whatever a form stands on.
 */
export function useAsk<T>(
    key: string | null,
    ask: (signal: AbortSignal) => Promise<T>,
    keep = false,
): Asked<T> {
    const [turn, setTurn] = useState(0);
    const [state, setState] = useState<State<T>>({ key: null, turn: 0, pending: false });
    const asking = useRef(ask);
    asking.current = ask;

    useEffect(() => {
        if (key === null) return;
        const stop = new AbortController();
        setState((old) => (old.key === key ? { ...old, pending: true } : { key, turn, pending: true }));
        asking.current(stop.signal).then(
            (data) => {
                if (!stop.signal.aborted) setState({ key, turn, data, pending: false });
            },
            (error: unknown) => {
                if (stop.signal.aborted) return;
                const refusal = asRefusal(error);
                setState((old) => ({
                    key,
                    turn,
                    refusal,
                    pending: false,
                    ...(keep && refusal.away && old.data ? { data: old.data } : {}),
                }));
            },
        );
        return () => stop.abort();
    }, [key, turn, keep]);

    const again = useCallback(() => setTurn((n) => n + 1), []);
    const mine = state.key === key;
    return {
        data: mine ? state.data : undefined,
        refusal: mine ? state.refusal : undefined,
        pending: key !== null && (!mine || state.pending),
        again,
    };
}

export function asRefusal(error: unknown) {
    if (error instanceof Refusal) return error;
    return new Refusal({ type: 'urn:kartei:problem:unknown', title: '', status: 0, code: 'unavailable' });
}
