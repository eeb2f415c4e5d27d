// Which column goes to which field. Nothing is sent as long as the server's own proposal stands.
import type { Mapping, PreviewColumn } from '../../api/schema';

/** The server's own key for a column that goes nowhere. */
export const left_out = 'ignore';

/** The whole mapping with the changes: what is not named in it the server would recognise by itself. */
export function mappingOf(columns: PreviewColumn[], changes: Record<string, string>): Mapping | undefined {
    if (Object.keys(changes).length === 0) return undefined;
    return {
        columns: columns.map(({ heading, key, taken }) => ({
            name: heading,
            value: changes[heading] ?? (taken ? key : left_out),
        })),
    };
}
