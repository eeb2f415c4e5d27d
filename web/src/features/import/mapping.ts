// Which column goes to which field. Nothing is sent as long as the server's own proposal stands.
import type { Mapping, PreviewColumn } from '../../api/schema';

export const left_out = '-';

/** The whole mapping with the changes; a column that is left out does not stand in it. */
export function mappingOf(columns: PreviewColumn[], changes: Record<string, string>): Mapping | undefined {
    if (Object.keys(changes).length === 0) return undefined;
    const mapped: Record<string, string> = {};
    for (const { heading, key, taken } of columns) {
        const chosen = changes[heading] ?? (taken ? key : left_out);
        if (chosen !== left_out) mapped[heading] = chosen;
    }
    return { columns: mapped };
}
