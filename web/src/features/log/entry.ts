// What a log entry says in words: its action, its fields, and values that are keys.
import { useAreaName } from '../../api/house';
import type { ChannelKey } from '../../api/parts';
import type { Change, Entry } from '../../api/schema';
import { useFormat, useWords } from '../../i18n';
import { usePurposeName } from '../../ui/purpose';
import { useSaid } from '../../ui/said';

export function useActionName() {
    const { log } = useWords();
    return (action: string) => log.actions[action] ?? action;
}

/** Fields that repeat another one for the machine, or are ids. */
const silent = new Set([
    'normal',
    'taken_by',
    'recorded_by',
    'checked_by',
    'policy_pack',
    'answer',
    'company_id',
]);

/** Fields whose values are keys. */
const keyed = new Set([
    ...['deceased', 'despite_restriction', 'concluded', 'email_from_sale', 'notice_at_collection'],
    ...['status', 'state', 'capacity', 'given_by', 'form', 'way', 'evidence', 'phone_expected'],
]);

export function told(entry: Entry) {
    return entry.changes.filter(({ field }) => !silent.has(field));
}

export function useChangeWords() {
    const { log, channel, point, kind } = useWords();
    const format = useFormat();
    const areaName = useAreaName();
    const purposeName = usePurposeName();
    const said = useSaid();
    const each = (text: string, say: (one: string) => string) => text.split(',').map(say).join(', ');
    const say = (field: string, text: string) => {
        if (field === 'purposes' || field === 'purpose') return each(text, purposeName);
        if (field === 'channels' || field === 'channel')
            return each(text, (one) => channel[one as ChannelKey] ?? one);
        if (field === 'areas' || field === 'area_no')
            return text === '*' ? text : each(text, (one) => (Number(one) ? areaName(Number(one)) : one));
        if (field === 'owner') return log.owners[text] ?? log.values[text] ?? text;
        if (field === 'said') return said(text);
        if (field === 'kind')
            return (point as Record<string, string>)[text] ?? (kind as Record<string, string>)[text] ?? text;
        if (/_at$|_until$/.test(field) && /^\d{4}-\d\d-\d\dT/.test(text)) return format.dateTime(text);
        if (/^\d{4}-\d\d-\d\d$/.test(text)) return format.date(text);
        // Anything else may be what somebody wrote: it stands as it is.
        return keyed.has(field) ? (log.values[text] ?? text) : text;
    };
    return ({ record, field, old, now }: Change) => ({
        field: `${log.records[record] ?? record}: ${log.fields[field] ?? field}`,
        old: old === undefined ? undefined : say(field, old),
        now: now === undefined ? undefined : say(field, now),
    });
}
