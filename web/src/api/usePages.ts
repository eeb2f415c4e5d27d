// A list page by page. Pages after the first belong to it: when it is asked anew they go.
import { useCallback, useState } from 'react';
import type { Refusal } from './client';
import { asRefusal, useAsk } from './useAsk';

interface Page<T> {
    rows: T[];
    next?: string | null;
}

export function usePages<T, P extends Page<T>>(
    key: string,
    fetch: (after: string | undefined, signal: AbortSignal | undefined) => Promise<P>,
) {
    const first = useAsk<P>(key, (signal) => fetch(undefined, signal));
    const [later, setLater] = useState<{ of: P; rows: T[]; next: string | undefined }>();
    const [growing, setGrowing] = useState(false);
    const [refusal, setRefusal] = useState<Refusal>();
    const page = first.data;
    const mine = page && later?.of === page ? later : undefined;
    const next = mine ? mine.next : (page?.next ?? undefined);
    const { again } = first;
    const more = useCallback(async () => {
        if (!page || !next || growing) return;
        setGrowing(true);
        setRefusal(undefined);
        try {
            const got = await fetch(next, undefined);
            setLater((old) => ({
                of: page,
                rows: [...(old?.of === page ? old.rows : []), ...got.rows],
                next: got.next ?? undefined,
            }));
        } catch (error) {
            const refused = asRefusal(error);
            // The row that the next page begins behind is gone: what is there now begins at the beginning.
            if (refused.status === 404) again();
            else setRefusal(refused);
        }
        setGrowing(false);
    }, [page, next, growing, fetch, again]);
    return {
        first: page,
        rows: page ? [...page.rows, ...(mine?.rows ?? [])] : undefined,
        pending: first.pending,
        refusal: first.refusal ?? refusal,
        again,
        more: next ? more : undefined,
        growing,
    };
}
