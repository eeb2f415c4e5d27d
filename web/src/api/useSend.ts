// Sending a form: what was typed stays where it is when the server refuses, and a repeated attempt with the same words
// carries the same key, so that nothing is stored twice.
import { useRef, useState } from 'react';
import type { Refusal } from './client';
import { asRefusal } from './useAsk';

export interface Sending<B> {
    busy: boolean;
    refusal: Refusal | undefined;
    send: (body: B) => Promise<boolean>;
    forget: () => void;
}

export function useSend<B, A>(
    act: (body: B, intent: string) => Promise<A>,
    done: (answer: A) => void,
): Sending<B> {
    const [busy, setBusy] = useState(false);
    const [refusal, setRefusal] = useState<Refusal>();
    const last = useRef<{ words: string; intent: string }>(undefined);

    const send = async (body: B) => {
        if (busy) return false;
        const words = JSON.stringify(body);
        if (last.current?.words !== words) last.current = { words, intent: crypto.randomUUID() };
        setBusy(true);
        setRefusal(undefined);
        try {
            const answer = await act(body, last.current.intent);
            last.current = undefined;
            setBusy(false);
            done(answer);
            return true;
        } catch (error) {
            const refused = asRefusal(error);
            // Refused for good: a changed mind is a new intent. Lost on the way: it may have arrived.
            if (!refused.away && refused.status !== 429) last.current = undefined;
            setRefusal(refused);
            setBusy(false);
            return false;
        }
    };
    return { busy, refusal, send, forget: () => setRefusal(undefined) };
}
