// Log entries page by page, newest first; the same for one person and for the whole company.
import type { Entry, LogPage } from '../../api/schema';
import { usePages } from '../../api/usePages';

type Fetch = (after: string | undefined, signal: AbortSignal | undefined) => Promise<LogPage>;

export function useEntries(key: string, fetch: Fetch) {
    return usePages<Entry, LogPage>(key, fetch);
}

const looks = /\.(?:ask|batch|find|list|read|read_log)$/;

/** Whether an entry is somebody's look rather than a change. */
export function isLook(entry: Entry) {
    return looks.test(entry.action);
}
