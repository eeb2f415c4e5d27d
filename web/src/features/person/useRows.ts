// The rows of the list: all persons page by page, or what a search finds. A stale answer never replaces a newer one.
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, type Refusal } from '../../api/client';
import type { Count, FoundPersons, PersonRow } from '../../api/schema';
import { asRefusal } from '../../api/useAsk';

const page_rows = 100;
const found_rows = 100;
const debounce_ms = 80;

interface Rows {
    key: string;
    query: string;
    rows: PersonRow[];
    next: string | undefined;
    total: Count | undefined;
    completeness: FoundPersons['completeness'] | undefined;
    took_ms: number;
}

export interface Listed {
    shown: Rows | undefined;
    pending: boolean;
    refusal: Refusal | undefined;
    again: () => void;
    more: () => void;
    growing: boolean;
}

async function firstRows(
    query: string,
    area_no: number | null,
    signal: AbortSignal,
): Promise<Omit<Rows, 'key' | 'took_ms'>> {
    if (!query) {
        const page = await api.get('/persons', {
            query: { limit: page_rows, ...(area_no ? { area_no } : {}) },
            signal,
        });
        return {
            query,
            rows: page.rows,
            next: page.next ?? undefined,
            total: page.total,
            completeness: undefined,
        };
    }
    const found = await api.post('/person-searches', {
        body: { query, limit: found_rows, ...(area_no ? { area_no } : {}) },
        signal,
    });
    return { query, rows: found.rows, next: undefined, total: undefined, completeness: found.completeness };
}

export function useRows(query: string, area_no: number | null): Listed {
    const wanted = query.trim();
    const key = `${area_no ?? ''} ${wanted}`;
    const [turn, setTurn] = useState(0);
    const [shown, setShown] = useState<Rows>();
    const [pending, setPending] = useState(true);
    const [refusal, setRefusal] = useState<Refusal>();
    const [growing, setGrowing] = useState(false);
    const first = useRef(true);

    useEffect(() => {
        const stop = new AbortController();
        setPending(true);
        // The first list appears at once; while typing the last letter of a burst asks.
        const wait_ms = first.current || !wanted ? 0 : debounce_ms;
        first.current = false;
        const timer = setTimeout(async () => {
            const began = performance.now();
            try {
                const answer = await firstRows(wanted, area_no, stop.signal);
                if (stop.signal.aborted) return;
                setShown({ ...answer, key, took_ms: performance.now() - began });
                setRefusal(undefined);
            } catch (error) {
                if (stop.signal.aborted) return;
                setShown(undefined);
                setRefusal(asRefusal(error));
            }
            setPending(false);
        }, wait_ms);
        return () => {
            clearTimeout(timer);
            stop.abort();
        };
    }, [wanted, area_no, key, turn]);

    const more = useCallback(() => {
        if (!shown?.next || growing || pending || shown.key !== key) return;
        setGrowing(true);
        const query = { after: shown.next, limit: found_rows, ...(area_no ? { area_no } : {}) };
        api.get('/persons', { query })
            .then(
                (page) =>
                    setShown((old) =>
                        old === shown
                            ? { ...old, rows: [...old.rows, ...page.rows], next: page.next ?? undefined }
                            : old,
                    ),
                (error: unknown) => {
                    const refused = asRefusal(error);
                    // The last row is gone meanwhile: what is there now begins at the beginning.
                    if (refused.status === 404) setTurn((n) => n + 1);
                    else setRefusal(refused);
                },
            )
            .finally(() => setGrowing(false));
    }, [shown, growing, pending, key, area_no]);

    const again = useCallback(() => {
        setRefusal(undefined);
        setTurn((n) => n + 1);
    }, []);
    return { shown, pending: pending || (shown?.key !== key && !refusal), refusal, again, more, growing };
}
