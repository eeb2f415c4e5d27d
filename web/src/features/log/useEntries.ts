// Log entries page by page, newest first; the same for one person and for the whole company.
import { useCallback, useState } from 'react';
import type { Entry, LogPage } from '../../api/schema';
import { asRefusal, useAsk } from '../../api/useAsk';
import type { Refusal } from '../../api/client';

type Fetch = (after: string | undefined, signal: AbortSignal | undefined) => Promise<LogPage>;

export function useEntries(key: string, fetch: Fetch) {
    const first = useAsk(key, (signal) => fetch(undefined, signal));
    const [later, setLater] = useState<{ of: LogPage; rows: Entry[]; next: string | undefined }>();
    const [growing, setGrowing] = useState(false);
    const [refusal, setRefusal] = useState<Refusal>();
    const mine = first.data && later?.of === first.data ? later : undefined;
    const next = mine ? mine.next : (first.data?.next ?? undefined);
    const page = first.data;
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
            setRefusal(asRefusal(error));
        }
        setGrowing(false);
    }, [page, next, growing, fetch]);
    return {
        rows: page ? [...page.rows, ...(mine?.rows ?? [])] : undefined,
        pending: first.pending,
        refusal: first.refusal ?? refusal,
        again: first.again,
        more: next ? more : undefined,
        growing,
    };
}

const looks = /\.(?:ask|batch|find|list|read|read_log)$/;

/** Whether an entry is somebody's look rather than a change. */
export function isLook(entry: Entry) {
    return looks.test(entry.action);
}
